using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>The director's weekly visit: the figures of the week, the week before, the sheet for the meeting, a group's list.</summary>
public sealed class DirectorJourney(DemoPortal portal) : Journey(portal)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Director_OpensWeeksPaperAndLists(ColorScheme scheme) => AsAsync(
        "director",
        async page =>
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Показатели" }).First.ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "Показатели", Level = 1 }).WaitForAsync();

            // The week before: frozen, at an address of its own.
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Неделя" }).GetByRole(AriaRole.Link, new() { NameRegex = new("Предыдущая") }).ClickAsync();
            await page.GetByText("числа не меняются").WaitForAsync();
            page.Url.Should().MatchRegex(@"week=\d{4}-W\d\d$");
            await ShouldBeAccessibleAsync(page);
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Неделя" }).GetByRole(AriaRole.Link, new() { NameRegex = new("Следующая") }).ClickAsync();
            await page.GetByText("сейчас предварительно").WaitForAsync();

            // On paper: one sheet, without menu and buttons.
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            (await page.Locator("nav[aria-label=Неделя], .nav").First.IsVisibleAsync()).Should().BeFalse();
            Pages(await page.PdfAsync(new() { Format = "A4" })).Should().Be(1);
            await page.EmulateMediaAsync(new() { Media = Media.Screen });

            // A cell of the map opens the places of its group: a number short enough to be counted row by row.
            var cell = page.Locator(".heat a").First;
            var group = await cell.Locator(".nw").InnerTextAsync();
            await cell.ClickAsync();
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Числа показателя" }).WaitForAsync();
            await page.GetByRole(AriaRole.Link, new() { NameRegex = new($"Группа: {Regex.Escape(group)}") }).WaitForAsync();
            var sub = await page.Locator(".page-head .sub").InnerTextAsync();
            (await CountRowsAsync(page)).Should().Be(int.Parse(new Regex(@": (\d+)").Match(sub).Groups[1].Value, CultureInfo.InvariantCulture));

            await page.Locator("tbody th a").First.ClickAsync();
            await page.Locator("main h1").WaitForAsync();
        },
        scheme: scheme);

    /// <summary>Sheets of a PDF: its page objects are written in the clear.</summary>
    private static int Pages(byte[] pdf) => Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b(?!s)");

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
