using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;

namespace Sferum.Admin.Core.People;

/// <summary>What was typed into the form, checked and in the register's own shape.</summary>
/// <param name="NameChangedOn">First day of a new name; <see langword="null"/> = a correction.</param>
/// <param name="Added">Contacts to add: a phone in E.164, a lower-case e-mail.</param>
internal sealed record PersonDraft(
    string LastName,
    string FirstName,
    string? Patronymic,
    DateOnly? NameChangedOn,
    DateOnly? BirthDate,
    IReadOnlyList<(ContactKind Kind, string Value, string? Label)> Added,
    IReadOnlySet<Guid> Ended)
{
    /// <summary>The draft, or what cannot be taken, each with its field. Pure.</summary>
    public static Result<PersonDraft> Read(EditPersonRequest request, DateOnly today)
    {
        var (last, first, patronymic) = (PersonInput.Name(request.LastName), PersonInput.Name(request.FirstName), PersonInput.Name(request.Patronymic));
        var check = new FormCheck()
            .Add(PersonInput.CheckName(last, "Укажите фамилию.", nameof(request.LastName)))
            .Add(PersonInput.CheckName(first, "Укажите имя.", nameof(request.FirstName)))
            .Add(PersonInput.CheckName(patronymic, null, nameof(request.Patronymic)))
            .Must(!request.IsNameChange || request.NameChangedOn is not null, nameof(request.NameChangedOn), "Укажите первый день нового ФИО.")
            .Must(!request.IsNameChange || !(request.NameChangedOn > today), nameof(request.NameChangedOn), "Этот день ещё не наступил. Запишите смену ФИО, когда наступит.")
            .Add(PersonInput.CheckBirth(request.BirthDate, today, nameof(request.BirthDate)));
        var added = new List<(ContactKind, string, string?)>();
        if (!string.IsNullOrWhiteSpace(request.Phone) && PersonInput.Phone(request.Phone, nameof(request.Phone)) is var phone)
        {
            check.Add(phone.Error);
            if (phone.IsOk)
            {
                added.Add((ContactKind.Phone, phone.Value.Number, phone.Value.Label));
            }
        }

        if (!string.IsNullOrWhiteSpace(request.Email) && PersonInput.Email(request.Email, nameof(request.Email)) is var email)
        {
            check.Add(email.Error);
            if (email.IsOk)
            {
                added.Add((ContactKind.Email, email.Value, null));
            }
        }

        return check.Error is { } invalid
            ? invalid
            : new PersonDraft(last, first, patronymic.Length == 0 ? null : patronymic, request.IsNameChange ? request.NameChangedOn : null, request.BirthDate, added, request.EndedContacts.ToHashSet());
    }
}
