using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class ShellTests : PortalContext
{
    [Fact]
    public async Task Shell_AfterItsFirstRender_SaysThatItIsReady()
    {
        await SignInAsync(PortalRole.Administrator);

        var shell = RenderShell("<p>Страница</p>");

        shell.WaitForElement(".shell[data-ready=true]");
        shell.Find("main#main").GetAttribute("tabindex").Should().Be("-1");
        shell.Find("main").TextContent.Should().Contain("Страница");
        shell.Find("a.skip").TextContent.Should().Be("К содержанию");
    }

    [Fact]
    public async Task Theme_OfTheSystem_IsFollowedWhileThePageIsOpen()
    {
        await SignInAsync(PortalRole.Administrator);
        var shell = RenderShell("");
        shell.WaitForElement(".shell[data-ready=true]");

        await shell.Instance.TakeThemeAsync(true);
        shell.FindAll("[data-theme-toggle], details.menu .narrow-only[aria-pressed]").Select(button => button.GetAttribute("aria-pressed")).Distinct().Should().Equal("true");

        await shell.Instance.TakeThemeAsync(false);
        shell.Find("[data-theme-toggle]").GetAttribute("aria-pressed").Should().Be("false");
    }

    [Theory]
    [InlineData(PortalRole.Administrator, "Сегодня, Люди, Группы, Загрузка списков, Чаты, Преподаватели, Показатели, Настройки")]
    [InlineData(PortalRole.Curator, "Сегодня, Мои студенты и родители, Все мои группы, Чаты")]
    [InlineData(PortalRole.Director, "Сегодня, Показатели, Группы, Люди")]
    public async Task Menu_OfEachRole_ShowsWhatItMayOpen(PortalRole role, string expected)
    {
        await SignInAsync(role);

        var shell = RenderShell("");

        string.Join(", ", shell.FindAll("nav[aria-label='Разделы'] a .ell").Select(a => a.TextContent.Trim())).Should().Be(expected);
    }

    [Fact]
    public void Menu_EveryLine_LeadsToAPage()
    {
        var pages = typeof(PortalMenu).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template);

        PortalMenu.All.SelectMany(s => s.Lines).Select(l => l.Href).Should().BeSubsetOf(pages);
    }

    [Theory]
    [InlineData("/settings/users")]
    [InlineData("/settings/jobs")]
    [InlineData("/settings/users/1")]
    public async Task Menu_MarksThePageOnScreenAndThoseBelowIt(string address)
    {
        await SignInAsync(PortalRole.Administrator);
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        var shell = RenderShell("");

        shell.Find("nav a[aria-current=page]").GetAttribute("href").Should().Be("/settings");
    }

    [Fact]
    public async Task Account_ShowsNameAndRolesAndTheWayOut()
    {
        await SignInAsync(PortalRole.Director, PortalRole.Administrator);

        var menu = RenderShell("").Find("details.menu");

        menu.TextContent.Should().Contain("Окулов\u00A0Д.\u00A0И.").And.Contain("администратор, директор");
        menu.QuerySelector("button[form=sign-out]")!.TextContent.Should().Contain("Выйти");
    }

    [Fact]
    public async Task FailedPage_ShowsACodeAndNothingOfTheException()
    {
        await SignInAsync(PortalRole.Administrator);

        var shell = RenderShell(body: builder =>
        {
            builder.OpenComponent<Failing>(0);
            builder.CloseComponent();
        });

        var text = shell.Find("[role=alert]").TextContent;
        text.Should().MatchRegex("назовите администратору код [0-9A-F]{6}").And.NotContain(Failing.Secret);
        shell.FindAll("nav a").Should().NotBeEmpty("the shell stays");
    }

    [Fact]
    public async Task FailedPage_Retried_OpensInTheSameTab()
    {
        await SignInAsync(PortalRole.Administrator);
        Failing.IsMended = false;
        var shell = RenderShell(body: builder =>
        {
            builder.OpenComponent<Failing>(0);
            builder.CloseComponent();
        });
        Failing.IsMended = true;

        shell.Find("[role=alert] button").Click();

        shell.WaitForAssertion(() => shell.Find("main").TextContent.Should().Contain("Починили"));
        Failing.IsMended = false;
    }

    [Fact]
    public async Task Menu_OfACurator_NamesOwnGroupsWithWhatIsLeft()
    {
        await SignInAsync(PortalRole.Curator);
        var register = new Register(Database);
        await using (var db = Database.NewContext())
        {
            register.Curator(register.Group("ИС-21"), db.People.Single());
            register.Curator(register.Group("ИС-22"));
        }

        await register.SaveAsync(Ct);
        var shell = RenderShell("");

        shell.WaitForAssertion(() => shell.FindAll("nav h2").Select(h => h.TextContent).Should().Equal("Моя группа", "Справка"));
        shell.FindAll("nav a[href^='/groups/'] .ell").Select(a => a.TextContent).Should().Equal("ИС-21");
    }

    [Fact]
    public async Task Menu_CountsWhatWaits_AndSaysSo()
    {
        await SignInAsync(PortalRole.Administrator);
        var register = new Register(Database);
        register.Group("ИС-21");
        await register.SaveAsync(Ct);

        var shell = RenderShell("");

        shell.WaitForAssertion(() => shell.Find("nav a[href='/'] .count").TextContent.Should().Be("1 требует внимания"));
        shell.FindAll("nav a[href='/imports'] .count").Should().BeEmpty("nothing waits there");
    }

    [Fact]
    public async Task Keys_OfThePage_StandBeforeThoseOfThePortal()
    {
        await SignInAsync(PortalRole.Administrator);
        var shell = RenderShell(builder =>
        {
            builder.OpenComponent<PageKeys>(0);
            builder.AddComponentParameter(1, nameof(PageKeys.Title), "Отметки группы");
            builder.AddComponentParameter(2, nameof(PageKeys.Lines), (IReadOnlyList<KeyLine>)[new("В", "видно")]);
            builder.CloseComponent();
        });

        shell.Find("[data-key-help]").Click();

        shell.FindAll(".keyhelp h3").Select(h => h.TextContent).Should().Equal("Отметки группы", "Везде");
        shell.Find(".keyhelp dd").TextContent.Should().Be("видно");
    }

    [Fact]
    public async Task SmallScreen_MenuOpensAndCloses()
    {
        await SignInAsync(PortalRole.Administrator);
        var shell = RenderShell("");

        shell.Find("button.burger").Click();
        shell.Find("aside").ClassList.Should().Contain("open");
        shell.Find("main").HasAttribute("inert").Should().BeTrue("the focus goes round in the drawer");
        shell.Find("button.veil").Click();

        shell.Find("aside").ClassList.Should().NotContain("open");
        shell.Find("main").HasAttribute("inert").Should().BeFalse();
        shell.Find("button.burger").GetAttribute("aria-expanded").Should().Be("false");
    }

    [Fact]
    public async Task Age_WithoutAConnection_IsNeutralAndLeadsTheAdministratorToTheJobs()
    {
        await SignInAsync(PortalRole.Administrator);

        var age = RenderShell("").WaitForElement(".fresh");

        age.TextContent.Should().Contain("ЭПОС").And.Contain("не подключён").And.Contain("ещё не было");
        age.TextContent.Should().NotContain("демонстрационные");
        age.QuerySelectorAll(".danger-t").Should().BeEmpty();
        age.QuerySelector("a")!.GetAttribute("href").Should().Be("/settings/jobs");
    }

    [Theory]
    [InlineData(1, "11:00", false)]
    [InlineData(37, "устарело, 18.11.2026", true)]
    public async Task Age_OfAReading_IsRedOnlyPastItsLimit(int hours, string words, bool isRed)
    {
        await SignInAsync(PortalRole.Director);
        await ReadAsync(Database.Clock.Now.AddHours(-hours));

        var age = RenderShell("").WaitForElement(".fresh");

        age.TextContent.Should().Contain(words).And.Contain($"из 1 группы").And.Contain("демонстрационные данные");
        age.QuerySelector(".danger-t").Should().Match(red => (red != null) == isRed);
        age.QuerySelectorAll("a").Should().BeEmpty("the jobs are the administrator's");
        age.QuerySelector("[title]")!.GetAttribute("title").Should().StartWith("ЭПОС прочитан ").And.Contain(isRed ? "Это давно" : "на 10:29. Полностью — 1 из");
    }

    /// <summary>A check that ends, whoever started it, is told of at the foot of the menu.</summary>
    [Fact]
    public async Task Age_AfterAReading_IsReadAnew()
    {
        await SignInAsync(PortalRole.Administrator);
        var shell = RenderShell("");
        shell.WaitForElement(".fresh").TextContent.Should().Contain("не подключён");
        await ReadAsync(Database.Clock.Now.AddHours(-1));

        // A reading was committed: the page hears of it by itself.
        Database.Time.Advance(TimeSpan.FromSeconds(2));

        shell.WaitForAssertion(() => shell.Find(".fresh").TextContent.Should().Contain("11:00"));
    }

    /// <summary>A complete reading of the only group and of the staff.</summary>
    private async Task ReadAsync(DateTime takenAt)
    {
        var register = new Register(Database);
        register.Add(new Setting { Key = nameof(SchoolSettings.JournalMode), Value = nameof(JournalReaderMode.Assumed) });
        foreach (var scope in SectionReadings.ScopesOf(register.Group("ИС-21").Id).Append(ReadingScope.Staff))
        {
            register.Add(new Reading { SourceId = register.Journal.Id, Method = ObservationMethod.Reading, Scope = scope.ToString(), TakenAt = takenAt, AsOf = takenAt.AddMinutes(-31), Verdict = ReadingVerdict.Complete });
        }

        await register.SaveAsync(Ct);
    }

    private IRenderedComponent<MainLayout> RenderShell(string html) => RenderShell(builder => builder.AddMarkupContent(0, html));

    private IRenderedComponent<MainLayout> RenderShell(RenderFragment body)
    {
        var shell = Render<MainLayout>(p => p.Add(x => x.Body, body));
        shell.WaitForElement("details.menu");
        return shell;
    }

    private sealed class Failing : ComponentBase
    {
        public const string Secret = "Щербинина";

        public static bool IsMended { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddContent(0, IsMended ? "Починили" : throw new InvalidOperationException(Secret));
    }
}
