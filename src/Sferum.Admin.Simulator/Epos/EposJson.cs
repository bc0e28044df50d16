using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.Control;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>How the journal writes: snake case, Cyrillic as it is, <c>null</c> for what it does not know.</summary>
internal static class EposJson
{
    public const string ContentType = "application/json; charset=utf-8";

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static Task WriteAsync<T>(HttpContext context, T body, int status = StatusCodes.Status200OK) =>
        WriteBytesAsync(context, JsonSerializer.SerializeToUtf8Bytes(body, Options), status);

    /// <summary>The body of every refusal of the journal.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string message) => WriteAsync(context, new { code = status, message }, status);

    /// <summary><c>2026-11-23T14:00:00+05:00</c>: the school's wall time with its offset.</summary>
    public static string Moment(SchoolClock clock, DateTime utc) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(utc), clock.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static async Task WriteBytesAsync(HttpContext context, ReadOnlyMemory<byte> body, int status)
    {
        body = CallFault.Of(context) == FaultKind.Malformed ? body[..(body.Length / 2)] : body;
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
