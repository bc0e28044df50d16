using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Calendar;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class CalendarPageTests : PortalContext
{
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;
    private IRenderedComponent<CalendarPage> _page = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<CalendarQueries>());
        Services.AddSingleton(Database.Get<EditCalendarDay>());
        Services.AddSingleton(Database.Get<ConfirmCalendarYear>());
        Services.AddSingleton(Database.Get<SetHolidayRule>());
        await using var db = Database.NewContext();
        await RegisterDefaults.EnsureAsync(db, Actor.Console(), TestClock.Today, TestClock.Now, Ct);
    }

    [Theory]
    [InlineData(PortalRole.Director)]
    [InlineData(PortalRole.Curator)]
    public async Task NotAnAdministrator_FindsNothing(PortalRole role)
    {
        await SignInAsync(role);

        var page = Render<CalendarPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().Be("Не найдено"));
    }

    [Fact]
    public async Task Year_IsTwelveTablesWithOneTabStop()
    {
        await OpenAsync("/settings/calendar");

        _page.FindAll("table.cal caption").Select(c => c.TextContent).Should().HaveCount(12).And.StartWith("Январь").And.EndWith("Декабрь");
        _page.FindAll("button.day").Should().HaveCount(365);
        _page.FindAll("button.day[tabindex='0']").Should().ContainSingle().Which.GetAttribute("aria-current").Should().Be("date");
        Spoken(new DateOnly(2026, 5, 1)).Should().Be("1 мая 2026, пятница: выходной, Праздник Весны и Труда");
        Day(new DateOnly(2026, 5, 1)).QuerySelector("small")!.TextContent.Should().Be("в");
        _page.FindAll("nav[aria-label='Год'] a").Select(a => a.GetAttribute("href")).Should().Equal("/settings/calendar?year=2025", "/settings/calendar?year=2027");
        _page.Markup.Should().Contain("Исправление от").And.NotContain("Подтвердить год");
    }

    [Fact]
    public async Task Weeks_BeginOnMonday()
    {
        await OpenAsync("/settings/calendar?year=2027");

        var may = _page.FindAll("table.cal")[4];
        may.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td").Select(td => td.TextContent.Trim().Split(' ')[0]).Should().Equal("", "", "", "", "", "1", "2");
        may.QuerySelectorAll("button.day").Should().HaveCount(31);
    }

    [Fact]
    public async Task YearWithoutDays_SaysThatTheWeekCounts()
    {
        await OpenAsync("/settings/calendar?year=2028");

        _page.Markup.Should().Contain("Праздники 2028 года не внесены.").And.Contain("Таких дней нет");
        _page.FindAll("button.day").Should().HaveCount(366);
    }

    [Fact]
    public async Task ProvisionalYear_IsConfirmedByItsDecree()
    {
        await OpenAsync("/settings/calendar?year=2027");
        _page.Find("nav[aria-label='Год'] .chip.waiting").TextContent.Should().Be("предварительно");
        Day(new DateOnly(2027, 5, 3)).QuerySelector("small")!.TextContent.Should().Be("в?");

        _page.Find("form").Submit();
        _page.WaitForElement("#year-source-err").TextContent.Should().Contain("Назовите постановление");

        _page.Find("#year-source").Change("от 10.10.2026 № 1500");
        _page.Find("form").Submit();
        _page.WaitForAssertion(() => _page.FindAll("#year-source").Should().BeEmpty());
        _page.Markup.Should().Contain("от 10.10.2026 № 1500").And.NotContain("предварительно\"");

        Undo();
        _page.WaitForElement("#year-source");
    }

    [Fact]
    public async Task Day_MadeADayOff_ShowsItsEffectFirstAndCanBeUndone()
    {
        await OpenAsync("/settings/calendar?year=2027");
        var day = new DateOnly(2027, 5, 5);

        Day(day).Click();
        _dialogs.WaitForElement("input[name=day-mark]");
        _dialogs.FindAll("input[name=day-mark]")[1].Change("on");
        _dialogs.WaitForAssertion(() => _dialogs.Find("form [role=status]").TextContent.Should().Contain("чт\u00A006.05 после\u00A014:00"));
        _dialogs.Find("form").Submit();
        _dialogs.WaitForElement("#day-title-err").TextContent.Should().Contain("Назовите день");
        _dialogs.Find("#day-title").Change("День техникума");
        _dialogs.Find("#day-source").Change("Приказ № 1");
        _dialogs.Find("form").Submit();

        _page.WaitForAssertion(() => Spoken(day).Should().Be("5 мая 2027, среда: выходной, День техникума"));
        Undo();
        _page.WaitForAssertion(() => Spoken(day).Should().Be("5 мая 2027, среда: рабочий"));
    }

    [Fact]
    public async Task HolidayRule_IsSetAndUndone()
    {
        await OpenAsync("/settings/calendar?year=2027");
        IElement Rule() => _page.Find("input[type=checkbox]");

        Rule().Change(true);
        _page.WaitForAssertion(() => Rule().HasAttribute("checked").Should().BeTrue());
        Undo();

        _page.WaitForAssertion(() => Rule().HasAttribute("checked").Should().BeFalse());
    }

    private async Task OpenAsync(string address)
    {
        await SignInAsync(PortalRole.Administrator);
        _dialogs = Render<MudDialogProvider>();
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        _page = Render<CalendarPage>();
        _page.WaitForElement("table.cal");
    }

    private IElement Day(DateOnly day) => _page.Find($"button[data-day='{day.DayOfYear}']");

    /// <summary>What a screen reader says of a day.</summary>
    private string Spoken(DateOnly day) => string.Concat(Day(day).ChildNodes.Where(n => n is not IElement { TagName: "SMALL" }).Select(n => n.TextContent.Trim('\n', '\r')))
        .Replace("\n", "", StringComparison.Ordinal).Trim();

    private void Undo() => _page.InvokeAsync(Services.GetRequiredService<UndoToasts>().UndoAsync).GetAwaiter().GetResult();
}
