using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>
/// Something of a page that opens: a menu, a form in a line, a dialog. They are found, not listed, by the rules of the house: what opens
/// a dialog ends with «…», a menu of a row is a <c>.rowmenu</c>, tools over a list are a <c>details.menu</c>. A new dialog is looked at by itself.
/// </summary>
/// <param name="Name">For the message of a failure.</param>
/// <param name="Within">Selector of what is open.</param>
/// <param name="OpenAsync">Opens it; false when the window is too small for its button.</param>
/// <param name="CloseAsync">Leaves the page as it was.</param>
internal sealed record PagePart(string Name, string Within, Func<Task<bool>> OpenAsync, Func<Task> CloseAsync)
{
    private const string Dialog = ".mud-dialog, dialog[open]";
    private const string Form = "main form.narrow";
    private const string Menu = "[role=menu]:popover-open";
    private const int MenusOfAList = 4;

    // Of each label the first button, so that a list of a hundred rows does not open a hundred dialogs.
    private const string LabelsScript = """
        () => [...new Set([...document.querySelectorAll('main button')].filter(b => b.checkVisibility() && !b.disabled)
          .map(b => b.innerText.trim().split('\n')[0].split('…')[0]+ (b.innerText.includes('…') ? '…' : '')).filter(t => t.length > 1 && t.endsWith('…')))]
        """;

    /// <summary>All of the page as it is now, at a desk.</summary>
    public static async Task<IReadOnlyList<PagePart>> FindAsync(IPage page)
    {
        var parts = new List<PagePart>();
        var tools = page.Locator("main details.menu > summary");
        for (var i = 0; i < await tools.CountAsync(); i++)
        {
            var summary = tools.Nth(i);
            parts.Add(new(await summary.InnerTextAsync(), "details.menu[open]", async () => await PressAsync(summary) && await SeenAsync(page, "details.menu[open] > .sheet"), () => EscapeAsync(page, "details.menu[open]")));
        }

        var opens = await page.Locator(Form).CountAsync() == 0 ? $"{Dialog}, {Form}" : Dialog;
        foreach (var label in await page.EvaluateAsync<string[]>(LabelsScript))
        {
            var button = page.Locator("main button").Filter(new() { HasText = label, Visible = true }).First;
            var opensHere = await button.GetAttributeAsync("aria-expanded") is not null;
            parts.Add(opensHere
                ? new(label, "main", () => PressAsync(button), () => button.ClickAsync())
                : new(label, opens, async () => await PressAsync(button) && await SeenAsync(page, opens), () => LeaveAsync(page)));
        }

        var menus = page.Locator("main .rowmenu > button");
        var kinds = new HashSet<string>();
        for (var i = 0; i < Math.Min(MenusOfAList, await menus.CountAsync()); i++)
        {
            var button = menus.Nth(i);
            if (!await PressAsync(button) || !await SeenAsync(page, Menu))
            {
                continue;
            }

            var items = await page.Locator(Menu).GetByRole(AriaRole.Menuitem).AllInnerTextsAsync();
            await EscapeAsync(page, Menu);
            if (!kinds.Add(string.Join('|', items)))
            {
                continue;
            }

            parts.Add(new($"меню «{items[0].Trim()}»", Menu, async () => await PressAsync(button) && await SeenAsync(page, Menu), () => EscapeAsync(page, Menu)));
            foreach (var item in items.Select(text => text.Trim()).Where(text => text.EndsWith('…')))
            {
                var name = new Regex("^\\s*" + Regex.Escape(item) + "\\s*$");
                parts.Add(new(item, Dialog, async () =>
                {
                    if (!await PressAsync(button))
                    {
                        return false;
                    }

                    await page.Locator(Menu).GetByRole(AriaRole.Menuitem).Filter(new() { HasTextRegex = name }).ClickAsync();
                    return await SeenAsync(page, Dialog);
                }, () => EscapeAsync(page, Dialog)));
            }
        }

        return [.. parts.DistinctBy(part => part.Name)];
    }

    /// <summary>Search, help, keys, account, and the drawer of a phone.</summary>
    public static IReadOnlyList<PagePart> OfTheShell(IPage page)
    {
        var account = page.Locator("header details.menu > summary");
        return
        [
            new("быстрый поиск", Dialog, () => KeyAsync(page, "Control+KeyK", "dialog.pal[open]"), () => EscapeAsync(page, Dialog)),
            new("быстрый поиск, найдено", Dialog, async () =>
            {
                await KeyAsync(page, "Control+KeyK", "dialog.pal[open]");
                await page.Locator("[data-palette-input]").FillAsync("а");
                return await SeenAsync(page, "dialog.pal .opt[role=option] b, dialog.pal .none");
            }, () => EscapeAsync(page, Dialog)),
            new("клавиши", Dialog, () => KeyAsync(page, "?", "dialog.keyhelp[open]"), () => EscapeAsync(page, Dialog)),
            new("учётная запись", "header details.menu[open]", () => PressAsync(account), () => EscapeAsync(page, "details.menu[open]")),
            new("справка страницы", "#help-panel", async () => await PressAsync(page.Locator("#help-button")) && await SeenAsync(page, "#help-panel:focus"), () => EscapeAsync(page, "#help-panel")),
            new("меню телефона", "#menu", async () => await PressAsync(page.Locator("#burger")) && await SeenAsync(page, ".nav.open a:focus"), () => EscapeAsync(page, ".nav.open")),
        ];
    }

    private static async Task<bool> KeyAsync(IPage page, string key, string opens)
    {
        await page.Keyboard.PressAsync(key);
        return await SeenAsync(page, opens);
    }

    private static async Task<bool> PressAsync(ILocator button)
    {
        if (!await button.IsVisibleAsync())
        {
            return false;
        }

        await button.ClickAsync();
        return true;
    }

    private static async Task<bool> SeenAsync(IPage page, string selector)
    {
        await page.Locator(selector).First.WaitForAsync();
        return true;
    }

    /// <summary>The settings open a form over their table instead of a dialog.</summary>
    private static async Task LeaveAsync(IPage page)
    {
        if (await page.Locator(Dialog).CountAsync() > 0)
        {
            await EscapeAsync(page, Dialog);
            return;
        }

        await page.Locator(Form).GetByRole(AriaRole.Button, new() { Name = "Отмена", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(Form)).ToHaveCountAsync(0);
    }

    private static async Task EscapeAsync(IPage page, string selector)
    {
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(selector)).ToHaveCountAsync(0);
    }
}
