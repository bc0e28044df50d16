using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.People;

/// <summary>What the list offers beside pages of names: filters, numbers, «выбрать все», files.</summary>
public sealed class PeopleListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Filters_ByGroups_FindStudentsRepresentativesAndCurators(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var program = register.Add(new Program { Code = "09.02.07", Title = "Информационные системы" });
        var (first, second) = (register.Group("ИС-11"), register.Group("ИС-21"));
        (first.IntakeYear, second.IntakeYear, second.ProgramId) = (2026, 2025, program.Id);
        var curator = register.Curator(second, register.Employ(register.Person("Юшков")));
        var (young, old) = (register.Student(first, "Абрамов"), register.Student(second, "Белов"));
        var mother = register.Representative(old, register.Person("Власова"));
        await register.SaveAsync(Ct);
        string[] around = [old.FullName, mother.FullName, curator.FullName];

        (await NamesAsync(database, new PeopleFilter { Courses = [1] })).Should().Equal(young.FullName);
        (await NamesAsync(database, new PeopleFilter { Courses = [2] })).Should().Equal(around);
        (await NamesAsync(database, new PeopleFilter { Courses = [1, 2] })).Should().HaveCount(4);
        (await NamesAsync(database, new PeopleFilter { ProgramId = program.Id })).Should().Equal(around);
        (await NamesAsync(database, new PeopleFilter { CuratorId = curator.Id })).Should().Equal(around);
        (await NamesAsync(database, new PeopleFilter { CuratorId = curator.Id, Courses = [1] })).Should().BeEmpty();
        var choices = (await database.Get<PeopleChoiceQueries>().ReadAsync(TestActors.Administrator, Ct)).Value;
        choices.Courses.Should().Equal(1, 2);
        choices.Programs.Should().ContainSingle().Which.Name.Should().Be("09.02.07 Информационные системы");
        choices.Curators.Should().ContainSingle().Which.PersonId.Should().Be(curator.Id);
        choices.Groups.Select(group => group.Name).Should().Equal("ИС-11", "ИС-21");
        await using var db = database.NewContext();
        foreach (var shape in Enum.GetValues<AroundShape>())
        {
            var groups = db.StudyGroups.Where(g => g.Id == second.Id).Select(g => g.Id);
            var found = await db.People.AroundGroups(db, groups, shape, database.Clock.Today).OrderBy(p => p.SearchKey).Select(p => p.LastName).ToListAsync(Ct);
            found.Should().Equal(["Белов", "Власова", "Юшков"], shape.ToString());
        }
    }

    [Theory, Databases]
    public async Task Troubles_OfData_AreShownAndFound(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var (one, two, latin) = (register.Student(group, "Абрамов"), register.Student(group, "Белов"), register.Student(group, "Вoлков"));
        foreach (var person in new[] { one, two })
        {
            register.Phone(person, "+79021234107");
        }

        register.Phone(latin, "+79021234108");
        register.Add(new PersonContact { PersonId = latin.Id, Kind = ContactKind.Email, Value = "v@example.ru", ValidFrom = Register.YearStart, RecordedAt = TestClock.Now });
        register.Person("Яковлев");
        await register.SaveAsync(Ct);

        var rows = (await database.Get<PeopleQueries>().PageAsync(TestActors.Administrator, new PeopleRequest(new PeopleFilter()), Ct)).Value.Rows;

        rows.Select(row => row.Troubles).Should().BeEquivalentTo(
            [[DataTrouble.SharedPhone], [DataTrouble.SharedPhone], [DataTrouble.LatinLetter], Array.Empty<DataTrouble>()], options => options.WithStrictOrdering(), "whoever has no role has no link to lose");
        rows.Select(row => row.HasEmail).Should().Equal(false, false, true, false);
        (await NamesAsync(database, new PeopleFilter { WithSharedPhone = true })).Should().Equal(one.FullName, two.FullName);
    }

    [Theory, Databases]
    public async Task Seen_OfARow_IsTheWorstOfTheChats(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var (chat, parents) = (register.Chat(ChatKind.Group, group), register.Chat(ChatKind.Parents, group));
        var (both, one, none) = (register.Student(group, "Абрамов"), register.Student(group, "Белов"), register.Student(group, "Власов"));
        Look(both, chat, VisibilityState.Visible);
        Look(both, parents, VisibilityState.Missing);
        Look(one, chat, VisibilityState.Visible);
        await register.SaveAsync(Ct);

        (await database.Get<PeopleQueries>().PageAsync(TestActors.Administrator, new PeopleRequest(new PeopleFilter()), Ct)).Value.Rows
            .Select(row => row.Seen).Should().Equal(VisibilityState.Missing, VisibilityState.Visible, VisibilityState.NotChecked);
        none.Should().NotBeNull();

        void Look(Person person, Chat where, VisibilityState state)
        {
            var look = register.Add(new ChatObservation { ChatId = where.Id, PersonId = person.Id, SourceId = register.Journal.Id, Method = ObservationMethod.Look, State = state, FirstAsOf = TestClock.Now, LastAsOf = TestClock.Now, RecordedAt = TestClock.Now });
            register.Add(new ChatVisibility { ChatId = where.Id, PersonId = person.Id, ObservationId = look.Id, SourceId = register.Journal.Id, State = state, AsOf = TestClock.Now, Method = ObservationMethod.Look });
        }
    }

    [Theory, Databases]
    public async Task Hints_WhereNobodyIsFound_TellWhatEachConditionHides(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        register.Student(group, "Абрамов");
        register.Student(group, "Белов");
        register.Employee("Юшков");
        await register.SaveAsync(Ct);

        var hints = (await database.Get<PeopleQueries>().HintsAsync(TestActors.Administrator, new PeopleFilter { Tab = PeopleTab.Students, WithoutBirthDate = true, Links = [LinkState.NotInvited] }, Ct)).Value;

        hints.Should().Equal(new PeopleHint(PeopleFilterPart.BirthDate, 2));
    }

    [Theory, Databases]
    public async Task LastPage_HoldsWhatThePagesBeforeLeave(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        for (var i = 0; i < 23; i++)
        {
            register.Person("Иванов", $"Иван{new string('н', i)}");
        }

        await register.SaveAsync(Ct);
        var queries = database.Get<PeopleQueries>();
        foreach (var sort in Enum.GetValues<PeopleSort>())
        {
            var all = (await queries.PageAsync(TestActors.Administrator, new PeopleRequest(new PeopleFilter(), sort, Size: 100), Ct)).Value.Rows.Select(row => row.Id);
            database.Queries.Reset();
            var last = (await queries.PageAsync(TestActors.Administrator, new PeopleRequest(new PeopleFilter(), sort, Size: 10, Last: true), Ct)).Value;

            last.Rows.Select(row => row.Id).Should().Equal(all.Skip(20), sort.ToString());
            (last.HasPrevious, last.HasNext, last.Total).Should().Be((true, false, 23));
            database.Queries.Count.Should().BeLessThanOrEqualTo(4);
        }
    }

    [Theory, Databases]
    public async Task File_HoldsEveryRowInOrderAndWholePhonesForTheKeeperOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var people = Enumerable.Range(0, 12).Select(i => register.Student(group, "Иванов")).ToList();
        register.Phone(people[0], "+79021234107");
        register.Employee("Юшков");
        await register.SaveAsync(Ct);
        var request = new PeopleRequest(new PeopleFilter { Tab = PeopleTab.Students }, PeopleSort.BirthDate, Descending: true, Size: 5);

        var rows = await (await database.Get<PeopleFileQueries>().OpenAsync(TestActors.Administrator, request, Ct)).Value.ToListAsync(Ct);
        var masked = await (await database.Get<PeopleFileQueries>().OpenAsync(TestActors.Director, request, Ct)).Value.ToListAsync(Ct);

        rows.Should().HaveCount(12).And.BeEquivalentTo(
            (await database.Get<PeopleQueries>().PageAsync(TestActors.Administrator, request with { Size = 100 }, Ct)).Value.Rows, options => options.WithStrictOrdering().Excluding(row => row.Phones));
        rows.SelectMany(row => row.Phones).Should().Equal("+7\u00A0902\u00A0123-41-07");
        masked.SelectMany(row => row.Phones).Should().Equal("…41-07");
    }

    [Theory, Databases]
    public async Task Selection_AndTabs_CountWhatTheListShows(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var curator = register.Curator(group);
        var students = new[] { register.Student(group, "Абрамов"), register.Student(group, "Белов") };
        register.Student(register.Group("МТ-11"), "Власов");
        await register.SaveAsync(Ct);
        var queries = database.Get<PeopleQueries>();

        (await queries.IdsAsync(TestActors.Curator(curator), new PeopleFilter { Tab = PeopleTab.Students }, Ct)).Value.Should().Equal(students.Select(student => student.Id));
        var tabs = (await queries.TabsAsync(TestActors.Administrator, Ct)).Value;
        (tabs[PeopleTab.All], tabs[PeopleTab.Students], tabs[PeopleTab.Staff], tabs[PeopleTab.Representatives]).Should().Be((4, 3, 1, 0));
    }

    [Theory, Databases]
    public async Task Preview_OfAMark_CountsJustWhomTheMarkChanges(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        register.Messenger.Should().NotBeNull();
        var (invited, fresh) = (register.Student(group, "Абрамов"), register.Student(group, "Белов"));
        await register.SaveAsync(Ct);
        Guid[] both = [invited.Id, fresh.Id];
        await database.Get<MarkInvited>().MarkAsync(TestActors.Administrator, new MarkLinkRequest([invited.Id]), Ct);
        var previews = database.Get<MarkPreviewQueries>();

        var preview = (await previews.OfAsync(TestActors.Administrator, LinkFactKind.Invited, both, Ct)).Value;

        (preview.Total, preview.Changed).Should().Be((2, 1));
        preview.Before.Should().Equal(new Dictionary<LinkState, int> { [LinkState.NotInvited] = 1 });
        (await previews.OfAsync(TestActors.Administrator, LinkFactKind.Claimed, both, Ct)).Value.Changed.Should().Be(2);
        (await previews.OfAsync(TestActors.Administrator, LinkFactKind.Invited, [], Ct)).Error!.Code.Should().Be(Error.InvalidCode);
    }

    [Fact]
    public void Course_IsCountedFromTheIntake()
    {
        Course.Of(2026, TestClock.Today).Should().Be(1);
        Course.Of(2023, new DateOnly(2026, 8, 31)).Should().Be(3);
        Course.Of(2023, new DateOnly(2026, 9, 1)).Should().Be(4);
        Course.Of(null, TestClock.Today).Should().BeNull();
        Course.Of(2010, TestClock.Today).Should().BeNull();
        Course.IntakeOf(1, TestClock.Today).Should().Be(2026);
    }

    private static async Task<IEnumerable<string>> NamesAsync(TestDatabase database, PeopleFilter filter) =>
        (await database.Get<PeopleQueries>().PageAsync(TestActors.Administrator, new PeopleRequest(filter), Ct)).Value.Rows.Select(row => row.FullName);
}
