using Sferum.Admin.Core.Import.Mapping;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>A row below the header that is nobody: totals, signatures and the like.</summary>
/// <param name="Why"><c>title</c>, <c>totals</c>, <c>repeated-header</c>, <c>group-heading</c>, <c>signature</c>, <c>note</c>.</param>
public readonly record struct SkippedRow(int Row, string Why);

/// <summary>A sheet as it was understood.</summary>
public sealed class RosterSheet
{
    /// <summary>From 0, among all sheets of the file.</summary>
    public required int Index { get; init; }

    /// <summary>Null for a text file.</summary>
    public required string? Name { get; init; }

    /// <summary>The lowest row of the header, as a spreadsheet numbers it; null when the sheet is no roster.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>The group that the title or the sheet's name gives to every row without one.</summary>
    public string? Group { get; init; }

    public RosterKind Kind { get; init; }

    public IReadOnlyList<RosterColumn> Columns { get; init; } = [];

    /// <summary>Whether any map of the sheet has this column.</summary>
    public bool HasBirthDates { get; init; }

    /// <summary>Rows that are people, rejected ones too.</summary>
    public int Rows { get; set; }

    public List<SkippedRow> Skipped { get; } = [];

    public List<RosterIssue> Issues { get; } = [];

    /// <summary>Why nothing of the sheet was read, in Russian.</summary>
    public string? Note { get; init; }
}
