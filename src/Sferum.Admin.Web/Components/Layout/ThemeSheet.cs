using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;
using MudBlazor;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>
/// <see cref="PortalTheme"/> as a style sheet that the browser keeps, written by MudBlazor itself once in the life of the process. Its provider
/// in the layout would hold the same sixty kilobytes twice in every circuit and send them with every first batch.
/// </summary>
public sealed partial class ThemeSheet(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/theme.css";

    private readonly Lazy<Task<Sheet>> _sheet = new(() => WriteAsync(scopes, loggers));

    /// <summary>Its address, another one for another theme: what is at this one never changes.</summary>
    public async Task<string> AddressAsync() => $"{Path.TrimStart('/')}?v={(await _sheet.Value).Tag}";

    /// <summary>The sheet: everything in light, and what dark has otherwise, by the system or by choice, as in <c>tokens.css</c>.</summary>
    public async Task<string> TextAsync() => (await _sheet.Value).Text;

    internal async Task<IResult> SendAsync(HttpContext context)
    {
        var sheet = await _sheet.Value;
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value == "br" && accepted.Quality is null or > 0))
        {
            return Results.Text(sheet.Text, "text/css; charset=utf-8");
        }

        headers.ContentEncoding = "br";
        return Results.Bytes(sheet.Compressed, "text/css; charset=utf-8");
    }

    private static async Task<Sheet> WriteAsync(IServiceScopeFactory scopes, ILoggerFactory loggers)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var light = await DeclarationsAsync(renderer, isDark: false);
        var dark = (await DeclarationsAsync(renderer, isDark: true)).Except(light).ToList();
        var text = $$"""
            :root, [data-theme="light"] { {{string.Concat(light)}} }
            @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { {{string.Concat(dark)}} } }
            [data-theme="dark"] { {{string.Concat(dark)}} }
            """;
        var bytes = Encoding.UTF8.GetBytes(text);
        using var compressed = new MemoryStream();
        await using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await brotli.WriteAsync(bytes);
        }

        return new Sheet(text, compressed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
    }

    /// <summary>The custom properties that the component library's own sheet asks for; the rest of what the provider writes is for its charts.</summary>
    private static async Task<IReadOnlyList<string>> DeclarationsAsync(HtmlRenderer renderer, bool isDark)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MudThemeProvider.Theme)] = PortalTheme.Value,
            [nameof(MudThemeProvider.IsDarkMode)] = isDark,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString());
        return [.. CustomProperty().Matches(html).Select(found => found.Value)];
    }

    [GeneratedRegex(@"--mud[\w-]*:[^;]*;")]
    private static partial Regex CustomProperty();

    private sealed record Sheet(string Text, byte[] Compressed, string Tag);
}
