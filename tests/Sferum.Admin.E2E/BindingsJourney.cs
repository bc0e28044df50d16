using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>Doubtful pairs of the journal and the register: decided by key and by button, taken back, accessible in every state.</summary>
public sealed class BindingsJourney(DemoPortal portal) : Journey(portal)
{
    protected override bool IsLong => true;

    [Fact]
    public Task DoubtfulPair_DecidedByKey_IsTakenBackFromTheSnackbar() => AsAsync("administrator", async page =>
    {
        await OpenAsync(page, "/settings/bindings?state=doubtful");
        var cards = page.Locator(".bind-card");
        await cards.First.WaitForAsync();
        var count = await cards.CountAsync();
        count.Should().BeGreaterThan(5);
        var name = await cards.First.Locator("h2").InnerTextAsync();

        await cards.First.GetByRole(AriaRole.Button, new() { NameRegex = new("^Это он") }).FocusAsync();
        await page.Keyboard.PressAsync("KeyL");

        await Assertions.Expect(cards).ToHaveCountAsync(count - 1);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Это он") }).First).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Отменить" }).ClickAsync();
        await Assertions.Expect(cards).ToHaveCountAsync(count);
        await Assertions.Expect(cards.First.Locator("h2")).ToHaveTextAsync(name);
    });

    [Theory]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    public Task EveryState_OnAnyScreen_AxeFindsNothing(int width, ColorScheme scheme) => AsAsync("administrator", async page =>
    {
        foreach (var state in new[] { "exact", "doubtful", "conflict", "notinregister", "notinjournal", "bound", "rejected" })
        {
            await OpenAsync(page, $"/settings/bindings?state={state}");
            await page.Locator(".bind-top").WaitForAsync();
            await ShouldBeAccessibleAsync(page);
            (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue($"{state} fits {width} px");
        }
    }, width, scheme);
}
