using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>Few people of whom the journal shows something else than the last look: a chat that is not shown, a link nobody knows of.</summary>
internal static class DeviationStep
{
    /// <summary>Linked people who lost one of several chats, and people who lost their only one.</summary>
    private const int OneOfSeveral = 4;
    private const int TheOnlyOne = 3;
    private const int Unknown = 3;

    public static void Run(WorldDraft draft, InventedCollege college, HashSet<Guid> spared)
    {
        var dice = draft.Dice.Fork("deviations");
        var linked = draft.People.Where(p => p.Max.State == SimulatedLinkState.Linked && draft.RegisterIds.TryGetValue(p, out var id) && !spared.Contains(id)).ToList();
        dice.Shuffle(linked);
        foreach (var person in linked.Where(p => p.Chats.Count > 1).Take(OneOfSeveral).Concat(Apart(linked.Where(p => p.Chats.Count == 1), TheOnlyOne)).ToList())
        {
            person.Chats = [.. person.Chats.SkipLast(1)];
            draft.Planted.WithoutChat.Add(person.Id);
        }

        foreach (var person in linked.AsEnumerable().Reverse().Take(Unknown))
        {
            person.Max = new SimulatedLink(SimulatedLinkState.Unknown);
            draft.Planted.UnknownLink.Add(person.Id);
        }
    }

    /// <summary>Of different chats, so that no class unit looks emptied.</summary>
    private static IEnumerable<SimulatedPerson> Apart(IEnumerable<SimulatedPerson> people, int count) => people.DistinctBy(p => p.Chats[0]).Take(count);
}
