using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>
/// Whom or what a row of the journal's lists stands for. Somebody whom the lists hold in several roles is what comes first of: student,
/// employee, representative.
/// </summary>
public enum JournalRecordKind
{
    Group,
    Chat,
    Student,
    Representative,
    Employee,
}

/// <summary>
/// A group, chat or person as the journal's lists last showed it: what suggestions are made from. Not a part of the register;
/// overwritten by each reading of the lists.
/// </summary>
public sealed class JournalRecord
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The journal's code.</summary>
    public required string System { get; init; }

    /// <summary>Kind of its id: <see cref="IdKinds"/>.</summary>
    public required string IdKind { get; init; }

    /// <summary>Its id in the journal.</summary>
    public required string Value { get; init; }

    public JournalRecordKind Kind { get; set; }

    /// <summary>Name of the group, title of the chat, full name of the person, as written there.</summary>
    public required string Name { get; set; }

    public DateOnly? BirthDate { get; set; }

    /// <summary>The journal's id of the group: of a student, of a chat of a group.</summary>
    public string? GroupValue { get; set; }

    /// <summary>The journal's ids of the person's children, comma-separated; of an employee whose children study here as well.</summary>
    public string? RelatedValues { get; set; }

    /// <summary>The ids of <see cref="RelatedValues"/>.</summary>
    public IEnumerable<string> ChildValues => RelatedValues?.Split(',') ?? [];

    /// <summary>Of a chat: its kind.</summary>
    public Chats.ChatKind? ChatKind { get; set; }

    /// <summary>Of a student who left.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>False when the journal has no lasting key of the person, only that of a profile.</summary>
    public bool HasStableId { get; set; } = true;

    /// <summary>UTC moment of the last lists that held it.</summary>
    public DateTime SeenAt { get; set; }
}

/// <summary><see cref="ExternalIdentity.IdKind"/> of the journal's ids.</summary>
public static class IdKinds
{
    public const string Person = "person";
    public const string Group = "group";
    public const string Chat = "chat";
}

/// <summary>«Это не он»: a suggestion that somebody turned down; it is not made again. Undone by deleting the row.</summary>
public sealed class BindingRejection : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string System { get; init; }

    public required string IdKind { get; init; }

    public required string Value { get; init; }

    /// <summary>The person, group or chat of the register that it is not.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    public Guid? ByUserId { get; init; }
}
