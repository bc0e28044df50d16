using System.Net.Mail;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Parsing;

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
    /// <summary>Birth dates before it are slips of the pen; rosters are read by the same rule.</summary>
    public static readonly DateOnly EarliestBirth = new(1920, 1, 1);

    private const int LongestName = 100;
    private const int LongestEmail = 254;

    /// <summary>The draft, or the first thing that cannot be taken, with its field. Pure.</summary>
    public static Result<PersonDraft> Read(EditPersonRequest request, DateOnly today)
    {
        var (last, first, patronymic) = (Name(request.LastName), Name(request.FirstName), Name(request.Patronymic));
        var invalid = CheckName(last, "Укажите фамилию.", nameof(request.LastName))
            ?? CheckName(first, "Укажите имя.", nameof(request.FirstName))
            ?? CheckName(patronymic, null, nameof(request.Patronymic))
            ?? CheckDates(request, today);
        if (invalid is not null)
        {
            return invalid;
        }

        var added = new List<(ContactKind, string, string?)>();
        if (!string.IsNullOrWhiteSpace(request.Phone))
        {
            if (PhoneInput.Read(request.Phone.Trim()) is not { } phone)
            {
                return Error.Invalid("Нужен один номер целиком, с кодом: например, 8 902 123-45-67.", nameof(request.Phone));
            }

            added.Add((ContactKind.Phone, phone.Number, phone.Label));
        }

        if (!string.IsNullOrWhiteSpace(request.Email))
        {
            if (Email(request.Email) is not { } email)
            {
                return Error.Invalid("Нужен адрес почты целиком, например ivanova@technikum.ru.", nameof(request.Email));
            }

            added.Add((ContactKind.Email, email, null));
        }

        return new PersonDraft(last, first, patronymic.Length == 0 ? null : patronymic, request.IsNameChange ? request.NameChangedOn : null, request.BirthDate, added, request.EndedContacts.ToHashSet());
    }

    /// <summary>One space between words, and Latin letters that slipped into a Cyrillic name in Cyrillic: else nobody finds it.</summary>
    private static string Name(string? text)
    {
        var name = string.Join(' ', (text ?? "").Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Any(Lookalikes.IsCyrillic) ? Lookalikes.ToCyrillic(name, out _) : name;
    }

    private static Error? CheckName(string name, string? whenEmpty, string field)
    {
        if (name.Length == 0)
        {
            return whenEmpty is null ? null : Error.Invalid(whenEmpty, field);
        }

        if (name.Length > LongestName)
        {
            return Error.Invalid($"Не длиннее {LongestName} знаков.", field);
        }

        return char.IsLetter(name[0]) && name.All(c => char.IsLetter(c) || c is ' ' or '-' or '\'' or '’' or '.')
            ? null
            : Error.Invalid("Здесь бывают только буквы, пробел, дефис, точка и апостроф.", field);
    }

    private static Error? CheckDates(EditPersonRequest request, DateOnly today)
    {
        if (request is { IsNameChange: true, NameChangedOn: null })
        {
            return Error.Invalid("Укажите первый день нового ФИО.", nameof(request.NameChangedOn));
        }

        if (request.IsNameChange && request.NameChangedOn > today)
        {
            return Error.Invalid("Этот день ещё не наступил. Запишите смену ФИО, когда наступит.", nameof(request.NameChangedOn));
        }

        return request.BirthDate switch
        {
            { } birth when birth > today => Error.Invalid("Дата рождения не может быть в будущем.", nameof(request.BirthDate)),
            { } birth when birth < EarliestBirth => Error.Invalid($"Дата рождения раньше {RussianText.Date(EarliestBirth)}: проверьте год.", nameof(request.BirthDate)),
            _ => null,
        };
    }

    private static string? Email(string text) =>
        text.Trim().ToLowerInvariant() is { Length: <= LongestEmail } email && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && parsed.Host.Contains('.')
            ? email
            : null;
}
