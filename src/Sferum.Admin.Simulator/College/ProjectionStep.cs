using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Simulator.College;

/// <summary>What the rules make of the facts and observations: the latest look per chat and person, the state of each link.</summary>
internal static class ProjectionStep
{
    public static void Run(Draft draft, RegisterOnDay register, IReadOnlyList<DesiredMembership> memberships)
    {
        var college = draft.College;
        foreach (var latest in college.Observations.GroupBy(o => (o.ChatId, o.PersonId)).Select(g => g.MaxBy(o => o.LastAsOf)!))
        {
            college.Visibilities.Add(new ChatVisibility
            {
                ChatId = latest.ChatId,
                PersonId = latest.PersonId,
                ObservationId = latest.Id,
                SourceId = latest.SourceId,
                State = latest.State,
                Method = latest.Method,
                AsOf = latest.LastAsOf,
                ByUserId = latest.ByUserId,
            });
        }

        AddLinks(draft, register, memberships);
    }

    private static void AddLinks(Draft draft, RegisterOnDay register, IReadOnlyList<DesiredMembership> memberships)
    {
        var college = draft.College;
        var epos = new EposClock(SchoolCalendar.Initial, draft.Clock);
        var chats = college.Chats.ToDictionary(c => c.Id, c => new ChatKey(c.Kind, c.StudyGroupId));
        var facts = college.LinkFacts.ToLookup(f => f.PersonId);
        var optOuts = college.OptOuts.ToLookup(o => o.PersonId);
        var seen = college.Observations.ToLookup(o => o.PersonId);
        var musts = memberships.Where(m => m.Demand == Demand.Must).ToLookup(m => m.PersonId);
        var touched = facts.Select(f => f.Key).Union(optOuts.Select(o => o.Key)).Union(seen.Select(o => o.Key));
        foreach (var person in touched)
        {
            var evidence = new LinkEvidence(
                [.. facts[person].Select(f => new LinkFactRow(f.Id, f.Kind, f.At, f.RecheckAt, f.RetractsId))],
                [.. optOuts[person].Select(o => new OptOutRow(new FactPeriod(o.ValidFrom, o.ValidTo)))],
                [.. seen[person].Select(o => new SeenRow(chats[o.ChatId], o.State, o.LastAsOf))],
                [.. musts[person].Select(m => new MustRow(m.Chat, epos.ShowsAt(m.Reason.Since!.Value, m.Reason.RecordedAt!.Value)))],
                register.NextChangeOf(person));
            var answer = LinkStatusRules.StatusOn(evidence, draft.Today, draft.Clock, LinkRuleSettings.Default);
            college.LinkStatuses.Add(new LinkStatus
            {
                PersonId = person,
                PlatformId = college.Messenger.Id,
                State = answer.State,
                Reason = answer.State == LinkState.NotApplicable ? facts[person].Last().Reason : null,
                ValidUntil = answer.ValidUntil,
                DecidedAt = answer.Since,
                RecheckAt = answer.RecheckAt,
            });
        }
    }
}
