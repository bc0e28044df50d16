using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Lists;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Chats;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>The list of chats with the chat beside it, and its page.</summary>
public sealed class ChatsPagesTests : PortalContext
{
    private Chat _chat = null!;
    private Person _expelled = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<ChatQueries>());
        Services.AddSingleton(Database.Get<ColumnChoices>());
        Services.AddSingleton(Database.Get<SavedViews>());
        Services.AddSingleton(Database.Get<MarkVisibility>());
        Services.AddSingleton(Database.Get<RetractMark>());
        Services.AddSingleton(Database.Get<AppointChatAdministrator>());
        Services.AddSingleton(Database.Get<StartCheck>());
        Services.AddSingleton(Database.Get<JobQueries>());
        Services.AddSingleton(Database.Get<RecordPrint>());
        Services.AddSingleton<ExportTickets>();
    }

    [Fact]
    public async Task List_CountsApart_AndFewAdministratorsAreSaidInWords()
    {
        var page = await OpenAsync(PortalRole.Administrator);

        var row = page.Find("tbody tr");
        row.QuerySelector("th")!.TextContent.Should().Be("Group");
        row.TextContent.Should().Contain("≥\u00A01");
        row.QuerySelector(".chip.danger")!.ParentElement!.TextContent.Should().Contain("нужно не меньше двух");
        page.Find("tfoot").TextContent.Should().Contain("Всего 2\u00A0чата");
        page.FindAll("nav[aria-label='Виды чатов'] a").Select(a => a.TextContent.Trim()).Should().Contain(text => text.StartsWith("Группы", StringComparison.Ordinal)).And.Contain(text => text.StartsWith("Родители", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kind_InTheAddress_NarrowsRowsCountsAndTotals()
    {
        var page = await OpenAsync(PortalRole.Administrator, "/chats?kind=parents");

        page.FindAll("tbody tr").Should().ContainSingle().Which.TextContent.Should().StartWith("Parents");
        page.FindAll(".fchip").First(chip => chip.TextContent.Contains("Лишние")).QuerySelector(".num")!.TextContent.Should().Be("0");
    }

    [Fact]
    public async Task Columns_InTheAddress_AreThoseOfTheTable()
    {
        var page = await OpenAsync(PortalRole.Administrator, "/chats?cols=missing.must");

        page.FindAll("thead th").Select(th => th.TextContent.Trim()).Should().Equal("Чат", "Не видно", "Должны");
    }

    [Fact]
    public async Task Extra_ThatIsGone_IsMarkedBesideTheList_AndCanBeUndone()
    {
        var page = await OpenAsync(PortalRole.Administrator, $"/chats?chat={Guid.Empty}");

        await page.Find(".chatpanel .btn.danger").ClickAsync(new());

        page.WaitForAssertion(() => page.FindAll(".chatpanel .btn.danger").Should().BeEmpty());
        await using (var db = Database.NewContext())
        {
            (await db.ChatVisibilities.SingleAsync(v => v.PersonId == _expelled.Id, Ct)).State.Should().Be(VisibilityState.Missing);
        }

        var toasts = Services.GetRequiredService<UndoToasts>();
        toasts.Current!.Text.Should().Contain(_expelled.LastName);
        await page.InvokeAsync(toasts.UndoAsync);
        page.WaitForElement(".chatpanel .btn.danger");
    }

    [Fact]
    public async Task Administrator_IsAppointedBesideTheList()
    {
        var page = await OpenAsync(PortalRole.Administrator, $"/chats?chat={Guid.Empty}");

        await page.Find(".appoint input").ChangeAsync(new() { Value = "Юж" });
        await page.Find("form.appoint").SubmitAsync();
        await page.WaitForElement(".appoint ul button").ClickAsync(new());

        page.WaitForAssertion(() => page.Find(".chatpanel").TextContent.Should().Contain("Южакова").And.Contain("назначен в чат"));
    }

    [Fact]
    public async Task Director_SeesTheChat_AndNoActs()
    {
        var page = await OpenAsync(PortalRole.Director, $"/chats?chat={Guid.Empty}");

        page.Find(".chatpanel").TextContent.Should().Contain(_expelled.LastName);
        page.FindAll(".chatpanel button.danger, .appoint").Should().BeEmpty();
    }

    [Fact]
    public async Task Card_TellsItsPast()
    {
        await MakeAsync(PortalRole.Administrator);

        var page = Render<ChatPage>(p => p.Add(x => x.Id, _chat.Id));

        page.WaitForElement(".tl");
        page.FindAll("a[href='/chats']").Should().NotBeEmpty();
        page.Markup.Should().Contain("Посмотрели в ЭПОС: 1 видно").And.Contain("Чтений ещё не было").And.Contain("Меньше двух");
    }

    private async Task<IRenderedComponent<ChatsPage>> OpenAsync(PortalRole role, string address = "/chats")
    {
        await MakeAsync(role);
        Services.GetRequiredService<NavigationManager>().NavigateTo(address.Replace(Guid.Empty.ToString(), _chat.Id.ToString(), StringComparison.Ordinal));
        var page = Render<ChatsPage>();
        page.WaitForElement("table.chats");
        return page;
    }

    private async Task MakeAsync(PortalRole role)
    {
        await SignInAsync(role);
        var register = new Register(Database);
        var group = register.Group("ИС-21");
        _chat = register.Chat(ChatKind.Group, group);
        register.Chat(ChatKind.Parents, group);
        var missing = register.Student(group);
        register.Student(group);
        _expelled = register.Student(group, to: TestClock.Today.AddDays(-2));
        register.Employee("Южакова");
        Look(register, missing, VisibilityState.Missing);
        Look(register, _expelled, VisibilityState.Visible);
        await register.SaveAsync(Ct);
    }

    private void Look(Register register, Person person, VisibilityState state)
    {
        var look = new ChatObservation
        {
            ChatId = _chat.Id,
            PersonId = person.Id,
            SourceId = register.Journal.Id,
            Method = ObservationMethod.Look,
            State = state,
            FirstAsOf = TestClock.Now,
            LastAsOf = TestClock.Now,
            RecordedAt = TestClock.Now,
        };
        register.Add(look);
        register.Add(new ChatVisibility { ChatId = _chat.Id, PersonId = person.Id, ObservationId = look.Id, SourceId = look.SourceId, State = state, Method = ObservationMethod.Look, AsOf = TestClock.Now });
    }
}
