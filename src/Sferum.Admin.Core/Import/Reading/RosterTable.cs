namespace Sferum.Admin.Core.Import.Reading;

/// <summary>A row that holds something. Empty rows are not kept, their numbers are.</summary>
/// <param name="Number">The number a spreadsheet shows: from 1, empty rows and titles counted; a record with a quoted line break is one row.</param>
/// <param name="Cells">From the first column; cells past the last filled one may be missing.</param>
public readonly record struct RosterRow(int Number, Cell[] Cells)
{
    /// <summary>The cell of a column counted from 0; past the end it is empty.</summary>
    public Cell this[int column] => (uint)column < (uint)Cells.Length ? Cells[column] : default;

    public int FilledCells
    {
        get
        {
            var filled = 0;
            foreach (var cell in Cells)
            {
                filled += cell.IsEmpty ? 0 : 1;
            }

            return filled;
        }
    }
}

/// <summary>A sheet of a workbook, or the whole of a text file.</summary>
/// <param name="Name">Name of the sheet; null for a text file.</param>
/// <param name="Hidden">Hidden by its author: read only when the workbook has no other sheet.</param>
public sealed record RosterTable(string? Name, bool Hidden, IReadOnlyList<RosterRow> Rows)
{
    /// <summary>Number of columns of the widest row.</summary>
    public int Width { get; } = Rows.Count == 0 ? 0 : Rows.Max(r => r.Cells.Length);
}

/// <summary>A file taken apart into tables, or the reason why it could not be.</summary>
/// <param name="Format"><c>csv</c>, <c>xlsx</c>, <c>html</c>; null when the content is none of them.</param>
/// <param name="Encoding">Of text files: <c>utf-8</c>, <c>utf-16</c>, <c>windows-1251</c>, <c>ibm866</c>, <c>koi8-r</c>.</param>
/// <param name="Delimiter">Of text files: <c>;</c> <c>,</c> tab or <c>|</c>.</param>
public sealed record RosterFile(string? Format, string? Encoding, char? Delimiter, IReadOnlyList<RosterTable> Tables, ImportBlock? Blocked)
{
    public static RosterFile Refused(ImportBlock block, string? format = null, string? encoding = null) => new(format, encoding, null, [], block);
}
