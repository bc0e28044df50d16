using System.Reflection;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Settings;
using Sferum.Admin.Web.Features.Setup;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class SettingsPagesTests : PortalContext
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<SettingsQueries>());
        Services.AddSingleton(Database.Get<EditSettings>());
        Services.AddSingleton(Database.Get<Core.Drafts.FormDrafts>());
        Services.AddSingleton(Database.Get<AcademicYearQueries>());
        Services.AddSingleton(Database.Get<EditAcademicYears>());
        Services.AddSingleton(Database.Get<ProgramQueries>());
        Services.AddSingleton(Database.Get<EditPrograms>());
        Services.AddSingleton(Database.Get<PlatformQueries>());
        Services.AddSingleton(Database.Get<EditPlatforms>());
        await using var db = Database.NewContext();
        await RegisterDefaults.EnsureAsync(db, Actor.Console(), TestClock.Today, TestClock.Now, Ct);
    }

    public static TheoryData<Type> Pages => [typeof(OrganizationPage), typeof(RulesPage), typeof(YearsPage), typeof(ProgramsPage), typeof(PlatformsPage), typeof(StartPage)];

    [Theory, MemberData(nameof(Pages))]
    public async Task NotAnAdministrator_FindsNothing(Type page)
    {
        await SignInAsync(PortalRole.Director);

        var rendered = Render(builder =>
        {
            builder.OpenComponent(0, page);
            builder.CloseComponent();
        });

        rendered.WaitForAssertion(() => rendered.Find("h1").TextContent.Should().Be("Не найдено"));
    }

    [Fact]
    public void Tabs_EachLeadToAPage()
    {
        var pages = typeof(PortalMenu).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template);

        SettingsTabs.Pages.Select(p => p.Href).Should().BeSubsetOf(pages);
    }

    [Fact]
    public async Task Rule_TypedAnew_TellsItsConsequencesAndIsSavedAndTakenBack()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Render<RulesPage>();
        page.WaitForElement("#rule-verifieddays").GetAttribute("value").Should().Be("30");
        page.FindAll(".rule").Should().HaveCount(8).And.OnlyContain(r => !r.TextContent.Contains("умолчанию"));
        page.Find("#rules-default").TextContent.Should().Be("Все правила\u00A0— по\u00A0умолчанию.");
        Save(page).HasAttribute("disabled").Should().BeTrue();

        page.Find("#rule-verifieddays").Change("0");
        page.Find("#rule-verifieddays-err").TextContent.Should().Contain("от 1 до 365");
        page.Find("#rule-verifieddays").Change("45");
        page.WaitForAssertion(() => page.Find(".dock [role=status]").TextContent.Should().Contain("ничего не\u00A0меняет"));
        page.Find("form").Submit();

        page.WaitForAssertion(() => page.Find(".dock [role=status]").TextContent.Should().Contain("Правила сохранены"));
        page.Find("#rule-verifieddays-default").TextContent.Should().Contain("По\u00A0умолчанию: 30\u00A0дней");
        page.Find("#rules-default").TextContent.Should().StartWith("Не\u00A0по\u00A0умолчанию: 1\u00A0правило.");
        (await StoredAsync()).VerifiedDays.Should().Be(45);
        await Services.GetRequiredService<UndoToasts>().UndoAsync();
        page.WaitForAssertion(() => page.Find("#rule-verifieddays").GetAttribute("value").Should().Be("30"));
    }

    [Fact]
    public async Task Organization_ChangedByAnotherMeanwhile_IsAskedFieldByField()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Render<OrganizationPage>();
        page.WaitForElement("#org-name").Input("ГБПОУ «ЧИТ»");
        page.Find("#org-contact").Input("Окулову Д. И.");
        var other = new SchoolSettings { OrganizationName = "ЧИТ", OrganizationFullName = "Чусовской индустриальный техникум" };
        await Database.Get<EditSettings>().SaveAsync(Actor.Console(), new EditSettingsRequest(SettingsPart.Organization, new SchoolSettings(), other), Ct);

        page.Find("form").Submit();

        page.WaitForElement("[role=alert]").TextContent.Should().Contain("её изменили");
        page.FindAll(".card.scroll tbody tr").Should().ContainSingle().Which.TextContent.Should().Contain("Короткое название");
        page.Find("#org-full").GetAttribute("value").Should().Be(other.OrganizationFullName, "what only the other changed is taken over");
        page.FindAll(".card.scroll input[type=radio]")[0].Change(true);
        page.Find("form").Submit();
        page.WaitForAssertion(() => page.Markup.Should().Contain("Сохранено"));
        (await StoredAsync()).Should().Match<SchoolSettings>(s => s.OrganizationName == "ЧИТ" && s.AdministratorContact == "Окулову Д. И." && s.OrganizationFullName == other.OrganizationFullName);
    }

    [Fact]
    public async Task Organization_LeftUnsaved_IsOfferedAgainUntilItIsSaved()
    {
        await SignInAsync(PortalRole.Administrator);
        Render<OrganizationPage>().WaitForElement("#org-name").Input("ГБПОУ «ЧИТ»");
        SpinWait.SpinUntil(IsKept, TimeSpan.FromSeconds(10)).Should().BeTrue();
        await DisposeComponentsAsync();

        var page = Render<OrganizationPage>();

        page.WaitForElement(".note").TextContent.Should().Contain("Черновик от");
        page.Find("#org-name").GetAttribute("value").Should().BeNullOrEmpty();
        page.FindAll("button").Single(b => b.TextContent == "Вернуть").Click();
        page.WaitForAssertion(() => page.Find("#org-name").GetAttribute("value").Should().Be("ГБПОУ «ЧИТ»"));
        page.Find("form").Submit();
        page.WaitForAssertion(() => page.Markup.Should().Contain("Сохранено"));
        (await StoredAsync()).OrganizationName.Should().Be("ГБПОУ «ЧИТ»");
        IsKept().Should().BeFalse();

        bool IsKept()
        {
            Database.Time.Advance(TimeSpan.FromSeconds(1));
            using var db = Database.NewContext();
            return db.FormDrafts.Any();
        }
    }

    [Fact]
    public async Task Setup_LeftAtAStep_GoesOnWithIt()
    {
        await SignInAsync(PortalRole.Administrator);
        (await StepAsync()).Should().StartWith("Техникум и администратор");

        await Database.Get<EditSettings>().SaveAsync(Actor.Console(), new EditSettingsRequest(SettingsPart.Organization, new SchoolSettings(), new SchoolSettings { OrganizationName = "ЧИТ" }), Ct);
        (await StepAsync()).Should().StartWith("Загрузите списки студентов и сотрудников");

        var register = new Register(Database);
        register.Student(register.Group("ИС-21"));
        register.Employee("Климова");
        await register.SaveAsync(Ct);
        (await StepAsync()).Should().StartWith("Площадка и ЭПОС");

        async Task<string> StepAsync()
        {
            await DisposeComponentsAsync();
            return Render<StartPage>().WaitForElement("li[aria-current=step] h2").TextContent;
        }
    }

    [Fact]
    public async Task Program_WithABadCode_IsToldBesideTheField_AndAUsedOneIsNotRemoved()
    {
        await SignInAsync(PortalRole.Administrator);
        var register = new Register(Database);
        var program = register.Add(new Core.StudyGroups.Program { Code = "09.02.07", Title = "Информационные системы" });
        register.Group("ИС-21").ProgramId = program.Id;
        await register.SaveAsync(Ct);
        var page = Render<ProgramsPage>();
        page.WaitForElement("tbody tr").TextContent.Should().Contain("1\u00A0группа");

        page.Find("tbody button").Click();
        page.FindAll("button.danger").Should().BeEmpty();
        page.Find("#program-code").Input("9");
        page.Find("form").Submit();

        page.WaitForElement("#program-code-err").TextContent.Should().Contain("например 09.02.07");
        page.Find("#program-code").GetAttribute("aria-invalid").Should().Be("true");
        page.Find("#program-code").Input("09.02.08");
        page.Find("form").Submit();
        page.WaitForAssertion(() => page.Find("tbody tr").TextContent.Should().Contain("09.02.08"));
    }

    [Fact]
    public async Task Years_ShowTheCurrentOneAndAddTheNext()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Render<YearsPage>();
        page.WaitForElement("tbody tr").TextContent.Should().Contain("2026/2027").And.Contain("текущий").And.Contain("31.08.2027");

        page.Find(".page-head button").Click();
        page.Find("#year-first").GetAttribute("value").Should().Be("2027");
        page.Find("form").Submit();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(2));
    }

    [Fact]
    public async Task Platform_WithoutASuccessor_IsNotEnded()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Render<PlatformsPage>();
        page.WaitForElement("tbody tr");

        page.FindAll("tbody button").First(b => b.TextContent.StartsWith("Закончить", StringComparison.Ordinal) && b.TextContent.EndsWith("MAX", StringComparison.Ordinal)).Click();
        page.Find("form").Submit();

        page.WaitForElement("#platform-last-err").TextContent.Should().Contain("сначала начните следующий");
    }

    [Fact]
    public async Task Rights_TakenWhileThePageIsOpen_TakeItAwayWithinAMinute()
    {
        var id = await SignInAsync(PortalRole.Administrator);
        await Database.Get<AddUser>().RunAsync(Actor.Console(), new AddUserRequest("other@chit.example", "Бурдина Анна Сергеевна", [PortalRole.Administrator], null), Ct);
        var shell = Render<MainLayout>(p => p.Add(x => x.Body, builder =>
        {
            builder.OpenComponent<RulesPage>(0);
            builder.CloseComponent();
        }));
        shell.WaitForElement("#rule-verifieddays");

        await Database.Get<ChangeUser>().SetRolesAsync(Actor.Console(), new SetRolesRequest(id, [PortalRole.Director], null), Ct);
        Database.Time.Advance(TimeSpan.FromSeconds(59));

        shell.WaitForAssertion(() => shell.Find("h1").TextContent.Should().Be("Не найдено"));
        shell.FindAll("nav[aria-label='Разделы'] a").Select(a => a.TextContent.Trim()).Should().NotContain("Настройки");
        await Database.Get<ChangeUser>().SetLockedAsync(Actor.Console(), new LockUserRequest(id, true), Ct);
        Database.Time.Advance(TimeSpan.FromSeconds(59));
        shell.WaitForAssertion(() => Services.GetRequiredService<NavigationManager>().Uri.Should().EndWith("/account/login"));
    }

    private async Task<SchoolSettings> StoredAsync()
    {
        await using var db = Database.NewContext();
        return await SchoolSettings.LoadAsync(db, Ct);
    }

    private static IElement Save(IRenderedComponent<RulesPage> page) => page.FindAll("button").First(b => b.TextContent.Contains("Сохранить правила"));
}
