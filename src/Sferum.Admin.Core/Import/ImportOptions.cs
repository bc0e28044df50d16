using Sferum.Admin.Core.Import.Parsing;

namespace Sferum.Admin.Core.Import;

/// <summary>What absence from the file means.</summary>
public enum ImportCover
{
    /// <summary>Nothing: nobody is ended by not being in the file.</summary>
    None,

    /// <summary>The file lists whole groups: a student of one of its groups who is not in it has left.</summary>
    Groups,

    /// <summary>The file lists the whole technikum: whoever of its kind is not in it has left.</summary>
    Organization,
}

/// <summary>How a person wants a file to be read and applied.</summary>
/// <param name="Kind">Whom the file lists; null = found out by its columns.</param>
/// <param name="Group">The group of rows that name none.</param>
/// <param name="EffectiveOn">Day on which everything but enrolments with an order begins, and of which group names are; null = 1 September on
/// the first import into an empty academic year, else today.</param>
/// <param name="AsOf">Day from which ages, two-digit years and the future are counted; null = today.</param>
/// <param name="Reason">Why the guard is overruled; null = it is not.</param>
public sealed record ImportOptions(
    RosterKind? Kind = null,
    ImportCover Cover = ImportCover.None,
    string? Group = null,
    DateOnly? EffectiveOn = null,
    DateOnly? AsOf = null,
    string? Reason = null);
