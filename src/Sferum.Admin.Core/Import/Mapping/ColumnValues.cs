using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Mapping;

/// <summary>What the values of a column look like, over a sample of rows below the header.</summary>
internal sealed class ColumnValues(IReadOnlyList<RosterRow> rows, int firstRow, DateOnly today)
{
    private const int SampleRows = 60;

    /// <summary>Share that makes a column: people leave cells empty and write remarks, so never all.</summary>
    private const double Enough = 0.7;

    public bool AreFullNames(int column) => Share(column, c => IsFullName(c)) >= Enough;

    public bool HaveSeveralWords(int column) => Share(column, c => c.Text.AsSpan().Trim().Contains(' ')) >= Enough;

    public bool AreGroups(int column) => Share(column, c => c.Text.Split(',', ';').All(g => GroupNameText.Normalize(g) is not null)) >= Enough;

    public bool AreBirthDates(int column) => Share(column, c => DateParser.Parse(c, today).Date is { } day && day.Year <= today.Year - 10 && day.Year > today.Year - 90) >= Enough;

    public bool AreEmails(int column) => Share(column, c => c.Text.Contains('@')) >= Enough;

    public bool AreSnils(int column) => Share(column, c => SnilsParser.Parse(c.Text).State == SnilsState.Valid) >= Enough;

    public bool ArePhones(int column) => Share(column, c => CellText.CountDigits(c.Text) is >= 10 and <= 12 && SnilsParser.Parse(c.Text).State != SnilsState.Valid) >= Enough;

    private double Share(int column, Predicate<Cell> holds)
    {
        int filled = 0, good = 0;
        for (var i = firstRow; i < rows.Count && filled < SampleRows; i++)
        {
            var cell = rows[i][column];
            if (cell.IsEmpty || CellText.IsAbsent(cell.Text))
            {
                continue;
            }

            filled++;
            good += holds(cell) ? 1 : 0;
        }

        return filled == 0 ? 0 : (double)good / filled;
    }

    /// <summary>Two to four Cyrillic words in capitals, one of them a patronymic or a known first name.</summary>
    private static bool IsFullName(in Cell cell)
    {
        if (cell.Kind != CellKind.Text)
        {
            return false;
        }

        var words = cell.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 5
            && words.All(w => char.IsUpper(w[0]) || NameWords.IsPatronymicParticle(w))
            && words.Any(w => NameWords.IsPatronymic(w) || FirstNames.Contains(w));
    }
}
