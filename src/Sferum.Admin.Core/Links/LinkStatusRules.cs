using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Links;

/// <summary>
/// Where a person's link stands on a day: the only place that decides. The table of DESIGN §3:
/// <code>
/// fact or observation                                   effect
/// invited; claimed                                      Invited; SelfReported (never down from a proven link)
/// observed linked; a mandatory chat seen in ЭПОС        at least Linked
/// every must seen in ЭПОС, each look fresh              Verified; when a look ages, back to Linked
/// observed not linked at the claim's recheck moment     SelfReported → Invited; Linked, Verified → NeedsRelink
/// or later
/// observed not linked before that moment                no change
/// observed broken; phone of record ended                NeedsRelink
/// not applicable, with a reason                         NotApplicable, until a later mark or observation
/// refusal in force                                      Refused; once withdrawn, as if it had not been
/// </code>
/// The history is read once in the order of its moments; rows that were taken back are left out first. Days, not hours, change
/// an answer by itself, so that it can be kept with a <see cref="LinkStatusAnswer.ValidUntil"/>. Pure.
/// </summary>
public static class LinkStatusRules
{
    /// <param name="day">The day in the school's zone; facts and looks later than it are not to be passed.</param>
    /// <param name="school">Gives the zone only.</param>
    public static LinkStatusAnswer StatusOn(LinkEvidence evidence, DateOnly day, SchoolClock school, LinkRuleSettings settings)
    {
        var next = new NextDay(day);
        foreach (var optOut in evidence.OptOuts)
        {
            next.Add(optOut.Period.From);
            next.Add(optOut.Period.To);
        }

        if (evidence.OptOuts.Any(optOut => optOut.Period.Covers(day)))
        {
            return new LinkStatusAnswer(LinkState.Refused, null, null, next.Value);
        }

        var history = Replay(evidence);
        if (history.State != LinkState.Linked)
        {
            return new LinkStatusAnswer(history.State, history.Since, history.RecheckAt, next.Value);
        }

        next.Add(evidence.MustsChangeOn);
        var state = AllMustsSeen(evidence, history, day, school, settings, ref next) ? LinkState.Verified : LinkState.Linked;
        return new LinkStatusAnswer(state, history.Since, null, next.Value);
    }

    private static History Replay(LinkEvidence evidence)
    {
        var retracted = evidence.Facts.Where(fact => fact.RetractsId is not null).Select(fact => fact.RetractsId).ToHashSet();
        var facts = evidence.Facts
            .Where(fact => fact.Kind != LinkFactKind.Retracted && !retracted.Contains(fact.Id))
            .Select(fact => (fact.AsOf, fact.Id, fact.Kind, fact.RecheckAt));
        var looks = evidence.Seen
            .Where(look => look.State == VisibilityState.Visible && look.Chat.Kind != ChatKind.Custom)
            .SelectMany(look => new[] { look.FirstAsOf, look.AsOf })
            .Select(asOf => (AsOf: asOf, Id: Guid.Empty, Kind: LinkFactKind.ObservedLinked, RecheckAt: (DateTime?)null));

        var history = new History();
        foreach (var (asOf, _, kind, recheckAt) in facts.Concat(looks).OrderBy(row => row.AsOf).ThenBy(row => row.Id))
        {
            history.Take(kind, asOf, recheckAt);
        }

        return history;
    }

    /// <summary>
    /// A must that ЭПОС cannot show yet spoils nothing, but is proof when it was seen all the same. Without any must that counts
    /// Linked is the most. Looks from before the link last broke prove nothing.
    /// </summary>
    private static bool AllMustsSeen(
        LinkEvidence evidence, History history, DateOnly day, SchoolClock school, LinkRuleSettings settings, ref NextDay next)
    {
        var counted = 0;
        var allSeen = true;
        foreach (var must in evidence.Musts)
        {
            var look = LatestLook(evidence.Seen, must.Chat, history.BrokenAt);
            if (look is { State: VisibilityState.Visible })
            {
                var staleFrom = school.DayOf(look.AsOf).AddDays(settings.LookDays + 1);
                if (day < staleFrom)
                {
                    counted++;
                    next.Add(staleFrom);
                    continue;
                }
            }

            // The day of the recheck itself is still ЭПОС's: a must counts from the day after it.
            var countsFrom = school.DayOf(must.CountsFrom).AddDays(1);
            next.Add(countsFrom);
            allSeen &= day < countsFrom;
        }

        return allSeen && counted > 0;
    }

    private static SeenRow? LatestLook(IReadOnlyList<SeenRow> looks, ChatKey chat, DateTime? after)
    {
        SeenRow? latest = null;
        foreach (var look in looks)
        {
            if (look.Chat == chat && !look.IsOfPastYear && (after is null || look.AsOf > after) && (latest is null || look.AsOf > latest.AsOf))
            {
                latest = look;
            }
        }

        return latest;
    }

    /// <summary>The state machine that the rows of the table drive, without refusals and without «Проверен».</summary>
    private sealed class History
    {
        private DateTime? _claimRecheckAt;

        public LinkState State { get; private set; } = LinkState.NotInvited;

        /// <summary>UTC moment of the row that brought the state about.</summary>
        public DateTime? Since { get; private set; }

        /// <summary>When the link was last seen not to work.</summary>
        public DateTime? BrokenAt { get; private set; }

        public DateTime? RecheckAt => State == LinkState.SelfReported ? _claimRecheckAt : null;

        public void Take(LinkFactKind kind, DateTime asOf, DateTime? recheckAt)
        {
            switch (kind)
            {
                case LinkFactKind.Invited when State is LinkState.NotInvited or LinkState.NotApplicable:
                    Become(LinkState.Invited, asOf);
                    break;
                case LinkFactKind.Claimed:
                    _claimRecheckAt = recheckAt ?? asOf;
                    if (State != LinkState.Linked)
                    {
                        Become(LinkState.SelfReported, asOf);
                    }

                    break;
                case LinkFactKind.ObservedLinked:
                    Become(LinkState.Linked, asOf);
                    break;
                case LinkFactKind.ObservedNotLinked when _claimRecheckAt is null || asOf >= _claimRecheckAt:
                    TakeNotLinked(asOf);
                    break;
                case LinkFactKind.ObservedBroken or LinkFactKind.PhoneOfRecordEnded:
                    Break(asOf);
                    break;
                case LinkFactKind.NotApplicable:
                    Become(LinkState.NotApplicable, asOf);
                    break;
            }
        }

        private void TakeNotLinked(DateTime asOf)
        {
            if (State == LinkState.SelfReported)
            {
                Become(LinkState.Invited, asOf);
            }
            else if (State is LinkState.Linked or LinkState.NeedsRelink)
            {
                Break(asOf);
            }
        }

        private void Break(DateTime asOf)
        {
            Become(LinkState.NeedsRelink, asOf);
            BrokenAt = asOf;
        }

        private void Become(LinkState state, DateTime asOf)
        {
            Since = State == state ? Since : asOf;
            State = state;
        }
    }
}
