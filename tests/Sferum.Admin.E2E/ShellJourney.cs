using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>The shell by the keyboard alone: search, help on keys, account menu; the drawer of a small screen.</summary>
public sealed class ShellJourney(DemoPortal portal) : Journey(portal)
{
    [Fact]
    public Task Administrator_FindsAPersonByKeys_ReadsTheKeys_AndUsesTheDrawer() => AsAsync("administrator", async page =>
    {
        var palette = page.GetByRole(AriaRole.Combobox, new() { Name = "Найти человека, группу, чат…" });
        await page.Keyboard.PressAsync("Control+KeyK");
        await Assertions.Expect(palette).ToBeFocusedAsync();
        await ShouldBeAccessibleAsync(page);
        await palette.PressSequentiallyAsync("ис-21");
        var group = page.GetByRole(AriaRole.Group, new() { Name = "Группы" }).GetByRole(AriaRole.Option);
        await Assertions.Expect(group).ToHaveCountAsync(1);
        await ShouldBeAccessibleAsync(page);
        var chosen = page.Locator("[role=option][aria-selected=true]");
        var person = await chosen.Locator(".grow").InnerTextAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(chosen.Locator(".grow")).Not.ToHaveTextAsync(person);
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = person }).WaitForAsync();
        Uri.UnescapeDataString(page.Url).Should().MatchRegex("/people/[0-9a-f-]{36}$", "the text is never in an address");
        (await page.TitleAsync()).Should().NotContain(person.Split(' ')[0], "a name does not stay in the browser's history");

        await page.Keyboard.PressAsync("?");
        var help = page.GetByRole(AriaRole.Dialog, new() { Name = "Клавиши" });
        await Assertions.Expect(help).ToContainTextAsync("Везде");
        await ShouldBeAccessibleAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(help).ToBeHiddenAsync();

        await page.Locator("details.menu summary").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Просторные строки" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-density", "comfortable");
        await ShouldBeAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Просторные строки" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("html[data-density]")).ToHaveCountAsync(0);

        // Nobody has chosen a theme: the button follows the system while the page is open.
        var theme = page.Locator("[data-theme-toggle]");
        await Assertions.Expect(theme).ToHaveAttributeAsync("aria-pressed", "false");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(theme).ToHaveAttributeAsync("aria-pressed", "true");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Assertions.Expect(theme).ToHaveAttributeAsync("aria-pressed", "false");

        await page.SetViewportSizeAsync(360, 780);
        await OpenAsync(page, "/");
        var burger = page.GetByRole(AriaRole.Button, new() { Name = "Меню", Exact = true });
        await burger.ClickAsync();
        await Assertions.Expect(page.Locator("#menu a").First).ToBeFocusedAsync();
        await ShouldBeAccessibleAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(burger).ToBeFocusedAsync();
        await burger.PressAsync("Enter");
        await page.Locator("#menu").GetByRole(AriaRole.Link, new() { Name = "Группы" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Группы" }).WaitForAsync();
        await Assertions.Expect(page.Locator(".nav.open")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Administrator_WhoseConnectionDoesNotStand_SeesTheFrameAndTriesAgain() => AsAsync("administrator", async page =>
    {
        await page.Clock.InstallAsync();
        await page.RouteAsync("**/_blazor/**", route => route.AbortAsync());
        await page.GotoAsync("/groups");
        var opening = page.Locator(".opening");
        var again = opening.GetByRole(AriaRole.Button, new() { Name = "Обновить страницу" });
        await Assertions.Expect(opening).ToContainTextAsync("Sferum.Admin");
        await Assertions.Expect(again).ToBeHiddenAsync();
        await ShouldBeAccessibleAsync(page);
        await page.Clock.FastForwardAsync(13_000);
        await Assertions.Expect(again).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync(page);

        await page.UnrouteAllAsync();
        await again.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Группы" }).WaitForAsync();
        await Assertions.Expect(opening).ToBeHiddenAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("Группы · Sferum.Admin");
    }, losesConnection: true);
}
