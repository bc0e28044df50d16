using Microsoft.AspNetCore.Diagnostics;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Security;

/// <summary>What a plain request answers when something broke: a sentence and a code to dictate; the exception is in the log only.</summary>
internal static class ErrorPage
{
    public const string Path = "/error";

    /// <summary>The page itself needs no database, no circuit and no style sheet.</summary>
    public static void MapErrorPage(this WebApplication app) => app.Map(Path, AnswerAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task AnswerAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var gone = exception?.IsUnavailable() ?? false;
        var code = Components.Layout.PortalErrorBoundary.NewCode();
        if (exception is not null)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(ErrorPage)).LogError(exception, "Request failed, code {TraceCode}", code);
        }

        context.Response.StatusCode = gone ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "text/html; charset=utf-8";
        var text = gone
            ? DatabaseGate.Unavailable
            : $"Страница не открылась. Записанное сохранено. Откройте её ещё раз; если повторится, назовите администратору код {code}.";
        await context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Не получилось · Sferum.Admin</title>
            <link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/css/base.css"><link rel="stylesheet" href="/css/parts-lists.css"></head>
            <body><main class="narrow"><h1 class="h2">Не получилось</h1><p>{text}</p><p><a href="/">Открыть портал</a></p></main></body></html>
            """);
    }
}
