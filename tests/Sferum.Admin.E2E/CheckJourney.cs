using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>The check of clause 2.1 from the binding to the mark: by the administrator, with a fault on, and as the curator sees it.</summary>
public sealed class CheckJourney(DemoPortal portal) : Journey(portal)
{
    protected override bool IsLong => true;

    /// <summary>The group whose bindings the demo leaves to the administrator.</summary>
    private const string Unbound = "ЖД-31";

    private static readonly LocatorAssertionsToContainTextOptions AfterARun = new() { Timeout = 90_000 };

    [Fact]
    public Task Administrator_ConfirmsBindingsAndChecks_APersonBecomesVerified() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/settings/bindings");
        await ShouldBeAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Подтвердить все: \\d+") }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("^Подтвердить \\d+$") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Подтвердить все") })).ToHaveCountAsync(0);

        await OpenAsync(page, "/groups");
        await page.GetByRole(AriaRole.Link, new() { Name = Unbound, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = $"Группа {Unbound}", Level = 1 }).WaitForAsync();
        // The looks at the group are older than a month; only who leads it is known from elsewhere.
        var verified = page.Locator("tr", new() { Has = page.GetByText("Проверен", new() { Exact = true }) });
        (await verified.CountAsync()).Should().BeLessThan(5);
        await page.GetByRole(AriaRole.Button, new() { Name = "Проверить группу сейчас" }).ClickAsync();
        await Assertions.Expect(page.Locator(".checknow")).ToContainTextAsync("Проверка окончена.", AfterARun);
        await Assertions.Expect(verified.Nth(10)).ToBeVisibleAsync();
        await Assertions.Expect(verified.First.Locator(".c-date")).ToContainTextAsync("чтение");
        await ShouldBeAccessibleAsync(page);

        await verified.First.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Проверить в ЭПОС" }).ClickAsync();
        await Assertions.Expect(page.Locator(".checknow .note")).ToContainTextAsync(new Regex("Проверен, .*вид.*, на"), AfterARun);
        await ShouldBeAccessibleAsync(page);
        await page.SetViewportSizeAsync(360, 780);
        await ShouldBeAccessibleAsync(page);
    });

    [Fact]
    public Task Administrator_WhenTheJournalAnswersInPart_SeesAnHonestRun() => AsAsync("administrator", async page =>
    {
        await FaultsAsync("""[ { "route": "/epos/x-assumed/1/class_units/staff/persons", "fault": "half" } ]""");
        try
        {
            await CheckEveryoneAsync(page);
            await Assertions.Expect(page.Locator(".checknow .note.attention")).ToContainTextAsync("Прочитано не полностью", AfterARun);
            await Assertions.Expect(page.Locator(".checknow .note.attention")).ToContainTextAsync("сотрудники");
            await ShouldBeAccessibleAsync(page);

            await OpenAsync(page, "/settings/jobs");
            await page.Locator("table.tbl tbody tr").First.GetByRole(AriaRole.Link).ClickAsync();
            await Assertions.Expect(page.Locator(".cols .card").Last).ToContainTextAsync("сотрудники", new() { IgnoreCase = true });
            await ShouldBeAccessibleAsync(page);

            await OpenAsync(page, "/staff");
            await Assertions.Expect(page.Locator(".note.attention:not(.unsent)")).ToContainTextAsync("прочитан не полностью");
            await ShouldBeAccessibleAsync(page);
        }
        finally
        {
            await FaultsAsync("[]");
        }

        await CheckEveryoneAsync(page);
        await Assertions.Expect(page.Locator(".checknow .note.ok")).ToContainTextAsync("Проверка окончена.", AfterARun);
        await OpenAsync(page, "/staff");
        await page.Locator("main h1").WaitForAsync();
        await Assertions.Expect(page.Locator(".note.attention:not(.unsent)")).ToHaveCountAsync(0);
    });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Curator_OnTheMarks_SeesTheAgeOfTheReading(ColorScheme scheme) => AsAsync(
        "curator",
        async page =>
        {
            await Assertions.Expect(page.Locator(".fresh")).ToContainTextAsync("из");
            await OpenAsync(page, "/groups");
            await page.GetByRole(AriaRole.Link, new() { Name = Portal.Of("curator").Group, Exact = true }).ClickAsync();
            // Who looked after the reading's moment counts with the look; the reading stands beside all the same.
            await Assertions.Expect(page.Locator("section.week")).ToContainTextAsync("чтение");
            await Assertions.Expect(page.Locator("td.c-date .sr").Filter(new() { HasTextRegex = new("^(ЭПОС, чтение|подтверждение недели|смотрела)") }).First).ToBeAttachedAsync();
            await ShouldBeAccessibleAsync(page);
            await page.SetViewportSizeAsync(360, 780);
            await ShouldBeAccessibleAsync(page);
        },
        scheme: scheme);

    private static async Task CheckEveryoneAsync(IPage page)
    {
        await OpenAsync(page, "/");
        await page.Locator(".page-head").GetByRole(AriaRole.Button, new() { Name = "Проверить сейчас" }).ClickAsync();
    }

    private async Task FaultsAsync(string faults)
    {
        using var client = new HttpClient();
        using var body = new StringContent(faults, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync(new Uri(new Uri(Portal.Simulator), "/sim/faults"), body, Ct);
        answer.EnsureSuccessStatusCode();
    }
}
