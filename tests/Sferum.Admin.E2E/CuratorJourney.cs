using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>A curator's week: look at ЭПОС, mark by keyboard, undo a slip, confirm.</summary>
public sealed class CuratorJourney(DemoPortal portal) : Journey(portal)
{
    [Fact]
    public Task Curator_MarksByKeyboardAndConfirmsTheWeek() => AsAsync("curator", async page =>
    {
        await page.GetByRole(AriaRole.Heading, new() { Name = "Сегодня", Level = 1 }).WaitForAsync();
        await ShouldBeAccessibleAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Проверить и подтвердить" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = $"Группа {Portal.Of("curator").Group}", Level = 1 }).WaitForAsync();

        await MarkFirstUncheckedAsync(page);
        await ShouldBeAccessibleAsync(page);

        var before = await LeftAsync(page);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Чаты проверены, неделя \\d+$") }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("видно");
        await ShouldBeAccessibleAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Подтвердить неделю" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=status][aria-live=polite]").First).ToContainTextAsync("подтверждена");
        (await LeftAsync(page)).Should().Be(before, "what was not marked stays «не проверено»");
    });

    [Fact]
    public async Task Curator_OpensAnotherGroup_ReadsNotFound()
    {
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

    /// <summary>«В» on the first unmarked cell, Ctrl+Z, «В» again: three keys and no mouse.</summary>
    private static async Task MarkFirstUncheckedAsync(IPage page)
    {
        var unchecked_ = page.Locator("button.todo[data-chat]");
        var count = await unchecked_.CountAsync();
        count.Should().BePositive();
        await unchecked_.First.FocusAsync();
        await page.Keyboard.PressAsync("KeyD");
        await Assertions.Expect(unchecked_).ToHaveCountAsync(count - 1);
        await page.Keyboard.PressAsync("Control+KeyZ");
        await Assertions.Expect(unchecked_).ToHaveCountAsync(count);
        await unchecked_.First.FocusAsync();
        await page.Keyboard.PressAsync("KeyD");
        await Assertions.Expect(unchecked_).ToHaveCountAsync(count - 1);
    }

    private static Task<int> LeftAsync(IPage page) => page.Locator("button.todo[data-chat]").CountAsync();
}
