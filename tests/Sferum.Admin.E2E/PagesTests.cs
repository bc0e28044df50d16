using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>
/// Every page of the portal, by role: axe finds nothing, no text is cut at any width with the longest names there are, nothing is left
/// in another language. Runs with <c>tests/run.sh --full</c>.
/// </summary>
public sealed class PagesTests(DemoPortal portal) : Journey(portal)
{
    private static readonly (int Width, ColorScheme Scheme)[] Looks =
        [(1440, ColorScheme.Light), (360, ColorScheme.Dark), (1440, ColorScheme.Dark), (360, ColorScheme.Light)];

    [Theory]
    [InlineData("administrator")]
    [InlineData("curator")]
    [InlineData("director")]
    public Task EveryPage_OfARole_IsAccessibleWholeAndRussian(string role) => AsAsync(role, page => LookAsync(page, role));

    protected override bool IsLong => true;

    private async Task LookAsync(IPage page, string role)
    {
        var problems = new List<string>();
        foreach (var visit in PageList.Of(role))
        {
            await visit.OpenAsync(page, Portal);
            var address = new Uri(page.Url).AbsolutePath;
            foreach (var width in PageLook.Widths)
            {
                problems.AddRange((await PageLook.OverflowsAsync(page, width)).Select(p => $"{visit.Name} {width}: {p}"));
            }

            problems.AddRange((await PageLook.NotRussianAsync(page)).Select(p => $"{visit.Name}: не по-русски «{p}»"));
            foreach (var (width, scheme) in Looks)
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                problems.AddRange((await ViolationsAsync(page)).Select(p => $"{visit.Name} {width} {scheme}: {p}"));
            }

            address.Should().Be(new Uri(page.Url).AbsolutePath);
            await page.SetViewportSizeAsync(1440, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }

        problems.Should().BeEmpty();
    }
}
