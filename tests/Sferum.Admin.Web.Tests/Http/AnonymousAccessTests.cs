using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Http;

/// <summary>What a visitor reaches without signing in: this list and nothing else.</summary>
public sealed class AnonymousAccessTests : IDisposable
{
    private static readonly string[] Open = ["/account/login", "/account/logout", "/account/set-password", "/setup", "/health/live", "/health/ready", "/error"];

    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Visitor_OnEveryRoute_SeesOnlyTheOpenOnes()
    {
        await _portal.AddUserAsync("okulov@chit.example");
        var browser = _portal.NewBrowser();
        var open = new List<string>();
        foreach (var path in Paths())
        {
            var response = await browser.GetAsync(path);
            if (response.StatusCode != HttpStatusCode.Redirect)
            {
                open.Add(path);
            }
            else
            {
                response.Headers.Location!.ToString().Should().Contain("/account/login", path);
            }
        }

        open.Should().BeSubsetOf(Open);
        open.Should().Contain(["/account/login", "/health/live"], "the test must really reach what is open");
    }

    [Fact]
    public async Task Visitor_OnAnUnknownPath_IsSentToSignIn()
    {
        await _portal.AddUserAsync("okulov@chit.example");

        var response = await _portal.NewBrowser().GetAsync("/no/such/page");

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().Should().Contain("/account/login");
    }

    [Theory]
    [InlineData("/css/base.css")]
    [InlineData("/app.js")]
    [InlineData("/tokens.css")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    public async Task Visitor_GetsTheFilesOfTheSignInPage(string path) =>
        (await _portal.NewBrowser().GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.OK);

    /// <summary>Every route with its parameters filled in; the files of the program are tested apart.</summary>
    private IEnumerable<string> Paths() => _portal.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
        .Where(p => !p.StartsWith("/_", StringComparison.Ordinal) && !Path.HasExtension(p) && !p.Contains("{**", StringComparison.Ordinal) && !p.Contains("{*", StringComparison.Ordinal))
        .Select(p => System.Text.RegularExpressions.Regex.Replace(p, @"\{[^}]+\}", Guid.CreateVersion7().ToString()))
        .Distinct();
}
