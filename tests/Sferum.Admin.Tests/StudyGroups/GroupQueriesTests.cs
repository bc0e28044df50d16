using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.StudyGroups;

public class GroupQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task List_Row_CountsThoseWhoMustAndSee(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var curator = register.Curator(group);
        var (seen, missing, refuser) = (register.Student(group), register.Student(group), register.Student(group));
        var mother = register.Representative(seen);
        var outsider = register.Person();
        var (chat, parents) = (register.Chat(ChatKind.Group, group), register.Chat(ChatKind.Parents, group));
        Look(register, chat, seen, VisibilityState.Visible);
        Look(register, chat, missing, VisibilityState.Missing);
        Look(register, parents, outsider, VisibilityState.Visible);
        register.Add(new OptOut { PersonId = refuser.Id, AlternativeChannel = AlternativeChannel.Paper, ValidFrom = TestClock.Today, RecordedAt = TestClock.Now });
        Link(register, seen, LinkState.Linked);
        Link(register, refuser, LinkState.Refused);
        Link(register, mother, LinkState.Verified);
        register.Add(new WeeklyConfirmation { StudyGroupId = group.Id, Week = IsoWeek.Of(TestClock.Today).ToString(), At = TestClock.Now });
        await register.SaveAsync(Ct);

        var row = (await ListAsync(database)).Rows.Should().ContainSingle().Subject;

        row.Name.Should().Be("ИС-21");
        row.Curators.Should().ContainSingle().Which.PersonId.Should().Be(curator.Id);
        row.StudentCount.Should().Be(3);
        (row.Students.Total, row.Students.Linked, row.Students.Refused).Should().Be((3, 1, 1));
        (row.Representatives.Total, row.Representatives.Linked).Should().Be((1, 1));
        // Two students without the refuser, the mother, and the curator in both chats.
        (row.Marks.Must, row.Marks.Visible, row.Marks.Missing, row.Marks.NotChecked, row.Marks.Refused).Should().Be((5, 1, 1, 3, 1));
        row.Extras.Should().Be(1);
        row.ConfirmedAt.Should().Be(TestClock.Now);
        (row.Last?.AsOf, row.LookIsOld).Should().Be((TestClock.Now, false));
        row.ChatsWithFewAdministrators.Should().Be(2, "the curator alone leads both chats");
    }

    [Theory, Databases]
    public async Task List_Filters_CountExactlyTheRowsTheyShow(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (first, second, orphan) = (register.Group("ИС-21"), register.Group("МТ-11"), register.Group("ПК-31"));
        foreach (var group in new[] { first, second, orphan })
        {
            var student = register.Student(group);
            Look(register, register.Chat(ChatKind.Group, group), student, VisibilityState.Visible, group == second ? TestClock.Now.AddDays(-15) : null);
        }

        register.Curator(first);
        register.Curator(second);
        register.PlatformAdministrator();
        await register.SaveAsync(Ct);

        foreach (var filter in Enum.GetValues<GroupFilter>())
        {
            var page = await ListAsync(database, new GroupsRequest(filter));
            page.Rows.Should().HaveCount(page.Counts[filter], filter.ToString());
        }

        (await ListAsync(database, new GroupsRequest(GroupFilter.WithoutCurator))).Rows.Select(row => row.Name).Should().Equal("ПК-31");
        (await ListAsync(database, new GroupsRequest(GroupFilter.FewAdministrators))).Rows.Select(row => row.Name).Should().Equal("ПК-31");
        (await ListAsync(database, new GroupsRequest(GroupFilter.OldLook))).Rows.Select(row => row.Name).Should().Equal("МТ-11");
    }

    [Theory, Databases]
    public async Task List_EveryOrder_KeepsEveryGroupAndTheTotals(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        for (var i = 0; i < 7; i++)
        {
            var group = register.Group($"ИС-{i}1");
            for (var student = 0; student < i % 3; student++)
            {
                register.Student(group);
            }
        }

        await register.SaveAsync(Ct);
        foreach (var sort in Enum.GetValues<GroupSort>())
        {
            foreach (var descending in (bool[])[false, true])
            {
                var page = await ListAsync(database, new GroupsRequest(Sort: sort, Descending: descending));
                page.Rows.Select(row => row.Id).Should().OnlyHaveUniqueItems().And.HaveCount(7);
                page.Totals.StudentCount.Should().Be(page.Rows.Sum(row => row.StudentCount));
            }
        }

        (await ListAsync(database, new GroupsRequest(Sort: GroupSort.Students, Descending: true))).Rows[0].StudentCount.Should().Be(2);
    }

    [Theory, Databases]
    public async Task List_Curator_SeesOwnGroupsOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (own, other) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var curator = register.Curator(own);
        register.Student(other);
        await register.SaveAsync(Ct);

        (await ListAsync(database, actor: TestActors.Curator(curator))).Rows.Select(row => row.Name).Should().Equal("ИС-21");
        (await database.Get<GroupQueries>().NamesAsync(TestActors.Curator(curator), Ct)).Value.Should().Equal(new GroupName(own.Id, "ИС-21"));
        (await database.Get<GroupQueries>().ArchiveAsync(TestActors.Curator(curator), 1, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task List_CuratorOnLeave_IsSaid(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var curator = register.Person();
        var post = register.Add(new Employment { PersonId = curator.Id, Position = "Преподаватель", ValidFrom = Register.YearStart, RecordedAt = TestClock.Now });
        register.Add(new Absence { EmploymentId = post.Id, Kind = AbsenceKind.Leave, ValidFrom = TestClock.Today, ValidTo = TestClock.Today.AddDays(10), RecordedAt = TestClock.Now });
        register.Curator(group, curator);
        await register.SaveAsync(Ct);

        (await ListAsync(database)).Rows.Single().Curators.Single().OnLeave.Should().BeTrue();
    }

    [Theory, Databases]
    public async Task Archive_SameNameOfTwoCohorts_ShowsTheirYears(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        register.Group("ИС-21", new DateOnly(2022, 9, 1)).ValidTo = new DateOnly(2025, 7, 1);
        register.Group("ИС-21");
        await register.SaveAsync(Ct);

        var archive = (await database.Get<GroupQueries>().ArchiveAsync(TestActors.Administrator, 1, Ct)).Value;

        var group = archive.Should().ContainSingle().Subject;
        (group.Name, group.From.Year, group.To).Should().Be(("ИС-21", 2022, new DateOnly(2025, 6, 30)));
        (await ListAsync(database)).Archived.Should().Be(1);
    }

    [Theory, Databases]
    public async Task List_MoreGroups_CostsTheSameNumberOfQueries(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        register.Representative(register.Student(register.Group("ИС-11")));
        await register.SaveAsync(Ct);
        var one = await QueriesAsync();
        for (var i = 0; i < 8; i++)
        {
            var group = register.Group($"МТ-{i}1");
            register.Curator(group);
            register.Representative(register.Student(group));
            register.Chat(ChatKind.Group, group);
        }

        await register.SaveAsync(Ct);
        (await QueriesAsync()).Should().Be(one);

        async Task<int> QueriesAsync()
        {
            database.Queries.Reset();
            await ListAsync(database);
            return database.Queries.Count;
        }
    }

    private static void Look(Register register, Chat chat, Person person, VisibilityState state, DateTime? at = null) => register.Add(new ChatVisibility
    {
        ChatId = chat.Id,
        PersonId = person.Id,
        ObservationId = Guid.CreateVersion7(),
        SourceId = register.Journal.Id,
        State = state,
        Method = ObservationMethod.Look,
        AsOf = at ?? TestClock.Now,
    });

    private static void Link(Register register, Person person, LinkState state) =>
        register.Add(new LinkStatus { PersonId = person.Id, PlatformId = register.Messenger.Id, State = state });

    private static async Task<GroupListing> ListAsync(TestDatabase database, GroupsRequest? request = null, Actor? actor = null) =>
        (await database.Get<GroupQueries>().ListAsync(actor ?? TestActors.Administrator, request ?? new GroupsRequest(), Ct)).Value;
}
