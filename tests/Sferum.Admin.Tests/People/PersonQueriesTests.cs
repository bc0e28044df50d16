using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Tests.People;

public class PersonQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Card_Facts_HaveDatesAndReasons(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var student = register.Student(group, "Семёнов");
        var mother = register.Representative(student, register.Person("Семёнова"));
        register.Phone(student, "+79021234107");
        register.Phone(student, "+79021234108").ValidTo = TestClock.Today;
        await register.SaveAsync(Ct);

        var card = await CardAsync(database, student.Id);

        var study = card.Studies.Should().ContainSingle().Subject;
        (study.What, study.From, study.LastDay, study.Why, study.Href).Should().Be(("ИС-21", Register.YearStart, null, "внесено вручную", $"/groups/{group.Id}"));
        card.Contacts.Where(c => c.InForce).Select(c => c.What.Replace('\u00A0', ' ')).Should().Equal("+7 902 123-41-07");
        card.Contacts.Single(c => !c.InForce).LastDay.Should().Be(TestClock.Today.AddDays(-1));
        card.Representatives.Should().ContainSingle().Which.What.Should().Be(mother.FullName);
        (await CardAsync(database, mother.Id)).Children.Should().ContainSingle().Which.Note.Should().Be("мать, ИС-21");
    }

    [Theory, Databases]
    public async Task Card_ReadByCurator_ShowsChildrenOfOwnGroupsOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (own, other) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var curator = register.Curator(own);
        var child = register.Student(own, "Семёнов");
        var mother = register.Representative(child, register.Person("Семёнова"), restrictedFrom: TestClock.Today);
        var elsewhere = register.Student(other, "Климов");
        register.Representative(elsewhere, mother);
        register.Chat(ChatKind.Parents, own);
        register.Chat(ChatKind.Parents, other);
        await register.SaveAsync(Ct);

        var seen = await CardAsync(database, mother.Id, TestActors.Curator(curator));
        var all = await CardAsync(database, mother.Id);

        seen.Children.Should().ContainSingle().Which.What.Should().Be(child.FullName);
        seen.Children[0].Note.Should().NotContain("ограничены", "restrictions are for administrators");
        seen.Chats.Should().OnlyContain(chat => !chat.Why.Contains("ограничены"));
        all.Children.Should().HaveCount(2).And.Contain(row => row.Note!.Contains("права ограничены"));
        (await database.Get<PersonQueries>().CardAsync(TestActors.Curator(curator), elsewhere.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task Card_Opened_LeavesARecord(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var (own, other) = (register.Group("ИС-21"), register.Group("МТ-11"));
        var curator = register.Curator(own);
        var stranger = register.Student(other);
        await register.SaveAsync(Ct);

        await CardAsync(database, stranger.Id);
        await database.Get<PersonQueries>().CardAsync(TestActors.Curator(curator), stranger.Id, Ct);

        await using var db = database.NewContext();
        (await db.AccessEntries.OrderBy(row => row.At).Select(row => row.Kind).ToListAsync(Ct)).Should().BeEquivalentTo([AccessKind.Viewed, AccessKind.Refused]);
        (await db.AccessEntries.Select(row => row.SubjectId).Distinct().SingleAsync(Ct)).Should().Be(stranger.Id);
    }

    [Theory, Databases]
    public async Task Card_Refusal_IsHiddenFromTheDirectorEverywhere(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var student = register.Student(group);
        register.Chat(ChatKind.Group, group);
        register.Add(new OptOut { PersonId = student.Id, AlternativeChannel = AlternativeChannel.Paper, ValidFrom = TestClock.Today, RecordedAt = TestClock.Now });
        register.Add(new LinkFact { PersonId = student.Id, PlatformId = register.Messenger.Id, Kind = LinkFactKind.NotApplicable, Reason = "нет телефона", At = TestClock.Now, RecordedAt = TestClock.Now });
        register.Add(new LinkStatus { PersonId = student.Id, PlatformId = register.Messenger.Id, State = LinkState.Refused });
        await register.SaveAsync(Ct);

        var director = await CardAsync(database, student.Id, TestActors.Director);
        var administrator = await CardAsync(database, student.Id);

        director.Link.State.Should().Be(LinkState.NotApplicable);
        director.Link.Marks.Should().BeEmpty();
        director.Chats.Should().OnlyContain(chat => !chat.OptedOut);
        director.History.Should().OnlyContain(row => !row.What.Contains("Отказ") && row.Changes.All(change => change.Field != "канал" && change.After != "нет телефона"));
        administrator.Link.State.Should().Be(LinkState.Refused);
        administrator.Chats.Should().ContainSingle().Which.OptedOut.Should().BeTrue();
        administrator.History.Should().Contain(row => row.What == "Отказ: добавлено" && row.Changes.Any(change => change.After == "бумага"));
    }

    [Theory, Databases]
    public async Task Card_ChangedByHand_TellsBeforeAndAfter(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var person = register.Person("Семёнов", birth: new DateOnly(2009, 2, 15));
        await register.SaveAsync(Ct);
        await using (var db = database.NewContext())
        {
            db.Act(TestActors.Administrator, "person-edit");
            (await db.People.SingleAsync(row => row.Id == person.Id, Ct)).BirthDate = new DateOnly(2009, 5, 12);
            await db.SaveChangesAsync(Ct);
        }

        var history = (await CardAsync(database, person.Id)).History;

        history[0].What.Should().Be("Сведения: изменено");
        history[0].Changes.Should().Equal(new HistoryChange("дата рождения", "15.02.2009", "12.05.2009"));
    }

    [Theory, Databases]
    public async Task Card_AnyPerson_CostsTheSameNumberOfQueries(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var lonely = register.Person();
        var mother = register.Employ(register.Person());
        register.Representative(register.Student(group), mother);
        var parent = register.Employ(register.Person());
        for (var i = 0; i < 12; i++)
        {
            register.Representative(register.Student(group), parent);
        }

        await register.SaveAsync(Ct);
        async Task<int> QueriesAsync(Guid id)
        {
            database.Queries.Reset();
            await CardAsync(database, id);
            return database.Queries.Count;
        }

        var ofOneChild = await QueriesAsync(mother.Id);
        (await QueriesAsync(parent.Id)).Should().Be(ofOneChild, "twelve children are asked about at once");
        (await QueriesAsync(lonely.Id)).Should().BeLessThanOrEqualTo(ofOneChild);
    }

    private static async Task<PersonCard> CardAsync(TestDatabase database, Guid id, Actor? actor = null) =>
        (await database.Get<PersonQueries>().CardAsync(actor ?? TestActors.Administrator, id, Ct)).Value;
}
