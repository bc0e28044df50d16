using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>One person's visit: a browser context of its own, a trace and a picture when the journey fails.</summary>
/// <remarks>One college serves all journeys, so they run one after another: an import in one would change the numbers that another counts.</remarks>
[Collection("Journeys")]
public abstract class Journey(DemoPortal portal)
{
    /// <summary>A trace costs a third of a journey's time: asked for when one fails and its picture does not say why.</summary>
    private static bool IsTraced => Environment.GetEnvironmentVariable("SFERUM_TRACE") == "1";

    /// <summary>Too long for every run: only with <c>tests/run.sh --full</c>.</summary>
    protected virtual bool IsLong => false;

    protected static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    protected DemoPortal Portal { get; } = portal;

    /// <summary>Runs the steps as the account of a role, signed in.</summary>
    /// <param name="losesConnection">The browser's console may complain: of a connection, of a page that answers with an error.</param>
    /// <param name="isLong">Too long for every run: only with <c>tests/run.sh --full</c>.</param>
    protected async Task AsAsync(string role, Func<IPage, Task> steps, int width = 1440, ColorScheme scheme = ColorScheme.Light, bool losesConnection = false, bool isLong = false)
    {
        Assert.SkipWhen(Portal.Browser is null, "Нет Chromium.");
        Assert.SkipUnless(!(IsLong || isLong) || TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var context = await Portal.Browser!.NewContextAsync(new()
        {
            BaseURL = Portal.Url,
            Locale = "ru-RU",
            TimezoneId = "Asia/Yekaterinburg",
            ReducedMotion = ReducedMotion.Reduce,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
            StorageState = Portal.SignedIn(role),
        });
        if (IsTraced)
        {
            await context.Tracing.StartAsync(new() { Screenshots = true, Snapshots = true });
        }

        var page = await context.NewPageAsync();
        var problems = new List<string>();
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                problems.Add(message.Text);
            }
        };
        try
        {
            await BeginAsync(page, role);
            await steps(page);
            if (!losesConnection)
            {
                problems.Should().BeEmpty("the browser's console must stay clean");
            }

            // Goes as a person does: the portal lets the circuits go at once, a context that closes leaves them waiting for it.
            foreach (var open in context.Pages)
            {
                await open.GotoAsync("about:blank");
            }
        }
        catch
        {
            var directory = Path.Combine(TestEnvironment.Root, "TestResults", "journeys");
            var name = Path.Combine(directory, Xunit.TestContext.Current.TestMethod?.MethodName ?? "journey");
            await page.ScreenshotAsync(new() { Path = $"{name}.png", FullPage = true });
            if (IsTraced)
            {
                await context.Tracing.StopAsync(new() { Path = $"{name}.zip" });
            }

            throw;
        }
    }

    /// <summary>The first visit of a role signs in through the page, as a person does; later ones come with its cookie.</summary>
    private async Task BeginAsync(IPage page, string role)
    {
        if (role == PageList.Visitor)
        {
            return;
        }

        if (Portal.SignedIn(role) is not null)
        {
            await OpenAsync(page, "/");
            return;
        }

        var account = Portal.Of(role);
        await page.GotoAsync("/account/login");
        await page.GetByLabel("Рабочая почта").FillAsync(account.Login);
        await page.GetByLabel("Пароль", new() { Exact = true }).FillAsync(account.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Войти" }).ClickAsync();
        await ReadyAsync(page);
        Portal.Remember(role, await page.Context.StorageStateAsync());
    }

    /// <summary>Waits until the circuit has rendered: text alone does not say that the page answers.</summary>
    protected static Task ReadyAsync(IPage page) => page.Locator("[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    protected static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await ReadyAsync(page);
    }

    /// <summary>The page of a group's marks, by the list of groups: an id is not known before the demo has run.</summary>
    protected static async Task OpenGroupAsync(IPage page, string name)
    {
        await OpenAsync(page, "/groups");
        var address = await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).GetAttributeAsync("href");
        await OpenAsync(page, address!);
        await page.GetByRole(AriaRole.Heading, new() { Name = $"Группа {name}", Level = 1 }).WaitForAsync();
    }

    /// <summary>
    /// axe finds nothing on a page in a state that only the steps before lead to, with <c>tests/run.sh --full</c>: it takes longer than
    /// the steps. Pages as they open, their menus and dialogs are looked at by <see cref="PagesTests"/>.
    /// </summary>
    protected static async Task ShouldBeAccessibleAsync(IPage page)
    {
        if (TestEnvironment.Full)
        {
            (await Axe.ViolationsAsync(page)).Should().BeEmpty();
        }
    }
}
