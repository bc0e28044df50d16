using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Components.Lists;
using Sferum.Admin.Web.Features.Statistics;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Statistics;

public sealed class StatisticsPagesTests : PortalContext
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<StatisticsQueries>());
        Services.AddSingleton(Database.Get<WeekQueries>());
        Services.AddSingleton(Database.Get<RemindCurators>());
        Services.AddSingleton(Database.Get<StartCheck>());
        Services.AddSingleton(Database.Get<JobQueries>());
        Services.AddSingleton(Database.Get<RecordPrint>());
        Services.AddSingleton<ExportTickets>();
    }

    [Fact]
    public async Task Curator_OfFigures_FindsNothing()
    {
        await SignInAsync(PortalRole.Curator);

        var page = Render<StatisticsPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().Be("Не найдено"));
    }

    [Fact]
    public async Task Director_OnTheFigures_OpensListsButNotRefusals()
    {
        await MakeAsync();
        await SignInAsync(PortalRole.Director);

        var page = Render<StatisticsPage>();

        page.WaitForElement("table.kpi");
        var links = page.FindAll("a.num").Select(a => a.GetAttribute("href")!).ToList();
        links.Should().Contain("/statistics/K2-students").And.Contain("/statistics/K2-students?part=denominator").And.Contain("/statistics/K2-families?part=rest");
        links.Should().NotContain(href => href.Contains("refus") || href.Contains("part=not-applicable"));
        page.Find("section[aria-label='Студенты и представители, привязаны']").TextContent.Should().Contain("отказались 1").And.Contain("из\u00A0").And.Contain("Для цели не хватает 1\u00A0человека");
        page.FindAll("details dt").Should().HaveCount(IndicatorRules.Frozen.Count);
        page.Markup.Should().NotContain("Отказова").And.Contain("сейчас предварительно");
        page.FindAll(".stat-up a.btn").Should().NotBeEmpty().And.OnlyContain(a => a.TextContent.StartsWith("Список", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Administrator_OnTheFigures_OpensRefusalsToo_AndGetsTheActs()
    {
        await MakeAsync();
        await SignInAsync(PortalRole.Administrator);

        var page = Render<StatisticsPage>();

        page.WaitForElement("table.kpi");
        page.FindAll("a.num").Select(a => a.GetAttribute("href")).Should().Contain("/statistics/refusals").And.Contain("/statistics/K2-families?part=refused");
        page.FindAll(".stat-up .btn").Select(b => b.TextContent).Should().Contain(text => text.StartsWith("Назначить", StringComparison.Ordinal)).And.NotContain(text => text.StartsWith("Список", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FigureWithoutASource_SaysSo_AndIsNoZero()
    {
        await MakeAsync();
        await SignInAsync(PortalRole.Director);

        var page = Render<StatisticsPage>();

        page.WaitForElement("table.kpi");
        var rows = page.FindAll("tr.none");
        rows.Should().HaveCount(IndicatorRules.WithoutSource.Count).And.OnlyContain(r => r.TextContent.Contains("нет данных"));
        rows.Should().Contain(r => r.TextContent.Contains("K7")).And.NotContain(r => r.TextContent.Contains('0') && !r.TextContent.Contains("K10"));
    }

    [Fact]
    public async Task Map_OfASmallGroup_NamesItAndOpensNothing()
    {
        var group = await MakeAsync();
        await SignInAsync(PortalRole.Director);

        var page = Render<StatisticsPage>();

        page.WaitForElement(".heat");
        page.Find(".heat").TextContent.Should().Contain("ИС-21").And.Contain("<\u00A05");
        page.FindAll($".heat a[href*='{group}']").Should().BeEmpty();
        page.FindAll(".legend li").Should().HaveCount(5);
    }

    [Fact]
    public async Task PastWeek_NobodyLookedIn_IsAGapWithAWayBack()
    {
        await MakeAsync();
        await SignInAsync(PortalRole.Director);
        Go("/statistics?week=2026-W40");

        var page = Render<StatisticsPage>();

        page.WaitForElement(".empty").TextContent.Should().Contain("За эту неделю данных нет");
        page.Find("nav[aria-label='Неделя'] a[rel=next]").GetAttribute("href").Should().Be("/statistics?week=2026-W41");
        page.FindAll("table").Should().BeEmpty();
    }

    [Fact]
    public async Task List_ForTheDirector_HoldsRowsWithoutANameAndSaysWhy()
    {
        await MakeAsync();
        await SignInAsync(PortalRole.Director);
        Go("/statistics/K2-students?part=denominator");

        var page = Render<IndicatorPage>(p => p.Add(x => x.Code, "K2-students"));

        page.WaitForElement("table");
        Rows(page).Should().HaveCount(2);
        page.Markup.Should().Contain("Имя не показывается").And.Contain("они в числе, но не названы").And.NotContain("Отказова");
        page.Find("nav[aria-label='Числа показателя'] a[aria-current=page]").TextContent.Should().StartWith("Знаменатель");
    }

    [Fact]
    public async Task List_OfPlaces_NamesThePersonAndTheChat()
    {
        var group = await MakeAsync();
        await SignInAsync(PortalRole.Administrator);
        Go($"/statistics/K5?part=not-checked&group={group}");

        var page = Render<IndicatorPage>(p => p.Add(x => x.Code, "K5"));

        page.WaitForElement("table");
        Rows(page).Should().ContainSingle().Which.TextContent.Should().Contain("Белова").And.Contain("ИС-21 · Группа").And.Contain("Не проверено").And.Contain("не смотрели");
        page.Find(".fchip.on").TextContent.Should().Contain("ИС-21");
    }

    [Theory]
    [InlineData("K99", "")]
    [InlineData("K5", "?part=rests")]
    [InlineData("refusals", "")]
    public async Task List_ThatIsNotThere_ReadsNotFound(string code, string query)
    {
        await SignInAsync(PortalRole.Director);
        Go($"/statistics/{code}{query}");

        var page = Render<IndicatorPage>(p => p.Add(x => x.Code, code));

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().Be("Не найдено"));
    }

    [Fact]
    public async Task FutureWeek_IsRefusedInWords()
    {
        await SignInAsync(PortalRole.Director);
        Go("/statistics?week=2027-W01");

        var page = Render<StatisticsPage>();

        page.WaitForElement("[role=alert]").TextContent.Should().Contain("Показатели считаются за прошедшие недели и за текущую.");
    }

    private void Go(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    private static IEnumerable<IElement> Rows(IRenderedComponent<IndicatorPage> page) => page.FindAll("tbody tr");

    private async Task<Guid> MakeAsync()
    {
        var register = new Register(Database);
        var group = register.Group("ИС-21");
        register.Student(group, "Белова");
        var refuser = register.Student(group, "Отказова");
        register.Add(new OptOut { PersonId = refuser.Id, AlternativeChannel = AlternativeChannel.Paper, ValidFrom = Register.YearStart, RecordedAt = TestClock.Now });
        register.Chat();
        await register.SaveAsync(Ct);
        return group.Id;
    }
}
