using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Web.Features.Statistics;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Statistics;

public sealed class StatisticsPagesTests : PortalContext
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<StatisticsQueries>());
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

        page.WaitForElement("table");
        var links = page.FindAll("a.num").Select(a => a.GetAttribute("href")!).ToList();
        links.Should().Contain("/statistics/K2-students").And.Contain("/statistics/K2-students?part=rest").And.Contain("/statistics/K2-students?part=denominator");
        links.Should().NotContain(href => href.Contains("refus") || href.Contains("part=not-applicable"));
        page.Find("section[aria-label='Привязаны студенты']").TextContent.Should().Contain("отказались: 1");
        page.FindAll("details dt").Should().HaveCount(IndicatorRules.All.Count);
        page.Markup.Should().NotContain("Отказова");
    }

    [Fact]
    public async Task Administrator_OnTheFigures_OpensRefusalsToo()
    {
        await MakeAsync();
        await SignInAsync(PortalRole.Administrator);

        var page = Render<StatisticsPage>();

        page.WaitForElement("table");
        page.FindAll("a.num").Select(a => a.GetAttribute("href")).Should().Contain("/statistics/refusals").And.Contain("/statistics/K2-students?part=refused");
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
    public async Task FutureDay_IsRefusedInWords()
    {
        await SignInAsync(PortalRole.Director);
        Go("/statistics?day=2027-01-01");

        var page = Render<StatisticsPage>();

        page.WaitForElement("[role=alert]").TextContent.Should().Contain("Показатели считаются за прошедшие дни и за сегодня.");
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
