using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>Two administrators correct one person: the second sees both values and saves on top, by keyboard alone.</summary>
public sealed class EditPersonJourney(DemoPortal portal) : Journey(portal)
{
    [Fact]
    public Task Administrator_SavingOverAnothersEdit_SeesBothAndLosesNothing() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/people?tab=staff");
        var card = (await page.Locator("tbody th a").First.GetAttributeAsync("href"))!;
        var other = await page.Context.NewPageAsync();
        await OpenAsync(page, card);
        await OpenAsync(other, card);
        var form = await OpenFormAsync(page);
        await ShouldBeAccessibleAsync(page);
        await SaveElsewhereAsync(other, "03.02.1981");

        // What is no day is told beside its field, and what is typed stays to be mended.
        await form.GetByLabel("Дата рождения").FillAsync("31.04.1982");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form.Locator("#edit-birth-fault")).ToContainTextAsync("Такого дня нет");
        await Assertions.Expect(form.GetByLabel("Дата рождения")).ToHaveValueAsync("31.04.1982");
        await ShouldBeAccessibleAsync(page);

        await form.GetByLabel("Дата рождения").FillAsync("5.4.1982");
        await form.GetByLabel("Добавить телефон").FillAsync("41-07");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form).ToContainTextAsync("Нужен один номер целиком");
        await form.GetByLabel("Добавить телефон").FillAsync("8 902 999-41-07");
        await page.Keyboard.PressAsync("Enter");

        var row = form.GetByRole(AriaRole.Row, new() { NameRegex = new("^Дата рождения") });
        await Assertions.Expect(row).ToContainTextAsync("03.02.1981");
        await Assertions.Expect(row).ToContainTextAsync("05.04.1982");
        await ShouldBeAccessibleAsync(page);
        await page.SetViewportSizeAsync(360, 780);
        await ShouldBeAccessibleAsync(page);

        await form.GetByLabel("Добавить телефон").PressAsync("Enter");
        await Assertions.Expect(form).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("05.04.1982");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("999-41-07");

        // Typed and not yet acknowledged when the page goes: the tab remembers it, and the form offers it back.
        form = await OpenFormAsync(page);
        await form.GetByLabel("Дата рождения").FillAsync("06.04.1982");
        await form.GetByLabel("Добавить телефон").FillAsync("8 902 999-41-08");
        await page.ReloadAsync();
        await ReadyAsync(page);
        form = await OpenFormAsync(page);
        await Assertions.Expect(form).ToContainTextAsync("Черновик от");
        await ShouldBeAccessibleAsync(page);
        await form.GetByRole(AriaRole.Button, new() { Name = "Вернуть" }).ClickAsync();
        await Assertions.Expect(form.GetByLabel("Добавить телефон")).ToHaveValueAsync("8 902 999-41-08");
        await Assertions.Expect(form.GetByLabel("Дата рождения")).ToHaveValueAsync("06.04.1982");
        await form.GetByLabel("Добавить телефон").PressAsync("Escape");
        await Assertions.Expect(form).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("Черновик ждёт в этой форме")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Administrator_OnTheCardOfAGroup_SeesPeopleOverTimeAndTheConsequenceOfAnAct() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/groups");
        var group = (await page.Locator("tbody th a").First.GetAttributeAsync("href"))!.Split('?')[0];
        await OpenAsync(page, $"{group}/people");
        await ShouldBeAccessibleAsync(page);
        await page.Locator("tbody tr").First.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Отчислить или выпустить…" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(form).ToContainTextAsync("выйдет из");
        await ShouldBeAccessibleAsync(page);
        await page.SetViewportSizeAsync(360, 780);
        await ShouldBeAccessibleAsync(page);

        await form.GetByRole(AriaRole.Button, new() { Name = "Отчислить" }).ClickAsync();
        await Assertions.Expect(form).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Отменить" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Отменить" })).ToBeHiddenAsync();
        await ShouldBeAccessibleAsync(page);
    });

    private static async Task<ILocator> OpenFormAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Исправить…" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("Фамилия").WaitForAsync();
        // A key pressed before the dialog has the focus belongs to the page.
        await Assertions.Expect(form.Locator(":focus")).ToHaveCountAsync(1);
        return form;
    }

    private static async Task SaveElsewhereAsync(IPage page, string birth)
    {
        var form = await OpenFormAsync(page);
        await form.GetByLabel("Дата рождения").FillAsync(birth);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form).ToBeHiddenAsync();
    }
}
