namespace Sferum.Admin.Core.Audit;

/// <summary>
/// What happened to an audited record: who, when, what, why. Append-only and without personal values: those are in
/// <see cref="AuditDetail"/>, which can be destroyed (152-ФЗ) without breaking the row of entries.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Counts up without regard to time zones and clocks; the order of entries.</summary>
    public long Sequence { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    public Access.ActorKind ActorKind { get; init; }

    public Guid? UserId { get; init; }

    /// <summary>The job or the console, where no user acted.</summary>
    public string? ActorName { get; init; }

    /// <summary>The act, e.g. <c>mark-visible</c>, <c>import-apply</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Name of the entity, e.g. <c>Enrollment</c>; of a bulk change, its source, e.g. <c>RosterImport</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>Key of the entity as text.</summary>
    public required string EntityId { get; init; }

    /// <summary>Rows changed; more than one only for a bulk change.</summary>
    public int Rows { get; init; } = 1;

    public string? Reason { get; init; }

    /// <summary>SHA-256 over the detail's salt, before and after, hexadecimal.</summary>
    public required string DetailHash { get; init; }
}

/// <summary>Before and after of an audited change; deletable.</summary>
public sealed class AuditDetail
{
    /// <summary><see cref="AuditEntry.Id"/>.</summary>
    public Guid EntryId { get; init; }

    public required string Salt { get; init; }

    /// <summary>JSON of the changed columns; <see langword="null"/> for an addition.</summary>
    public string? Before { get; init; }

    /// <summary>JSON; <see langword="null"/> for a deletion.</summary>
    public string? After { get; init; }
}

public enum AccessKind
{
    /// <summary>Opened a record.</summary>
    Viewed,

    /// <summary>Searched by name or phone. The text itself is not kept.</summary>
    Searched,
    Exported,
    Printed,

    /// <summary>Asked for what is not theirs.</summary>
    Refused,
}

/// <summary>Who looked at, searched for, exported, printed or was refused what (152-ФЗ). Append-only.</summary>
public sealed class AccessEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    public Access.ActorKind ActorKind { get; init; }

    public Guid? UserId { get; init; }

    public string? ActorName { get; init; }

    public AccessKind Kind { get; init; }

    /// <summary>What was asked for: an entity's name, a list, or the permission refused.</summary>
    public required string Subject { get; init; }

    public Guid? SubjectId { get; init; }

    /// <summary>Rows of an export or a print.</summary>
    public int? Count { get; init; }
}
