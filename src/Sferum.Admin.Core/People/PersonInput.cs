using System.Net.Mail;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Parsing;

namespace Sferum.Admin.Core.People;

/// <summary>How what is typed about a person is read, whatever the form. Pure.</summary>
public static class PersonInput
{
    /// <summary>Birth dates before it are slips of the pen; rosters are read by the same rule.</summary>
    public static readonly DateOnly EarliestBirth = new(1920, 1, 1);

    public const int LongestName = 100;

    public const int LongestLabel = 100;

    private const int LongestEmail = 254;

    /// <summary>One space between words, and Latin letters that slipped into a Cyrillic name in Cyrillic: else nobody finds it.</summary>
    public static string Name(string? text)
    {
        var name = string.Join(' ', (text ?? "").Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Any(Lookalikes.IsCyrillic) ? Lookalikes.ToCyrillic(name, out _) : name;
    }

    /// <param name="whenEmpty">The sentence for a name that is missing; <see langword="null"/> where it may be.</param>
    public static Error? CheckName(string name, string? whenEmpty, string field)
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

    public static Error? CheckBirth(DateOnly? birth, DateOnly today, string field) => birth switch
    {
        { } day when day > today => Error.Invalid("Дата рождения не может быть в будущем.", field),
        { } day when day < EarliestBirth => Error.Invalid($"Дата рождения раньше {RussianText.Date(EarliestBirth)}: проверьте год.", field),
        _ => null,
    };

    /// <summary>One whole number in E.164 with the word beside it.</summary>
    public static Result<(string Number, string? Label)> Phone(string text, string field) => PhoneInput.Read(text.Trim()) is { } phone
        ? (phone.Number, phone.Label)
        : Error.Invalid("Нужен один номер целиком, с кодом: например, 8 902 123-45-67.", field);

    /// <summary>A lower-case address.</summary>
    public static Result<string> Email(string text, string field) =>
        text.Trim().ToLowerInvariant() is { Length: <= LongestEmail } email && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && parsed.Host.Contains('.')
            ? email
            : Error.Invalid("Нужен адрес почты целиком, например ivanova@technikum.ru.", field);
}
