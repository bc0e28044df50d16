using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>A page by its address, or by the link of a list that leads to it.</summary>
/// <param name="Name">For the message of a failure.</param>
/// <param name="Address">Of the page, or of the list from which <paramref name="Follow"/> leads there.</param>
/// <param name="Follow">Selector of the link that leads to the page: an id is not known before the demo has run.</param>
/// <param name="Tail">What is added to the link's address.</param>
internal sealed record PageVisit(string Name, string Address, string? Follow = null, string Tail = "")
{
    public async Task OpenAsync(IPage page, DemoPortal portal)
    {
        await GoAsync(page, portal.Url + Address);
        if (Follow is not null)
        {
            // Followed by its address: the browser waits for the page, and the click is tested elsewhere.
            var link = page.Locator(Follow).First;
            await link.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await GoAsync(page, portal.Url + await link.GetAttributeAsync("href") + Tail);
        }

        await Assertions.Expect(page.Locator("main .skel")).ToHaveCountAsync(0);
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

    /// <summary>All pages that a role opens.</summary>
    public static IReadOnlyList<PageVisit> Of(string role) => role switch
    {
        "administrator" => [.. Common, .. Statistics, .. Administrator],
        "curator" => [.. Common, .. Curator],
        "director" => [.. Common, .. Statistics, .. Director],
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Each page once: what two roles see alike, the administrator's visit looks at.</summary>
    public static IReadOnlyList<PageVisit> OnceOf(string role) => role switch
    {
        "curator" => [Today, .. Curator],
        "director" => [Today, .. Statistics],
        _ => [.. Common, .. Administrator],
    };

    private static PageVisit Today => new("Сегодня", "/");

    private static IEnumerable<PageVisit> Common =>
    [
        Today,
        new("Люди", "/people"),
        new("Люди, никого", "/people?tab=staff&course=4"),
        new("Человек", "/people", "tbody th a"),
        new("Группы", "/groups"),
        new("Состав группы", "/groups", "tbody th a", Tail: "/people"),
        new("Смена пароля", "/account/password"),
        new("Справка", "/help"),
        new("Глава справки", "/help", "main a[href^='/help/']"),
        new("Не найдено", "/people/00000000-0000-0000-0000-000000000001"),
    ];

    private static IEnumerable<PageVisit> Statistics =>
    [
        new("Показатели", "/statistics"),
        new("Показатель", "/statistics/K2"),
        new("Полнота по группам", "/statistics/groups"),
    ];

    private static IEnumerable<PageVisit> Curator =>
    [
        new("Проверка группы куратором", "/groups", "tbody th a"),
    ];

    private static IEnumerable<PageVisit> Director =>
    [
        new("Проверка группы директором", "/groups", "tbody th a"),
        new("Пользователи", "/settings/users"),
    ];

    private static IEnumerable<PageVisit> Administrator =>
    [
        new("Люди, длинные имена", "/people?tab=students"),
        new("Человек, длинное имя", "/people?tab=students", LongPerson),
        new("Группы, архив", "/groups?tab=archive"),
        new("Проверка группы, длинные имена", "/groups", LongGroup),
        new("Состав группы, длинные имена", "/groups", LongGroup, Tail: "/people"),
        new("Преподаватели", "/staff"),
        new("Чаты", "/chats"),
        new("Чат", "/chats", "tbody th a"),
        new("Загрузки", "/imports"),
        new("Настройки: организация", "/settings"),
        new("Настройки: учебные годы", "/settings/years"),
        new("Настройки: программы", "/settings/programs"),
        new("Настройки: площадки", "/settings/platforms"),
        new("Настройки: правила", "/settings/rules"),
        new("Настройки: пользователи", "/settings/users"),
        new("Настройки: ЭПОС", "/settings/journal"),
        new("Настройки: сопоставление", "/settings/bindings"),
        new("Настройки: фоновые работы", "/settings/jobs"),
        new("Настройки: календарь", "/settings/calendar?year=2027"),
        new("Первая настройка", "/start"),
    ];
}
