using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.Chats;

public class ChatQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task List_Filters_CountExactlyTheRowsTheyShow(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (group, complete) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var curator = register.Curator(complete);
        register.PlatformAdministrator(curator);
        register.Chat();
        Look(register, register.Chat(ChatKind.Group, group), register.Student(group), VisibilityState.Missing);
        var chat = register.Chat(ChatKind.Group, complete);
        Look(register, chat, register.Student(complete), VisibilityState.Visible);
        Look(register, chat, curator, VisibilityState.Visible);
        register.Add(new ChatAdministrator { ChatId = chat.Id, PersonId = register.Employee().Id, ValidFrom = Register.YearStart, RecordedAt = TestClock.Now });
        await register.SaveAsync(Ct);

        foreach (var filter in Enum.GetValues<ChatFilter>())
        {
            var page = await ListAsync(database, new ChatsRequest(filter));
            page.Rows.Should().HaveCount(page.Counts[filter], filter.ToString());
            page.Total.Should().Be(page.Counts[filter], filter.ToString());
        }

        (await ListAsync(database, new ChatsRequest(ChatFilter.Complete))).Rows.Select(row => row.Id).Should().Equal(chat.Id);
        (await ListAsync(database, new ChatsRequest(ChatFilter.FewAdministrators))).Rows.Should().HaveCount(2).And.NotContain(row => row.Id == chat.Id);
        (await ListAsync(database, new ChatsRequest(ChatFilter.Missing))).Rows.Single().IsAtLeast.Should().BeTrue("the administrator was not looked for");
    }

    [Theory, Databases]
    public async Task Lists_AskedAgain_ReadNothingUntilSomethingOfThemChanges(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var (chat, student) = (register.Chat(ChatKind.Group, group), register.Student(group));
        await register.SaveAsync(Ct);
        var groups = database.Get<GroupQueries>();
        (await ListAsync(database)).Totals.Marks.Visible.Should().Be(0);
        (await groups.ListAsync(TestActors.Administrator, new GroupsRequest(), Ct)).Value.Totals.Marks.Visible.Should().Be(0);

        database.Queries.Reset();
        await ListAsync(database, new ChatsRequest(ChatFilter.Missing, ChatSort.Missing, Descending: true));
        database.Queries.Commands.Should().BeEmpty("another filter and order are cut from the same rows");
        await groups.ListAsync(TestActors.Administrator, new GroupsRequest(GroupFilter.Extras), Ct);
        database.Queries.Commands.Should().ContainSingle("groups that are over are counted anew").Which.Should().Contain("StudyGroups");

        Look(register, chat, student, VisibilityState.Visible);
        await register.SaveAsync(Ct);
        (await ListAsync(database)).Totals.Marks.Visible.Should().Be(1);
        (await groups.ListAsync(TestActors.Administrator, new GroupsRequest(), Ct)).Value.Totals.Marks.Visible.Should().Be(1);
    }

    [Theory, Databases]
    public async Task List_EveryOrder_KeepsEveryChat(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        register.Chat();
        for (var i = 1; i <= 4; i++)
        {
            var group = register.Group($"ИС-{i}1");
            register.Student(group);
            register.Chat(ChatKind.Group, group);
            register.Chat(ChatKind.Parents, group);
        }

        await register.SaveAsync(Ct);
        foreach (var sort in Enum.GetValues<ChatSort>())
        {
            foreach (var descending in (bool[])[false, true])
            {
                (await ListAsync(database, new ChatsRequest(Sort: sort, Descending: descending))).Rows.Select(row => row.Id).Should().OnlyHaveUniqueItems().And.HaveCount(9);
            }
        }

        (await ListAsync(database)).Rows[0].Kind.Should().Be(ChatKind.Staff);
    }

    [Theory, Databases]
    public async Task Card_Lists_HaveAsManyPeopleAsTheNumbersSay(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        register.Curator(group);
        var (seen, missing, refuser) = (register.Student(group), register.Student(group), register.Student(group));
        var expelled = register.Student(group, to: TestClock.Today.AddDays(-2));
        var chat = register.Chat(ChatKind.Group, group);
        Look(register, chat, seen, VisibilityState.Visible);
        Look(register, chat, missing, VisibilityState.Missing);
        Look(register, chat, expelled, VisibilityState.Visible);
        register.Add(new OptOut { PersonId = refuser.Id, AlternativeChannel = AlternativeChannel.Paper, ValidFrom = TestClock.Today, RecordedAt = TestClock.Now });
        await register.SaveAsync(Ct);

        var card = await CardAsync(database, chat);

        card.Visible.Select(row => row.PersonId).Should().Equal(seen.Id).And.HaveCount(card.Chat.Marks.Visible);
        card.Missing.Select(row => row.PersonId).Should().Equal(missing.Id).And.HaveCount(card.Chat.Marks.Missing);
        card.NotChecked.Should().HaveCount(card.Chat.Marks.NotChecked);
        card.Extras.Should().ContainSingle().Which.Why.Should().Contain("18.11.2026");
        card.RefusedNames.Select(row => row.PersonId).Should().Equal(refuser.Id);
        card.Administrators.Should().ContainSingle().Which.Why.Should().StartWith("куратор группы");
        card.Chat.HasFewAdministrators.Should().BeTrue();
        (await CardAsync(database, chat, TestActors.Director)).RefusedNames.Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Card_RestrictedGuardian_IsNamedToAdministratorsOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var curator = register.Curator(group);
        var father = register.Representative(register.Student(group), restrictedFrom: TestClock.Today);
        var chat = register.Chat(ChatKind.Parents, group);
        Look(register, chat, father, VisibilityState.Visible);
        await register.SaveAsync(Ct);

        (await CardAsync(database, chat)).Extras.Single().Why.Should().Contain("ограничены");
        (await CardAsync(database, chat, TestActors.Director)).Extras.Single().Why.Should().NotContain("ограничены");
        (await CardAsync(database, chat, TestActors.Curator(curator))).Extras.Single().Why.Should().NotContain("ограничены");
    }

    [Theory, Databases]
    public async Task Card_OutOfScope_ReadsAsNotFound(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (own, other) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var curator = register.Curator(own);
        var (mine, theirs, staff) = (register.Chat(ChatKind.Group, own), register.Chat(ChatKind.Group, other), register.Chat());
        await register.SaveAsync(Ct);
        var queries = database.Get<ChatQueries>();

        (await queries.CardAsync(TestActors.Curator(curator), mine.Id, Ct)).IsOk.Should().BeTrue();
        (await queries.CardAsync(TestActors.Curator(curator), theirs.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await queries.CardAsync(TestActors.Curator(curator), staff.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await queries.CardAsync(TestActors.Administrator, Guid.CreateVersion7(), Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await queries.ListAsync(TestActors.Curator(curator), new ChatsRequest(), Ct)).Value.Rows.Select(row => row.Id).Should().Equal(mine.Id);
    }

    private static void Look(Register register, Chat chat, Person person, VisibilityState state) => register.Add(new ChatVisibility
    {
        ChatId = chat.Id,
        PersonId = person.Id,
        ObservationId = Guid.CreateVersion7(),
        SourceId = register.Journal.Id,
        State = state,
        Method = ObservationMethod.Look,
        AsOf = TestClock.Now,
    });

    private static async Task<ChatListing> ListAsync(TestDatabase database, ChatsRequest? request = null) =>
        (await database.Get<ChatQueries>().ListAsync(TestActors.Administrator, request ?? new ChatsRequest(), Ct)).Value;

    private static async Task<ChatCard> CardAsync(TestDatabase database, Chat chat, Actor? actor = null) =>
        (await database.Get<ChatQueries>().CardAsync(actor ?? TestActors.Administrator, chat.Id, Ct)).Value;
}
