using Sferum.Admin.Core.Access;

namespace Sferum.Admin.Core.Export;

/// <summary>Kinds of file a list is given out as.</summary>
public enum ExportFormat
{
    /// <summary>A workbook of Excel.</summary>
    Xlsx,

    /// <summary>Text that Excel of a Russian Windows opens by itself: UTF-8 with a mark, semicolons, CRLF.</summary>
    Csv,
}

/// <summary>A column of the file.</summary>
/// <param name="Width">Characters.</param>
public sealed record ExportColumn(string Title, int Width = 18);

/// <summary>
/// A list on its way out: exactly the columns and the rows that the screen shows, all pages of them. A cell is a text, a whole or
/// decimal number, a <see cref="DateOnly"/>, or nothing.
/// </summary>
/// <param name="Subject">Name of the list in the record of accesses: no person's data.</param>
/// <param name="Name">Name of the file in Russian, without date and ending.</param>
/// <param name="Permission">What whoever reads the list must hold.</param>
/// <param name="Rows">Read while the file is written.</param>
public sealed record ExportTable(
    string Subject, string Name, Permission Permission, IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Rows that are at hand already.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<object?>> Of(IEnumerable<IReadOnlyList<object?>> rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }
}
