namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>How much speaks for a pair.</summary>
internal enum PairRank
{
    /// <summary>Alike: somebody must look.</summary>
    Near,

    /// <summary>The same name, but a sign is missing or differs.</summary>
    Likely,

    /// <summary>By every sign.</summary>
    Strong,
}

/// <summary>A record and a subject of the register that may be one.</summary>
internal sealed record BindingPair(JournalRecord Record, Guid SubjectId, PairRank Rank, IReadOnlyList<BindingEvidence> Evidence);

/// <summary>
/// Decides over pairs: the strongest first, and an exact match only where a record and a subject have nobody but each other. Whoever is
/// taken by a stronger pair is no candidate of a weaker one. Pure.
/// </summary>
internal sealed class BindingSettlement
{
    private readonly Dictionary<Guid, BindingSuggestion> _decided = [];
    private readonly HashSet<Guid> _claimed = [];
    private readonly IReadOnlyDictionary<Guid, bool> _bound;

    private BindingSettlement(IReadOnlyDictionary<Guid, bool> bound) => _bound = bound;

    /// <param name="bound">Subjects with a binding in force: whether the id bound is a lasting one.</param>
    /// <returns>Suggestions by <see cref="JournalRecord.Id"/>; records without a pair have none.</returns>
    public static IReadOnlyDictionary<Guid, BindingSuggestion> Run(IReadOnlyCollection<BindingPair> pairs, IReadOnlyDictionary<Guid, bool> bound)
    {
        var settlement = new BindingSettlement(bound);
        foreach (var rank in (ReadOnlySpan<PairRank>)[PairRank.Strong, PairRank.Likely, PairRank.Near])
        {
            settlement.Settle(rank, pairs.Where(p => p.Rank == rank));
        }

        return settlement._decided;
    }

    private void Settle(PairRank rank, IEnumerable<BindingPair> pairs)
    {
        var open = pairs.Where(p => !_decided.ContainsKey(p.Record.Id) && !_claimed.Contains(p.SubjectId)).ToList();
        var free = open.FindAll(p => !IsBoundElsewhere(p) && (rank == PairRank.Strong || !_bound.ContainsKey(p.SubjectId)));
        var byRecord = free.ToLookup(p => p.Record.Id);
        var bySubject = free.ToLookup(p => p.SubjectId);
        foreach (var own in byRecord)
        {
            List<BindingPair> candidates = [.. own];
            List<BindingPair> rivals = [.. candidates.SelectMany(c => bySubject[c.SubjectId]).Where(p => p.Record.Id != own.Key && IsRival(candidates[0].Record, p, byRecord, bySubject))];
            _decided.Add(own.Key, Decide(rank, candidates, rivals, bySubject));
        }

        foreach (var blocked in open.Where(p => IsBoundElsewhere(p) && rank > PairRank.Near && !byRecord.Contains(p.Record.Id)).ToLookup(p => p.Record))
        {
            _decided.Add(blocked.Key.Id, new BindingSuggestion(blocked.Key, BindingVerdict.Conflict, Candidates(blocked), BindingConflict.BoundElsewhere));
        }

        _claimed.UnionWith(open.Select(p => p.SubjectId));
    }

    private BindingSuggestion Decide(PairRank rank, List<BindingPair> candidates, List<BindingPair> rivals, ILookup<Guid, BindingPair> bySubject)
    {
        var record = candidates[0].Record;
        List<Guid> others = [.. rivals.Select(r => r.Record.Id).Distinct()];
        return (rank, candidates.Count, others.Count) switch
        {
            (PairRank.Strong, 1, 0) => new(record, BindingVerdict.Exact, Candidates(candidates.Select(c => WithProfile(c, bySubject)))),
            (PairRank.Near, _, _) or (_, 1, 0) => new(record, BindingVerdict.Doubtful, Candidates(candidates)),
            (_, > 1, _) => new(record, BindingVerdict.Conflict, Candidates(candidates), BindingConflict.SeveralSubjects, Rivals: others),
            _ => new(record, BindingVerdict.Conflict, Candidates(candidates), BindingConflict.SeveralRecords, Rivals: others),
        };
    }

    /// <summary>A lasting id is bound to the subject: another lasting one would make two people of one.</summary>
    private bool IsBoundElsewhere(BindingPair pair) => _bound.TryGetValue(pair.SubjectId, out var lasting) && lasting && pair.Record.HasStableId;

    /// <summary>
    /// Whether the other record stands in this one's way. A profile without a lasting id stands in nobody's way: it joins the lasting
    /// one, provided that this one is certain.
    /// </summary>
    private bool IsRival(JournalRecord record, BindingPair other, ILookup<Guid, BindingPair> byRecord, ILookup<Guid, BindingPair> bySubject)
    {
        if (record.HasStableId != other.Record.HasStableId)
        {
            return !record.HasStableId && (byRecord[other.Record.Id].Count() > 1 || bySubject[other.SubjectId].Count(p => p.Record.HasStableId) > 1);
        }

        // Several profiles beside a lasting id are all of them second ones.
        return record.HasStableId || !HasLasting(other.SubjectId, bySubject);
    }

    private bool HasLasting(Guid subject, ILookup<Guid, BindingPair> bySubject) => _bound.ContainsKey(subject) || bySubject[subject].Any(p => p.Record.HasStableId);

    private BindingPair WithProfile(BindingPair pair, ILookup<Guid, BindingPair> bySubject) =>
        _bound.ContainsKey(pair.SubjectId) || (!pair.Record.HasStableId && HasLasting(pair.SubjectId, bySubject))
            ? pair with { Evidence = [.. pair.Evidence, BindingEvidence.SecondProfile] }
            : pair;

    private static IReadOnlyList<BindingCandidate> Candidates(IEnumerable<BindingPair> pairs) => [.. pairs.Select(p => new BindingCandidate(p.SubjectId, p.Evidence))];
}
