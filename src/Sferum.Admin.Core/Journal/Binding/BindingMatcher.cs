using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Parsing;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>
/// What each group, chat and person of the journal may be in the register, with evidence (docs/decisions, «binding of outside ids»). A
/// suggestion and no more: only a confirmation binds. Groups come first, then chats and students by their groups, then representatives
/// by their children. Pure.
/// </summary>
public static class BindingMatcher
{
    public static BindingSuggestions Match(BindingMaterial material)
    {
        var bound = material.Bound.Select(b => (b.IdKind, b.Value)).ToHashSet();
        var open = material.Records.Where(r => !bound.Contains((r.IdKind, r.Value))).ToLookup(r => r.IdKind);

        var groups = Settle(material, GroupPairs(material.Register, open[IdKinds.Group]));
        var groupIds = Told(material, IdKinds.Group, open[IdKinds.Group], groups);
        var chats = Settle(material, ChatPairs(material.Register, open[IdKinds.Chat], groupIds));
        var people = PeopleOf(material, [.. open[IdKinds.Person]], groupIds, out var children);

        return new BindingSuggestions(
            [
                .. open[IdKinds.Group].Select(r => groups.GetValueOrDefault(r.Id) ?? NotFound(r, BindingGap.NobodyAlike)),
                .. open[IdKinds.Chat].Select(r => chats.GetValueOrDefault(r.Id) ?? NotFound(r, GapOfChat(r, groupIds))),
                .. open[IdKinds.Person].Select(r => people.GetValueOrDefault(r.Id) ?? NotFound(r, GapOfPerson(r, groupIds, children))),
            ],
            groupIds);
    }

    private static IEnumerable<BindingPair> GroupPairs(BindingRegister register, IEnumerable<JournalRecord> records)
    {
        var byName = register.Groups.ToLookup(g => RussianText.SearchKey(g.Name), g => g.Id);
        return records.SelectMany(r => byName[RussianText.SearchKey(GroupNameText.Normalize(r.Name) ?? r.Name)]
            .Select(id => new BindingPair(r, id, PairRank.Strong, [BindingEvidence.NameEqual])));
    }

    private static IEnumerable<BindingPair> ChatPairs(BindingRegister register, IEnumerable<JournalRecord> records, IReadOnlyDictionary<string, Guid> groups)
    {
        var chats = register.Chats.ToLookup(c => new ChatKey(c.Kind, c.StudyGroupId), c => c.Id);
        foreach (var record in records)
        {
            var group = GroupOf(record, groups);
            if (record.ChatKind is not { } kind || (group is null) != (kind == ChatKind.Staff))
            {
                continue;
            }

            foreach (var chat in chats[new ChatKey(kind, group)])
            {
                yield return new BindingPair(record, chat, PairRank.Strong, group is null ? [BindingEvidence.KindEqual] : [BindingEvidence.KindEqual, BindingEvidence.GroupEqual]);
            }
        }
    }

    /// <param name="children">Students of the register by the journal's ids who are told for certain.</param>
    private static IReadOnlyDictionary<Guid, BindingSuggestion> PeopleOf(
        BindingMaterial material, IReadOnlyList<JournalRecord> records, IReadOnlyDictionary<string, Guid> groups, out IReadOnlyDictionary<string, Guid> children)
    {
        var pairs = new PeoplePairs(material);
        List<BindingPair> own =
        [
            .. records.Where(r => r.GroupValue is not null).SelectMany(r => pairs.OfStudent(r, GroupOf(r, groups))),
            .. records.Where(r => r.Kind == JournalRecordKind.Employee).SelectMany(pairs.OfEmployee),
        ];
        var told = Told(material, IdKinds.Person, records, Settle(material, own));
        while (true)
        {
            var known = told;
            var family = records.SelectMany(r => pairs.OfRepresentative(r, ChildrenOf(r, known))).ToList();
            var settled = Settle(material, Joined(own, family));
            var still = Told(material, IdKinds.Person, records, settled);

            // A child that a representative's claim has made uncertain tells nothing about parents any more.
            var doubted = known.Keys.Except(still.Keys).ToList();
            if (doubted.Count == 0)
            {
                children = known;
                return settled;
            }

            told = known.Where(k => still.ContainsKey(k.Key)).ToDictionary();
        }
    }

    /// <summary>
    /// One pair of a record and a person, the stronger one with the evidence of both. Who is told through a child is not one of the
    /// namesakes among the employees.
    /// </summary>
    private static List<BindingPair> Joined(IReadOnlyCollection<BindingPair> own, IReadOnlyCollection<BindingPair> family)
    {
        var told = family.Where(p => p.Rank == PairRank.Strong).ToLookup(p => p.Record.Id, p => p.SubjectId);
        return
        [
            .. own.Where(p => !told.Contains(p.Record.Id) || told[p.Record.Id].Contains(p.SubjectId) || p.Evidence.Contains(BindingEvidence.GroupEqual))
                .Concat(family)
                .GroupBy(p => (p.Record.Id, p.SubjectId))
                .Select(g => g.MaxBy(p => p.Rank)! with { Evidence = [.. g.OrderByDescending(p => p.Rank).SelectMany(p => p.Evidence).Distinct()] }),
        ];
    }

    private static IReadOnlyDictionary<Guid, BindingSuggestion> Settle(BindingMaterial material, IEnumerable<BindingPair> pairs)
    {
        var lasting = material.Records.Where(r => !r.HasStableId).Select(r => r.Value).ToHashSet();
        var bound = material.Bound.GroupBy(b => b.SubjectId).ToDictionary(b => b.Key, b => b.Any(x => !lasting.Contains(x.Value)));
        return BindingSettlement.Run([.. pairs.Where(p => !material.Rejected.Contains(new BoundId(p.Record.IdKind, p.Record.Value, p.SubjectId)))], bound);
    }

    /// <summary>Subjects by outside id that are certain: bound or matched exactly.</summary>
    private static Dictionary<string, Guid> Told(
        BindingMaterial material, string idKind, IEnumerable<JournalRecord> records, IReadOnlyDictionary<Guid, BindingSuggestion> settled)
    {
        var told = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var bound in material.Bound.Where(b => b.IdKind == idKind))
        {
            told[bound.Value] = bound.SubjectId;
        }

        foreach (var record in records)
        {
            if (settled.GetValueOrDefault(record.Id) is { Verdict: BindingVerdict.Exact } exact)
            {
                told[record.Value] = exact.Candidates[0].SubjectId;
            }
        }

        return told;
    }

    private static Guid? GroupOf(JournalRecord record, IReadOnlyDictionary<string, Guid> groups) =>
        record.GroupValue is { } value && groups.TryGetValue(value, out var id) ? id : null;

    private static IEnumerable<Guid> ChildrenOf(JournalRecord record, IReadOnlyDictionary<string, Guid> told) =>
        record.ChildValues.Where(told.ContainsKey).Select(child => told[child]).Distinct();

    private static BindingGap GapOfChat(JournalRecord record, IReadOnlyDictionary<string, Guid> groups) =>
        record.GroupValue is not null && GroupOf(record, groups) is null ? BindingGap.GroupNotFound : BindingGap.NobodyAlike;

    private static BindingGap GapOfPerson(JournalRecord record, IReadOnlyDictionary<string, Guid> groups, IReadOnlyDictionary<string, Guid> children) => record switch
    {
        { LeftOn: not null, Kind: JournalRecordKind.Student } => BindingGap.HasLeft,
        { Kind: JournalRecordKind.Student } when GroupOf(record, groups) is null => BindingGap.GroupNotFound,
        { Kind: JournalRecordKind.Representative } when !ChildrenOf(record, children).Any() => BindingGap.ChildNotFound,
        _ => BindingGap.NobodyAlike,
    };

    private static BindingSuggestion NotFound(JournalRecord record, BindingGap gap) => new(record, BindingVerdict.NotFound, [], Gap: gap);
}
