using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Http;

/// <summary>What a browser with an empty cache takes before it shows anything (docs/performance.md, «Page weight»).</summary>
public sealed partial class FirstVisitTests : IDisposable
{
    /// <summary>600 KB are promised with all that the circuit sends. A build compresses with gzip only, a publish does better.</summary>
    private const int MostBytes = 250 * 1024;

    /// <summary>Smaller files need no compression.</summary>
    private const int Small = 1024;

    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task FilesOfAPage_OnTheFirstVisit_AreFewCompressedAndKeptForAYear()
    {
        await _portal.AddUserAsync("okulov@chit.example");
        var page = await _portal.NewBrowser().Client.GetStringAsync("/account/login", TestContext.Current.CancellationToken);
        var endpoints = await ReadEndpointsAsync();

        var files = Files().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToList();
        var taken = 0L;
        foreach (var file in files)
        {
            var kinds = endpoints[file].ToList();
            kinds.Should().OnlyContain(kind => kind.Cache.Contains("immutable", StringComparison.Ordinal), file);
            var bytes = kinds.Min(kind => kind.Bytes);
            taken += bytes;
            (bytes < Small || kinds.Exists(kind => kind.IsCompressed)).Should().BeTrue($"{file} is not compressed");
        }

        files.Should().Contain(file => file.StartsWith("portal.", StringComparison.Ordinal)).And.HaveCountLessThan(10);
        taken.Should().BeInRange(50 * 1024, MostBytes);
    }

    [Fact]
    public async Task Theme_OfThePortal_IsOneSheetForBothThemesAndKeptForAYear()
    {
        var client = (await _portal.SignInAsync()).Client;
        var address = ThemeAddress().Match(await client.GetStringAsync("/", TestContext.Current.CancellationToken)).Groups[1].Value;

        using var plain = await _portal.NewBrowser().Client.GetAsync("/" + address, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + address);
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var compressed = await client.SendAsync(request, TestContext.Current.CancellationToken);

        plain.Headers.CacheControl!.ToString().Should().Contain("immutable");
        var text = await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Rule(text, ":root, [data-theme=\"light\"]").Should().Contain("--mud-palette-text-primary: rgba(25,30,39,1);").And.Contain("--mud-typography-body1-size: 14px;");
        var dark = Rule(text, "[data-theme=\"dark\"]");
        dark.Should().Contain("--mud-palette-text-primary: rgba(230,233,239,1);").And.NotContain("typography");
        Rule(text, ":root:not([data-theme=\"light\"])").Should().Be(dark);
        compressed.Content.Headers.ContentEncoding.Should().Equal("br");
        await using var unpacked = new BrotliStream(await compressed.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        (await new StreamReader(unpacked).ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Be(text);
    }

    private static string Rule(string sheet, string selector)
    {
        var start = sheet.IndexOf(selector + " {", StringComparison.Ordinal);
        start.Should().BeGreaterThanOrEqualTo(0, selector);
        return sheet[(start + selector.Length)..sheet.IndexOf('}', start)];
    }

    /// <summary>What the portal serves, by address, as the build has written it down.</summary>
    private static async Task<ILookup<string, Kind>> ReadEndpointsAsync()
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Sferum.Admin.Web.staticwebassets.endpoints.json"));
        using var manifest = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        return manifest.RootElement.GetProperty("Endpoints").EnumerateArray()
            .Select(endpoint => (Route: endpoint.GetProperty("Route").GetString()!, Kind: new Kind(
                long.Parse(Header(endpoint, "Content-Length"), System.Globalization.CultureInfo.InvariantCulture),
                endpoint.GetProperty("Selectors").EnumerateArray().Any(selector => selector.GetProperty("Name").GetString() == "Content-Encoding"),
                Header(endpoint, "Cache-Control"))))
            .ToLookup(x => x.Route, x => x.Kind);
    }

    private static string Header(JsonElement endpoint, string name) =>
        endpoint.GetProperty("ResponseHeaders").EnumerateArray().First(header => header.GetProperty("Name").GetString() == name).GetProperty("Value").GetString()!;

    [GeneratedRegex("""<(?:link rel="(?:stylesheet|icon)"[^>]*href|script[^>]*src)="([^"]+)""")]
    private static partial Regex Files();

    [GeneratedRegex("""<link rel="stylesheet" href="(theme\.css\?v=[0-9a-f]{16})" />""")]
    private static partial Regex ThemeAddress();

    private sealed record Kind(long Bytes, bool IsCompressed, string Cache);
}
