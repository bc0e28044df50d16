using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>From the code on the console to a portal that is at work: four steps, left in the middle and gone on with; then the rights are taken.</summary>
public sealed class SetupJourney(DemoPortal portal) : Journey(portal)
{
    private static readonly string Samples = Path.Combine(TestEnvironment.Root, "src", "Sferum.Admin.Web", "wwwroot", "samples");

    [Fact]
    public async Task FirstAdministrator_SetsThePortalUpAndLosesItWithTheRole()
    {
        Assert.SkipWhen(Portal.Browser is null, "Нет Chromium.");
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var empty = new EmptyPortal();
        await using var context = await Portal.Browser!.NewContextAsync(new() { BaseURL = empty.Url, Locale = "ru-RU", ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        await empty.SetUpAsync(page);

        await Assertions.Expect(page.Locator("li.cur h2")).ToContainTextAsync("Загрузите списки студентов и сотрудников");
        await Assertions.Expect(page.Locator("li.done")).ToHaveCountAsync(2);
        await ShouldBeAccessibleAsync(page);
        await page.SetViewportSizeAsync(360, 780);
        await ShouldBeAccessibleAsync(page);
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).Should().BeTrue("nothing overflows on a phone");
        await page.SetViewportSizeAsync(1440, 900);

        await LoadAsync(page, "students.csv");
        // Left in the middle: «Сегодня» says what is left.
        await OpenAsync(page, "/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Продолжить" }).ClickAsync();
        await LoadAsync(page, "employees.csv");
        await OpenAsync(page, "/start");
        await page.GetByRole(AriaRole.Button, new() { Name = "Без подключения" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Портал настроен");
        await Assertions.Expect(page.Locator("li.done")).ToHaveCountAsync(4);
        await OpenAsync(page, "/");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Сегодня");
        await Assertions.Expect(page.Locator(".setup-note")).ToHaveCountAsync(0);

        await TakeRightsAsync(empty, page);
    }

    private static async Task LoadAsync(IPage page, string file)
    {
        await page.GetByLabel("Файл со списком").SetInputFilesAsync(Path.Combine(Samples, file));
        await page.GetByRole(AriaRole.Button, new() { Name = "Применить" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note.ok")).ToContainTextAsync("Записано одной операцией", new() { Timeout = 60_000 });
    }

    private static async Task TakeRightsAsync(EmptyPortal empty, IPage page)
    {
        await OpenAsync(page, "/settings/rules");
        await Assertions.Expect(page.Locator("#rule-verifieddays")).ToHaveValueAsync("30");
        var users = empty.Services.GetRequiredService<UserQueries>();
        var first = (await users.ListAsync(Actor.Console(), CancellationToken.None)).Value.Single();
        await empty.Services.GetRequiredService<AddUser>().RunAsync(Actor.Console(), new AddUserRequest("second@chit.example", "Образцова Мария Ильинична", [PortalRole.Administrator], null), CancellationToken.None);
        await empty.Services.GetRequiredService<ChangeUser>().SetRolesAsync(Actor.Console(), new SetRolesRequest(first.Id, [PortalRole.Director], null), CancellationToken.None);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Не найдено", new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Настройки" })).ToHaveCountAsync(0);
    }
}
