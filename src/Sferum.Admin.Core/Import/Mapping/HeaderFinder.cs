using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Mapping;

/// <summary>The header of a table: its lowest row and the text over each column.</summary>
/// <param name="RowIndex">Index of the lowest header row among the table's rows.</param>
/// <param name="Depth">How many rows make the header.</param>
/// <param name="Texts">All rows of the header over a column, joined from above.</param>
/// <param name="Lowest">The lowest filled text over a column.</param>
internal sealed record TableHeader(int RowIndex, int Depth, string[] Texts, string[] Lowest, HeaderReading[] Readings);

/// <summary>Finds the header row, or the two or three rows of it, under titles and parameters.</summary>
internal static class HeaderFinder
{
    private const int SearchedRows = 60;
    private const int MaxDepth = 3;

    /// <summary>The row whose words tell most columns, a column of names among them; null when the table has none.</summary>
    public static TableHeader? Find(RosterTable table, DateOnly today)
    {
        TableHeader? best = null;
        var bestScore = 0;
        for (var i = 0; i < Math.Min(SearchedRows, table.Rows.Count); i++)
        {
            for (var depth = 1; depth <= MaxDepth && depth <= i + 1; depth++)
            {
                // Rows of one header touch each other; a row of data cannot be part of one.
                if (!CanBeHeader(table.Rows[i - depth + 1]) || (depth > 1 && table.Rows[i - depth + 1].Number + depth - 1 != table.Rows[i].Number))
                {
                    break;
                }

                var header = Compose(table, i, depth);
                var score = Score(header, table, today);
                if (score > bestScore)
                {
                    (best, bestScore) = (header, score);
                }
            }
        }

        return best;
    }

    private static bool CanBeHeader(RosterRow row)
    {
        foreach (var cell in row.Cells)
        {
            if (cell.Kind == CellKind.Date || (cell.Kind == CellKind.Text && CellText.CountDigits(cell.Text) > 4 && !cell.Text.Contains("202", StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    private static TableHeader Compose(RosterTable table, int rowIndex, int depth)
    {
        var texts = new string[table.Width];
        var lowest = new string[table.Width];
        for (var column = 0; column < table.Width; column++)
        {
            var parts = new List<string>(depth);
            for (var r = rowIndex - depth + 1; r <= rowIndex; r++)
            {
                var text = Clean(table.Rows[r][column]);
                if (text.Length == 0 && r < rowIndex)
                {
                    text = Spread(table, r, column, rowIndex);
                }

                if (text.Length > 0)
                {
                    parts.Add(text);
                    lowest[column] = text;
                }
            }

            texts[column] = string.Join(' ', parts);
            lowest[column] ??= "";
        }

        return new(rowIndex, depth, texts, lowest, [.. texts.Select(HeaderWords.Read)]);
    }

    /// <summary>A merged cell keeps its text in the first column: the text at the left reaches over columns that have a lower header of their own.</summary>
    private static string Spread(RosterTable table, int row, int column, int lowestRow)
    {
        if (Clean(table.Rows[lowestRow][column]).Length == 0)
        {
            return "";
        }

        for (var left = column - 1; left >= 0; left--)
        {
            if (Clean(table.Rows[row][left]) is { Length: > 0 } text)
            {
                // A header that stands alone over its column (Дата рождения) does not reach over its neighbours.
                return Clean(table.Rows[lowestRow][left]).Length > 0 ? text : "";
            }
        }

        return "";
    }

    /// <summary>Different fields told by the words; 0 without a column of names.</summary>
    private static int Score(TableHeader header, RosterTable table, DateOnly today)
    {
        var known = new HashSet<(ColumnField, HeaderSubject, object?, int?)>();
        var hasName = false;
        foreach (var reading in header.Readings)
        {
            if (reading.Field is { } field and not (ColumnField.RowNumber or ColumnField.Unused))
            {
                known.Add((field, reading.Subject, reading.Kind, reading.Number));
                hasName |= field is ColumnField.FullName or ColumnField.LastName or ColumnField.FirstName or ColumnField.Contact;
            }
        }

        if (!hasName && known.Count >= 2)
        {
            var values = new ColumnValues(table.Rows, header.RowIndex + 1, today);
            hasName = Enumerable.Range(0, table.Width).Any(c => header.Readings[c].Field is null && header.Texts[c].Length > 0 && values.AreFullNames(c));
        }

        return hasName ? known.Count : 0;
    }

    private static string Clean(in Cell cell) => cell.Kind == CellKind.Text ? CellText.Tidy(cell.Text, out _) : "";
}
