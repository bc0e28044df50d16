using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>Two people on the page of one group: what one marks appears before the other without a reload, and what both mark at once is one truth.</summary>
public sealed class LiveJourney(DemoPortal portal) : Journey(portal)
{
    protected override bool IsLong => true;

    /// <summary>Two seconds are promised; a machine that also runs the other tests gets more.</summary>
    private static readonly LocatorAssertionsToHaveCountOptions Soon = new() { Timeout = 5_000 };

    [Fact]
    public Task Marks_OfTwoPeopleOnOneGroup_AreOneTruthWithoutAReload() => AsAsync("curator", async reader =>
    {
        await OpenGroupAsync(reader, Portal.Of("curator").Group!);
        await Cells(reader).First.WaitForAsync();
        var count = await Unmarked(reader).CountAsync();
        count.Should().BePositive();
        await reader.EvaluateAsync("window.sameDocument = true");

        await AsAsync("administrator", async writer =>
        {
            await OpenAsync(writer, new Uri(reader.Url).PathAndQuery);
            await Assertions.Expect(Unmarked(writer)).ToHaveCountAsync(count);
            await Assertions.Expect(reader.GetByText("Сейчас отмечает:")).ToBeVisibleAsync();

            await PressOnAsync(writer, Unmarked(writer).First, "KeyD");
            await Assertions.Expect(Unmarked(reader)).ToHaveCountAsync(count - 1, Soon);
            await writer.Keyboard.PressAsync("Control+KeyZ");
            await Assertions.Expect(Unmarked(reader)).ToHaveCountAsync(count, Soon);

            await MarkAtOnceAsync(reader, writer);
        });

        await Assertions.Expect(reader.GetByText("Сейчас отмечает:")).ToHaveCountAsync(0);
        (await reader.EvaluateAsync<bool>("window.sameDocument === true")).Should().BeTrue("nothing was loaded anew");
    });

    /// <summary>Each marks a cell of their own and both mark a third one with opposite words: nothing is lost, and both see the same.</summary>
    private static async Task MarkAtOnceAsync(IPage reader, IPage writer)
    {
        var ids = await Cells(reader).EvaluateAllAsync<string[]>("cells => cells.slice(0, 3).map(cell => `tr[data-person='${cell.closest('tr').dataset.person}'] td[data-chat='${cell.dataset.chat}']`)");
        await Task.WhenAll(
            PressOnAsync(reader, reader.Locator(ids[0]).First.Locator("button"), "KeyY"),
            PressOnAsync(writer, writer.Locator(ids[1]).First.Locator("button"), "KeyY"));
        foreach (var page in (IPage[])[reader, writer])
        {
            await Assertions.Expect(page.Locator(ids[0]).First).ToHaveAttributeAsync("data-state", "Missing");
            await Assertions.Expect(page.Locator(ids[1]).First).ToHaveAttributeAsync("data-state", "Missing");
        }

        var before = await LookAsync(reader, ids[2]);
        await Task.WhenAll(
            PressOnAsync(reader, reader.Locator(ids[2]).First.Locator("button"), "KeyY"),
            PressOnAsync(writer, writer.Locator(ids[2]).First.Locator("button"), "KeyD"));
        await Assertions.Expect(reader.Locator("[data-un]")).ToHaveCountAsync(0);
        await Assertions.Expect(writer.Locator("[data-un]")).ToHaveCountAsync(0);

        // The later word stands on both pages, and on one that is opened now.
        await Assertions.Expect(reader.Locator(ids[2]).First).Not.ToHaveAttributeAsync("data-look", before!);
        await writer.ReloadAsync();
        await ReadyAsync(writer);
        await Assertions.Expect(reader.Locator(ids[2]).First).ToHaveAttributeAsync("data-look", (await LookAsync(writer, ids[2]))!);
        await Assertions.Expect(reader.Locator(".unsaved")).ToHaveCountAsync(0);
    }

    private static async Task PressOnAsync(IPage page, ILocator button, string key)
    {
        await button.FocusAsync();
        await page.Keyboard.PressAsync(key);
    }

    private static Task<string?> LookAsync(IPage page, string cell) => page.Locator(cell).First.GetAttributeAsync("data-look");

    private static ILocator Cells(IPage page) => page.Locator("tr.st td[data-chat][data-state=Visible][data-may=all]");

    private static ILocator Unmarked(IPage page) => page.Locator("td[data-chat][data-may=all] button.todo");
}
