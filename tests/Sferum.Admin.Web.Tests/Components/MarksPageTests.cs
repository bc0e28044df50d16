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
using Sferum.Admin.Web.Components.Ui;
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
    private Guid _me;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<MarksQueries>());
        Services.AddSingleton(Database.Get<ConfirmWeek>());
        Services.AddSingleton(Database.Get<TodayQueries>());
        Services.AddSingleton(Database.Get<AssignCurator>());
        Services.AddSingleton(Database.Get<RemindCurators>());
        Services.AddSingleton(Database.Get<AppointChatAdministrator>());
        Services.AddSingleton((MarksActs)Database.Create(typeof(MarksActs)));
        Services.AddSingleton((SentMarks)Database.Create(typeof(SentMarks)));
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
        page.FindAll(".page-head button, .phone-dock, .keys, .bulk").Should().BeEmpty();
    }

    [Fact]
    public async Task Table_ForAMarker_HasNoHandlersAndNoComponentsInItsRows()
    {
        _me = await SignInAsync(PortalRole.Administrator);

        var page = Open();

        page.FindAll("table button[data-mark]").Should().NotBeEmpty();
        page.Find("table").OuterHtml.Should().NotContain("blazor:on", "a handler for each of a hundred cells is memory of each of a thousand circuits");
        page.FindComponents<StatusChip>().Should().NotContain(chip => chip.Markup.Contains("Не приглашён"), "chips of the rows are plain text");
    }

    [Fact]
    public async Task Mark_OfOneCell_DrawsItsRowAloneAnew()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        var page = Open();
        var rows = page.FindComponents<MarksRowView>();
        rows.Should().HaveCountGreaterThan(2).And.OnlyContain(row => row.RenderCount == 1);

        await MarkAsync(page, Made("Visible", _mother, _parents));

        rows.Where(row => row.RenderCount > 1).Should().ContainSingle().Which.Markup.Should().Contain(_mother.FullName);
    }

    [Fact]
    public async Task Mark_OfOneCell_LeavesNoRecordOfAnotherViewing()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        var page = Open();

        await MarkAsync(page, Made("Visible", _mother, _parents));

        await using var db = Database.NewContext();
        (await db.AccessEntries.CountAsync(entry => entry.SubjectId == _group.Id, Ct)).Should().Be(1, "the page was opened once");
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
        _me = await SignInAsync(PortalRole.Administrator);
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
        page.Find(".note.attention:not(.unsent)").TextContent.Replace('\u00A0', ' ').Should().Contain("ЭПОС сегодня в 11:55 прочитан не полностью: чат «Родители».").And.Contain("Пришло 12 строк из 24.");

        await MarkAsync(page, Made("Visible", _mother, _parents));
        page.WaitForAssertion(() => Row(page, _mother).QuerySelector(".c-date")!.TextContent.Should().Contain("взгляд сегодня").And.Contain("смотрел Окулов"));

        var read = Row(page, _student);
        read.QuerySelector(".c-date")!.TextContent.Should().Contain("чтение сегодня");
        read.QuerySelector(".c-date .sr")!.TextContent.Replace('\u00A0', ' ').Should().Be("ЭПОС, чтение сегодня в 12:00, на 11:00");
        page.FindAll(".note.attention:not(.unsent)").Should().BeEmpty("somebody looked since");
    }

    [Fact]
    public async Task Marks_OfACell_FollowEachOtherAndAreTakenBackOneByOne()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        var page = Open();
        Cell(page, _mother).TextContent.Should().Contain("Отметить").And.Contain(_mother.FullName);

        await MarkAsync(page, Made("Claimed", _mother, null));
        Row(page, _mother).QuerySelector(".chip")!.TextContent.Should().Be("Заявил сам");
        await MarkAsync(page, Made("Visible", _mother, _parents));
        Cell(page, _mother).TextContent.Should().Be($"Видно: {_mother.FullName}, чат «Родители». Изменить");
        Cell(page, _mother).GetAttribute("data-mark").Should().Be("Missing", "a press turns it");
        Toast.Should().Be($"Видно: {_mother.FullName}, чат «Родители»");
        await MarkAsync(page, Made("Missing", _mother, _parents));
        Cell(page, _mother).TextContent.Should().StartWith("Не видно");

        await page.InvokeAsync(page.Instance.UndoAsync);
        Cell(page, _mother).TextContent.Should().StartWith("Видно");
        await page.InvokeAsync(page.Instance.UndoAsync);
        Cell(page, _mother).TextContent.Should().StartWith("Ждёт ЭПОС", "the claim stands");
        await page.InvokeAsync(page.Instance.UndoAsync);
        Row(page, _mother).QuerySelector(".chip")!.TextContent.Should().Be("Не приглашён");
        await page.InvokeAsync(page.Instance.UndoAsync);
        Toast.Should().Be("Отменять нечего.");
    }

    [Fact]
    public async Task Marks_OfSeveralPeople_AreOneActWithOneUndo()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        var page = Open();

        await MarkAsync(page, Made("Visible", _student, _groupChat), Made("Visible", _mother, _parents));
        Toast!.Replace('\u00A0', ' ').Should().Be("Видно: 2 отметки");
        await page.InvokeAsync(page.Instance.UndoAsync);

        Cell(page, _student).TextContent.Should().Contain("Отметить");
        Cell(page, _mother).TextContent.Should().Contain("Отметить");
    }

    [Fact]
    public async Task Marks_MadeWithoutConnection_AreSavedOrShownForADecision()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        var page = Open();
        await Database.Get<MarkVisibility>().MarkAsync(
            TestActors.Administrator, new MarkVisibilityRequest(_group.Id, VisibilityState.Missing, [new MarkCell(_parents.Id, _mother.Id, null)]), Ct);
        var conflict = Made("Visible", _mother, _parents, TimeSpan.FromHours(1));
        var good = Made("Visible", _student, _groupChat, TimeSpan.FromHours(1));

        var answers = await MarkAsync(page, conflict, good);

        answers.Should().Equal(new SentAnswer(conflict.Id, false), new SentAnswer(good.Id, true));
        Toast!.Replace('\u00A0', ' ').Should().Be("Сохранена 1 отметка, сделанная без связи");
        var list = page.Find(".unsaved");
        list.TextContent.Replace('\u00A0', ' ').Should().Contain("Не сохранено: 1 отметка").And.Contain(_mother.FullName).And.Contain("вы отметили «видно» сегодня в 11:00").And.Contain("Сейчас «не видно»");
        list.QuerySelectorAll("button").Select(button => button.FirstChild!.TextContent).Should().Equal("Оставить мою: видно", "Оставить: не видно");

        list.QuerySelectorAll("button")[1].Click();

        page.WaitForAssertion(() => page.FindAll(".unsaved").Should().BeEmpty());
        Cell(page, _mother).TextContent.Should().StartWith("Не видно");
    }

    [Fact]
    public async Task Mark_OfSomebodyElse_AppearsAndIsToldApart()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        var page = Open();
        page.FindComponents<MarksRowView>().Should().NotBeEmpty();

        await Database.Get<MarkVisibility>().MarkAsync(
            TestActors.Administrator, new MarkVisibilityRequest(_group.Id, VisibilityState.Missing, [new MarkCell(_parents.Id, _mother.Id, null)]), Ct);
        Database.Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Cell(page, _mother).TextContent.Should().StartWith("Не видно"));
        Row(page, _mother).ClassList.Should().Contain("new");
        Row(page, _student).ClassList.Should().NotContain("new");
        page.Find("p[role=status]").TextContent.Should().Be($"Изменено другими: {_mother.FullName}");
    }

    [Fact]
    public async Task Marks_KeptUnderAnotherAccount_AreNotSaved()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        var page = Open();

        var answers = await page.InvokeAsync(() => page.Instance.SaveAsync(Guid.CreateVersion7(), [Made("Visible", _mother, _parents)]));

        answers.Should().OnlyContain(answer => !answer.Settled);
        Cell(page, _mother).TextContent.Should().Contain("Отметить");
        page.Find(".unsaved").TextContent.Should().Contain("другой пользователь");
    }

    [Fact]
    public async Task Refusal_AskedByKey_TakesAChannelAndIsWrittenWithIt()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        var dialogs = Render<MudDialogProvider>();
        var page = Open();

        var asked = page.InvokeAsync(() => page.Instance.AskAsync("Refused", [_mother.Id]));
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
        _me = await SignInAsync(PortalRole.Administrator);
        var dialogs = Render<MudDialogProvider>();
        var page = Open();

        page.Find(".page-head [data-confirm]").Click();
        dialogs.WaitForAssertion(() => dialogs.Markup.Should().Contain("0 видно, 0 не видно, 4 не проверено — верно?"));
        dialogs.FindAll("button").Single(b => b.TextContent.Contains("Подтвердить неделю")).Click();

        page.WaitForAssertion(() => page.Find(".sub").TextContent.Should().Contain("Неделя 48 подтверждена"));
        await using var db = Database.NewContext();
        (await db.WeeklyConfirmations.CountAsync(Ct)).Should().Be(1);
    }

    [Fact]
    public async Task Filter_OfTheAddress_ShowsItsRowsAndSaysItsCount()
    {
        _me = await SignInAsync(PortalRole.Administrator);

        var page = Open(MarksFilter.Missing);
        page.FindAll("tr[data-person]").Should().BeEmpty();
        page.Markup.Should().Contain("Таких нет");
        page.Find(".fchip.on").TextContent.Should().Be("Не видно 0");
        page.FindAll(".fchip").Select(chip => chip.GetAttribute("href")).Should().Contain($"/groups/{_group.Id}").And.Contain($"/groups/{_group.Id}?filter=left");
        MarksAddress.Parse("missing").Should().Be(MarksFilter.Missing);
        MarksAddress.Parse("такого нет").Should().BeNull();
    }

    [Fact]
    public async Task Filter_OnAPhone_IsWhatIsLeftUnlessTheAddressSaysAll()
    {
        _me = await SignInAsync(PortalRole.Administrator);
        JSInterop.SetupModule(_ => true).Setup<bool>("isPhone").SetResult(true);

        var page = Render<MarksView>(p => p.Add(x => x.StudyGroupId, _group.Id));

        page.WaitForElement(".fchip.on").TextContent.Should().StartWith("Осталось");
        page.FindAll(".fchip").Select(chip => chip.GetAttribute("href")).Should().Contain($"/groups/{_group.Id}").And.Contain($"/groups/{_group.Id}?filter=all");
        page.FindAll(".phone-dock button").Should().ContainSingle();
    }

    [Fact]
    public async Task Today_ClosesALineInPlaceAndOpensItAgain()
    {
        _me = await SignInAsync(PortalRole.Administrator);
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
        _me = await SignInAsync(PortalRole.Administrator);
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

    private string? Toast => Services.GetRequiredService<UndoToasts>().Current?.Text;

    private static SentMark Made(string kind, Person person, Chat? chat, TimeSpan age = default) =>
        new(Guid.CreateVersion7(), kind, person.Id, chat?.Id, null, chat is null ? "NotInvited" : null, age.TotalMilliseconds);

    private Task<IReadOnlyList<SentAnswer>> MarkAsync(IRenderedComponent<MarksView> page, params SentMark[] marks) =>
        page.InvokeAsync(() => page.Instance.SaveAsync(_me, marks));

    private static IElement Row(IRenderedComponent<IComponent> page, Person person) => page.Find($"tr[data-person='{person.Id}']");

    private static IElement Cell(IRenderedComponent<IComponent> page, Person person) => Row(page, person).QuerySelector("button[data-mark]")!;
}
