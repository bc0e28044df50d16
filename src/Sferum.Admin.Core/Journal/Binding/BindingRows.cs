using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>Puts names to the lines of a page. One query, of the accounts that decided.</summary>
internal sealed class BindingRows(BindingBoard board, BindingItems items)
{
    private static readonly JournalRecordKind[] Order =
        [JournalRecordKind.Group, JournalRecordKind.Chat, JournalRecordKind.Employee, JournalRecordKind.Student, JournalRecordKind.Representative];

    private readonly Dictionary<Guid, RegisterPerson> _people = board.Material.Register.People.ToDictionary(p => p.Id);
    private readonly Dictionary<Guid, string> _groups = board.Material.Register.Groups.ToDictionary(g => g.Id, g => g.Name);
    private readonly Dictionary<Guid, RegisterChat> _chats = board.Material.Register.Chats.ToDictionary(c => c.Id);
    private readonly Dictionary<Guid, JournalRecord> _records = board.Material.Records.ToDictionary(r => r.Id);

    /// <summary>The lines of one page: groups first, then by name.</summary>
    /// <param name="page">From 1.</param>
    public async Task<IReadOnlyList<BindingRow>> PageAsync(AppDbContext db, IEnumerable<BindingItem> lines, int page, int size, CancellationToken ct)
    {
        List<BindingItem> shown =
        [
            .. lines.OrderBy(i => Array.IndexOf(Order, i.Kind))
                .ThenBy(i => RussianText.SearchKey(i.Record?.Name ?? NameOf(i.SubjectId!.Value)), StringComparer.Ordinal)
                .ThenBy(i => i.Record?.Id ?? i.SubjectId!.Value)
                .Skip((page - 1) * size).Take(size),
        ];
        var users = shown.Select(i => i.DecidedBy).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(u => EF.Parameter(users).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return [.. shown.Select(i => Row(i, i.DecidedBy is { } user ? names.GetValueOrDefault(user) : null))];
    }

    private BindingRow Row(BindingItem item, string? by) => new(
        item.Kind,
        item.State,
        item.Record is { } record ? Outside(record) : null,
        item switch
        {
            { Suggestion: { } suggestion } => [.. suggestion.Candidates.Select(c => Side(item.Kind, c.SubjectId, c.Evidence))],
            { SubjectId: { } subject } => [Side(item.Kind, subject, [])],
            _ => [],
        },
        item.Suggestion?.Conflict,
        [.. item.Suggestion?.Rivals?.Select(r => _records[r].Name) ?? []],
        item.Suggestion?.Gap,
        item.Decision is { } decision ? decision with { By = by } : null);

    private OutsideSide Outside(JournalRecord record) => new(
        record.Id,
        record.Name,
        record.BirthDate,
        record.GroupValue is { } group ? items.Record(IdKinds.Group, group)?.Name : null,
        [.. record.ChildValues.Select(child => items.Record(IdKinds.Person, child)).OfType<JournalRecord>().Select(OutsideChild)],
        record.LeftOn,
        record.HasStableId,
        record.Kind == JournalRecordKind.Employee);

    private string OutsideChild(JournalRecord child) =>
        child.GroupValue is { } value && items.Record(IdKinds.Group, value)?.Name is { } group ? $"{child.Name}, {group}" : child.Name;

    private RegisterSide Side(JournalRecordKind kind, Guid subject, IReadOnlyList<BindingEvidence> evidence)
    {
        var name = NameOf(subject);
        if (kind is JournalRecordKind.Group or JournalRecordKind.Chat)
        {
            return new(subject, name, null, _chats.GetValueOrDefault(subject)?.StudyGroupId is { } group ? [GroupName(group)] : [], [], false, evidence);
        }

        var children = items.ChildrenOfPerson(subject).Select(child => string.Join(", ", [NameOf(child), .. items.GroupsOfPerson(child).Select(GroupName)]));
        return new(
            subject, name, _people.GetValueOrDefault(subject)?.BirthDate, [.. items.GroupsOfPerson(subject).Select(GroupName)], [.. children.Order(StringComparer.Ordinal)],
            board.Material.Register.Employees.Contains(subject), evidence);
    }

    /// <summary>A group or chat of a past year has no name here any more.</summary>
    private string NameOf(Guid subject) =>
        _people.TryGetValue(subject, out var person) ? person.FullName
        : _groups.TryGetValue(subject, out var group) ? group
        : _chats.TryGetValue(subject, out var chat) ? chat.Title
        : "Нет в реестре текущего года";

    private string GroupName(Guid group) => _groups.GetValueOrDefault(group, RussianText.NoValue);
}
