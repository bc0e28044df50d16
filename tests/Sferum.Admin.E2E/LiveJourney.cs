using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>Two people on the page of one group: what one marks appears before the other without a reload.</summary>
public sealed class LiveJourney(DemoPortal portal) : Journey(portal)
{
    protected override bool IsLong => true;

    [Fact]
    public Task Mark_OfOne_AppearsOnTheOthersOpenPage() => AsAsync("curator", async reader =>
    {
        await reader.GetByRole(AriaRole.Link, new() { Name = "Проверить и подтвердить" }).First.ClickAsync();
        await reader.GetByRole(AriaRole.Heading, new() { Name = $"Группа {Portal.Of("curator").Group}", Level = 1 }).WaitForAsync();
        var left = Unmarked(reader);
        var count = await left.CountAsync();
        count.Should().BePositive();
        await reader.EvaluateAsync("window.sameDocument = true");

        await AsAsync("administrator", async writer =>
        {
            await OpenAsync(writer, new Uri(reader.Url).PathAndQuery);
            await Assertions.Expect(Unmarked(writer)).ToHaveCountAsync(count);
            await Assertions.Expect(reader.GetByText("Сейчас отмечает:")).ToBeVisibleAsync();
            await ShouldBeAccessibleAsync(reader);

            await Unmarked(writer).First.FocusAsync();
            await writer.Keyboard.PressAsync("KeyD");

            await Assertions.Expect(left).ToHaveCountAsync(count - 1);
            await writer.Keyboard.PressAsync("Control+KeyZ");
            await Assertions.Expect(left).ToHaveCountAsync(count);
        });

        await Assertions.Expect(reader.GetByText("Сейчас отмечает:")).ToHaveCountAsync(0);
        (await reader.EvaluateAsync<bool>("window.sameDocument === true")).Should().BeTrue("nothing was loaded anew");
    });

    private static ILocator Unmarked(IPage page) => page.Locator("td[data-chat][data-may=all]:not([data-state=Visible]):not([data-state=Missing]) button");
}
