using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Tests.People;

public class PeopleQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Page_WordsInAnyOrder_FindsTheirBeginnings(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        register.Person("Ёлкин", "Пётр", "Ильич");
        register.Person("Елкина", "Анна", "Петровна");
        register.Person("Иванова-Петрова", "Мария", null);
        register.Person("Королёв", "Глеб", "Львович");
        await register.SaveAsync(Ct);

        (await NamesAsync(database, "елкин")).Should().Equal("Ёлкин Пётр Ильич", "Елкина Анна Петровна");
        (await NamesAsync(database, "петр елк")).Should().Equal("Ёлкин Пётр Ильич", "Елкина Анна Петровна");
        (await NamesAsync(database, "петрова")).Should().Equal("Иванова-Петрова Мария");
        (await NamesAsync(database, "ёлкин ильич")).Should().Equal("Ёлкин Пётр Ильич");
        (await NamesAsync(database, "лев")).Should().BeEmpty("a word is found by its beginning");
        (await NamesAsync(database, "Koролёв")).Should().Equal("Королёв Глеб Львович");
        (await NamesAsync(database, "100%_")).Should().BeEmpty("marks of a pattern are ordinary characters");
    }

    [Theory, Databases]
    public async Task Page_DigitsOfPhone_FindsPhonesInForce(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var owner = register.Person("Абрамов");
        register.Phone(owner, "+79021234107");
        register.Phone(register.Person("Белов"), "+79021234108").ValidTo = TestClock.Today;
        await register.SaveAsync(Ct);

        (await NamesAsync(database, "8 902 123-41-07")).Should().Equal(owner.FullName);
        (await NamesAsync(database, "41-07")).Should().Equal(owner.FullName);
        (await NamesAsync(database, "абрамов 4107")).Should().Equal(owner.FullName);
        (await NamesAsync(database, "41-08")).Should().BeEmpty("the number was ended");
    }

    [Theory, Databases]
    public async Task Page_Search_IsRecordedWithoutItsText(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        register.Person("Абрамов");
        await register.SaveAsync(Ct);

        await PageAsync(database, new PeopleRequest(new PeopleFilter()));
        await PageAsync(database, new PeopleRequest(new PeopleFilter { Text = "абрамов" }));

        await using var db = database.NewContext();
        var entry = await db.AccessEntries.SingleAsync(Ct);
        entry.Kind.Should().Be(AccessKind.Searched);
        entry.Subject.Should().Be("People");
    }

    [Theory, Databases]
    public async Task Page_Tabs_AreThePopulationsOfToday(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var student = register.Student(group, "Абрамов");
        var mother = register.Representative(student, register.Person("Белова"));
        var teacherAndFather = register.Representative(student, register.Employ(register.Person("Власов")));
        var expelled = register.Student(group, "Гусев", to: TestClock.Today);
        register.Representative(expelled, register.Person("Дроздова"));
        register.Employ(register.Person("Жуков"), to: TestClock.Today);
        await register.SaveAsync(Ct);

        (await TabAsync(database, PeopleTab.Students)).Should().Equal(student.FullName);
        (await TabAsync(database, PeopleTab.Representatives)).Should().Equal(mother.FullName, teacherAndFather.FullName);
        (await TabAsync(database, PeopleTab.Staff)).Should().Equal(teacherAndFather.FullName);
        (await TabAsync(database, PeopleTab.All)).Should().HaveCount(6);
    }

    [Theory, Databases]
    public async Task Page_Filters_NarrowTheList(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (group, other) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var curator = register.Curator(group, register.Employ(register.Person("Юшков")));
        var student = register.Student(group, "Абрамов");
        var mother = register.Representative(student, register.Person("Белова"));
        register.Phone(student, "+79021234107");
        register.Student(other, "Власов");
        await register.SaveAsync(Ct);

        (await NamesAsync(database, new PeopleFilter { StudyGroupId = group.Id })).Should().Equal(student.FullName, mother.FullName, curator.FullName);
        (await NamesAsync(database, new PeopleFilter { StudyGroupId = group.Id, WithoutPhone = true })).Should().Equal(mother.FullName, curator.FullName);
        (await NamesAsync(database, new PeopleFilter { StudyGroupId = group.Id, WithoutBirthDate = true })).Should().Equal(mother.FullName, curator.FullName);
        (await NamesAsync(database, new PeopleFilter { StudyGroupId = group.Id, Tab = PeopleTab.Students, WithoutBirthDate = true })).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Page_Curator_SeesOwnGroupsOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (own, other) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var curator = register.Curator(own, register.Employ(register.Person("Юшков")));
        var student = register.Student(own, "Абрамов");
        var mother = register.Representative(student, register.Person("Белова"));
        var stranger = register.Student(other, "Власов");
        register.Representative(stranger, mother);
        await register.SaveAsync(Ct);

        var page = await PageAsync(database, new PeopleRequest(new PeopleFilter()), TestActors.Curator(curator));

        page.Rows.Select(r => r.FullName).Should().Equal(student.FullName, mother.FullName, curator.FullName);
        page.Rows[1].Children.Select(c => c.Id).Should().Equal([student.Id], "children of other groups are not the curator's business");
        (await PageAsync(database, new PeopleRequest(new PeopleFilter()), TestActors.Director)).Rows.Should().HaveCount(4);
    }

    [Theory, Databases]
    public async Task Page_Row_ShowsWhatTheListNeeds(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var student = register.Student(group, "Абрамов");
        var mother = register.Representative(student, register.Employ(register.Person("Белова"), "Методист"));
        register.Phone(mother, "+79021234107");
        await register.SaveAsync(Ct);

        var rows = (await PageAsync(database, new PeopleRequest(new PeopleFilter()))).Rows;

        rows[0].Groups.Should().Equal(new GroupRef(group.Id, "ИС-21"));
        rows[1].Position.Should().Equal("Методист");
        rows[1].Phones.Should().Equal("…41-07");
        var child = rows[1].Children.Should().ContainSingle().Subject;
        (child.ShortName, child.Group!.Name).Should().Be((RussianText.ShortName("Абрамов", student.FirstName, "Петрович"), "ИС-21"));
    }

    [Theory, Databases]
    public async Task Page_LinkState_IsThatOfToday(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var linked = register.Student(group, "Абрамов");
        var unknown = register.Student(group, "Белов");
        var outOfDate = register.Student(group, "Власов");
        register.Add(new LinkStatus { PersonId = linked.Id, PlatformId = register.Messenger.Id, State = LinkState.Linked, ValidUntil = TestClock.Today.AddDays(1) });
        register.Add(new LinkStatus { PersonId = outOfDate.Id, PlatformId = register.Messenger.Id, State = LinkState.Verified, ValidUntil = TestClock.Today });
        await register.SaveAsync(Ct);

        var rows = (await PageAsync(database, new PeopleRequest(new PeopleFilter()))).Rows;

        rows.Select(r => r.Link).Should().Equal(LinkState.Linked, LinkState.NotInvited, LinkState.NotInvited);
        (await NamesAsync(database, new PeopleFilter { Links = [LinkState.Linked] })).Should().Equal(linked.FullName);
        (await NamesAsync(database, new PeopleFilter { Links = [LinkState.Verified] })).Should().BeEmpty();
        (await NamesAsync(database, new PeopleFilter { Links = [LinkState.NotInvited] })).Should().Equal(unknown.FullName, outOfDate.FullName);
    }

    [Theory, Databases]
    public async Task Page_RefusalForDirector_IsTheSameWordAsNotApplicable(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var curator = register.Curator(group, register.Employ(register.Person("Юшков")));
        foreach (var (name, state) in new[] { ("Абрамов", LinkState.Refused), ("Белов", LinkState.NotApplicable) })
        {
            register.Add(new LinkStatus { PersonId = register.Student(group, name).Id, PlatformId = register.Messenger.Id, State = state });
        }

        await register.SaveAsync(Ct);
        var refused = new PeopleRequest(new PeopleFilter { Links = [LinkState.Refused] });

        (await PageAsync(database, refused, TestActors.Director)).Rows.Select(r => r.Link).Should().Equal(LinkState.NotApplicable, LinkState.NotApplicable);
        (await PageAsync(database, refused)).Rows.Select(r => r.Link).Should().Equal(LinkState.Refused);
        (await PageAsync(database, refused, TestActors.Curator(curator))).Rows.Select(r => r.Link).Should().Equal(LinkState.Refused);
    }

    [Theory, Databases]
    public async Task Page_EveryOrderAndDirection_ShowsEveryPersonOnceForthAndBack(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        for (var i = 0; i < 47; i++)
        {
            // Namesakes and equal or missing birth dates are what breaks paging.
            register.Person("Иванов", i % 3 == 0 ? "Пётр" : $"Иван{new string('н', i / 9)}", null, i % 4 == 0 ? null : new DateOnly(2008, 1, 1 + (i % 5)));
        }

        await register.SaveAsync(Ct);
        foreach (var sort in Enum.GetValues<PeopleSort>())
        {
            foreach (var descending in (bool[])[false, true])
            {
                var whole = (await PageAsync(database, new PeopleRequest(new PeopleFilter(), sort, descending, Size: 100))).Rows.Select(r => r.Id).ToList();
                whole.Should().OnlyHaveUniqueItems().And.HaveCount(47);
                var (forth, back) = await WalkAsync(database, sort, descending, size: 10);
                forth.Should().Equal(whole, "{0}, descending {1}", sort, descending);
                back.Should().Equal(whole, "{0}, descending {1}, backwards", sort, descending);
            }
        }
    }

    [Theory, Databases]
    public async Task Page_AnyPage_CostsAtMostFourQueries(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        for (var i = 0; i < 30; i++)
        {
            register.Representative(register.Student(group));
        }

        await register.SaveAsync(Ct);
        var first = await CountedAsync(new PeopleRequest(new PeopleFilter { Text = "к" }, Size: 5));
        var next = await CountedAsync(new PeopleRequest(new PeopleFilter(), After: first.Rows[^1].Id, Size: 20));
        await CountedAsync(new PeopleRequest(new PeopleFilter(), Before: next.Rows[0].Id, Size: 20));

        async Task<PeopleListing> CountedAsync(PeopleRequest request)
        {
            database.Queries.Reset();
            var page = await PageAsync(database, request);
            database.Queries.Count.Should().BeLessThanOrEqualTo(4);
            return page;
        }
    }

    [Theory, Databases]
    public async Task Page_TooManyRowsAsked_IsRefusedWithASentence(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        var result = await database.Get<PeopleQueries>().PageAsync(TestActors.Administrator, new PeopleRequest(new PeopleFilter(), Size: 101), Ct);

        result.Error!.Code.Should().Be(Error.InvalidCode);
    }

    private static async Task<(List<Guid> Forth, List<Guid> Back)> WalkAsync(TestDatabase database, PeopleSort sort, bool descending, int size)
    {
        var (forth, back) = (new List<Guid>(), new List<Guid>());
        var page = await PageAsync(database, new PeopleRequest(new PeopleFilter(), sort, descending, Size: size));
        page.HasPrevious.Should().BeFalse();
        forth.AddRange(page.Rows.Select(r => r.Id));
        while (page.HasNext)
        {
            page = await PageAsync(database, new PeopleRequest(new PeopleFilter(), sort, descending, After: page.Rows[^1].Id, Size: size));
            page.HasPrevious.Should().BeTrue();
            forth.AddRange(page.Rows.Select(r => r.Id));
        }

        back.InsertRange(0, page.Rows.Select(r => r.Id));
        while (page.HasPrevious)
        {
            page = await PageAsync(database, new PeopleRequest(new PeopleFilter(), sort, descending, Before: page.Rows[0].Id, Size: size));
            page.HasNext.Should().BeTrue();
            back.InsertRange(0, page.Rows.Select(r => r.Id));
        }

        return (forth, back);
    }

    private static async Task<PeopleListing> PageAsync(TestDatabase database, PeopleRequest request, Actor? actor = null) =>
        (await database.Get<PeopleQueries>().PageAsync(actor ?? TestActors.Administrator, request, Ct)).Value;

    private static async Task<IEnumerable<string>> NamesAsync(TestDatabase database, PeopleFilter filter) =>
        (await PageAsync(database, new PeopleRequest(filter))).Rows.Select(r => r.FullName);

    private static Task<IEnumerable<string>> NamesAsync(TestDatabase database, string text) => NamesAsync(database, new PeopleFilter { Text = text });

    private static Task<IEnumerable<string>> TabAsync(TestDatabase database, PeopleTab tab) => NamesAsync(database, new PeopleFilter { Tab = tab });
}
