using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>
/// Who is linked and sees which chats, as the college's latest looks say; where nobody looked, as such things go.
/// </summary>
internal sealed class SightStep
{
    private readonly WorldDraft _draft;
    private readonly InventedCollege _college;
    private readonly Dice _dice;
    private readonly ILookup<Guid, DesiredMembership> _wanted;
    private readonly ILookup<Guid, ChatVisibility> _seen;
    private readonly Dictionary<ChatKey, Guid> _chats;
    private readonly HashSet<Guid> _looked;
    private int _links;

    private SightStep(WorldDraft draft, InventedCollege college)
    {
        (_draft, _college) = (draft, college);
        _dice = draft.Dice.Fork("sights");
        _wanted = MandatoryChatRules.All(new RegisterOnDay(college.Today, CollegeFacts.Of(college)), ChatRuleSettings.Default).ToLookup(m => m.PersonId);
        _seen = college.Visibilities.ToLookup(v => v.PersonId);
        _chats = college.Chats.ToDictionary(c => new ChatKey(c.Kind, c.StudyGroupId), c => c.Id);
        _looked = [.. college.Visibilities.Select(v => v.ChatId)];
    }

    public static void Run(WorldDraft draft, InventedCollege college)
    {
        var step = new SightStep(draft, college);
        foreach (var person in draft.People)
        {
            step.Decide(person);
        }
    }

    private void Decide(SimulatedPerson person)
    {
        // Thrown for everybody, so that one person's fate does not shift the next one's.
        var (luck, hasVk) = (_dice.Next(100), _dice.Chance(30));
        person.VkId = hasVk ? Link("7001") : SimulatedLink.None;
        if (!_draft.RegisterIds.TryGetValue(person, out var id))
        {
            return;
        }

        var mess = _college.Mess;
        var musts = _wanted[id].Where(m => m.Demand == Demand.Must && _chats.ContainsKey(m.Chat)).Select(m => _chats[m.Chat]).ToList();
        var seen = _seen[id].Where(v => v.State == VisibilityState.Visible).Select(v => v.ChatId).ToHashSet();
        var missing = _seen[id].Where(v => v.State == VisibilityState.Missing).Select(v => v.ChatId).ToHashSet();
        if (mess.NeedRelink.Contains(id))
        {
            (person.Max, person.Chats) = (new SimulatedLink(SimulatedLinkState.Broken), Journal(musts));
        }
        else if (mess.ClaimsBeforeRecheck.Contains(id))
        {
            person.Chats = Journal(musts);
            Promise(person, id, luck);
        }
        else if (mess.ClaimsPastRecheck.Contains(id))
        {
            Show(person, luck < 75, musts);
        }
        else if (seen.Count > 0)
        {
            Show(person, true, musts.Where(c => !missing.Contains(c)).Union(seen));
        }
        else if (missing.Count > 0)
        {
            Show(person, luck < 12, musts);
        }
        else
        {
            Show(person, musts.Count > 0 && !musts.Exists(_looked.Contains) && luck < 80, musts);
        }
    }

    private void Show(SimulatedPerson person, bool isLinked, IEnumerable<Guid> chats)
    {
        person.Chats = Journal(chats);
        person.Max = isLinked ? Link("3001") : SimulatedLink.None;
    }

    /// <summary>Who claimed today is linked when the journal's clock comes to it; one in five only said so.</summary>
    private void Promise(SimulatedPerson person, Guid id, int luck)
    {
        var claim = _college.LinkFacts.Last(f => f.PersonId == id && f.Kind == LinkFactKind.Claimed);
        if (luck < 80 && claim.RecheckAt is { } shows)
        {
            _draft.Scheduled.Add(new ScheduledChange(person.Id, shows, new PersonChange { Max = SimulatedLinkState.Linked }));
        }
    }

    private SimulatedLink Link(string prefix) => new(
        SimulatedLinkState.Linked,
        $"{prefix}{10_000 + _links++:D5}",
        _draft.Zone.ToUtc(_draft.AcademicYear, new TimeOnly(10, 0)).AddMinutes(_dice.Next(60)));

    private IReadOnlyList<long> Journal(IEnumerable<Guid> chats) => [.. chats.Where(_draft.ChatIds.ContainsKey).Select(c => _draft.ChatIds[c]).Order()];
}
