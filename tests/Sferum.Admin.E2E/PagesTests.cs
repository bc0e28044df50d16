using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>
/// The pages of the portal, by role: axe finds nothing, no text is cut in any window with the longest names there are, nothing is in
/// another language, nothing moves. Every run takes each page once, themes and widths in turn; <c>tests/run.sh --full</c> takes every
/// page in every look, with each of its menus and dialogs open, at a zoom of 200 % and in forced colours, and each page is a case of
/// its own: <c>-preEnumerateTheories -trait "Page=curator Люди"</c> runs one, <c>-trait "Role=curator"</c> those of a role.
/// </summary>
public sealed class PagesTests(DemoPortal portal) : Journey(portal)
{
    private static readonly (int Width, int Height, ColorScheme Scheme)[] Looks =
        [(1440, 900, ColorScheme.Light), (360, 780, ColorScheme.Dark), (1440, 900, ColorScheme.Dark), (360, 780, ColorScheme.Light)];

    /// <summary>Role and page; without a page, all those of the role that no other role's case looks at.</summary>
    public static IEnumerable<TheoryDataRow<string, string?>> Cases => TestEnvironment.Full
        ? PageList.Roles.Append(PageList.Visitor).SelectMany(role => PageList.Of(role).Select(visit =>
            new TheoryDataRow<string, string?>(role, visit.Name).WithTrait("Role", role).WithTrait("Page", $"{role} {visit.Name}")))
        : PageList.Roles.Select(role => new TheoryDataRow<string, string?>(role, null));

    [Theory]
    [MemberData(nameof(Cases))]
    public Task EveryPage_OfARole_IsAccessibleWholeAndRussian(string role, string? name) => AsAsync(role, async page =>
    {
        var problems = new List<string>();
        var visits = name is null ? PageList.OnceOf(role) : PageList.Of(role).Where(visit => visit.Name == name).ToList();
        for (var i = 0; i < visits.Count; i++)
        {
            await LookAtAsync(page, visits[i], Portal.Url, problems, i);
        }

        string.Join("\n", problems).Should().BeEmpty();
    }, losesConnection: role == PageList.Visitor);

    /// <summary>The portal before anything is in it: lists without a row, «Сегодня» without work, the set-up.</summary>
    [Fact]
    [Trait("Role", "empty")]
    public Task EveryPage_OfAnEmptyPortal_IsAccessibleWholeAndRussian() => OnAnEmptyPortalAsync(
        (page, url, problems) => LookAtAsync(page, new("Первый вход", "/setup"), url, problems, 0),
        async (page, url, problems) =>
        {
            foreach (var visit in PageList.OfAnEmptyPortal)
            {
                await LookAtAsync(page, visit, url, problems, 0);
            }
        });

    /// <summary>Each sample stands there twice, and its buttons do nothing: half by half, and nothing is opened.</summary>
    [Fact]
    [Trait("Role", "gallery")]
    public Task Gallery_OfParts_IsAccessibleWholeAndRussian() => OnAnEmptyPortalAsync(
        (_, _, _) => Task.CompletedTask,
        async (page, url, problems) =>
        {
            await PageList.Gallery.OpenAsync(page, url);
            foreach (var look in Looks[..2])
            {
                await TakeAsync(page, look);
                Add(problems, $"Детали {look}", await PageLook.OverflowsAsync(page));
                Add(problems, $"Детали {look}", await PageLook.NotRussianAsync(page));
                Add(problems, $"Детали {look}", await Axe.ViolationsAsync(page, ".gallery > [data-theme=light]"));
                Add(problems, $"Детали {look}", await Axe.ViolationsAsync(page, ".gallery > [data-theme=dark]"));
            }
        });

    private async Task OnAnEmptyPortalAsync(Func<IPage, string, List<string>, Task> before, Func<IPage, string, List<string>, Task> after)
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        Assert.SkipWhen(Portal.Browser is null, "Нет Chromium.");
        await using var empty = new EmptyPortal();
        await using var context = await Portal.Browser!.NewContextAsync(new() { BaseURL = empty.Url, Locale = "ru-RU", ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        var problems = new List<string>();
        await before(page, empty.Url, problems);
        await empty.SetUpAsync(page);
        await after(page, empty.Url, problems);
        string.Join("\n", problems).Should().BeEmpty();
    }

    private static async Task LookAtAsync(IPage page, PageVisit visit, string url, List<string> problems, int turn)
    {
        await visit.OpenAsync(page, url);
        await LookAsync(page, visit.Name, problems, turn);
        if (TestEnvironment.Full)
        {
            await OpenPartsAsync(page, visit, url, problems);
        }
    }

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

    private static async Task OpenPartsAsync(IPage page, PageVisit visit, string url, List<string> problems)
    {
        // The shell is the same on every page.
        var parts = await PagePart.FindAsync(page);
        foreach (var part in visit.Address == "/" ? [.. parts, .. PagePart.OfTheShell(page)] : parts)
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
                    // What the bar at the top half covers is no smaller for it.
                    await page.EvaluateAsync("scrollTo(0, 0)");
                    Add(problems, name, await Axe.ViolationsAsync(page, part.Within));
                    await part.CloseAsync();
                }
                catch (Exception broken) when (broken is TimeoutException or PlaywrightException)
                {
                    Add(problems, name, [broken.Message]);
                    await visit.OpenAsync(page, url);
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

    /// <summary>With <c>-showLiveOutput on</c> it is read as it is found.</summary>
    private static void Add(List<string> problems, string where, IReadOnlyList<string> found)
    {
        foreach (var text in found.Select(text => $"{where}: {text}"))
        {
            problems.Add(text);
            Xunit.TestContext.Current.TestOutputHelper?.WriteLine(text);
        }
    }
}
