using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Simulator.College;

/// <summary>What was seen in ЭПОС and when: observations of every mandatory membership, confirmations of the weeks.</summary>
internal sealed class LookStep
{
    /// <summary>Employees who see the chats of their groups but not yet «Преподаватели».</summary>
    private const int WithoutStaffChat = 3;

    /// <summary>Percent of those who are seen today who were seen by the first look.</summary>
    private const int SeenAtOnce = 55;

    private readonly Draft _draft;
    private readonly Dictionary<Guid, LookPlan> _plans;
    private readonly LookPlan _staffPlan;
    private readonly Dictionary<(Guid Chat, IsoWeek Week), int[]> _counts = [];
    private readonly Dictionary<Guid, int> _linkedLate = [];
    private readonly Dice _late;

    public LookStep(Draft draft)
    {
        _draft = draft;
        var dice = draft.Dice.Fork("looks");
        var early = draft.Dice.Fork("early looks");
        _late = draft.Dice.Fork("linked late");
        _staffPlan = LookPlan.OfStaff(draft, dice, early);
        _plans = draft.Groups.ToDictionary(g => g.Row.Id, g => LookPlan.Of(draft, dice, early, g));
    }

    public IReadOnlyList<Guid> OldLooks => [.. _plans.Where(p => p.Value.IsOld(_draft.Today, _draft.Clock)).OrderByDescending(p => p.Value.Sessions.Count).Select(p => p.Key)];

    public IReadOnlyList<Guid> Unconfirmed => [.. _plans.Where(p => !p.Value.Confirmed(IsoWeek.Of(_draft.Today))).Select(p => p.Key)];

    /// <summary>Observations of everybody who must or may be somewhere, after the refusals are known.</summary>
    public void Run(IReadOnlyList<DesiredMembership> memberships, Dictionary<Guid, Fate> fates, MessStep mess)
    {
        var chats = _draft.College.Chats.ToDictionary(c => new ChatKey(c.Kind, c.StudyGroupId), c => c.Id);
        var curators = _draft.Groups.Select(g => g.Curator?.Person.Id).OfType<Guid>().Distinct().Take(WithoutStaffChat + 2).Skip(2).ToHashSet();
        foreach (var membership in memberships)
        {
            if (chats.TryGetValue(membership.Chat, out var chat))
            {
                var fate = fates.GetValueOrDefault(membership.PersonId);
                fate = membership.Kind == ChatKind.Staff && curators.Contains(membership.PersonId) ? Fate.NotSeen : fate;
                Observe(chat, membership, fate);
            }
        }

        Intrude(mess.Expelled.Group.GroupChat, mess.Expelled.Person.Id);
        Intrude(mess.Expelled.Group.ParentsChat!, mess.ParentOfExpelled.Id);
        Intrude(_draft.Group(Cast.GroupOfRestricted).ParentsChat!, mess.Restricted.RepresentativeId!.Value);
        Confirm();
    }

    private LookPlan PlanOf(Guid? studyGroupId) => studyGroupId is { } id ? _plans[id] : _staffPlan;

    private void Observe(Guid chat, DesiredMembership membership, Fate fate)
    {
        var plan = PlanOf(membership.StudyGroupId);
        var since = membership.Reason.Since is { } day ? _draft.Clock.ToUtc(day) : DateTime.MinValue;
        var sessions = plan.Sessions.Where(s => s.At >= since).ToList();
        if (fate == Fate.Seen && sessions.Count > 0)
        {
            var seenFrom = Math.Min(sessions.Count - 1, sessions.Count * LateOf(membership.PersonId) / 100);
            foreach (var session in sessions.Take(seenFrom))
            {
                // Not linked yet, and nobody asked: neither seen nor missing.
                if (session.Week is { } week)
                {
                    Count(membership, chat, week, Fate.Invited);
                }
            }

            sessions = sessions[seenFrom..];
        }

        foreach (var session in sessions)
        {
            if (session.Week is { } week)
            {
                Count(membership, chat, week, fate);
            }
        }

        if (sessions.Count == 0)
        {
            return;
        }

        if (fate is Fate.Seen or Fate.NeedsRelink)
        {
            Add(chat, membership.PersonId, plan, ObservationMethod.Look, VisibilityState.Visible, sessions[..1]);
        }

        if (fate == Fate.Seen && sessions.Count > 1)
        {
            Add(chat, membership.PersonId, plan, ObservationMethod.WeeklyConfirmation, VisibilityState.Visible, sessions[1..]);
        }

        if (fate == Fate.NotSeen)
        {
            Add(chat, membership.PersonId, plan, ObservationMethod.Look, VisibilityState.Missing, sessions);
        }

        var afterBreak = sessions.Where(s => s.At > LinkStep.BrokenAt(_draft)).ToList();
        if (fate == Fate.NeedsRelink && afterBreak.Count > 0)
        {
            Add(chat, membership.PersonId, plan, ObservationMethod.Look, VisibilityState.Missing, afterBreak);
        }
    }

    /// <summary>
    /// At which share of the looks, in percent, the person was first seen: a good half from the first, the others over the weeks,
    /// so that the figures grew up to today.
    /// </summary>
    private int LateOf(Guid person)
    {
        if (!_linkedLate.TryGetValue(person, out var late))
        {
            late = _linkedLate[person] = Math.Max(0, (_late.Next(100) - SeenAtOnce) * 100 / (100 - SeenAtOnce));
        }

        return late;
    }

    /// <summary>Visible, 1: missing, 2: not checked — of the people who must be there.</summary>
    private void Count(DesiredMembership membership, Guid chat, IsoWeek week, Fate fate)
    {
        if (membership.Demand != Demand.Must)
        {
            return;
        }

        var key = (membership.StudyGroupId ?? chat, week);
        var counts = _counts.TryGetValue(key, out var known) ? known : _counts[key] = new int[3];
        counts[fate switch { Fate.Seen => 0, Fate.NotSeen or Fate.NeedsRelink => 1, _ => 2 }]++;
    }

    private void Intrude(Chat chat, Guid personId) =>
        Add(chat.Id, personId, _plans[chat.StudyGroupId!.Value], ObservationMethod.Look, VisibilityState.Visible, _plans[chat.StudyGroupId.Value].Sessions);

    private void Add(Guid chat, Guid person, LookPlan plan, ObservationMethod method, VisibilityState state, IReadOnlyList<LookSession> sessions) =>
        _draft.College.Observations.Add(new ChatObservation
        {
            Id = _draft.NewId(),
            ChatId = chat,
            PersonId = person,
            SourceId = _draft.College.Journal.Id,
            Method = method,
            State = state,
            FirstAsOf = sessions[0].At,
            LastAsOf = sessions[^1].At,
            ByUserId = plan.ByUserId,
            RecordedAt = sessions[0].At,
        });

    private void Confirm()
    {
        var staffChat = _draft.College.Chats[0].Id;
        foreach (var (group, plan) in _plans.Select(p => ((Guid?)p.Key, p.Value)).Prepend((null, _staffPlan)))
        {
            foreach (var session in plan.Sessions)
            {
                if (session.Week is { } week && _counts.TryGetValue((group ?? staffChat, week), out var counts))
                {
                    _draft.College.Confirmations.Add(new WeeklyConfirmation
                    {
                        Id = _draft.NewId(),
                        StudyGroupId = group,
                        Week = week.ToString(),
                        At = session.At,
                        ByUserId = plan.ByUserId,
                        Visible = counts[0],
                        Missing = counts[1],
                        NotChecked = counts[2],
                    });
                }
            }
        }
    }
}
