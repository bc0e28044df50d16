using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Mapping;

/// <summary>A table with its header understood.</summary>
/// <param name="FirstRow">Index of the first row below the header.</param>
/// <param name="Maps">One; several for tables side by side.</param>
internal sealed record MappedSheet(RosterSheet Sheet, TableHeader Header, int FirstRow, IReadOnlyList<ColumnMap> Maps);

/// <summary>The second stage of an import: tables into columns with meanings.</summary>
internal static class SheetMapper
{
    /// <summary>Understands a table; null maps when it has no header with a column of names.</summary>
    /// <param name="requested">The kind that a person named; null = found out.</param>
    public static (RosterSheet Sheet, MappedSheet? Mapped) Map(RosterTable table, int index, RosterKind? requested, DateOnly today)
    {
        if (HeaderFinder.Find(table, today) is not { } header)
        {
            return (new RosterSheet { Index = index, Name = table.Name, Note = "Нет строки заголовков с колонкой имён: лист не прочитан." }, null);
        }

        var values = new ColumnValues(table.Rows, header.RowIndex + 1, today);
        var kind = requested ?? RosterKind.Students;
        var maps = new List<ColumnMap>();
        var columns = new List<RosterColumn>();
        foreach (var (first, end) in Blocks(header))
        {
            (kind, var meanings) = ColumnMapper.Map(header, values, first, end, requested);
            maps.Add(new(first, meanings, GroupAbove(table, header, first, end)));
            columns.AddRange(Enumerable.Range(first, end - first)
                .Where(c => header.Texts[c].Length > 0)
                .Select(c => new RosterColumn(c + 1, header.Lowest[c], meanings[c - first])));
        }

        var sheet = new RosterSheet
        {
            Index = index,
            Name = table.Name,
            HeaderRow = table.Rows[header.RowIndex].Number,
            Kind = kind,
            Group = kind == RosterKind.Students ? (maps.Count == 1 ? maps[0].Group : null) ?? GroupNameText.FromSheetName(table.Name) : null,
            Columns = columns,
            HasBirthDates = maps.Exists(m => m[ColumnField.BirthDate] >= 0),
        };
        return (sheet, new MappedSheet(sheet, header, header.RowIndex + 1, maps));
    }

    /// <summary>Tables side by side repeat their headers word for word; each repetition is a block of columns of its own.</summary>
    private static List<(int First, int End)> Blocks(TableHeader header)
    {
        var filled = Enumerable.Range(0, header.Texts.Length).Where(c => header.Texts[c].Length > 0).ToArray();
        for (var parts = 4; parts >= 2; parts--)
        {
            var length = filled.Length / parts;
            if (length < 2 || filled.Length % parts != 0 || !Enumerable.Range(length, filled.Length - length).All(i => header.Texts[filled[i]] == header.Texts[filled[i - length]]))
            {
                continue;
            }

            var isWhole = filled[..length].Any(c => header.Readings[c] is { Subject: not HeaderSubject.Representative, Field: ColumnField.FullName or ColumnField.LastName });
            if (isWhole)
            {
                return [.. Enumerable.Range(0, parts).Select(p => (filled[p * length], p + 1 < parts ? filled[(p + 1) * length] : header.Texts.Length))];
            }
        }

        return [(0, header.Texts.Length)];
    }

    /// <summary>The nearest group named in the titles over these columns.</summary>
    private static string? GroupAbove(RosterTable table, TableHeader header, int first, int end)
    {
        for (var r = header.RowIndex - header.Depth; r >= 0; r--)
        {
            for (var c = first; c < end; c++)
            {
                var cell = table.Rows[r][c];
                if (cell.Kind != CellKind.Text)
                {
                    continue;
                }

                if (GroupNameText.FromTitle(cell.Text) is { } group)
                {
                    return group;
                }

                // «Группа» | «ИС-21» in two cells of a line of parameters.
                if (cell.Text.TrimEnd(':', ' ').EndsWith("группа", StringComparison.OrdinalIgnoreCase) && NextText(table.Rows[r], c, end) is { } next && GroupNameText.Normalize(next) is { } named)
                {
                    return named;
                }
            }
        }

        return null;
    }

    private static string? NextText(RosterRow row, int column, int end)
    {
        for (var c = column + 1; c < end; c++)
        {
            if (!row[c].IsEmpty)
            {
                return row[c].Text;
            }
        }

        return null;
    }
}
