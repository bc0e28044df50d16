using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>
/// Two nodes behind nginx: whoever works on the one that stops goes on on the other at the same address with what they typed, and no
/// mark is lost. Then both stop, under ten open pages.
/// </summary>
public sealed class NodesJourney(DemoPortal portal) : Journey(portal)
{
    private const string Login = "nodes@chit.example";
    private const string Password = "nodes-journey-2026";

    /// <summary>Promised: from the stop of a node to the same page on the other one.</summary>
    private static readonly TimeSpan BackIn = TimeSpan.FromSeconds(10);

    private readonly ITestOutputHelper? _output = TestContext.Current.TestOutputHelper;

    [Fact]
    public async Task NodeThatStops_HandsItsPagesToTheOtherOne()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        Assert.SkipWhen(Portal.Browser is null, "Нет Chromium.");
        Assert.SkipWhen(TwoNodes.Missing is not null, TwoNodes.Missing ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Ct);
        var group = await FillAsync(database);
        await using var nodes = await TwoNodes.StartAsync(database.Connection);

        await using var context = await NewContextAsync(nodes);
        try
        {
            await StopOneAfterTheOtherAsync(nodes, context, group);
            await RestartUnderTenPagesAsync(nodes, context, group);
        }
        catch
        {
            foreach (var (open, i) in context.Pages.Select((open, i) => (open, i)))
            {
                await open.ScreenshotAsync(new() { Path = Path.Combine(TestEnvironment.Root, "TestResults", "journeys", $"{nameof(NodesJourney)}-{i}.png") });
            }

            throw;
        }
    }

    private async Task StopOneAfterTheOtherAsync(TwoNodes nodes, IBrowserContext context, Guid group)
    {
        var page = await SignInAsync(context);
        var node = await OpenAsync(page, group);
        // Another browser on the other node: its cookie decides, so try until it lands there.
        var (other, otherContext) = await OnAnotherNodeAsync(nodes, group, node);
        await using var _ = otherContext;

        var left = await Unmarked(page).CountAsync();
        left.Should().BeGreaterThan(2);
        await MarkAsync(page, left--);
        await Assertions.Expect(Unmarked(other)).ToHaveCountAsync(left);
        var card = (await page.Locator("tr.st th a").First.GetAttributeAsync("href"))!;
        var form = await TypeAsync(context, card, "8 902 999-41-01");

        foreach (var kill in (bool[])[false, true])
        {
            await page.EvaluateAsync("window.before = true");
            await form.EvaluateAsync("window.before = true");
            var watch = Stopwatch.StartNew();
            nodes.Stop(node, kill);
            await BackAsync(page, "td[data-chat] button");
            _output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"back {watch.Elapsed.TotalSeconds:0.0} s after {(kill ? "kill -9" : "SIGTERM")}"));
            watch.Elapsed.Should().BeLessThan(BackIn);
            new Uri(page.Url).AbsolutePath.Should().Be($"/groups/{group}");
            await MarkAsync(page, left--);
            await BackAsync(form, "main h1");
            new Uri(form.Url).AbsolutePath.Should().Be(card);
            await ShouldOfferAsync(form, "8 902 999-41-01");

            await nodes.GoneAsync(node);
            await nodes.StartNodeAsync(node);
            if (!kill)
            {
                // The page may be on either node by now; the next one to go is the one that has it.
                node = await OpenAsync(page, group);
                await form.CloseAsync();
                form = await TypeAsync(context, card, "8 902 999-41-01");
            }
        }

        await form.CloseAsync();
    }

    /// <summary>Nobody answers for a while: every page comes back by itself to where it was, forms with what was typed.</summary>
    private static async Task RestartUnderTenPagesAsync(TwoNodes nodes, IBrowserContext context, Guid group)
    {
        var first = context.Pages[0];
        await OpenAsync(first, group);
        var cards = await first.Locator("tr.st th a").EvaluateAllAsync<string[]>("links => links.slice(0, 3).map(link => link.getAttribute('href'))");
        List<(IPage Page, string? Typed)> pages = [(first, null)];
        foreach (var (card, i) in cards.Select((card, i) => (card, i)))
        {
            var typed = $"8 902 999-42-0{i}";
            pages.Add((await TypeAsync(context, card, typed), typed));
        }

        foreach (var address in (string[])["/", "/people", "/groups", "/chats", "/statistics", $"/groups/{group}/people"])
        {
            var page = await context.NewPageAsync();
            await OpenAsync(page, address);
            pages.Add((page, null));
        }

        pages.Should().HaveCount(10);
        var addresses = pages.ConvertAll(open => open.Page.Url);
        foreach (var (page, _) in pages)
        {
            await page.EvaluateAsync("window.before = true");
        }

        await nodes.RestartAllAsync();
        foreach (var ((page, typed), address) in pages.Zip(addresses))
        {
            await BackAsync(page, "main h1");
            page.Url.Should().Be(address);
            if (typed is not null)
            {
                await ShouldOfferAsync(page, typed);
            }
        }
    }

    /// <summary>A card whose form is open and holds something that nobody has saved.</summary>
    private static async Task<IPage> TypeAsync(IBrowserContext context, string card, string phone)
    {
        var page = await context.NewPageAsync();
        await OpenAsync(page, card);
        var form = await OpenFormAsync(page);
        await form.GetByLabel("Добавить телефон").FillAsync(phone);
        return page;
    }

    private static async Task ShouldOfferAsync(IPage page, string phone)
    {
        var form = await OpenFormAsync(page);
        await Assertions.Expect(form).ToContainTextAsync("Черновик от");
        await form.GetByRole(AriaRole.Button, new() { Name = "Вернуть" }).ClickAsync();
        await Assertions.Expect(form.GetByLabel("Добавить телефон")).ToHaveValueAsync(phone);
    }

    private static async Task<ILocator> OpenFormAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Исправить…" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("Фамилия").WaitForAsync();
        return form;
    }

    /// <summary>Waits until another circuit has drawn the page.</summary>
    private static async Task BackAsync(IPage page, string drawn) => await page.WaitForFunctionAsync(
        "drawn => !window.before && document.querySelector('[data-ready]') && document.querySelector(drawn)", drawn, new() { Timeout = 60_000 });

    private static async Task<Guid> FillAsync(TestDatabase database)
    {
        var register = new Register(database);
        var group = register.Group("ИС-21");
        foreach (var name in (string[])["Абрамов", "Борисов", "Власов"])
        {
            register.Student(group, name);
        }

        register.Curator(group);
        // Chats are made for a messenger, and looked at in a journal.
        _ = (register.Messenger, register.Journal);
        await register.SaveAsync(Ct);
        (await database.Get<ChatRegister>().EnsureAsync(Actor.Console(), Ct)).IsOk.Should().BeTrue();
        var link = (await database.Get<AddUser>().RunAsync(Actor.Console(), new AddUserRequest(Login, "Южакова Мария Юрьевна", [PortalRole.Administrator], null), Ct)).Value;
        (await database.Get<Passwords>().SetByLinkAsync(link.UserId, link.Code, Password, Ct)).IsOk.Should().BeTrue();
        return group.Id;
    }

    private Task<IBrowserContext> NewContextAsync(TwoNodes nodes) => Portal.Browser!.NewContextAsync(new() { BaseURL = nodes.Url, Locale = "ru-RU", TimezoneId = "Asia/Yekaterinburg" });

    private async Task<IPage> SignInAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type != "info")
            {
                _output?.WriteLine(message.Text);
            }
        };
        await page.GotoAsync("/account/login");
        await page.GetByLabel("Рабочая почта").FillAsync(Login);
        await page.GetByLabel("Пароль", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Войти" }).ClickAsync();
        await ReadyAsync(page);
        return page;
    }

    /// <summary>Opens the group's page; the port of the node that answered.</summary>
    private static async Task<int> OpenAsync(IPage page, Guid group)
    {
        var answer = (await page.GotoAsync($"/groups/{group}"))!;
        await ReadyAsync(page);
        await page.Locator("td[data-chat] button").First.WaitForAsync();
        return int.Parse(answer.Headers["x-node"].Split(':')[^1], CultureInfo.InvariantCulture);
    }

    private async Task<(IPage Page, IBrowserContext Context)> OnAnotherNodeAsync(TwoNodes nodes, Guid group, int node)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var context = await NewContextAsync(nodes);
            var page = await SignInAsync(context);
            if (await OpenAsync(page, group) != node)
            {
                return (page, context);
            }

            await context.DisposeAsync();
        }

        throw new InvalidOperationException("Every browser landed on one node.");
    }

    private static async Task MarkAsync(IPage page, int left)
    {
        await Assertions.Expect(Unmarked(page)).ToHaveCountAsync(left);
        await Unmarked(page).First.FocusAsync();
        await page.Keyboard.PressAsync("KeyD");
        await Assertions.Expect(Unmarked(page)).ToHaveCountAsync(left - 1);
    }

    private static ILocator Unmarked(IPage page) => page.Locator("td[data-chat][data-may=all] button.todo");
}
