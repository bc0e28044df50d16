using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Sferum.Admin.Simulator.Control;

/// <summary>Bodies of the control routes: camel case, unknown fields refused, a refusal is a Russian sentence in <c>error</c>.</summary>
internal static class ControlJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task AnswerAsync<T>(HttpContext context, T body) => context.Response.WriteAsJsonAsync(body, Options, context.RequestAborted);

    public static Task RefuseAsync(HttpContext context, string sentence, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return AnswerAsync(context, new { error = sentence });
    }

    /// <summary>A handler that takes a body, and refuses what is no such body.</summary>
    public static RequestDelegate WithBody<T>(Func<HttpContext, T, Task> handler)
        where T : class => async context =>
    {
        T? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Options, context.RequestAborted);
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, $"Тело запроса не разобрано, место {e.Path ?? "$"}.");
            return;
        }

        await (body is null ? RefuseAsync(context, "Тело запроса пустое.") : handler(context, body));
    };
}
