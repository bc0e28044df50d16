namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>A line of the list before its names are put together.</summary>
/// <param name="SubjectId">The one subject of a bound, rejected or exact line, or of one that the journal does not list.</param>
internal sealed record BindingItem(JournalRecordKind Kind, BindingState State, JournalRecord? Record, BindingSuggestion? Suggestion, Guid? SubjectId, BindingDecision? Decision, Guid? DecidedBy);

/// <summary>All lines of a board, with the groups that each belongs to.</summary>
internal sealed class BindingItems
{
    private readonly BindingBoard _board;
    private readonly Dictionary<(string IdKind, string Value), JournalRecord> _records;
    private readonly ILookup<Guid, Guid> _groupsOfPerson;
    private readonly ILookup<Guid, Guid> _children;
    private readonly HashSet<Guid> _groupIds;
    private readonly HashSet<Guid> _chatIds;

    public BindingItems(BindingBoard board)
    {
        _board = board;
        var register = board.Material.Register;
        _records = board.Material.Records.ToDictionary(r => (r.IdKind, r.Value));
        _groupsOfPerson = register.Studies.Where(s => s.IsInForce).ToLookup(s => s.PersonId, s => s.StudyGroupId);
        _children = register.Guardians.ToLookup(g => g.RepresentativeId, g => g.StudentId);
        _groupIds = [.. register.Groups.Select(g => g.Id)];
        _chatIds = [.. register.Chats.Select(c => c.Id)];
        All = [.. Suggested(), .. Bound(), .. Rejected(), .. NotInJournal()];
    }

    public IReadOnlyList<BindingItem> All { get; }

    /// <param name="group">Null = everything.</param>
    public IEnumerable<BindingItem> OfGroup(Guid? group) => group is { } id ? All.Where(i => GroupsOf(i).Contains(id)) : All;

    /// <summary>Groups of the person in force.</summary>
    public IEnumerable<Guid> GroupsOfPerson(Guid personId) => _groupsOfPerson[personId];

    public IEnumerable<Guid> ChildrenOfPerson(Guid personId) => _children[personId];

    public JournalRecord? Record(string idKind, string value) => _records.GetValueOrDefault((idKind, value));

    private IEnumerable<BindingItem> Suggested() => _board.Suggestions.All.Select(s => new BindingItem(s.Record.Kind, StateOf(s.Verdict), s.Record, s, s.Verdict == BindingVerdict.Exact ? s.Candidates[0].SubjectId : null, null, null));

    private IEnumerable<BindingItem> Bound() => _board.Bindings.Select(b =>
    {
        var record = _records.GetValueOrDefault((b.IdKind, b.Value));
        return new BindingItem(
            record?.Kind ?? KindOf(b.IdKind, b.SubjectId), BindingState.Bound, record, null, b.SubjectId, new BindingDecision(b.Id, b.ValidFrom, b.ConfirmedAt, null), b.ConfirmedByUserId);
    });

    private IEnumerable<BindingItem> Rejected() => _board.Rejections.Select(r =>
    {
        var record = _records.GetValueOrDefault((r.IdKind, r.Value));
        return new BindingItem(record?.Kind ?? KindOf(r.IdKind, r.SubjectId), BindingState.Rejected, record, null, r.SubjectId, new BindingDecision(r.Id, null, r.At, null), r.ByUserId);
    });

    /// <summary>Who and what is in force in the register and neither bound nor a candidate of anything.</summary>
    private IEnumerable<BindingItem> NotInJournal()
    {
        var register = _board.Material.Register;
        var found = _board.Bindings.Select(b => b.SubjectId)
            .Concat(_board.Suggestions.All.SelectMany(s => s.Candidates).Select(c => c.SubjectId)).ToHashSet();
        var students = register.Studies.Where(s => s.IsInForce).Select(s => s.PersonId).ToHashSet();
        var representatives = register.Guardians.Where(g => students.Contains(g.StudentId)).Select(g => g.RepresentativeId);
        return register.Groups.Select(g => g.Id)
            .Concat(register.Chats.Select(c => c.Id)).Concat(students).Concat(register.Employees).Concat(representatives)
            .Distinct().Where(id => !found.Contains(id))
            .Select(id => new BindingItem(KindOf(id), BindingState.NotInJournal, null, null, id, null, null));
    }

    private IEnumerable<Guid> GroupsOf(BindingItem item)
    {
        if (item.Record is { } record)
        {
            return record.Kind == JournalRecordKind.Group
                ? [.. item.SubjectId is { } own ? [own] : Array.Empty<Guid>(), .. item.Suggestion?.Candidates.Select(c => c.SubjectId) ?? []]
                : record.ChildValues.Select(child => _records.GetValueOrDefault((IdKinds.Person, child))?.GroupValue).Append(record.GroupValue)
                    .OfType<string>().Where(_board.Suggestions.Groups.ContainsKey).Select(value => _board.Suggestions.Groups[value]);
        }

        return item.SubjectId is { } id ? GroupsOfSubject(item.Kind, id) : [];
    }

    private IEnumerable<Guid> GroupsOfSubject(JournalRecordKind kind, Guid id) => kind switch
    {
        JournalRecordKind.Group => [id],
        JournalRecordKind.Chat => _board.Material.Register.Chats.Where(c => c.Id == id).Select(c => c.StudyGroupId).OfType<Guid>(),
        _ => _groupsOfPerson[id].Concat(_children[id].SelectMany(child => _groupsOfPerson[child])),
    };

    private JournalRecordKind KindOf(string idKind, Guid subjectId) => idKind switch
    {
        IdKinds.Group => JournalRecordKind.Group,
        IdKinds.Chat => JournalRecordKind.Chat,
        _ => KindOf(subjectId),
    };

    private JournalRecordKind KindOf(Guid subjectId) =>
        _groupIds.Contains(subjectId) ? JournalRecordKind.Group
        : _chatIds.Contains(subjectId) ? JournalRecordKind.Chat
        : _groupsOfPerson.Contains(subjectId) ? JournalRecordKind.Student
        : _board.Material.Register.Employees.Contains(subjectId) ? JournalRecordKind.Employee
        : JournalRecordKind.Representative;

    private static BindingState StateOf(BindingVerdict verdict) => verdict switch
    {
        BindingVerdict.Exact => BindingState.Exact,
        BindingVerdict.Doubtful => BindingState.Doubtful,
        BindingVerdict.Conflict => BindingState.Conflict,
        BindingVerdict.NotFound => BindingState.NotInRegister,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No verdict."),
    };
}
