namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>What a reading changes about the records.</summary>
internal sealed record JournalRecordChanges(IReadOnlyList<JournalRecord> Added, IReadOnlyList<JournalRecord> Updated, IReadOnlyList<Guid> Removed);

/// <summary>
/// The records after a reading of the lists. A list that was not read completely takes nothing away: what is known from it stays. A
/// record that every list which held it has dropped goes, unless it is bound. Pure.
/// </summary>
internal sealed class JournalRecordMerge
{
    private const int MaxName = 300;
    private const int MaxValue = 100;

    private readonly JournalLists _lists;
    private readonly Dictionary<(string IdKind, string Value), JournalRecord> _known;
    private readonly Dictionary<string, Listed> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string>? _groups;
    private readonly string _system;
    private readonly DateTime _now;

    private JournalRecordMerge(string system, IReadOnlyCollection<JournalRecord> known, JournalLists lists, DateTime now)
    {
        (_system, _lists, _now) = (system, lists, now);
        _known = known.ToDictionary(r => (r.IdKind, r.Value));
        _groups = lists.Groups?.Select(g => g.Id).ToHashSet();
    }

    /// <param name="known">All records of the journal.</param>
    /// <param name="bound">Ids in use by a binding, with their kinds.</param>
    public static JournalRecordChanges Run(
        string system, IReadOnlyCollection<JournalRecord> known, JournalLists lists, IReadOnlySet<(string IdKind, string Value)> bound, DateTime now) =>
        new JournalRecordMerge(system, known, lists, now).Run(bound);

    private JournalRecordChanges Run(IReadOnlySet<(string IdKind, string Value)> bound)
    {
        ReadPeople();
        List<JournalRecord> listed =
        [
            .. (_lists.Groups ?? []).Where(g => Fits(g.Id)).DistinctBy(g => g.Id).Select(g => Record(IdKinds.Group, g.Id, JournalRecordKind.Group, g.Name)),
            .. _lists.Chats.Values.Where(c => Fits(c.Id)).Select(Chat),
            .. _people.Where(p => Fits(p.Key)).Select(p => Person(p.Key, p.Value)),
        ];
        var keys = listed.Select(r => (r.IdKind, r.Value)).ToHashSet();
        return new JournalRecordChanges(
            listed.FindAll(r => !_known.ContainsKey((r.IdKind, r.Value))),
            listed.FindAll(r => _known.ContainsKey((r.IdKind, r.Value))),
            [.. _known.Where(k => !keys.Contains(k.Key) && !bound.Contains(k.Key) && IsDropped(k.Value)).Select(k => k.Value.Id)]);
    }

    /// <summary>Gathers each person's rows of all lists into one.</summary>
    private void ReadPeople()
    {
        foreach (var student in _lists.Students.Values.SelectMany(s => s))
        {
            var person = Of(student.PersonId, student.FullName, student.HasStableId);
            // Of several profiles the one in force counts, then the one left last.
            if (person.Student is not { } other || (other.LeftOn is not null && (student.LeftOn is null || student.LeftOn > other.LeftOn)))
            {
                person.Student = new StudentRow(student.GroupId, student.BirthDate ?? person.Student?.BirthDate, student.LeftOn);
            }

            foreach (var representative in student.Representatives)
            {
                Of(representative.PersonId, representative.FullName, representative.HasStableId).Children.Add(student.PersonId);
            }
        }

        foreach (var employee in _lists.Employees ?? [])
        {
            Of(employee.PersonId, employee.FullName, employee.HasStableId).IsEmployee = true;
        }
    }

    private Listed Of(string id, string name, bool hasStableId)
    {
        if (!_people.TryGetValue(id, out var person))
        {
            _people.Add(id, person = new Listed(name, hasStableId));
        }

        return person;
    }

    private JournalRecord Person(string id, Listed person)
    {
        if (_known.TryGetValue((IdKinds.Person, id), out var known))
        {
            KeepUnread(person, known);
        }

        var kind = person switch
        {
            { Student.LeftOn: null, Student: not null } => JournalRecordKind.Student,
            { IsEmployee: true } => JournalRecordKind.Employee,
            { Children.Count: > 0 } => JournalRecordKind.Representative,
            _ => JournalRecordKind.Student,
        };
        var record = Record(IdKinds.Person, id, kind, person.Name);
        record.HasStableId = person.HasStableId;
        record.BirthDate = person.Student?.BirthDate;
        record.GroupValue = person.Student?.GroupId;
        record.LeftOn = person.Student?.LeftOn;
        record.RelatedValues = person.Children.Count == 0 ? null : string.Join(',', person.Children);
        return record;
    }

    /// <summary>What the record has from lists that were not read now.</summary>
    private void KeepUnread(Listed person, JournalRecord known)
    {
        if (person.Student is null && known.GroupValue is { } group && !IsRead(group))
        {
            person.Student = new StudentRow(group, known.BirthDate, known.LeftOn);
        }

        person.IsEmployee |= known.Kind == JournalRecordKind.Employee && _lists.Employees is null;
        person.Children.UnionWith(known.ChildValues.Where(child => !IsListOfChildRead(child)));
    }

    private JournalRecord Chat(ListedChat chat)
    {
        var record = Record(IdKinds.Chat, chat.Id, JournalRecordKind.Chat, chat.Title);
        (record.ChatKind, record.GroupValue) = (chat.Kind, chat.GroupId);
        return record;
    }

    private JournalRecord Record(string idKind, string value, JournalRecordKind kind, string name) => new()
    {
        Id = _known.TryGetValue((idKind, value), out var known) ? known.Id : Guid.CreateVersion7(),
        System = _system,
        IdKind = idKind,
        Value = value,
        Kind = kind,
        Name = name.Length > MaxName ? name[..MaxName] : name,
        SeenAt = _now,
    };

    /// <summary>Whether every list that held the record was read now.</summary>
    private bool IsDropped(JournalRecord known) => known.Kind switch
    {
        JournalRecordKind.Group => _lists.Groups is not null,
        // A chat that nobody is shown now is a chat all the same.
        JournalRecordKind.Chat => IsGone(known.GroupValue),
        _ => (known.GroupValue is not { } group || IsRead(group))
            && (known.Kind != JournalRecordKind.Employee || _lists.Employees is not null)
            && known.ChildValues.All(IsListOfChildRead),
    };

    /// <summary>The students of a group that is listed no more are read as none.</summary>
    private bool IsRead(string group) => _lists.Students.ContainsKey(group) || IsGone(group);

    private bool IsGone(string? group) => group is not null && _groups is { } groups && !groups.Contains(group);

    private bool IsListOfChildRead(string child) => !_known.TryGetValue((IdKinds.Person, child), out var record) || record.GroupValue is not { } group || IsRead(group);

    /// <summary>An id that no column holds is no id.</summary>
    private static bool Fits(string value) => value.Length is > 0 and <= MaxValue && !value.Contains(',');

    private sealed record StudentRow(string GroupId, DateOnly? BirthDate, DateOnly? LeftOn);

    private sealed class Listed(string name, bool hasStableId)
    {
        public string Name => name;

        public bool HasStableId => hasStableId;

        public StudentRow? Student { get; set; }

        public bool IsEmployee { get; set; }

        public SortedSet<string> Children { get; } = new(StringComparer.Ordinal);
    }
}
