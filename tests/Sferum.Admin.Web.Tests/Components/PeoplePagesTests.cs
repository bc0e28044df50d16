using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Features.Groups;
using Sferum.Admin.Web.Features.People;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class PeoplePagesTests : PortalContext
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private SearchState Search => Services.GetRequiredService<SearchState>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<PeopleQueries>());
        Services.AddSingleton(Database.Get<PersonQueries>());
        Services.AddSingleton(Database.Get<BindingQueries>());
        Services.AddSingleton(Database.Get<Unbind>());
        Services.AddSingleton(Database.Get<EditPersonQueries>());
        Services.AddSingleton(Database.Get<GroupQueries>());
        Services.AddSingleton(Database.Get<ChatQueries>());
    }

    [Fact]
    public async Task People_MoreThanAPage_LeadsForthAndBackByRowIds()
    {
        await ArrangeAsync(students: 60);

        var page = Render<PeoplePage>();
        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(50));
        var last = page.FindAll("tbody tr th a")[^1].GetAttribute("href")!.Split('/')[^1];
        var next = page.Find("a[rel=next]").GetAttribute("href")!;
        next.Should().Be($"/people?after={last}&page=2");

        Navigation.NavigateTo(next);
        page = Render<PeoplePage>();
        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(11));
        page.Find(".pager").TextContent.Should().Contain("51–61 из 61");
        page.Find("a[rel=prev]").GetAttribute("href").Should().Be("/people");
    }

    [Fact]
    public async Task People_Search_FindsWithoutPuttingTheTextIntoTheAddress()
    {
        await ArrangeAsync(students: 3);
        var page = Render<PeoplePage>();
        page.WaitForElement("tbody tr");

        page.Find(".filters input").Change("воронцов");
        page.Find(".filters form").Submit();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(1));
        Navigation.Uri.Should().Be("http://localhost/");
        page.Markup.Should().Contain("Поиск: <b>воронцов</b>");
    }

    [Fact]
    public async Task People_SearchOnALaterPage_BeginsAnewAtTheFirst()
    {
        await ArrangeAsync(students: 60);
        Navigation.NavigateTo("/people?tab=students&page=2");
        var page = Render<PeoplePage>();
        page.WaitForElement("tbody tr");

        await page.InvokeAsync(() => Search.SetAsync("иван"));

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/people?tab=students"));
    }

    [Fact]
    public async Task People_NobodyFound_OffersTheWayBack()
    {
        await ArrangeAsync(students: 1);
        Navigation.NavigateTo("/people?nobirth=1");

        var page = Render<PeoplePage>();

        page.WaitForAssertion(() => page.Find(".empty h2").TextContent.Should().Be("Никого не нашли"));
        page.Find(".empty a").GetAttribute("href").Should().Be("/people");
    }

    [Fact]
    public async Task People_FiltersOfTheAddress_ReadAsASentenceAndEachLeadsAway()
    {
        await ArrangeAsync(students: 2);
        Navigation.NavigateTo("/people?tab=students&link=invited.notinvited&nophone=1");

        var page = Render<PeoplePage>();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(2));
        var chips = page.FindAll("a.fchip.on");
        chips.Select(chip => chip.TextContent.Trim()).Should().SatisfyRespectively(
            chip => chip.Should().StartWith("Привязка: не приглашён, приглашён"), chip => chip.Should().StartWith("Нет телефона"));
        chips.Select(chip => chip.GetAttribute("href")).Should().Equal("/people?tab=students&nophone=1", "/people?tab=students&link=notinvited.invited");
    }

    [Fact]
    public async Task People_ColumnsOfTheAddress_AreTheHeadsInTheirOrder()
    {
        await ArrangeAsync(students: 1);
        Navigation.NavigateTo("/people?cols=phone.role");

        var page = Render<PeoplePage>();

        page.WaitForAssertion(() => page.FindAll("thead th").Select(head => head.TextContent.Trim()).Should().Equal("", "Фамилия, имя, отчество", "Телефон", "Кто", "Действия"));
        page.Find("thead th[aria-sort]").GetAttribute("aria-sort").Should().Be("ascending");
    }

    [Fact]
    public async Task People_MenusOfTheList_AreFilledWhenOpenedAndNoSooner()
    {
        await ArrangeAsync(students: 2);
        var page = Render<PeoplePage>();
        page.WaitForElement("tbody tr");
        page.FindAll(".filters .sheet, [role=menu]").Should().BeEmpty();

        page.Find("details.filter").TriggerEvent("ontoggle", EventArgs.Empty);
        page.FindAll("details.filter .sheet legend").Select(legend => legend.TextContent).Should().Contain("Привязка").And.Contain("Данные");
        page.Find("details.columns").TriggerEvent("ontoggle", EventArgs.Empty);
        page.FindAll("details.columns .sheet li").Should().HaveCount(PeopleColumns.All.Count(column => !column.IsFixed));

        page.FindAll(".rowmenu > button")[0].Click();
        page.FindAll("tbody tr")[0].QuerySelectorAll("[role=menuitem]").Should().HaveCount(4);
        page.FindAll(".rowmenu > button")[1].Click();
        page.FindAll("tbody tr")[0].QuerySelectorAll("[role=menuitem]").Should().BeEmpty();
        page.FindAll("tbody tr")[1].QuerySelectorAll("[role=menuitem]").Should().HaveCount(4);
        page.FindAll("[aria-haspopup=menu]").Select(button => button.GetAttribute("aria-expanded")).Should().ContainInOrder("false", "true");
    }

    [Fact]
    public async Task People_Chosen_AreCountedAndAllOfThemOffered()
    {
        await ArrangeAsync(students: 60);
        var page = Render<PeoplePage>();
        page.WaitForElement("tbody tr");

        page.Find("tbody input[data-select]").Change(true);

        page.Find(".bulk b").TextContent.Should().Be("Выбран 1\u00A0человек");
        page.Find(".bulk .btn.link").TextContent.Should().Be("выбрать всех 61");
        page.Find(".bulk .btn.link").Click();
        page.WaitForAssertion(() => page.Find(".bulk b").TextContent.Should().Be("Выбран 61\u00A0человек"));
        page.FindAll("tbody tr.sel").Should().HaveCount(50);
    }

    [Fact]
    public async Task People_Director_ChoosesNobody()
    {
        await ArrangeAsync(students: 1, PortalRole.Director);

        var page = Render<PeoplePage>();

        page.WaitForElement("tbody tr");
        page.FindAll("tbody input").Should().BeEmpty();
        page.FindAll(".rowmenu").Should().BeEmpty();
    }

    [Fact]
    public async Task People_ViewSaved_StandsAmongTheTabsAndIsTheCurrentOne()
    {
        await ArrangeAsync(students: 1);
        Navigation.NavigateTo("/people?tab=students");
        var page = Render<PeoplePage>();
        page.WaitForElement("tbody tr");

        page.Find("#view-name").Change("Мои студенты");
        page.Find("details.views form").Submit();

        page.WaitForAssertion(() => page.Find(".tabs a.view").GetAttribute("aria-current").Should().Be("page"));
        page.Find(".tabs a.view").GetAttribute("href").Should().Be("/people?tab=students");
        page.FindAll(".tabs a[aria-current]").Should().ContainSingle();
    }

    [Fact]
    public async Task Person_Why_AnswersForTheChatOfTheAddress()
    {
        var student = (await ArrangeAsync(students: 1)).Single();

        var page = Render<PersonPage>(parameters => parameters.Add(p => p.Id, student.Id));

        page.WaitForAssertion(() => page.Find(".why h2").TextContent.Should().Be("Должен ли быть в «Group»?"));
        page.FindAll(".chain .k").Select(link => link.TextContent).Should().Equal("Списки", "Правило", "Отказ", "ЭПОС, «Личные сообщения»", "Часы ЭПОС", "Что дальше");
        page.Find(".why .answer").TextContent.Should().StartWith("Положено, ждём ЭПОС. Внесено в списки — ЭПОС покажет ");
        page.FindAll(".why footer").Should().BeEmpty("waiting needs no button");
    }

    [Fact]
    public async Task Person_Page_KeepsTheNameOutOfTheTabAndShowsTheFacts()
    {
        var student = (await ArrangeAsync(students: 1)).Single();

        var page = Render<PersonPage>(parameters => parameters.Add(p => p.Id, student.Id));

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().StartWith(student.FullName));
        page.Markup.Should().Contain("ИС-21").And.Contain("с\u00A001.09.2026");
    }

    [Fact]
    public async Task Person_OfAnotherGroup_ReadsAsNotFound()
    {
        var student = (await ArrangeAsync(students: 1, PortalRole.Curator)).Single();

        var page = Render<PersonPage>(parameters => parameters.Add(p => p.Id, student.Id));

        page.WaitForAssertion(() => page.Find("h1").TextContent.Should().Be("Не найдено"));
        page.Markup.Should().NotContain(student.LastName);
    }

    [Fact]
    public async Task Groups_Filter_IsInTheAddressAndItsChipLeadsBack()
    {
        await ArrangeAsync(students: 2);
        Navigation.NavigateTo("/groups?filter=withoutcurator");

        var page = Render<GroupsPage>();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(1));
        page.Find(".fchip.on").GetAttribute("href").Should().Be("/groups");
        page.Find("tbody td a[href^='/people']").TextContent.Should().Be("2");
    }

    private async Task<IReadOnlyList<Person>> ArrangeAsync(int students, PortalRole role = PortalRole.Administrator)
    {
        await SignInAsync(role);
        var register = new Register(Database);
        var group = register.Group("ИС-21");
        register.Chat(ChatKind.Group, group);
        // The builder takes surnames in turn; the third one is searched for.
        List<Person> people = [.. Enumerable.Range(0, students).Select(_ => register.Student(group))];
        if (students > 3)
        {
            register.Person("Яковлев");
        }

        await register.SaveAsync(Ct);
        return people;
    }
}
