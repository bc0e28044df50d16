using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Http;

/// <summary>What a browser with an empty cache takes before it shows anything (docs/performance.md, «Page weight»).</summary>
public sealed partial class FirstVisitTests : IDisposable
{
    /// <summary>Promised with everything the circuit sends; files alone take much less. The build compresses less well than a publish.</summary>
    private const int MostBytes = 250 * 1024;

    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task FilesOfAPage_OnTheFirstVisit_AreFewCompressedAndKeptForAYear()
    {
        var ct = TestContext.Current.CancellationToken;
        var client = (await _portal.SignInAsync()).Client;
        var page = await client.GetStringAsync("/people", ct);
        var files = Files().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToList();
        var taken = 0L;
        foreach (var file in files)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/" + file) { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("br"), new StringWithQualityHeaderValue("gzip") } } };
            using var answer = await client.SendAsync(request, ct);
            answer.IsSuccessStatusCode.Should().BeTrue(file);
            answer.Headers.CacheControl?.MaxAge.Should().Be(TimeSpan.FromDays(365), $"{file} has its fingerprint in its name");
            var bytes = (await answer.Content.ReadAsByteArrayAsync(ct)).Length;
            taken += bytes;
            (bytes < 1024 || answer.Content.Headers.ContentEncoding.Count > 0).Should().BeTrue($"{file} comes as {bytes} bytes, not compressed");
        }

        files.Should().Contain(file => file.StartsWith("portal.", StringComparison.Ordinal));
        files.Should().HaveCountLessThan(10);
        taken.Should().BeInRange(50 * 1024, MostBytes);
    }

    [GeneratedRegex("""<(?:link rel="(?:stylesheet|icon)"[^>]*href|script[^>]*src)="([^"]+)""")]
    private static partial Regex Files();
}
