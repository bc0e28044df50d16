using System.Globalization;
using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>The main task of each role without a pointer; every stop of Tab on the way shows that it has the focus.</summary>
public sealed class KeyboardJourney(DemoPortal portal) : Journey(portal)
{
    protected override bool IsLong => true;

    /// <summary>More stops than any page has before the thing one looks for.</summary>
    private const int MostStops = 150;

    [Fact]
    public async Task Curator_ByKeysAlone_MarksAndConfirmsTheWeek()
    {
        Assert.SkipWhen(Portal.Browser is null, "Нет Chromium.");
        var group = Portal.Of("curator").Group!;
        await Portal.ReopenWeekAsync(group);
        await AsAsync("curator", async page =>
        {
            await PressAsync(page, page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Проверить и подтвердить") }));
            await page.GetByRole(AriaRole.Heading, new() { Name = $"Группа {group}", Level = 1 }).WaitForAsync();
            await PressAsync(page, page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Осталось") }));
            await Assertions.Expect(page.Locator(".fchip.on")).ToContainTextAsync("Осталось");
            var left = page.Locator("[data-left]");
            var before = int.Parse((await left.GetAttributeAsync("data-left"))!, CultureInfo.InvariantCulture);

            // The first of several that are not seen yet; what is not marked stays as it is, and the confirmation says how many.
            before.Should().BeGreaterThan(1);
            await page.Keyboard.PressAsync("ArrowDown");
            await ShouldShowFocusAsync(page);
            await page.Keyboard.PressAsync("KeyD");
            await Assertions.Expect(left).ToHaveAttributeAsync("data-left", $"{before - 1}");
            await page.Keyboard.PressAsync("Control+Enter");
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(dialog).ToContainTextAsync("видно");
            await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Подтвердить неделю" })).ToBeFocusedAsync();
            await ShouldShowFocusAsync(page);
            await ShouldBeAccessibleAsync(page);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator(".toasts")).ToContainTextAsync("подтверждена");
            await Assertions.Expect(left).ToHaveAttributeAsync("data-left", $"{before - 1}");

            // Both can be taken back.
            await page.Keyboard.PressAsync("Control+KeyZ");
            await page.Keyboard.PressAsync("Control+KeyZ");
            await Assertions.Expect(left).ToHaveAttributeAsync("data-left", $"{before}");
        });
    }

    [Fact]
    public Task Administrator_ByKeysAlone_WorksOffTodayAndCorrectsAPerson() => AsAsync("administrator", async page =>
    {
        // What somebody sees who must not: closed in its line, and taken back.
        var line = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Дроздов Олег Сергеевич" });
        await PressAsync(page, line.GetByRole(AriaRole.Button, new() { NameRegex = new("^Больше не видно") }));
        await Assertions.Expect(line).ToContainTextAsync("Закрыто");
        await PressAsync(page, line.GetByRole(AriaRole.Button, new() { NameRegex = new("^Отменить") }));
        await Assertions.Expect(line).Not.ToContainTextAsync("Закрыто");

        // A second administrator of a chat, found and appointed in the line.
        line = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "«МТ-32 · Родители»" });
        await PressAsync(page, line.GetByRole(AriaRole.Button, new() { NameRegex = new("^Назначить…") }));
        await TabToAsync(page, line.GetByLabel("Кого назначить"));
        await page.Keyboard.TypeAsync("вя");
        await page.Keyboard.PressAsync("Enter");
        await PressAsync(page, line.GetByRole(AriaRole.List, new() { Name = "Найденные" }).GetByRole(AriaRole.Button).First);
        await Assertions.Expect(line).ToContainTextAsync("Закрыто");
        await PressAsync(page, line.GetByRole(AriaRole.Button, new() { NameRegex = new("^Отменить") }));
        await Assertions.Expect(line).Not.ToContainTextAsync("Закрыто");

        // A person by the palette, and a telephone into the card.
        await page.Keyboard.PressAsync("Control+KeyK");
        await page.GetByRole(AriaRole.Combobox).And(page.Locator(":focus")).WaitForAsync();
        await page.Keyboard.TypeAsync("дроздов олег");
        await Assertions.Expect(page.Locator("[role=option][aria-selected=true]")).ToContainTextAsync("Дроздов Олег");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Дроздов Олег Сергеевич", Level = 1 }).WaitForAsync();
        var edit = page.GetByRole(AriaRole.Button, new() { Name = "Исправить…" });
        await PressAsync(page, edit);
        var form = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(form.Locator(":focus")).ToHaveCountAsync(1);
        await TabToAsync(page, form.GetByLabel("Добавить телефон"));
        await page.Keyboard.TypeAsync("8 902 999-52-18");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("999-52-18");
        await Assertions.Expect(edit).ToBeFocusedAsync();
    });

    [Fact]
    public Task Director_ByKeysAlone_ReadsStatisticsAndPrints() => AsAsync("director", async page =>
    {
        await page.EvaluateAsync("window.print = () => { window.printed = true; }");
        await PressAsync(page, page.Locator("#menu").GetByRole(AriaRole.Link, new() { Name = "Показатели" }));
        await page.GetByRole(AriaRole.Heading, new() { Name = "Показатели", Level = 1 }).WaitForAsync();
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Печать" }));
        await page.WaitForFunctionAsync("window.printed === true");

        // A number opens its list, a group of the map its places.
        await PressAsync(page, page.Locator(".heat a").First);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Числа показателя" }).WaitForAsync();
        await PressAsync(page, page.Locator("tbody th a").First);
        await page.Locator("main h1").WaitForAsync();
    });

    /// <summary>Walks by Tab to a control and presses Enter on it.</summary>
    private static async Task PressAsync(IPage page, ILocator target)
    {
        await TabToAsync(page, target);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await target.WaitForAsync();
        for (var i = 0; i < MostStops; i++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
            await ShouldShowFocusAsync(page);
        }

        Assert.Fail($"No way by Tab to {target}.");
    }

    /// <summary>What has the focus is in sight and has a ring, its own or that of the label it stands in.</summary>
    private static async Task ShouldShowFocusAsync(IPage page)
    {
        var hidden = await page.EvaluateAsync<string?>("""
            () => {
              const own = document.activeElement;
              if (!own || own === document.body) return null;
              const ring = e => { const s = getComputedStyle(e); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== "none"; };
              const box = own.getBoundingClientRect();
              const inSight = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
              return inSight && [own, own.closest("label")].some(e => e && ring(e)) ? null : own.outerHTML.slice(0, 300);
            }
            """);
        hidden.Should().BeNull("whoever works by keys must see where they are");
    }
}
