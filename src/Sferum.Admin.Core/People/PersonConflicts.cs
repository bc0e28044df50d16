using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.People;

/// <summary>A part of the form that two people may change.</summary>
public enum PersonField
{
    LastName,
    FirstName,
    Patronymic,
    BirthDate,

    /// <summary>Phones and e-mails as one list.</summary>
    Contacts,
}

/// <summary>A field that somebody else changed while the form was open, in words.</summary>
/// <param name="Was">When the form was opened.</param>
/// <param name="Yours">As typed.</param>
/// <param name="Now">In the register at this moment.</param>
public sealed record FieldConflict(PersonField Field, string Was, string Yours, string Now)
{
    /// <summary>Both changed it, and differently; else the present value is right.</summary>
    public bool NeedsChoice => Yours != Was && Yours != Now;
}

/// <summary>Compares what the form showed, what was typed and what is there now. Pure.</summary>
internal static class PersonConflicts
{
    /// <summary>The fields that somebody else changed.</summary>
    public static IReadOnlyList<FieldConflict> Between(PersonForm shown, PersonDraft draft, PersonForm now) =>
        [.. new FieldConflict[]
        {
            new(PersonField.LastName, shown.LastName, draft.LastName, now.LastName),
            new(PersonField.FirstName, shown.FirstName, draft.FirstName, now.FirstName),
            new(PersonField.Patronymic, Text(shown.Patronymic), Text(draft.Patronymic), Text(now.Patronymic)),
            new(PersonField.BirthDate, Text(shown.BirthDate), Text(draft.BirthDate), Text(now.BirthDate)),
            new(PersonField.Contacts, Text(shown.Contacts.Select(c => c.Value)), Text(Yours(shown, draft)), Text(now.Contacts.Select(c => c.Value))),
        }.Where(field => field.Now != field.Was)];

    private static IEnumerable<string> Yours(PersonForm shown, PersonDraft draft) =>
        shown.Contacts.Where(contact => !draft.Ended.Contains(contact.Id)).Select(contact => contact.Value).Concat(draft.Added.Select(contact => contact.Value));

    private static string Text(string? name) => name ?? RussianText.NoValue;

    private static string Text(DateOnly? day) => day is { } known ? RussianText.Date(known) : RussianText.NoValue;

    private static string Text(IEnumerable<string> contacts) =>
        string.Join(", ", contacts.Distinct().Order(StringComparer.Ordinal).Select(PhoneMask.Full)) is { Length: > 0 } list ? list : RussianText.NoValue;
}
