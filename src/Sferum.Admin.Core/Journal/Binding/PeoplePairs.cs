namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>
/// Pairs of a person of the journal and one of the register, by three ways: as a student of a group, as an employee, through a child.
/// Pure.
/// </summary>
internal sealed class PeoplePairs
{
    private readonly BindingMaterial _material;
    private readonly Dictionary<Guid, RegisterPerson> _people;
    private readonly Dictionary<Guid, NameParts> _ours = [];
    private readonly Dictionary<Guid, NameParts> _outside = [];
    private readonly ILookup<Guid, RegisterStudy> _studies;
    private readonly ILookup<Guid, Guid> _representatives;
    private readonly ILookup<string, Guid> _studentsByKey;
    private readonly ILookup<string, Guid> _employeesByName;
    private readonly ILookup<string, Guid> _employeesByKey;
    private readonly Dictionary<(string Group, DateOnly Born), int> _bornThen;

    public PeoplePairs(BindingMaterial material)
    {
        _material = material;
        var register = material.Register;
        _people = register.People.ToDictionary(p => p.Id);
        _studies = register.Studies.ToLookup(s => s.StudyGroupId);
        _representatives = register.Guardians.ToLookup(g => g.StudentId, g => g.RepresentativeId);
        _studentsByKey = register.Studies.Where(s => s.IsInForce).Select(s => s.PersonId).Distinct().ToLookup(id => Ours(id).Key);
        _employeesByKey = register.Employees.ToLookup(id => Ours(id).Key);
        _employeesByName = register.Employees.ToLookup(id => NameKey(Ours(id)));
        _bornThen = material.Records.Where(r => r is { GroupValue: not null, BirthDate: not null }).CountBy(r => (r.GroupValue!, r.BirthDate!.Value)).ToDictionary();
    }

    /// <summary>As a student: by name, birth date and group.</summary>
    /// <param name="group">The group of the register; <see langword="null"/> while it is not found.</param>
    public IEnumerable<BindingPair> OfStudent(JournalRecord record, Guid? group)
    {
        var own = group is { } id ? _studies[id].GroupBy(s => s.PersonId).ToList() : [];
        var found = false;
        foreach (var study in own)
        {
            if (InGroup(record, _people[study.Key], study.Any(s => s.IsInForce), own) is { } pair)
            {
                found |= pair.Rank > PairRank.Near;
                yield return pair;
            }
        }

        // The same name and birth date elsewhere: one of the two sides is late with a transfer.
        if (found || record is not { BirthDate: { } born, LeftOn: null })
        {
            yield break;
        }

        foreach (var other in _studentsByKey[Outside(record).Key].Where(o => _people[o].BirthDate == born))
        {
            yield return new BindingPair(record, other, PairRank.Likely, [NameSign(NameMatch.Equal, record, other), BindingEvidence.BirthDateEqual, BindingEvidence.GroupDiffers]);
        }
    }

    /// <summary>As an employee: by the name alone, so only an equal one is a strong pair.</summary>
    public IEnumerable<BindingPair> OfEmployee(JournalRecord record)
    {
        var outside = Outside(record);
        List<Guid> equal = [.. _employeesByKey[outside.Key]];
        foreach (var id in equal.Count > 0 ? equal : AlikeEmployees(outside))
        {
            var match = NameLikeness.Compare(outside, Ours(id));
            yield return new BindingPair(record, id, RankOf(match), [NameSign(match, record, id), BindingEvidence.IsEmployee]);
        }
    }

    /// <summary>As a representative: by the name, among the representatives of the children.</summary>
    /// <param name="children">The children of the register who are told for certain.</param>
    public IEnumerable<BindingPair> OfRepresentative(JournalRecord record, IEnumerable<Guid> children)
    {
        foreach (var id in children.SelectMany(child => _representatives[child]).Distinct())
        {
            var match = NameLikeness.Compare(Outside(record), Ours(id));
            if (match != NameMatch.None)
            {
                yield return new BindingPair(record, id, RankOf(match), [NameSign(match, record, id), BindingEvidence.ChildEqual]);
            }
        }
    }

    private BindingPair? InGroup(JournalRecord record, RegisterPerson person, bool isInForce, IReadOnlyCollection<IGrouping<Guid, RegisterStudy>> group)
    {
        var date = (record.BirthDate, person.BirthDate) switch
        {
            (null, _) or (_, null) => BindingEvidence.BirthDateUnknown,
            var (outside, ours) when outside == ours => BindingEvidence.BirthDateEqual,
            _ => BindingEvidence.BirthDateDiffers,
        };

        // Without the birth date only an equal name counts, and a likeness is dear to compute.
        if (date != BindingEvidence.BirthDateEqual && Outside(record).Key != Ours(person.Id).Key)
        {
            return null;
        }

        var match = NameLikeness.Compare(Outside(record), Ours(person.Id));
        var isOnlyOne = date == BindingEvidence.BirthDateEqual && match == NameMatch.PatronymicMissing && IsOnlyOneBornThen(record, person, group);
        PairRank? rank = (match, date) switch
        {
            (NameMatch.Equal, BindingEvidence.BirthDateEqual) => PairRank.Strong,
            (NameMatch.Equal, _) => PairRank.Likely,
            (NameMatch.PatronymicMissing, BindingEvidence.BirthDateEqual) => isOnlyOne ? PairRank.Strong : PairRank.Likely,
            (NameMatch.None, _) => null,
            _ => PairRank.Near,
        };

        // Who left is told by every sign or not at all: the list of a past year is no source of guesses.
        if (rank is null || (record.LeftOn is not null && rank != PairRank.Strong))
        {
            return null;
        }

        List<BindingEvidence> evidence = [NameSign(match, record, person.Id), date, BindingEvidence.GroupEqual];
        if (isOnlyOne)
        {
            evidence.Add(BindingEvidence.OnlyOneBornThen);
        }

        if (!isInForce)
        {
            evidence.Add(BindingEvidence.HasLeft);
        }

        return new BindingPair(record, person.Id, rank.Value, evidence);
    }

    private bool IsOnlyOneBornThen(JournalRecord record, RegisterPerson person, IEnumerable<IGrouping<Guid, RegisterStudy>> group) =>
        _bornThen[(record.GroupValue!, record.BirthDate!.Value)] == 1 && group.Count(s => _people[s.Key].BirthDate == person.BirthDate) == 1;

    private IEnumerable<Guid> AlikeEmployees(NameParts outside)
    {
        List<Guid> named = [.. _employeesByName[NameKey(outside)]];
        return named.Count > 0 ? named : _material.Register.Employees.Where(id => NameLikeness.Compare(outside, Ours(id)) == NameMatch.Misspelt);
    }

    private static PairRank RankOf(NameMatch match) => match switch
    {
        NameMatch.Equal => PairRank.Strong,
        NameMatch.PatronymicMissing => PairRank.Likely,
        _ => PairRank.Near,
    };

    private BindingEvidence NameSign(NameMatch match, JournalRecord record, Guid person) => NameLikeness.Evidence(match, Outside(record), Ours(person));

    private static string NameKey(NameParts name) => $"{name.LastName} {name.FirstName}";

    private NameParts Ours(Guid person)
    {
        if (!_ours.TryGetValue(person, out var name))
        {
            _ours.Add(person, name = NameParts.Of(_people[person]));
        }

        return name;
    }

    private NameParts Outside(JournalRecord record)
    {
        if (!_outside.TryGetValue(record.Id, out var name))
        {
            _outside.Add(record.Id, name = NameParts.Read(record.Name));
        }

        return name;
    }
}
