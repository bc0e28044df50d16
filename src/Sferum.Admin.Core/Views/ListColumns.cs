namespace Sferum.Admin.Core.Views;

/// <summary>A column that a list can show.</summary>
/// <param name="Key">Latin, lower case; stands in the address and in saved views.</param>
/// <param name="Title">Head of the column.</param>
/// <param name="IsFixed">Names the row and is always the first.</param>
/// <param name="IsShown">Shown to those who never chose.</param>
public sealed record ListColumn(string Key, string Title, bool IsFixed = false, bool IsShown = true);

/// <summary>Columns of lists as keys. Pure.</summary>
public static class ListColumns
{
    /// <summary>Characters of a stored choice.</summary>
    public const int Longest = 400;

    // Needs no escaping in an address.
    private const char Separator = '.';

    /// <summary>Keys of a stored or addressed choice.</summary>
    public static List<string> Read(string? columns) =>
        [.. (columns ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>The stored form.</summary>
    public static string Write(IEnumerable<string> keys) => string.Join(Separator, keys);

    /// <summary>
    /// The columns to show: the fixed ones, then those of the keys in their order. Unknown keys are left out, so that a column that is
    /// gone spoils no choice; without any known key the columns that everybody begins with.
    /// </summary>
    public static IReadOnlyList<ListColumn> Chosen(IReadOnlyList<ListColumn> all, IReadOnlyList<string> keys)
    {
        var chosen = keys.Select(key => all.FirstOrDefault(column => column.Key == key)).OfType<ListColumn>().Where(column => !column.IsFixed).ToList();
        return [.. all.Where(column => column.IsFixed), .. chosen.Count > 0 ? chosen : all.Where(column => column is { IsShown: true, IsFixed: false })];
    }

    /// <summary>The keys of the columns without the fixed ones: what is stored of a choice.</summary>
    public static IReadOnlyList<string> Keys(IEnumerable<ListColumn> columns) => [.. columns.Where(column => !column.IsFixed).Select(column => column.Key)];
}
