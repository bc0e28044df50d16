using System.Buffers;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>
/// Shape of the two values of a signed-in browser. They travel in headers and in a cookie, so nothing that could break out of one is
/// taken. The sentences never repeat what was typed.
/// </summary>
public static class CredentialsText
{
    /// <summary>Longest token, characters.</summary>
    public const int LongestToken = 512;

    /// <summary>Longest profile id, digits.</summary>
    public const int LongestProfile = 20;

    private const int ShortestToken = 8;

    private static readonly SearchValues<char> TokenLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    /// <summary>Trims and checks.</summary>
    /// <param name="token">Value of the journal's cookie of the session.</param>
    /// <param name="profileId">Number of the profile.</param>
    public static Result<JournalCredentials> Read(string? token, string? profileId)
    {
        var key = token?.Trim() ?? "";
        if (key.Length is < ShortestToken or > LongestToken || key.AsSpan().ContainsAnyExcept(TokenLetters))
        {
            return Error.Invalid("Нужно значение ключа целиком: латинские буквы, цифры и дефисы, без пробелов и кавычек.", nameof(PasteSessionRequest.Token));
        }

        var profile = profileId?.Trim() ?? "";
        return profile.Length is 0 or > LongestProfile || !profile.All(char.IsAsciiDigit)
            ? Error.Invalid("Номер профиля — только цифры, например 5100001.", nameof(PasteSessionRequest.ProfileId))
            : new JournalCredentials(key, profile);
    }
}
