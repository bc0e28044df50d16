using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Http;

/// <summary>Headers, health, theme, origin of circuits, failures.</summary>
public sealed partial class PortalHttpTests : IDisposable
{
    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Page_CarriesThePolicyAndNothingFromOtherHosts()
    {
        await _portal.AddUserAsync("okulov@chit.example");
        var response = await _portal.NewBrowser().GetAsync("/account/login");
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var policy = response.Headers.GetValues("Content-Security-Policy").Should().ContainSingle().Subject;
        policy.Should().Contain("default-src 'self'").And.Contain("frame-ancestors 'none'").And.Contain("script-src 'self' 'nonce-").And.NotContain("unsafe-eval");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.Contains("Server").Should().BeFalse();
        ForeignAddress().Matches(html).Should().BeEmpty();
    }

    [Theory]
    [InlineData("dark", "data-theme=\"dark\"")]
    [InlineData("light", "data-theme=\"light\"")]
    [InlineData("\"><script>", "<html lang=\"ru\">")]
    public async Task Theme_IsInThePageBeforeTheFirstPaint(string cookie, string expected)
    {
        await _portal.AddUserAsync("okulov@chit.example");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/login");
        request.Headers.TryAddWithoutValidation("Cookie", $"sferum-theme={Uri.EscapeDataString(cookie)}");

        var html = await (await _portal.NewBrowser().Client.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        html.Should().Contain(expected);
    }

    [Fact]
    public async Task Health_SaysWhetherTheDatabaseIsThere()
    {
        var browser = _portal.NewBrowser();
        (await browser.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await browser.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);

        await BreakDatabaseAsync();

        (await browser.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await browser.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Database_Gone_IsSaidInOneSentence()
    {
        await _portal.AddUserAsync("okulov@chit.example");
        var browser = _portal.NewBrowser();
        await BreakDatabaseAsync();

        var response = await browser.GetAsync("/account/login");

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await Browser.TextAsync(response)).Should().Contain("База данных недоступна").And.Contain("Записанное сохранено").And.NotContain("Sqlite");
    }

    [Theory]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Circuit_OpenedByAPageOfAnotherSite_IsRefused(string origin, HttpStatusCode expected)
    {
        var browser = await _portal.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);

        (await browser.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.Should().Be(expected);
    }

    [Fact]
    public async Task UnknownPage_OfASignedInUser_IsNotFound() =>
        (await (await _portal.SignInAsync()).GetAsync("/no/such/page")).StatusCode.Should().Be(HttpStatusCode.NotFound);

    private async Task BreakDatabaseAsync()
    {
        // The job of the start holds a connection, and an open file outlives its name.
        await _portal.StartedAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_portal.Data.DatabaseFile + "-wal");
        File.Delete(_portal.Data.DatabaseFile + "-shm");
        await File.WriteAllTextAsync(_portal.Data.DatabaseFile, new string('x', 5000), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""(?:src|href|action)="(?:https?:)?//[^"]*""")]
    private static partial Regex ForeignAddress();
}
