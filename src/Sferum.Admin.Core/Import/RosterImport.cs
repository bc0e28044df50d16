using Sferum.Admin.Core.Audit;

namespace Sferum.Admin.Core.Import;

public enum RosterImportState
{
    /// <summary>Read and planned; the register is untouched.</summary>
    Previewed,

    /// <summary>Nothing may be applied; the reason is in <see cref="RosterImport.BlockedCode"/>.</summary>
    Blocked,

    /// <summary>Everything of it is in the register: written in the same transaction as the rows.</summary>
    Applied,

    /// <summary>Put away by a person before it was applied.</summary>
    Discarded,
}

/// <summary>One loaded roster: the reason of the facts it wrote. Its state changes in the transaction of its rows, so the two always agree.</summary>
public sealed class RosterImport : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Counts up, for people: «Загрузка № 41».</summary>
    public int Number { get; set; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the bytes, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public RosterImportState State { get; set; }

    public string? BlockedCode { get; set; }

    /// <summary>Whom the file lists: names of <see cref="Parsing.RosterKind"/>, comma-separated, in their order; empty for imports from before this was kept.</summary>
    public string Kinds { get; set; } = "";

    /// <summary>The options it was planned with, as JSON: kind, cover, effective day.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>Day on which everything but enrolments begins and on which group names were resolved.</summary>
    public DateOnly EffectiveOn { get; set; }

    public int Rows { get; set; }

    public int Added { get; set; }

    public int Updated { get; set; }

    public int Left { get; set; }

    public int Same { get; set; }

    public int Doubtful { get; set; }

    public int Rejected { get; set; }

    /// <summary>Why the guard was overruled.</summary>
    public string? GuardReason { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    public Guid? CreatedByUserId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? AppliedAt { get; set; }

    public Guid? AppliedByUserId { get; set; }

    /// <summary>How long planning and writing took when it was applied, milliseconds.</summary>
    public int? TookMilliseconds { get; set; }
}

/// <summary>A row of the file as it was, encrypted; purged after the days of the setting.</summary>
public sealed class ImportRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ImportId { get; init; }

    public int SheetIndex { get; init; }

    public string? Sheet { get; init; }

    /// <summary>The row a spreadsheet shows, from 1.</summary>
    public int RowNumber { get; init; }

    /// <summary>The raw cells, protected.</summary>
    public required byte[] Cells { get; init; }
}

public enum IssueSeverity
{
    /// <summary>Mended by itself, shown.</summary>
    Fixed,

    /// <summary>Taken; a person should look.</summary>
    Warning,

    /// <summary>The row is not taken.</summary>
    Error,
}

/// <summary>A remark about a row or a sheet, without the value itself (codes: <c>docs/import.md</c>).</summary>
public sealed class ImportIssue
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ImportId { get; init; }

    public string? Sheet { get; init; }

    public int? RowNumber { get; init; }

    /// <summary>Kebab-case: <c>latin-letters</c>, <c>bad-phone</c> …</summary>
    public required string Code { get; init; }

    public string? Field { get; init; }

    public IssueSeverity Severity { get; init; }
}

public enum ImportOperation
{
    Add,
    Update,
    End,
}

/// <summary>One change of the register by an import: before and after of one entity. Also the detail of the import's audit entry.</summary>
public sealed class ImportChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ImportId { get; init; }

    /// <summary>Order within the import.</summary>
    public int Ordinal { get; init; }

    /// <summary>The person the line is about.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Name of the entity, e.g. <c>Enrollment</c>.</summary>
    public required string Entity { get; init; }

    public Guid EntityId { get; init; }

    public ImportOperation Operation { get; init; }

    /// <summary>JSON of the columns that changed; <see langword="null"/> for an addition.</summary>
    public string? Before { get; init; }

    /// <summary>JSON.</summary>
    public string? After { get; init; }
}
