using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>An administrator's roster: file → preview → apply → the person is found; the same file again changes nothing.</summary>
public sealed class AdministratorJourney(DemoPortal portal) : Journey(portal)
{
    private const string Roster = """
        Фамилия;Имя;Отчество;Дата рождения;Группа;Телефон;ФИО матери;Телефон матери
        Проезжалова;Василиса;Никитична;14.02.2010;ИС-21;+79020040001;Проезжалова Инга Львовна;+79020040002
        Проезжалов;Тихон;Никитич;03.05.2009;ИС-21;;Проезжалова Инга Львовна;+79020040002
        """;

    [Fact]
    public Task Administrator_ImportsARosterAndFindsThePerson() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/imports");
        await UploadAsync(page, "Новенькие.csv");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Изменения") }).WaitForAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Проезжалова Василиса Никитична");
        await ShouldBeAccessibleAsync(page);

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Применить: \\d+") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Применена" })).ToBeVisibleAsync();
        await ShouldBeAccessibleAsync(page);

        await page.Keyboard.PressAsync("Control+KeyK");
        await page.GetByRole(AriaRole.Combobox).FillAsync("проезжалова василиса");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/people/[0-9a-f-]{36}$"));
        await page.GetByRole(AriaRole.Heading, new() { Name = "Проезжалова Василиса Никитична", Level = 1 }).WaitForAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Проезжалова Инга Львовна");

        await OpenAsync(page, "/imports");
        await UploadAsync(page, "Ещё раз.csv");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Файл совпадает с базой: изменений нет");
    });

    private static async Task UploadAsync(IPage page, string name)
    {
        await page.GetByLabel("Файл", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = name,
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(Roster),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Прочитать файл" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/imports/[0-9a-f-]{36}"));
    }
}
