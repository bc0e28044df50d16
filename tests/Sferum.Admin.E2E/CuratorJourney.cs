using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>A curator's week: look at ЭПОС, mark by keyboard, undo a slip, confirm.</summary>
public sealed class CuratorJourney(DemoPortal portal) : Journey(portal)
{
    /// <summary>Marks are made faster than a busy machine writes them; they wait on the device.</summary>
    private static readonly LocatorAssertionsToHaveCountOptions AllSaved = new() { Timeout = 60_000 };

    [Fact]
    public Task Curator_MarksACellAndARange_AndTakesThemBack() => AsAsync("curator", async page =>
    {
        await OpenGroupAsync(page, Portal.Of("curator").Group!);
        await MarkFirstUncheckedAsync(page);
        await MarkARangeAsync(page);
    });

    [Fact]
    public async Task Curator_OpensAnotherGroup_ReadsNotFound()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        string? address = null;
        await AsAsync("administrator", async page =>
        {
            await OpenAsync(page, "/groups");
            // The group without a curator is certainly not hers.
            address = await page.GetByRole(AriaRole.Link, new() { Name = "ПК-32", Exact = true }).GetAttributeAsync("href");
            await OpenAsync(page, address!);
            await page.GetByRole(AriaRole.Heading, new() { Name = "Группа ПК-32", Level = 1 }).WaitForAsync();
        });
        await AsAsync("curator", async page =>
        {
            await OpenAsync(page, address!);
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Не найдено");
            await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("ПК-32");
        });
    }

    /// <summary>
    /// The connection breaks and marking goes on; a colleague marks one of the same cells. What was made arrives afterwards, the
    /// contradiction is shown and decided, and both see the truth.
    /// </summary>
    [Fact]
    public Task Curator_MarksWithoutConnection_AndLosesNothing() => AsAsync("curator", async page =>
    {
        var connection = await CutConnection.OfAsync(page);
        await OpenGroupAsync(page, Portal.Of("curator").Group!);
        var seen = page.Locator("tr.st td[data-state=Visible][data-may=all] button");
        var (mine, both) = (Cell(page, await IdOfAsync(seen.Nth(0))), Cell(page, await IdOfAsync(seen.Nth(1))));
        var address = new Uri(page.Url).PathAndQuery;
        await page.EvaluateAsync("""new MutationObserver(() => { if (document.querySelector("dialog[open]")) document.title = "dialog"; }).observe(document.body, { subtree: true, attributes: true })""");

        await connection.CutAsync();
        await Assertions.Expect(page.Locator("[data-unsent]")).ToContainTextAsync("Нет связи");
        await mine.Locator("button").FocusAsync();
        await page.Keyboard.PressAsync("KeyY");
        await both.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-unsent]")).ToContainTextAsync("Не сохранено: 2 — сохраним, когда вернётся связь");
        await Assertions.Expect(mine).ToContainTextAsync("Не видно, не сохранено");
        await ShouldBeAccessibleAsync(page);
        (await page.TitleAsync()).Should().NotBe("dialog", "the page goes on without the portal");
        await AsAsync("administrator", async other =>
        {
            await OpenAsync(other, address);
            await Cell(other, await IdOfAsync(both.Locator("button"))).Locator("button").FocusAsync();
            await other.Keyboard.PressAsync("KeyD");
            await Assertions.Expect(other.Locator(".toasts")).ToContainTextAsync("Видно");
        });

        // Of two looks within ten seconds the later one counts; these were made a minute ago.
        await page.EvaluateAsync("const now = Date.now; Date.now = () => now() + 60000");
        connection.Mend();
        await page.EvaluateAsync("Blazor.reconnect()");

        var list = page.Locator(".unsaved");
        await Assertions.Expect(list).ToContainTextAsync("Не сохранено: 1 отметка");
        await Assertions.Expect(mine).ToHaveAttributeAsync("data-state", "Missing");
        await Assertions.Expect(mine).Not.ToHaveAttributeAsync("data-un", new Regex(".*"));
        await ShouldBeAccessibleAsync(page);
        await list.GetByRole(AriaRole.Button, new() { NameRegex = new("^Оставить мою") }).ClickAsync();
        await Assertions.Expect(list).ToHaveCountAsync(0);
        await Assertions.Expect(both).ToHaveAttributeAsync("data-state", "Missing");

        // Made without a connection, saved by the page that is opened instead.
        await connection.CutAsync();
        await Assertions.Expect(page.Locator("[data-unsent]")).ToContainTextAsync("Нет связи");
        await mine.Locator("button").FocusAsync();
        await page.Keyboard.PressAsync("KeyD");
        connection.Mend();
        await OpenAsync(page, address);
        await Assertions.Expect(mine).ToHaveAttributeAsync("data-state", "Visible");
        await AsAsync("administrator", async other =>
        {
            await OpenAsync(other, address);
            await Assertions.Expect(Cell(other, await IdOfAsync(mine.Locator("button")))).ToHaveAttributeAsync("data-state", "Visible");
            await Assertions.Expect(Cell(other, await IdOfAsync(both.Locator("button")))).ToHaveAttributeAsync("data-state", "Missing");
        });
    }, losesConnection: true);

    /// <summary>The week of 26 students of whom nothing is known yet: a key or a tap for each cell, and a few besides.</summary>
    [Theory]
    [InlineData(1440, "МТ-32")]
    [InlineData(360, "МТ-12")]
    public async Task Week_OfTwentySixStudents_TakesAKeyOrATapForEachCell(int width, string group)
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        Assert.SkipWhen(Portal.Browser is null, "Нет Chromium.");
        await Portal.ForgetLooksAsync(group);
        await AsAsync("administrator", async page =>
        {
            var received = 0;
            page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received += frame.Binary?.Length ?? 0;
            await OpenGroupAsync(page, group);
            received = 0;
            // The heading comes before the rows.
            await Assertions.Expect(page.Locator("tr.st").Nth(25)).ToBeAttachedAsync();
            var (cells, acts) = width > 720 ? await ByKeysAsync(page) : await ByTapsAsync(page);
            cells.Should().BeGreaterThan(40, "students and their representatives");
            // Opening the list of what is left, its first row, the confirmation and its answer.
            acts.Should().BeLessThanOrEqualTo(cells + 5);
            // Rows that leave the list and some figures: a mark that drew the table anew would be sixty kilobytes.
            (received / cells).Should().BeLessThan(10_000, "bytes from the portal for a mark");
            await Assertions.Expect(page.Locator(".toasts")).ToContainTextAsync("подтверждена");
            await ShouldBeAccessibleAsync(page);
        }, width);
    }

    private static async Task<(int Cells, int Acts)> ByKeysAsync(IPage page)
    {
        var acts = 1;
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Осталось") }).ClickAsync();
        await Assertions.Expect(page.Locator(".fchip.on")).ToContainTextAsync("Осталось");
        var cells = await page.Locator("button.todo[data-mark=Visible]").CountAsync();
        await PressAsync("ArrowDown");
        for (var i = 0; i < cells; i++)
        {
            // One in twenty is not seen; the list goes on to the next all the same.
            await PressAsync(i % 20 == 7 ? "KeyY" : "KeyD");
        }

        await Assertions.Expect(page.Locator("button.todo[data-mark=Visible]")).ToHaveCountAsync(0, AllSaved);
        await Assertions.Expect(page.Locator("[data-un]")).ToHaveCountAsync(0);
        (await page.Locator("td[data-state=Missing]").CountAsync()).Should().Be((cells + 12) / 20);
        await PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Подтвердить неделю" })).ToBeFocusedAsync();
        await PressAsync("Enter");
        return (cells, acts);

        Task PressAsync(string key)
        {
            acts++;
            return page.Keyboard.PressAsync(key);
        }
    }

    private static async Task<(int Cells, int Acts)> ByTapsAsync(IPage page)
    {
        var acts = 0;
        var waiting = page.Locator("td:not([data-un]) button.todo[data-mark=Visible]");
        await Assertions.Expect(page.Locator(".fchip.on")).ToContainTextAsync("Осталось");
        var cells = await waiting.CountAsync();
        var box = (await waiting.First.BoundingBoxAsync())!;
        Math.Min(box.Height, box.Width).Should().BeGreaterThanOrEqualTo(44, "a thumb has to hit it");
        await ShouldBeAccessibleAsync(page);
        while (await waiting.CountAsync() > 0)
        {
            acts++;
            await waiting.First.ClickAsync();
        }

        await Assertions.Expect(page.Locator("[data-left]")).ToHaveAttributeAsync("data-left", "0", new() { Timeout = AllSaved.Timeout });
        var confirm = page.Locator(".phone-dock [data-confirm]");
        await Assertions.Expect(confirm).ToBeFocusedAsync();
        await confirm.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Подтвердить неделю" }).ClickAsync();
        return (cells, acts + 2);
    }

    private static ILocator Cell(IPage page, string id) => page.Locator($"tr[data-person='{id.Split('/')[0]}'] td[data-chat='{id.Split('/')[1]}']").First;

    private static Task<string> IdOfAsync(ILocator button) =>
        button.EvaluateAsync<string>("button => `${button.closest('tr').dataset.person}/${button.closest('td').dataset.chat}`");

    /// <summary>«В» on the first unmarked cell, Ctrl+Z: two keys and no mouse.</summary>
    private static async Task MarkFirstUncheckedAsync(IPage page)
    {
        var unchecked_ = page.Locator("button.todo[data-mark=Visible]");
        var count = await unchecked_.CountAsync();
        count.Should().BePositive();
        await unchecked_.First.FocusAsync();
        await page.Keyboard.PressAsync("KeyD");
        await Assertions.Expect(unchecked_).ToHaveCountAsync(count - 1);
        await page.Keyboard.PressAsync("Control+KeyZ");
        await Assertions.Expect(unchecked_).ToHaveCountAsync(count);
    }

    /// <summary>Three rows by Shift and arrow, one key for all their cells, and one that takes it back.</summary>
    private static async Task MarkARangeAsync(IPage page)
    {
        var rows = page.Locator("tr.st:has(td[data-state=Visible][data-may=all])");
        await rows.First.Locator("button[data-mark]").First.FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Assertions.Expect(page.Locator("[data-picked]")).ToHaveTextAsync("Выбраны 3\u00A0человека");
        await ShouldBeAccessibleAsync(page);
        var missing = page.Locator("td[data-state=Missing][data-may=all]");
        var before = await missing.CountAsync();
        await page.Keyboard.PressAsync("KeyY");
        await Assertions.Expect(missing).Not.ToHaveCountAsync(before);
        await Assertions.Expect(page.Locator("[data-bulk]")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Control+KeyZ");
        await Assertions.Expect(missing).ToHaveCountAsync(before);
    }
}
