using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Cells as values: words of absence are nothing, formulas are dropped with a remark.</summary>
internal static class RowCells
{
    /// <summary>Longer texts of posts, departments and programmes are somebody's remarks and are cut.</summary>
    private const int MaxLength = 200;

    public static string? Value(RosterPerson person, in Cell cell, string field) =>
        Usable(person, cell, field) ? CellText.Cut(CellText.Tidy(cell.Text, out _), MaxLength) : null;

    /// <summary>Not empty, no word of absence, no formula; a formula is reported.</summary>
    public static bool Usable(RosterPerson person, in Cell cell, string field)
    {
        if (cell.Kind is CellKind.Number or CellKind.Date)
        {
            return true;
        }

        if (cell.IsEmpty || CellText.IsAbsent(cell.Text))
        {
            return false;
        }

        if (CellText.IsFormula(cell.Text))
        {
            person.Report(IssueCodes.Formula, field);
            return false;
        }

        return true;
    }
}

/// <summary>Normal forms of the groups of one file, each worked out once.</summary>
internal sealed class GroupNames
{
    private readonly Dictionary<string, (string? Name, bool Changed)> _known = new(StringComparer.Ordinal);

    /// <summary>The normal form, null for text that is no group's name, and whether it differs from the text.</summary>
    public (string? Name, bool Changed) Normalize(string text)
    {
        if (!_known.TryGetValue(text, out var known))
        {
            var name = GroupNameText.Normalize(text);
            known = (name, name != text);
            _known.Add(text, known);
        }

        return known;
    }
}
