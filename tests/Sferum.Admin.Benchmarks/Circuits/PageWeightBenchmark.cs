using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sferum.Admin.TestSupport;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>
/// First visit of every page in Chromium with an empty cache: bytes over the wire (files as compressed, then what the circuit sent),
/// first paint, and the moment at which the page's head is there. Against the published portal on PostgreSQL.
/// </summary>
internal static partial class PageWeightBenchmark
{
    /// <summary>Visits of a page; the median is printed.</summary>
    private const int Visits = 3;

    private const double Kilobyte = 1024;

    public static async Task RunAsync(CircuitOptions options, CancellationToken ct)
    {
        var chromium = TestEnvironment.Chromium ?? throw new InvalidOperationException("No Chromium: set SFERUM_TEST_CHROMIUM.");
        var work = Directory.CreateTempSubdirectory("sferum-weight-");
        try
        {
            var app = options.App ?? await PortalProcess.PublishAsync(Path.Combine(work.FullName, "app"));
            await using var scene = await CircuitScene.CreateAsync(ct);
            await using var portal = await PortalProcess.StartAsync(app, work.CreateSubdirectory("data").FullName, scene.Connection, ct);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
            var signedIn = await SignInAsync(browser, portal.Address, scene.Accounts[0].Login);
            foreach (var path in Paths(scene))
            {
                var visits = new List<Visit>();
                // One more, first: the server's code for the page is compiled.
                for (var i = 0; i <= Visits; i++)
                {
                    visits.Add(await VisitAsync(browser, portal.Address, path.StartsWith("/account", StringComparison.Ordinal) ? null : signedIn, path));
                }

                Print(path, visits[1..]);
            }

            foreach (var line in portal.Output.Where(line => line.Contains("\"@l\"", StringComparison.Ordinal)))
            {
                await Console.Error.WriteLineAsync(line);
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>Every route of the sources; one that needs something the college lacks is named and left out.</summary>
    private static IEnumerable<string> Paths(CircuitScene scene)
    {
        var routes = Directory.EnumerateFiles(Path.Combine(PortalProcess.FindRoot(), "src", "Sferum.Admin.Web"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Select(line => Route().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)
            .Except(["/account/logout", "/account/set-password", "/setup", "/gallery", "/not-found"]).Order(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            var path = route.Replace("/people/{Id:guid}", $"/people/{scene.PersonId}", StringComparison.Ordinal)
                .Replace("/groups/{Id:guid}", $"/groups/{scene.Accounts[0].Groups[0]}", StringComparison.Ordinal)
                .Replace("/chats/{Id:guid}", $"/chats/{scene.ChatId}", StringComparison.Ordinal)
                .Replace("/statistics/{Code}", "/statistics/K2", StringComparison.Ordinal);
            if (path.Contains('{', StringComparison.Ordinal))
            {
                Console.Error.WriteLine($"Left out: {route}");
            }
            else
            {
                yield return path;
            }
        }
    }

    private static async Task<string> SignInAsync(IBrowser browser, Uri root, string login)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = root.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/login");
        await page.Locator("#email").FillAsync(login);
        await page.Locator("#password").FillAsync(CircuitScene.Password);
        await page.Locator("form button[type=submit]").ClickAsync();
        await page.Locator("[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        return await context.StorageStateAsync();
    }

    private static async Task<Visit> VisitAsync(IBrowser browser, Uri root, string? state, string path)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = root.ToString(), StorageState = state, Locale = "ru-RU", ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        var network = await context.NewCDPSessionAsync(page);
        var files = new List<double>();
        var frames = 0.0;
        await network.SendAsync("Network.enable");
        network.Event("Network.loadingFinished").OnEvent += (_, e) => files.Add(e!.Value.GetProperty("encodedDataLength").GetDouble());
        network.Event("Network.webSocketFrameReceived").OnEvent += (_, e) => frames += PayloadLength(e!.Value.GetProperty("response"));
        await page.GotoAsync(path);
        await page.Locator("h1").First.WaitForAsync(new() { Timeout = 60_000 });
        var shown = await page.EvaluateAsync<double>("performance.now()");
        if (state is not null)
        {
            await page.Locator("[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }

        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
        var failed = await page.Locator("main .note.danger").CountAsync() > 0;
        return new Visit(files.Count, files.Sum(), frames, paint, shown, failed);
    }

    /// <summary>Bytes before compression of the connection: the browser tells no others.</summary>
    private static double PayloadLength(JsonElement frame)
    {
        var text = frame.GetProperty("payloadData").GetString()!;
        return frame.GetProperty("opcode").GetInt32() == 2 ? text.Length * 3.0 / 4 : text.Length;
    }

    private static void Print(string path, List<Visit> visits)
    {
        double Middle(Func<Visit, double> value) => visits.Select(value).Order().ElementAt(visits.Count / 2);
        var note = string.Create(CultureInfo.InvariantCulture,
            $"{Route(path)}: {Middle(v => v.Files):0} files, {Middle(v => v.Bytes) / Kilobyte:0} KB compressed; circuit {Middle(v => v.Circuit) / Kilobyte:0} KB before compression; first paint {Middle(v => v.Paint):0} ms, head {Middle(v => v.Shown):0} ms{(visits.Exists(v => v.Failed) ? "; THE PAGE FAILED" : "")}");
        new BenchmarkLine("page-weight", (int)Middle(v => v.Bytes), "postgres", Math.Round(Middle(v => v.Paint) / 1000, 3), 0, 0, 0, note).Print();
    }

    /// <summary>Without ids.</summary>
    private static string Route(string path) => Id().Replace(path, "{id}");

    [GeneratedRegex("^@page \"([^\"]+)\"")]
    private static partial Regex Route();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    /// <param name="Bytes">Of files and their headers, as they came over the wire.</param>
    /// <param name="Circuit">Bytes the circuit sent, before compression.</param>
    /// <param name="Paint">First contentful paint, ms after the navigation began.</param>
    /// <param name="Shown">Heading there, ms.</param>
    private sealed record Visit(int Files, double Bytes, double Circuit, double Paint, double Shown, bool Failed);
}
