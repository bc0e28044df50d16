using System.Globalization;
using Sferum.Admin.Core.Import.Mapping;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Tells rows below the header that are nobody: totals, signatures, repeated headers, headings of groups, notes.</summary>
internal static class RowClassifier
{
    private static readonly string[] TotalsWords = ["итого", "всего", "количество", "общее количество", "кол-во", "из них", "в том числе"];

    private static readonly string[] SignatureWords =
        ["директор", "зам", "заместитель", "куратор", "классный", "кл. рук", "секретарь", "заведующ", "зав.", "исполнитель", "ответственн", "составил", "подпись", "руководитель", "методист", "м.п", "дата составления", "утверждаю", "согласовано", "проверил"];

    private static readonly string[] NoteWords = ["примечани", "*", "составлено", "сформирован", "отчет", "отчёт", "дата печати", "источник"];

    /// <summary>Why the row is nobody, or null for a row that is a person.</summary>
    public static string? WhyNobody(RosterRow row, ColumnMap map, TableHeader header)
    {
        var (filled, first) = Survey(row, map);
        if (filled == 0)
        {
            return "empty";
        }

        var text = row[first].Text.AsSpan().Trim();
        if (StartsWithAny(text, TotalsWords) || EndsAsTotal(text))
        {
            return "totals";
        }

        if (IsRepeatedHeader(row, map, header, filled))
        {
            return "repeated-header";
        }

        if (IsColumnNumbers(row, map, filled))
        {
            return "note";
        }

        // A person has data beside the name, unless the whole table is names.
        if (filled <= 2 && !HasPersonalData(row, map))
        {
            if (filled == 1 && GroupOf(row, map) is not null)
            {
                return "group-heading";
            }

            if (StartsWithAny(text, SignatureWords) || HasBlankLine(row, map))
            {
                return "signature";
            }

            if (StartsWithAny(text, NoteWords) || (filled == 1 && !IsNameColumn(first, map)) || text.Count(' ') > 5)
            {
                return filled == 1 && !HasLetters(text) ? "empty" : "note";
            }
        }

        return HasBlankLine(row, map) ? "signature" : null;
    }

    /// <summary>The group that a heading inside the table names.</summary>
    public static string? GroupOf(RosterRow row, ColumnMap map)
    {
        var (filled, first) = Survey(row, map);
        if (filled != 1 || row[first].Kind != CellKind.Text)
        {
            return null;
        }

        var text = row[first].Text;
        return GroupNameText.FromTitle(text) ?? GroupNameText.FromSheetName(text);
    }

    private static (int Filled, int First) Survey(RosterRow row, ColumnMap map)
    {
        int filled = 0, first = -1;
        for (var c = map.FirstColumn; c < Math.Min(map.EndColumn, row.Cells.Length); c++)
        {
            if (!row.Cells[c].IsEmpty)
            {
                filled++;
                first = first < 0 ? c : first;
            }
        }

        return (filled, first);
    }

    private static bool HasPersonalData(RosterRow row, ColumnMap map)
    {
        for (var c = map.FirstColumn; c < Math.Min(map.EndColumn, row.Cells.Length); c++)
        {
            if (!row.Cells[c].IsEmpty && map.MeaningOf(c)?.Field is ColumnField.BirthDate or ColumnField.Snils or ColumnField.Phone or ColumnField.Email or ColumnField.Group or ColumnField.Kind)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNameColumn(int column, ColumnMap map) =>
        map.MeaningOf(column)?.Field is ColumnField.FullName or ColumnField.LastName or ColumnField.FirstName or ColumnField.Patronymic or ColumnField.Contact;

    /// <summary>At least two cells, and every filled one says what the header says over it.</summary>
    private static bool IsRepeatedHeader(RosterRow row, ColumnMap map, TableHeader header, int filled)
    {
        if (filled < 2)
        {
            return false;
        }

        for (var c = map.FirstColumn; c < Math.Min(map.EndColumn, row.Cells.Length); c++)
        {
            if (!row.Cells[c].IsEmpty && (row.Cells[c].Kind != CellKind.Text || header.Texts[c].Length == 0 || !header.Texts[c].Contains(row.Cells[c].Text.Trim(), StringComparison.OrdinalIgnoreCase)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Official forms number their columns under the header: 1, 2, 3 …</summary>
    private static bool IsColumnNumbers(RosterRow row, ColumnMap map, int filled)
    {
        if (filled < 3)
        {
            return false;
        }

        var previous = 0;
        for (var c = map.FirstColumn; c < Math.Min(map.EndColumn, row.Cells.Length); c++)
        {
            var cell = row.Cells[c];
            if (cell.IsEmpty)
            {
                continue;
            }

            if (!int.TryParse(cell.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= previous || number > previous + 2)
            {
                return false;
            }

            previous = number;
        }

        return true;
    }

    private static bool HasBlankLine(RosterRow row, ColumnMap map)
    {
        for (var c = map.FirstColumn; c < Math.Min(map.EndColumn, row.Cells.Length); c++)
        {
            if (row.Cells[c].Kind == CellKind.Text && row.Cells[c].Text.Contains("___", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>«27 чел.», «27 студентов».</summary>
    private static bool EndsAsTotal(ReadOnlySpan<char> text) =>
        text.Length is > 3 and < 40 && char.IsAsciiDigit(text[0]) && (text.Contains(" чел", StringComparison.OrdinalIgnoreCase) || text.Contains(" студент", StringComparison.OrdinalIgnoreCase));

    private static bool HasLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            // «Зам» begins «Замятин», «Всего» nothing: a short word must end.
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (word.Length > 4 || text.Length == word.Length || !char.IsLetter(text[word.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
