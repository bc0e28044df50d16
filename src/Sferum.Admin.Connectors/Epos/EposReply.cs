using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Sferum.Admin.Connectors.Http;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>What the headers of an answer say.</summary>
/// <param name="AsOf">UTC moment whose state it shows, where it says so.</param>
/// <param name="Total">Rows of the whole list.</param>
/// <param name="PageSize">Rows of a page as the server cuts them; it may cap what was asked.</param>
internal sealed record EposHead(DateTime? AsOf, int? Total, int? PageSize);

/// <summary>An answer that can be read on, or why it cannot. Pure: status, headers and bytes in.</summary>
/// <param name="Body">The array or object that was due; undefined with a trouble.</param>
internal sealed record EposReply(JsonElement Body, EposHead Head, JournalTrouble? Trouble)
{
    public const string ContractHeader = "X-Assumed-Contract";
    public const string ContractName = "epos-assumed-1";
    public const string AsOfHeader = "X-As-Of";
    public const string TotalHeader = "X-Pagination-Total-Entries";
    public const string PageSizeHeader = "X-Pagination-Per-Page";

    /// <summary>A moment without its offset would be read in the server's zone, so it is none.</summary>
    private static readonly string[] MomentForms = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz"];

    private static readonly EposHead NoHead = new(null, null, null);

    public static EposReply Of(JournalTrouble trouble) => new(default, NoHead, trouble);

    /// <summary>Takes an answer apart.</summary>
    /// <param name="route">What was asked.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="header">Value of a header; <see langword="null"/> when it is absent.</param>
    /// <param name="body">The whole body.</param>
    public static EposReply Read(EposRoute route, HttpStatusCode status, Func<string, string?> header, ReadOnlyMemory<byte> body)
    {
        var (json, flaw) = Parse(route, body);
        // Clients of the parent system look at the text, not at the status (contract §2.2).
        if (json is { ValueKind: JsonValueKind.Object } said && MessageOf(said) is { } message && IsSessionEnd(message))
        {
            return Of(EposTrouble.SessionEnded);
        }

        if (StatusTrouble(route, status, header) is { } trouble)
        {
            return Of(trouble);
        }

        if (json is not { } answer)
        {
            return Of(flaw!);
        }

        if (MessageOf(answer) is not null)
        {
            return Of(EposTrouble.Message(route));
        }

        if (answer.ValueKind != (route.IsList ? JsonValueKind.Array : JsonValueKind.Object))
        {
            return Of(EposTrouble.WrongShape(route));
        }

        var head = new EposHead(ParseMoment(header(AsOfHeader)), ParseCount(header(TotalHeader)), ParseCount(header(PageSizeHeader)));
        if (route is { IsAssumed: true, IsList: true } && head.AsOf is null)
        {
            return Of(EposTrouble.Field(route, new FieldException(AsOfHeader, IsMissing: header(AsOfHeader) is null)));
        }

        return new EposReply(answer, head, null);
    }

    /// <summary>ISO 8601 with an offset, as UTC; anything else is <see langword="null"/>.</summary>
    public static DateTime? ParseMoment(string? text)
    {
        var withOffset = text is { Length: > 0 } && text[^1] == 'Z' ? text[..^1] + "+00:00" : text;
        return DateTimeOffset.TryParseExact(withOffset, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment.UtcDateTime : null;
    }

    private static JournalTrouble? StatusTrouble(EposRoute route, HttpStatusCode status, Func<string, string?> header)
    {
        switch (status)
        {
            case HttpStatusCode.Unauthorized:
                return EposTrouble.SessionRefused;
            case HttpStatusCode.TooManyRequests:
                return EposTrouble.Throttled(route);
            case HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                return EposTrouble.Down(route, status);
            case HttpStatusCode.Forbidden:
                return EposTrouble.Forbidden(route);
            default:
                break;
        }

        // Not by the contract it claims: neither its rows nor its «нет такого» may be believed.
        if (route.IsAssumed && header(ContractHeader) != ContractName)
        {
            return EposTrouble.NotByContract(route);
        }

        return status switch
        {
            HttpStatusCode.NotFound => EposTrouble.Unknown(route),
            HttpStatusCode.OK or HttpStatusCode.NoContent => null,
            _ => EposTrouble.WrongStatus(route, status),
        };
    }

    private static (JsonElement? Json, JournalTrouble? Flaw) Parse(EposRoute route, ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span;
        bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        bytes = bytes.Trim(" \t\r\n"u8);
        if (bytes.IsEmpty)
        {
            return (null, EposTrouble.Empty(route));
        }

        if (bytes[0] == (byte)'<')
        {
            return (null, EposTrouble.Page(route));
        }

        try
        {
            return (JsonElement.Parse(bytes), null);
        }
        catch (JsonException)
        {
            return (null, EposTrouble.Malformed(route));
        }
    }

    /// <summary>The words of an answer about an error (contract §2.2); no answer with data has such a field.</summary>
    private static string? MessageOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null;

    /// <summary>«Предыдущая сессия работы в ЭЖД завершена. Войдите в ЭЖД заново», whatever the product is called there.</summary>
    private static bool IsSessionEnd(string message)
    {
        var key = RussianText.SearchKey(message);
        var isAboutSession = key.Contains("СЕССИ", StringComparison.Ordinal) || key.Contains("СЕАНС", StringComparison.Ordinal);
        var isOver = key.Contains("ЗАВЕРШЕН", StringComparison.Ordinal) || key.Contains("ИСТЕК", StringComparison.Ordinal);
        return (isAboutSession && isOver) || (key.Contains("ВОЙДИТЕ", StringComparison.Ordinal) && key.Contains("ЗАНОВО", StringComparison.Ordinal));
    }

    private static int? ParseCount(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
