using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;

namespace Sferum.Admin.Core.People;

/// <summary>Compares what the form showed, what was typed and what is there now. Pure.</summary>
internal static class PersonConflicts
{
    /// <summary>Phones and e-mails as one list.</summary>
    public const string Contacts = "Contacts";

    /// <summary>The fields that somebody else changed.</summary>
    public static IReadOnlyList<FieldConflict> Between(PersonForm shown, PersonDraft draft, PersonForm now) => FormConflicts.Changed(
    [
        new(nameof(EditPersonRequest.LastName), "Фамилия", shown.LastName, draft.LastName, now.LastName),
        new(nameof(EditPersonRequest.FirstName), "Имя", shown.FirstName, draft.FirstName, now.FirstName),
        new(nameof(EditPersonRequest.Patronymic), "Отчество", FieldText.Of(shown.Patronymic), FieldText.Of(draft.Patronymic), FieldText.Of(now.Patronymic)),
        new(nameof(EditPersonRequest.BirthDate), "Дата рождения", FieldText.Of(shown.BirthDate), FieldText.Of(draft.BirthDate), FieldText.Of(now.BirthDate)),
        new(Contacts, "Телефоны и почта", Text(shown.Contacts.Select(c => c.Value)), Text(Yours(shown, draft)), Text(now.Contacts.Select(c => c.Value))),
    ]);

    private static IEnumerable<string> Yours(PersonForm shown, PersonDraft draft) =>
        shown.Contacts.Where(contact => !draft.Ended.Contains(contact.Id)).Select(contact => contact.Value).Concat(draft.Added.Select(contact => contact.Value));

    private static string Text(IEnumerable<string> contacts) =>
        string.Join(", ", contacts.Distinct().Order(StringComparer.Ordinal).Select(PhoneMask.Full)) is { Length: > 0 } list ? list : RussianText.NoValue;
}
