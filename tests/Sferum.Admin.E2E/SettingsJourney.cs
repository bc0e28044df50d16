using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>An administrator looks whether ЭПОС answers, runs a check by hand, and corrects the calendar without a mouse.</summary>
public sealed class SettingsJourney(DemoPortal portal) : Journey(portal)
{
    [Fact]
    public Task Administrator_ProbesTheConnection_AndSeesTheGroupsCounted() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/settings/journal");
        await page.GetByRole(AriaRole.Button, new() { Name = "Проверить соединение" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note.ok")).ToContainTextAsync("Сеанс действует, техникум читается");
        await ShouldBeAccessibleAsync(page);
    });

    [Fact]
    public Task Administrator_RunsACheckByHand_AndOpensItsDetail() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/settings/jobs");
        var runs = page.Locator("table.tbl tbody tr");
        var before = await runs.CountAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Запустить сейчас.*Проверка по ЭПОС") }).ClickAsync();

        // On a quick machine it is over between two looks; the bar itself is tested apart.
        await Assertions.Expect(runs).ToHaveCountAsync(before + 1, new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await runs.First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator(".cols .card").Last).ToContainTextAsync("Разделы ЭПОС");
        await ShouldBeAccessibleAsync(page);
        await page.SetViewportSizeAsync(360, 780);
        await ShouldBeAccessibleAsync(page);
    });

    [Fact]
    public Task Administrator_SeesWhatARuleWouldChange_BeforeItIsSaved() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/settings/rules");
        var field = page.GetByLabel("Сколько держится «Проверен»");
        await field.FillAsync("1");
        await field.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".dock [role=status]")).ToContainTextAsync("изменится статус привязки");
        await ShouldBeAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Вернуть как было" }).ClickAsync();
        await Assertions.Expect(page.Locator(".dock [role=status]")).ToContainTextAsync("Ничего не изменено");

        // Everything else is one line away, on a phone too.
        await page.SetViewportSizeAsync(360, 780);
        await page.Locator(".setpick summary").ClickAsync();
        await ShouldBeAccessibleAsync(page);
        await page.Locator(".setpick").GetByRole(AriaRole.Link, new() { Name = "Площадки" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Площадки");
        await ShouldBeAccessibleAsync(page);
    });

    [Fact]
    public Task Administrator_MarksADayByKeys_AndTakesItBack() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/settings/calendar?year=2028");
        await page.Locator("button.day[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("button.day:focus")).ToContainTextAsync("9 января 2028, воскресенье");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");

        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Выходной", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Будет:");
        await dialog.GetByLabel("Название").FillAsync("День техникума");
        await dialog.GetByLabel("Основание").FillAsync("Приказ № 1 от 01.12.2027");
        await ShouldBeAccessibleAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Сохранить день" }).ClickAsync();

        await Assertions.Expect(page.Locator("table.tbl tbody tr")).ToContainTextAsync("День техникума");
        await page.GetByRole(AriaRole.Button, new() { Name = "Отменить" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Таких дней нет")).ToBeVisibleAsync();
    });
}
