using Microsoft.Playwright;
using MiniExcelLibs;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>The list of people as an administrator works with it: by keyboard, for many, and out as a file.</summary>
public sealed class PeopleJourney(DemoPortal portal) : Journey(portal)
{
    [Fact]
    public Task List_FilteredViewedMarkedAndExported_ByKeyboard() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/people?tab=students");
        var rows = page.Locator("tbody tr[data-row]");
        await Assertions.Expect(rows).ToHaveCountAsync(50);

        // A filter from the menu, without a pointer.
        await page.Locator("details.filter summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Не приглашён").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("a.fchip.on")).ToContainTextAsync("Привязка: не приглашён");
        page.Url.Should().EndWith("/people?tab=students&link=notinvited");
        await ShouldBeAccessibleAsync(page);
        await page.Keyboard.PressAsync("Escape");

        // Columns, kept in the address.
        await page.Locator("details.columns summary").ClickAsync();
        await page.Locator("details.columns").GetByLabel("Почта").CheckAsync();
        await Assertions.Expect(page.Locator("thead")).ToContainTextAsync("Почта");
        page.Url.Should().Contain("cols=");
        await page.Keyboard.PressAsync("Escape");

        // The list as a view of one's own, among the tabs.
        await page.Locator("details.views summary").ClickAsync();
        await page.Locator("#view-name").FillAsync("Кого пригласить");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".tabs a.view[aria-current=page]")).ToContainTextAsync("Кого пригласить");
        await ShouldBeAccessibleAsync(page);
        await page.Keyboard.PressAsync("Escape");

        // A range by keys, a counted preview, the mark and the way back.
        await page.Locator("#main").FocusAsync();
        await page.Keyboard.PressAsync("KeyJ");
        await Assertions.Expect(rows.First).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("cur"));
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Assertions.Expect(page.Locator(".bulk b")).ToHaveTextAsync("Выбраны 3\u00A0человека");
        await page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Приглашены…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Статус изменится у\u00A03\u00A0человек: не приглашён — 3.");
        var total = await page.Locator(".pager .num").InnerTextAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Отметить 3" }).ClickAsync();
        await Assertions.Expect(page.Locator(".pager .num")).Not.ToHaveTextAsync(total);
        await page.GetByRole(AriaRole.Button, new() { Name = "Отменить" }).ClickAsync();
        await Assertions.Expect(page.Locator(".pager .num")).ToHaveTextAsync(total);

        // What is shown goes out, found by a text that no address holds.
        var surname = (await rows.Last.Locator("th a").First.InnerTextAsync()).Split(' ', '\u00A0', '-')[0];
        await page.Keyboard.PressAsync("Slash");
        await page.Keyboard.TypeAsync(surname.ToLowerInvariant());
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("button.fchip.on")).ToContainTextAsync(surname.ToLowerInvariant());
        await Assertions.Expect(rows.First.Locator("th")).ToContainTextAsync(surname);
        var shown = await rows.Locator("th").AllInnerTextsAsync();
        await page.Locator("details.export summary").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Excel (XLSX)" }).ClickAsync());
        download.SuggestedFilename.Should().StartWith("Люди 20").And.EndWith(".xlsx");
        download.Url.Should().NotContain("%D0").And.NotContain("ермяков");
        await using var file = File.OpenRead((await download.PathAsync())!);
        var sheet = (await MiniExcel.QueryAsync(file, useHeaderRow: true, cancellationToken: Ct)).Cast<IDictionary<string, object?>>().ToList();
        sheet.Select(row => row["Фамилия, имя, отчество"]).Should().Equal(shown);
        sheet[0].Keys.Should().Contain("Почта");
    });

    [Fact]
    public Task ListsAndCard_OnAPhone_AreCardsThatFit() => AsAsync("administrator", async page =>
    {
        foreach (var address in new[] { "/people?tab=representatives", "/groups" })
        {
            await OpenAsync(page, address);
            await page.Locator("tbody tr[data-row]").First.WaitForAsync();
            await ShouldBeAccessibleAsync(page);
            (await WiderAsync(page)).Should().BeEmpty($"{address} fits");
        }

        await OpenAsync(page, "/people?tab=representatives");
        await page.Locator("tbody tr[data-row] th a").First.ClickAsync();
        await page.Locator(".why .chain").WaitForAsync();
        await Assertions.Expect(page.Locator(".famsvg")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("^Семья\\. Представители: .+Студенты: "));
        await ShouldBeAccessibleAsync(page);
        (await WiderAsync(page)).Should().BeEmpty("the card fits");
    }, 360, ColorScheme.Dark, isLong: true);

    /// <summary>What makes the page scroll sideways.</summary>
    private static Task<string[]> WiderAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => document.documentElement.scrollWidth <= innerWidth ? []
          : [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => `${e.tagName}.${e.className} to ${Math.round(e.getBoundingClientRect().right)}`).slice(0, 10).concat(`${document.documentElement.scrollWidth}`)
        """);
}
