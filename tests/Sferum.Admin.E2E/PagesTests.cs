using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>
/// The pages of the portal, by role: axe finds nothing, no text is cut in any window with the longest names there are, nothing is in
/// another language, nothing moves. Every run takes each page once, themes and widths in turn; <c>tests/run.sh --full</c> takes every
/// page in every look, with each of its menus and dialogs open, at a zoom of 200 % and in forced colours.
/// </summary>
public sealed class PagesTests(DemoPortal portal) : Journey(portal)
{
    private static readonly (int Width, int Height, ColorScheme Scheme)[] Looks =
        [(1440, 900, ColorScheme.Light), (360, 780, ColorScheme.Dark), (1440, 900, ColorScheme.Dark), (360, 780, ColorScheme.Light)];

    [Theory]
    [InlineData("administrator")]
    [InlineData("curator")]
    [InlineData("director")]
    public Task EveryPage_OfARole_IsAccessibleWholeAndRussian(string role) => AsAsync(role, async page =>
    {
        var problems = new List<string>();
        var visits = TestEnvironment.Full ? PageList.Of(role) : PageList.OnceOf(role);
        for (var i = 0; i < visits.Count; i++)
        {
            await visits[i].OpenAsync(page, Portal);
            await LookAsync(page, visits[i].Name, problems, i);
            if (TestEnvironment.Full)
            {
                await OpenPartsAsync(page, visits[i], problems);
            }
        }

        problems.Should().BeEmpty();
    });

    private static async Task LookAsync(IPage page, string name, List<string> problems, int turn)
    {
        var windows = TestEnvironment.Full ? PageLook.Windows : [PageLook.Windows[turn % PageLook.Windows.Length]];
        foreach (var (width, height) in windows)
        {
            await page.SetViewportSizeAsync(width, height);
            Add(problems, $"{name} {width}", await PageLook.OverflowsAsync(page));
            Add(problems, $"{name} {width}", await PageLook.StuckAsync(page));
        }

        Add(problems, name, await PageLook.NotRussianAsync(page));
        Add(problems, name, await PageLook.MotionsAsync(page));
        foreach (var look in TestEnvironment.Full ? Looks : [Looks[turn % Looks.Length]])
        {
            await TakeAsync(page, look);
            Add(problems, $"{name} {look}", await PageLook.OverflowsAsync(page));
            Add(problems, $"{name} {look}", await Axe.ViolationsAsync(page));
        }

        if (TestEnvironment.Full)
        {
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
            Add(problems, $"{name} в своих цветах", await PageLook.LostChoicesAsync(page));
            Add(problems, $"{name} в своих цветах", await Axe.ViolationsAsync(page));
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
        }

        await TakeAsync(page, Looks[0]);
    }

    private async Task OpenPartsAsync(IPage page, PageVisit visit, List<string> problems)
    {
        foreach (var part in await PagePart.FindAsync(page))
        {
            foreach (var look in Looks)
            {
                var name = $"{visit.Name} ▸ {part.Name} {look}";
                await TakeAsync(page, look);
                try
                {
                    if (!await part.OpenAsync())
                    {
                        continue;
                    }

                    Add(problems, name, await PageLook.OverflowsAsync(page));
                    Add(problems, name, await PageLook.NotRussianAsync(page));
                    Add(problems, name, await Axe.ViolationsAsync(page, part.Within));
                    await part.CloseAsync();
                }
                catch (Exception broken) when (broken is TimeoutException or PlaywrightException)
                {
                    problems.Add($"{name}: {broken.Message}");
                    await visit.OpenAsync(page, Portal);
                    break;
                }
            }
        }

        await TakeAsync(page, Looks[0]);
    }

    private static async Task TakeAsync(IPage page, (int Width, int Height, ColorScheme Scheme) look)
    {
        await page.SetViewportSizeAsync(look.Width, look.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
    }

    private static void Add(List<string> problems, string where, IReadOnlyList<string> found) => problems.AddRange(found.Select(text => $"{where}: {text}"));
}
