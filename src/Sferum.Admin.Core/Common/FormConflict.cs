namespace Sferum.Admin.Core.Common;

/// <summary>A field of a form that somebody else changed while it was open, and differently from what was typed.</summary>
/// <param name="Field">Name of the request's property.</param>
/// <param name="Shown">When the form was opened, in stored form.</param>
/// <param name="Yours">As typed.</param>
/// <param name="Now">In the database at this moment.</param>
public sealed record FormConflict(string Field, string Shown, string Yours, string Now);

/// <summary>What came of a save: the edit that was made, or the fields on which somebody has to decide; then nothing was written.</summary>
/// <param name="Edit">For the undo; <see langword="null"/> when there are conflicts.</param>
public sealed record FormOutcome<T>(T? Edit, IReadOnlyList<FormConflict> Conflicts)
    where T : class;

/// <summary>Three ways of one form: as shown, as typed, as it stands now. Pure.</summary>
public static class FormMerge
{
    /// <summary>Fields that both changed, and differently. What only one of the two changed needs no decision.</summary>
    public static IReadOnlyList<FormConflict> Conflicts(IReadOnlyDictionary<string, string> shown, IReadOnlyDictionary<string, string> yours, IReadOnlyDictionary<string, string> now) =>
        [.. yours.Select(field => new FormConflict(field.Key, shown[field.Key], field.Value, now[field.Key]))
            .Where(field => field.Yours != field.Shown && field.Now != field.Shown && field.Yours != field.Now)];

    /// <summary>The value to be written of every field: the typed one where it was changed, else the present one.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> shown, IReadOnlyDictionary<string, string> yours, IReadOnlyDictionary<string, string> now) =>
        yours.ToDictionary(field => field.Key, field => field.Value != shown[field.Key] ? field.Value : now[field.Key]);
}
