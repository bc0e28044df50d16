using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Editing;

/// <summary>A field of a form: how it reads, and how its value goes from one copy of the form to another.</summary>
/// <typeparam name="TForm">The form's values.</typeparam>
/// <param name="Name">Name of the property, as errors name it.</param>
/// <param name="Label">Russian name, as on the screen.</param>
public sealed record FormField<TForm>(string Name, string Label, Func<TForm, string> Show, Action<TForm, TForm> Copy);

/// <summary>A field that somebody else changed while the form was open, in words.</summary>
/// <param name="Was">When the form was opened.</param>
/// <param name="Yours">As typed.</param>
/// <param name="Now">In the register at this moment.</param>
public sealed record FieldConflict(string Field, string Label, string Was, string Yours, string Now)
{
    /// <summary>Both changed it, and differently; else the present value is right.</summary>
    public bool NeedsChoice => Yours != Was && Yours != Now;
}

/// <summary>Compares what a form showed, what was typed and what is there now. Pure.</summary>
public static class FormConflicts
{
    /// <summary>The fields that somebody else changed.</summary>
    public static IReadOnlyList<FieldConflict> Between<TForm>(IEnumerable<FormField<TForm>> fields, TForm shown, TForm typed, TForm now) =>
        Changed(fields.Select(field => new FieldConflict(field.Name, field.Label, field.Show(shown), field.Show(typed), field.Show(now))));

    /// <summary>Of fields in words those that somebody else changed.</summary>
    public static IReadOnlyList<FieldConflict> Changed(IEnumerable<FieldConflict> fields) => [.. fields.Where(field => field.Now != field.Was)];
}

/// <summary>How values read in a conflict.</summary>
public static class FieldText
{
    public static string Of(string? text) => string.IsNullOrWhiteSpace(text) ? RussianText.NoValue : text.Trim();

    public static string Of(DateOnly? day) => day is { } known ? RussianText.Date(known) : RussianText.NoValue;

    public static string Of(bool yes) => yes ? "да" : "нет";
}

/// <summary>What a form starts with.</summary>
/// <param name="Id">The record.</param>
/// <param name="Version">Its token at that moment.</param>
public sealed record FormState<TForm>(Guid Id, Guid Version, TForm Values);

/// <summary>What came of a save.</summary>
/// <param name="Now">The record at this moment, when somebody else changed it: a save over this state goes on top.</param>
/// <param name="Conflicts">Fields changed by somebody else; none = saved.</param>
/// <param name="Receipt">For taking the save back.</param>
public sealed record EditResult<TForm>(FormState<TForm>? Now, IReadOnlyList<FieldConflict> Conflicts, EditReceipt? Receipt)
{
    public bool IsSaved => Conflicts.Count == 0;

    /// <summary>Who changed the record last, of a conflict.</summary>
    public OtherEdit? Other { get; init; }
}

/// <summary>Another's last change of a record.</summary>
/// <param name="Name">The user, where it was one.</param>
/// <param name="At">UTC.</param>
public sealed record OtherEdit(string? Name, DateTime At);

/// <summary>Makes results.</summary>
public static class EditResult
{
    /// <summary>Nothing stands against the save.</summary>
    public static EditResult<TForm> Clear<TForm>() => new(null, [], null);
}
