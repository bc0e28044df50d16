using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>The director's weekly visit: a figure, and the list behind it.</summary>
public sealed class DirectorJourney(DemoPortal portal) : Journey(portal)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Director_OpensAFigureDownToItsList(ColorScheme scheme) => AsAsync(
        "director",
        async page =>
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Показатели" }).First.ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "Показатели", Level = 1 }).WaitForAsync();
            await ShouldBeAccessibleAsync(page);

            // «не привязаны: 284» of the students: a number short enough to be counted row by row.
            var card = page.GetByRole(AriaRole.Region, new() { Name = "Привязаны студенты" });
            var link = card.GetByRole(AriaRole.Link, new() { NameRegex = new("не привязаны") });
            var number = int.Parse(string.Concat((await link.InnerTextAsync()).Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
            await link.ClickAsync();
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Числа показателя" }).WaitForAsync();
            await ShouldBeAccessibleAsync(page);
            (await CountRowsAsync(page)).Should().Be(number);

            await page.Locator("tbody th a").First.ClickAsync();
            await page.Locator("main h1").WaitForAsync();
        },
        scheme: scheme);

    private static async Task<int> CountRowsAsync(IPage page)
    {
        var next = page.GetByRole(AriaRole.Link, new() { Name = "Вперёд" });
        var rows = await page.Locator("tbody tr").CountAsync();
        while (await next.IsVisibleAsync())
        {
            await next.ClickAsync();
            // The address changes before the rows do: the range says that they are there.
            await Assertions.Expect(page.Locator(".pager .num").First).ToHaveTextAsync(new Regex($"^{rows + 1}–"));
            rows += await page.Locator("tbody tr").CountAsync();
        }

        return rows;
    }
}
