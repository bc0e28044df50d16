using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>A page by its address, or by the link of a list that leads to it.</summary>
/// <param name="Name">For the message of a failure.</param>
/// <param name="Address">Of the page, or of the list from which <paramref name="Follow"/> leads there.</param>
/// <param name="Follow">Selector of the link that leads to the page: an id is not known before the demo has run.</param>
/// <param name="Tail">What is added to the link's address.</param>
/// <param name="Fill">What is typed into the form of the page, by label, before it is sent: for what a page answers.</param>
internal sealed record PageVisit(string Name, string Address, string? Follow = null, string Tail = "", IReadOnlyDictionary<string, string>? Fill = null)
{
    /// <param name="page">Where.</param>
    /// <param name="url">Of the portal.</param>
    public async Task OpenAsync(IPage page, string url)
    {
        await GoAsync(page, url.TrimEnd('/') + Address);
        if (Follow is not null)
        {
            // Followed by its address: the browser waits for the page, and the click is tested elsewhere.
            var link = page.Locator(Follow).First;
            await link.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await GoAsync(page, url.TrimEnd('/') + await link.GetAttributeAsync("href") + Tail);
        }

        // The gallery of parts shows some for ever.
        await Assertions.Expect(page.Locator("main .skel:not(.gallery *)")).ToHaveCountAsync(0);
        if (Fill is not null)
        {
            foreach (var (label, text) in Fill)
            {
                await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
            }

            await page.Locator("main form button[type=submit]").ClickAsync();
            await page.Locator("main [role=alert]").First.WaitForAsync();
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

    /// <summary>Somebody who has not signed in.</summary>
    public const string Visitor = "visitor";

    /// <summary>Who signs in.</summary>
    public static IReadOnlyList<string> Roles => ["administrator", "curator", "director"];

    /// <summary>All pages that a role opens.</summary>
    public static IReadOnlyList<PageVisit> Of(string role) => role switch
    {
        "administrator" => [.. Common, .. Statistics, .. Administrator],
        "curator" => [.. Common, .. Curator],
        "director" => [.. Common, .. Statistics, .. Director],
        Visitor => [.. VisitorPages],
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Each page once: what two roles see alike, the administrator's visit looks at.</summary>
    public static IReadOnlyList<PageVisit> OnceOf(string role) => role switch
    {
        "curator" => [Today, .. Curator],
        "director" => [Today, .. Statistics],
        _ => [.. Common, .. Administrator],
    };

    /// <summary>Samples of every part in both themes side by side, in the environment «Development» only.</summary>
    public static PageVisit Gallery => new("Детали", "/gallery");

    /// <summary>Pages that look different when nothing is there.</summary>
    public static IReadOnlyList<PageVisit> OfAnEmptyPortal =>
    [
        Today,
        new("Первая настройка", "/start"),
        new("Люди", "/people"),
        new("Группы", "/groups"),
        new("Преподаватели", "/staff"),
        new("Чаты", "/chats"),
        new("Показатели", "/statistics"),
        new("Полнота по группам", "/statistics/groups"),
        new("Загрузки", "/imports"),
        new("Настройки: учебные годы", "/settings/years"),
        new("Настройки: программы", "/settings/programs"),
        new("Настройки: площадки", "/settings/platforms"),
        new("Настройки: пользователи", "/settings/users"),
        new("Настройки: ЭПОС", "/settings/journal"),
        new("Настройки: сопоставление", "/settings/bindings"),
        new("Настройки: календарь", "/settings/calendar"),
    ];

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
        new("Смена пароля, отказ", "/account/password", Fill: new Dictionary<string, string> { ["Нынешний пароль"] = "не тот пароль", ["Новый пароль"] = "верная лошадь", ["Новый пароль ещё раз"] = "другая лошадь" }),
        new("Выход", "/account/logout"),
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

    private static IEnumerable<PageVisit> VisitorPages =>
    [
        new("Вход", "/account/login"),
        new("Вход, отказ", "/account/login", Fill: new Dictionary<string, string> { ["Рабочая почта"] = "nobody@chit.example", ["Пароль"] = "не тот пароль" }),
        new("Вход после адреса", "/settings/users"),
        new("Новый пароль", "/account/set-password?user=00000000-0000-0000-0000-000000000001&code=none"),
        new("Новый пароль, отказ", "/account/set-password?user=00000000-0000-0000-0000-000000000001&code=none", Fill: new Dictionary<string, string> { ["Новый пароль"] = "верная лошадь", ["Ещё раз"] = "верная лошадь" }),
        new("Не найдено", "/not-found"),
        new("Нет такого адреса", "/no/such/page"),
        new("Не получилось", "/error"),
    ];
}
