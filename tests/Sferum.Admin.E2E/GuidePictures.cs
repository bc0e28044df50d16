using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>Takes the pictures of the user guide on the demo college: <c>tools/guide-pictures.sh</c>. No test: runs only when asked for.</summary>
public sealed class GuidePictures(DemoPortal portal) : Journey(portal)
{
    private static readonly string Directory = Path.Combine(TestEnvironment.Root, "docs", "guide", "images");

    [Fact(Explicit = true)]
    public Task Administrator() => TakeAsync("administrator", 1280,
    [
        ("today", new("Сегодня", "/")),
        ("people", new("Люди", "/people?tab=students")),
        ("person", new("Человек", "/people?tab=students", "tbody th a:has-text('Агеева Полина')")),
        ("groups", new("Группы", "/groups")),
        ("group-people", new("Состав", "/groups", "tbody th a:text-is('ИС-21')", Tail: "/people")),
        ("imports", new("Загрузки", "/imports")),
        ("chats", new("Чаты", "/chats")),
        ("chat", new("Чат", "/chats", "tbody th a:has-text('ИС-31 · Группа')")),
        ("journal", new("ЭПОС", "/settings/journal")),
        ("bindings", new("Сопоставление", "/settings/bindings")),
        ("jobs", new("Фоновые работы", "/settings/jobs")),
        ("calendar", new("Календарь", "/settings/calendar")),
        ("users", new("Пользователи", "/settings/users")),
    ]);

    [Fact(Explicit = true)]
    public Task Curator() => TakeAsync("curator", 1280, [("check", new("Проверка", "/groups", "tbody th a:text-is('ИС-21')"))]);

    [Fact(Explicit = true)]
    public Task CuratorOnAPhone() => TakeAsync("curator", 390, [("check-phone", new("Проверка", "/groups", "a:text-is('ИС-21')"))]);

    [Fact(Explicit = true)]
    public Task Director() => TakeAsync("director", 1280, [("statistics", new("Показатели", "/statistics"))]);

    [Fact(Explicit = true)]
    public async Task Visitor()
    {
        Assert.SkipWhen(Portal.Browser is null, "Нет Chromium.");
        await using var context = await Portal.Browser!.NewContextAsync(new() { BaseURL = Portal.Url, Locale = "ru-RU", ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/login");
        await SaveAsync(page, "sign-in");
    }

    [Fact(Explicit = true)]
    public async Task FirstAdministrator()
    {
        Assert.SkipWhen(Portal.Browser is null, "Нет Chromium.");
        await using var empty = new EmptyPortal();
        await using var context = await Portal.Browser!.NewContextAsync(new() { BaseURL = empty.Url, Locale = "ru-RU", ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.GetByLabel("Код с консоли").FillAsync(empty.Code);
        await page.GetByLabel("Техникум").FillAsync("ГБПОУ «ЧИТ», г. Чусовой");
        await page.GetByLabel("Фамилия, имя, отчество").FillAsync("Бурдина Анна Сергеевна");
        await page.GetByLabel("Рабочая почта").FillAsync("admin@chit.example");
        await page.GetByLabel("Пароль", new() { Exact = true }).FillAsync("верная лошадь");
        await page.GetByRole(AriaRole.Button, new() { Name = "Открыть портал" }).ClickAsync();
        await page.Locator("li.cur h2").WaitForAsync();
        await SaveAsync(page, "setup");
    }

    private Task TakeAsync(string role, int width, IEnumerable<(string File, PageVisit Visit)> pictures) => AsAsync(role, async page =>
    {
        await page.SetViewportSizeAsync(width, 800);
        foreach (var (file, visit) in pictures)
        {
            await visit.OpenAsync(page, Portal.Url);
            await SaveAsync(page, file);
        }
    });

    private static async Task SaveAsync(IPage page, string name)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Directory, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
