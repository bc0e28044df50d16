using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Features.Marks;
using Sferum.Admin.Web.Features.Today;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class MarksPageTests : PortalContext
{
    private Register _register = null!;
    private StudyGroup _group = null!;
    private Person _student = null!;
    private Person _mother = null!;
    private Chat _groupChat = null!;
    private Chat _parents = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<MarksQueries>());
        Services.AddSingleton(Database.Get<ConfirmWeek>());
        Services.AddSingleton(Database.Get<TodayQueries>());
        Services.AddSingleton(Database.Get<AssignCurator>());
        Services.AddSingleton(Database.Get<AppointChatAdministrator>());
        Services.AddSingleton((MarksActs)Database.Create(typeof(MarksActs)));
        var register = _register = new Register(Database);
        _ = register.Journal;
        _group = register.Group("ИС-21");
        _student = register.Student(_group, "Агеев");
        _mother = register.Representative(_student);
        register.Curator(_group);
        register.Chat();
        _groupChat = register.Chat(ChatKind.Group, _group);
        _parents = register.Chat(ChatKind.Parents, _group);
        await register.SaveAsync(Ct);
        Database.Time.Advance(TimeSpan.FromDays(5));
    }

    [Fact]
    public async Task Table_ForAReader_HasNamesRolesAndNothingToPress()
    {
        await SignInAsync(PortalRole.Director);

        var page = Open();

        page.Find("table").GetAttribute("aria-label").Should().Be("Студенты и представители, ИС-21");
        page.FindAll("tbody th[scope=row]").Select(th => th.QuerySelector("a")!.TextContent).Should().Contain(_student.FullName);
        page.FindAll("table button, table input").Should().BeEmpty();
        page.FindAll(".page-head button").Should().BeEmpty();
    }

    [Fact]
    public async Task OwnGroup_OfAnotherCurator_IsNotFound()
    {
        await SignInAsync(PortalRole.Curator);

        Render<MarksView>(p => p.Add(x => x.StudyGroupId, _group.Id)).WaitForElement("h1").TextContent.Should().Be("Не найдено");
    }

    [Fact]
    public async Task Marks_OfALookAndOfAReading_AreToldApart()
    {
        await SignInAsync(PortalRole.Administrator);
        var now = Database.Clock.Now;
        var reading = _register.Add(new Reading { SourceId = _register.Journal.Id, Method = ObservationMethod.Reading, Scope = ReadingScope.Students(_group.Id).ToString(), TakenAt = now, AsOf = now.AddHours(-1) });
        var row = _register.Add(new ChatObservation
        {
            ChatId = _groupChat.Id,
            PersonId = _student.Id,
            SourceId = _register.Journal.Id,
            Method = ObservationMethod.Reading,
            State = VisibilityState.Visible,
            FirstAsOf = reading.AsOf,
            LastAsOf = reading.AsOf,
            LastReadingId = reading.Id,
            RecordedAt = now,
        });
        _register.Add(new ChatVisibility { ChatId = _groupChat.Id, PersonId = _student.Id, ObservationId = row.Id, SourceId = row.SourceId, State = row.State, Method = row.Method, AsOf = row.LastAsOf });
        _register.Add(new Reading
        {
            SourceId = _register.Journal.Id,
            Method = ObservationMethod.Reading,
            Scope = ReadingScope.Representatives(_group.Id).ToString(),
            TakenAt = now.AddMinutes(-5),
            AsOf = now.AddHours(-1),
            Verdict = ReadingVerdict.Partial,
            Trouble = "Пришло 12 строк из 24.",
        });
        await _register.SaveAsync(Ct);
        var page = Open();
        page.Find(".note.attention").TextContent.Replace('\u00A0', ' ').Should().Contain("ЭПОС сегодня в 11:55 прочитан не полностью: чат «Родители».").And.Contain("Пришло 12 строк из 24.");

        Cell(page, _mother).Click();
        page.WaitForAssertion(() => Row(page, _mother).QuerySelector(".c-date")!.TextContent.Should().Contain("взгляд сегодня").And.Contain("смотрел Окулов"));

        var read = Row(page, _student);
        read.QuerySelector(".c-date")!.TextContent.Should().Contain("чтение сегодня");
        read.QuerySelector(".c-date .sr")!.TextContent.Replace('\u00A0', ' ').Should().Be("ЭПОС, чтение сегодня в 12:00, на 11:00");
        page.FindAll(".note.attention").Should().BeEmpty("somebody looked since");
    }

    [Fact]
    public async Task Press_OfACell_CyclesItAndAnnouncesEachMark()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Open();

        Cell(page, _mother).TextContent.Should().Contain("Отметить").And.Contain(_mother.FullName);
        Cell(page, _mother).Click();
        page.WaitForAssertion(() => Cell(page, _mother).GetAttribute("aria-label").Should().Be($"Видно: {_mother.FullName}, чат «Родители». Изменить"));
        page.Find("p[role=status]").TextContent.Should().Be($"Видно: {_mother.FullName}, чат «Родители»");
        Cell(page, _mother).Click();

        page.WaitForAssertion(() => Cell(page, _mother).GetAttribute("aria-label").Should().StartWith("Не видно"));
        Services.GetRequiredService<ISnackbar>().ShownSnackbars.Should().ContainSingle("the last mark alone offers «Отменить»");
    }

    [Fact]
    public async Task Keys_OnARow_MarkAndTakeBack()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Open();

        await page.Instance.KeyAsync("Missing", _mother.Id, _parents.Id);
        page.WaitForAssertion(() => Cell(page, _mother).GetAttribute("aria-label").Should().StartWith("Не видно"));
        await page.Instance.KeyAsync("Claimed", _mother.Id, _parents.Id);
        page.WaitForAssertion(() => Row(page, _mother).QuerySelector(".chip")!.TextContent.Should().Be("Заявил сам"));
        await page.Instance.KeyAsync("Undo", null, null);
        await page.Instance.KeyAsync("Undo", null, null);

        page.WaitForAssertion(() => Cell(page, _mother).TextContent.Should().Contain("Отметить"));
        Row(page, _mother).QuerySelector(".chip")!.TextContent.Should().Be("Не приглашён");
        await page.Instance.KeyAsync("Undo", null, null);
        page.Find("p[role=status]").TextContent.Should().Be("Отменять нечего.");
    }

    [Fact]
    public async Task Keys_WhenPeopleAreSelected_MarkAllOfThem()
    {
        await SignInAsync(PortalRole.Administrator);
        var page = Open();

        await page.Instance.KeyAsync("Select", _student.Id, null);
        await page.Instance.KeyAsync("Select", _mother.Id, null);
        page.Find(".bulk b").TextContent.Replace('\u00A0', ' ').Should().Be("Выбраны 2 человека");
        await page.Instance.KeyAsync("Visible", _student.Id, null);

        page.WaitForAssertion(() => page.FindAll(".bulk").Should().BeEmpty());
        Cell(page, _student).GetAttribute("aria-label").Should().StartWith("Видно");
        Cell(page, _mother).GetAttribute("aria-label").Should().StartWith("Видно");
    }

    [Fact]
    public async Task Refusal_AskedByKey_TakesAChannelAndIsWrittenWithIt()
    {
        await SignInAsync(PortalRole.Administrator);
        var dialogs = Render<MudDialogProvider>();
        var page = Open();

        var asked = page.InvokeAsync(() => page.Instance.KeyAsync("Refused", _mother.Id, _parents.Id));
        dialogs.WaitForElement("input[type=radio]");
        dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent == "Записать отказ").HasAttribute("disabled").Should().BeTrue("no channel is chosen");
        dialogs.FindAll("input[type=radio]")[0].Change("on");
        dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent == "Записать отказ").Click();
        await asked;

        page.WaitForAssertion(() => Row(page, _mother).QuerySelector(".chip")!.TextContent.Should().Be("Отказ"));
        Row(page, _mother).QuerySelector(".c-next")!.TextContent.Should().Be("Отказ с 25.11.2026, связь — на бумаге");
    }

    [Fact]
    public async Task Week_Confirmed_AfterTheCountedQuestion()
    {
        await SignInAsync(PortalRole.Administrator);
        var dialogs = Render<MudDialogProvider>();
        var page = Open();

        page.FindAll("button").Single(b => b.TextContent.Contains("Чаты проверены, неделя 48")).Click();
        dialogs.WaitForAssertion(() => dialogs.Markup.Should().Contain("0 видно, 0 не видно, 4 не проверено — верно?"));
        dialogs.FindAll("button").Single(b => b.TextContent.Contains("Подтвердить неделю")).Click();

        page.WaitForAssertion(() => page.Find(".sub").TextContent.Should().Contain("Неделя 48 подтверждена"));
        await using var db = Database.NewContext();
        (await db.WeeklyConfirmations.CountAsync(Ct)).Should().Be(1);
    }

    [Fact]
    public async Task Filter_OfTheAddress_ShowsItsRowsAndSaysItsCount()
    {
        await SignInAsync(PortalRole.Administrator);

        var page = Open(MarksFilter.Missing);
        page.FindAll("tr[data-person]").Should().BeEmpty();
        page.Markup.Should().Contain("Таких нет");
        page.Find(".fchip.on").GetAttribute("href").Should().Be($"/groups/{_group.Id}");
        MarksAddress.Parse("missing").Should().Be(MarksFilter.Missing);
        MarksAddress.Parse("такого нет").Should().Be(MarksFilter.All);

        await page.Instance.KeyAsync("Undo", null, null);
        await page.InvokeAsync(() => page.Instance.KeyAsync("Help", null, null));
        page.FindAll(".all-keys").Should().ContainSingle();
    }

    [Fact]
    public async Task Today_ClosesALineInPlaceAndOpensItAgain()
    {
        await SignInAsync(PortalRole.Administrator);
        var register = new Register(Database);
        var father = register.Representative(_student, restrictedFrom: Register.YearStart);
        await register.SaveAsync(Ct);
        await Database.Get<MarkVisibility>().MarkAsync(
            TestActors.Administrator, new MarkVisibilityRequest(_group.Id, VisibilityState.Visible, [new MarkCell(_parents.Id, father.Id, null)]), Ct);
        var page = Render<TodayPageView>();
        var line = page.WaitForElement(".task");
        line.TextContent.Should().Contain(father.FullName).And.Contain("ограничены");

        line.QuerySelector("button")!.Click();
        page.WaitForAssertion(() => page.Find(".task.done").TextContent.Should().Contain(father.FullName));
        page.Find(".task.done button").Click();

        page.WaitForAssertion(() => page.FindAll(".task.done").Should().BeEmpty());
        page.Find(".task").TextContent.Should().Contain(father.FullName);
    }

    [Fact]
    public async Task Today_AppointsAnAdministratorInPlace()
    {
        await SignInAsync(PortalRole.Administrator);
        _register.PlatformAdministrator();
        _register.Employee("Югов");
        await _register.SaveAsync(Ct);
        var page = Render<TodayPageView>();
        page.WaitForElement(".task");
        page.FindAll(".task").Should().NotContain(task => task.TextContent.Contains("«ИС-21"), "its curator and the platform's administrator are two");
        var line = page.FindAll(".task").Single(task => task.TextContent.Contains("Мало админов"));

        line.QuerySelector("button")!.Click();
        page.Find(".assign input").Change("югов");
        page.Find(".assign").Submit();
        page.WaitForElement(".assign li button").Click();

        page.WaitForAssertion(() => page.Find(".task.done").TextContent.Should().Contain("Администратор чата с сегодняшнего дня: Югов"));
        page.FindAll(".task:not(.done)").Should().NotContain(task => task.TextContent.Contains("Мало админов"));
    }

    [Fact]
    public async Task Today_ForTheDirector_HasNumbersWithTheirListsAndNoVerbs()
    {
        await SignInAsync(PortalRole.Director);

        var page = Render<TodayPageView>();

        page.WaitForElement(".task");
        page.FindAll(".task .do button").Should().BeEmpty();
        page.FindAll(".task .do a").Should().OnlyContain(link => link.TextContent.StartsWith("Список"));
        page.Markup.Should().NotContain(_mother.FullName);
    }

    private IRenderedComponent<MarksView> Open(MarksFilter filter = MarksFilter.All)
    {
        var page = Render<MarksView>(p => p.Add(x => x.StudyGroupId, _group.Id).Add(x => x.Filter, filter));
        page.WaitForElement("table");
        return page;
    }

    private static IElement Row(IRenderedComponent<IComponent> page, Person person) => page.Find($"tr[data-person='{person.Id}']");

    private static IElement Cell(IRenderedComponent<IComponent> page, Person person) => Row(page, person).QuerySelector("button[data-chat]")!;
}
