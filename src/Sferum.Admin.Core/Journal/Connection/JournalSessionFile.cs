using System.Security;
using System.Text.Json;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>
/// A secret file with the journal's session, kept by a gateway that signs in by itself. Named in the server's configuration; it wins
/// over a pasted session and is read anew at each opening, since the gateway rewrites it.
/// </summary>
/// <param name="Path"><see langword="null"/> when there is none.</param>
public sealed record JournalSessionFile(string? Path)
{
    /// <summary>Far more than two values need: a wrong file is not taken into memory.</summary>
    private const int LargestBytes = 16 * 1024;

    private static readonly Error Unreadable =
        new("session-file-unreadable", "Файл сеанса ЭПОС не читается. Проверьте на сервере, что он есть и открыт порталу для чтения.");

    private static readonly Error Misshapen =
        new("session-file-misshapen", "В файле сеанса ЭПОС не то, что нужно: две строки, ключ и номер профиля, или JSON с полями token и profileId.");

    /// <summary>Two lines, token and profile id, or JSON <c>{"token","profileId"}</c>. The error never quotes the content.</summary>
    /// <exception cref="InvalidOperationException">No file is configured.</exception>
    public async Task<Result<JournalCredentials>> ReadAsync(CancellationToken ct)
    {
        var path = Path ?? throw new InvalidOperationException("No file of the session is configured.");
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LargestBytes)
            {
                return Misshapen;
            }

            using var reader = new StreamReader(file);
            return Parse(await reader.ReadToEndAsync(ct)) is { } credentials ? credentials : Misshapen;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            return Unreadable;
        }
    }

    private static JournalCredentials? Parse(string text)
    {
        var (token, profile) = text.TrimStart().StartsWith('{') ? ParseJson(text) : ParseLines(text);
        return CredentialsText.Read(token, profile) is { IsOk: true } read ? read.Value : null;
    }

    private static (string? Token, string? Profile) ParseLines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var token, var profile] ? (token, profile) : default;

    private static (string? Token, string? Profile) ParseJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return (Value(json.RootElement, "token"), Value(json.RootElement, "profileId"));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Value(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
