using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>A page in a state: an address, and what is pressed there before it is looked at.</summary>
/// <param name="Name">For the message of a failure.</param>
/// <param name="Address">Of the page, or of the list from which <paramref name="Follow"/> leads there.</param>
/// <param name="Follow">Selector of the link that leads to the page: an id is not known before the demo has run.</param>
/// <param name="Act">Opens a menu or a dialog.</param>
internal sealed record PageVisit(string Name, string Address, string? Follow = null, Func<IPage, Task>? Act = null)
{
    public async Task OpenAsync(IPage page, DemoPortal portal)
    {
        await GoAsync(page, portal.Url + Address);
        if (Follow is not null)
        {
            // Followed by its address: the browser waits for the page, and the click is tested elsewhere.
            var link = page.Locator(Follow).First;
            await link.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await GoAsync(page, portal.Url + await link.GetAttributeAsync("href"));
        }

        await Assertions.Expect(page.Locator("main .skel")).ToHaveCountAsync(0);
        if (Act is not null)
        {
            await Act(page);
        }
    }

    // A static page has no circuit to wait for, and its heading with the first byte.
    private static async Task GoAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator("main h1").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".shell:not([data-ready])")).ToHaveCountAsync(0);
    }
}

/// <summary>Every page of the portal by role. A new page belongs here.</summary>
internal static class PageList
{
    private const string LongGroup = "tbody th a:text-is('ТО-22/9')";
    private const string LongPerson = "tbody th a:has-text('Абдурахманова-Крестовоздвиженская')";

    public static IReadOnlyList<PageVisit> Of(string role) => role switch
    {
        "administrator" => [.. Common, .. Administrator],
        "curator" => [.. Common, new("Проверка группы", "/groups", "tbody th a")],
        "director" => [.. Common, .. Statistics],
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    private static IEnumerable<PageVisit> Common =>
    [
        new("Сегодня", "/"),
        new("Люди", "/people"),
        new("Человек", "/people", "tbody th a"),
        new("Группы", "/groups"),
        new("Смена пароля", "/account/password"),
        new("Не найдено", "/people/00000000-0000-0000-0000-000000000001"),
    ];

    private static IEnumerable<PageVisit> Statistics =>
    [
        new("Показатели", "/statistics"),
        new("Показатель", "/statistics/K2"),
    ];

    private static IEnumerable<PageVisit> Administrator =>
    [
        .. Statistics,
        new("Люди, длинные имена", "/people?tab=students"),
        new("Человек, длинное имя", "/people?tab=students", LongPerson),
        new("Проверка группы, длинные имена", "/groups", LongGroup),
        new("Преподаватели", "/staff"),
        new("Чаты", "/chats"),
        new("Чат", "/chats", "tbody th a"),
        new("Загрузки", "/imports"),
        new("Настройки: пользователи", "/settings/users"),
        new("Настройки: ЭПОС", "/settings/journal"),
        new("Настройки: сопоставление", "/settings/bindings"),
        new("Настройки: фоновые работы", "/settings/jobs"),
        new("Настройки: календарь", "/settings/calendar?year=2027"),
    ];
}
