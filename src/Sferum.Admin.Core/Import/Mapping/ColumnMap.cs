using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.Import.Mapping;

/// <summary>Columns of one name, counted from 0; −1 where there is none.</summary>
internal sealed record NameColumns(int LastName = -1, int FirstName = -1, int Patronymic = -1, int FullName = -1)
{
    public bool Any => LastName >= 0 || FirstName >= 0 || FullName >= 0;

    /// <summary>Whether the name stands in parts.</summary>
    public bool InParts => LastName >= 0 || FirstName >= 0;
}

/// <summary>Columns of one representative beside a student.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">By the header; null when it only says «родитель» or «представитель».</param>
internal sealed record RepresentativeColumns(int Number, GuardianshipKind? Kind, NameColumns Name, int KindColumn, int[] Phones, int[] Emails);

/// <summary>A field per column of one table, ready for reading rows. Two tables side by side on a sheet have a map each.</summary>
internal sealed class ColumnMap
{
    private readonly ColumnMeaning?[] _meanings;

    public ColumnMap(int firstColumn, ColumnMeaning?[] meanings, string? group)
    {
        _meanings = meanings;
        FirstColumn = firstColumn;
        Group = group;
        Name = NameOf(ColumnOwner.Own, 0);
        Student = NameOf(ColumnOwner.Student, 0);
        Phones = All(ColumnField.Phone, ColumnOwner.Own, 0);
        Emails = All(ColumnField.Email, ColumnOwner.Own, 0);
        Representatives =
        [
            .. meanings.Where(m => m is { Owner: ColumnOwner.Representative }).GroupBy(m => m!.Representative).OrderBy(g => g.Key)
                .Select(g => new RepresentativeColumns(g.Key, g.Select(m => m!.Kind).FirstOrDefault(k => k is not null), NameOf(ColumnOwner.Representative, g.Key),
                    Of(ColumnField.Kind, ColumnOwner.Representative, g.Key), All(ColumnField.Phone, ColumnOwner.Representative, g.Key), All(ColumnField.Email, ColumnOwner.Representative, g.Key)))
                .Where(r => r.Name.Any),
        ];
    }

    /// <summary>Index of the map's first column; columns of other tables of the sheet are none of its business.</summary>
    public int FirstColumn { get; }

    /// <summary>Index past the last column.</summary>
    public int EndColumn => FirstColumn + _meanings.Length;

    /// <summary>The group named over this table.</summary>
    public string? Group { get; }

    public NameColumns Name { get; }

    /// <summary>The name of the student, in a representatives' file.</summary>
    public NameColumns Student { get; }

    public int[] Phones { get; }

    public int[] Emails { get; }

    public IReadOnlyList<RepresentativeColumns> Representatives { get; }

    /// <summary>Column of a field of the row's own person, from 0; −1 when there is none.</summary>
    public int this[ColumnField field] => Of(field, ColumnOwner.Own, 0);

    public int OfStudent(ColumnField field) => Of(field, ColumnOwner.Student, 0);

    /// <summary>Meaning of a column of the sheet.</summary>
    public ColumnMeaning? MeaningOf(int column) => (uint)(column - FirstColumn) < (uint)_meanings.Length ? _meanings[column - FirstColumn] : null;

    /// <summary>All columns that are read, in order; they decide whether two rows are the same.</summary>
    public IEnumerable<int> UsedColumns => Enumerable.Range(FirstColumn, _meanings.Length).Where(c => MeaningOf(c)?.Name is not null);

    private NameColumns NameOf(ColumnOwner owner, int representative) => new(
        Of(ColumnField.LastName, owner, representative),
        Of(ColumnField.FirstName, owner, representative),
        Of(ColumnField.Patronymic, owner, representative),
        Of(ColumnField.FullName, owner, representative) is var full and >= 0 ? full : Of(ColumnField.Contact, owner, representative));

    private int Of(ColumnField field, ColumnOwner owner, int representative)
    {
        var at = Array.FindIndex(_meanings, m => m is not null && m.Field == field && m.Owner == owner && m.Representative == representative);
        return at < 0 ? -1 : at + FirstColumn;
    }

    private int[] All(ColumnField field, ColumnOwner owner, int representative) =>
        [.. Enumerable.Range(0, _meanings.Length).Where(i => _meanings[i] is { } m && m.Field == field && m.Owner == owner && m.Representative == representative).Select(i => i + FirstColumn)];
}
