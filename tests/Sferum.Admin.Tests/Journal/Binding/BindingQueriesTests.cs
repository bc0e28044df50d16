using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>Figures and pages.</summary>
public sealed class BindingQueriesTests
{
    private static readonly DateOnly Born = MatcherScene.Born;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Page_OfEveryStateAndKind_CountsExactlyWhatItShows(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);

        foreach (var state in Enum.GetValues<BindingState>())
        {
            foreach (var of in Enum.GetValues<JournalRecordKind>())
            {
                var page = await PageAsync(database, new BindingPageRequest(state, of));
                page.Total.Should().Be(page.Summary.Of(of, state), $"{of} {state}");
                page.Rows.Should().HaveCount(page.Total);
                page.Rows.Where(r => r.Kind != of || r.State != state).Should().BeEmpty();
            }
        }
    }

    [Theory, Databases]
    public async Task Page_OfAGroup_ShowsItsPeopleAndTheirParents(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var group = await ArrangeAsync(database);

        var exact = await PageAsync(database, new BindingPageRequest(BindingState.Exact, null, group));

        exact.Rows.Select(r => r.Outside!.Name).Should().Equal("ИС-21", "Волков Олег Андреевич", "Волкова Анна Сергеевна");
        exact.ExactHere.Should().Be(3);
        exact.Rows[1].Register.Single().Evidence.Should().Equal(BindingEvidence.NameEqual, BindingEvidence.BirthDateEqual, BindingEvidence.GroupEqual);
        exact.Rows[2].Outside!.Children.Should().Equal("Волков Олег Андреевич, ИС-21");
        exact.Rows[2].Register.Single().Children.Should().Equal("Волков Олег Андреевич, ИС-21");
        var missing = await PageAsync(database, new BindingPageRequest(BindingState.NotInJournal, null, group));
        missing.Rows.Select(r => r.Register.Single().Name).Should().Equal("Group", "Лисин Пётр Ильич");
    }

    [Theory, Databases]
    public async Task Page_WithPeople_LeavesOneRecordOfAccess_AndOneWithoutLeavesNone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);

        await PageAsync(database, new BindingPageRequest(BindingState.Exact, JournalRecordKind.Group));
        (await AccessAsync(database)).Should().BeEmpty();
        await PageAsync(database, new BindingPageRequest(BindingState.Exact));

        (await AccessAsync(database)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = AccessKind.Viewed, Subject = BindingQueries.Subject, UserId = TestActors.Administrator.UserId });
    }

    [Theory, Databases]
    public async Task Queries_DoNotGrowWithThePage(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);
        database.Queries.Reset();
        await PageAsync(database, new BindingPageRequest(BindingState.NotInRegister));
        var few = database.Queries.Commands.Count;
        var register = new Register(database);
        for (var i = 0; i < 120; i++)
        {
            register.Add(OutsideRows.Employee($"x{i}", $"Незнакомов Пётр {i}"));
        }

        await register.SaveAsync(Ct);
        var page = await PageAsync(database, new BindingPageRequest(BindingState.NotInRegister, Page: 3));

        database.Queries.Commands.Should().HaveCount(few);
        (page.Rows.Count, page.Total).Should().Be((21, 121));
    }

    /// <summary>«Сегодня» asks at every visit, and marks are made all day: neither is a reason to match thousands of people again.</summary>
    [Theory, Databases]
    public async Task Summary_AskedAgain_IsMatchedAnewOnlyAfterAChange(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);
        (await ExactAsync()).Should().Be((3, true));
        (await ExactAsync()).Should().Be((3, false));

        var register = new Register(database);
        var person = register.Person("Новый", "Пётр", "Ильич", Born.AddDays(7));
        var platform = register.Messenger.Id;
        await register.SaveAsync(Ct);
        (await ExactAsync()).Should().Be((3, true), "a person more");
        register.Add(new LinkFact { PersonId = person.Id, PlatformId = platform, Kind = LinkFactKind.Invited, At = TestClock.Now, RecordedAt = TestClock.Now });
        await register.SaveAsync(Ct);
        (await ExactAsync()).Should().Be((3, false), "a mark tells nothing of who is who");
        register.Add(OutsideRows.Student("p2", "Лисин Пётр Ильич", Born.AddDays(3), "2101"));
        await register.SaveAsync(Ct);
        (await ExactAsync()).Should().Be((4, true), "the lists hold one more");
        await database.Get<ConfirmBindings>().ConfirmExactAsync(TestActors.Administrator, new ConfirmExactRequest(4), Ct);
        (await ExactAsync()).Should().Be((0, true));

        async Task<(int Exact, bool IsMatched)> ExactAsync()
        {
            database.Queries.Reset();
            var summary = (await database.Get<BindingQueries>().SummaryAsync(TestActors.Administrator, Ct)).Value;
            return (summary.Of(BindingState.Exact), database.Queries.Count > 2);
        }
    }

    [Theory, Databases]
    public async Task Bound_SaysSinceWhenAndByWhom(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);
        await database.Get<ConfirmBindings>().ConfirmExactAsync(TestActors.Administrator, new ConfirmExactRequest(3), Ct);

        var row = (await PageAsync(database, new BindingPageRequest(BindingState.Bound, JournalRecordKind.Student))).Rows.Single();

        (row.Decision!.Since, row.Decision.At).Should().Be((TestClock.Today, TestClock.Now));
        var card = (await database.Get<BindingQueries>().OfPersonAsync(TestActors.Administrator, row.Register.Single().SubjectId, Ct)).Value;
        card.Should().ContainSingle().Which.IdentityId.Should().Be(row.Decision.Id);
    }

    [Theory, Databases]
    public async Task Page_BeforeTheFirst_IsInvalid(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        (await database.Get<BindingQueries>().PageAsync(TestActors.Administrator, new BindingPageRequest(BindingState.Exact, Page: 0), Ct)).Error!.Code.Should().Be(Error.InvalidCode);
    }

    /// <summary>Three exact matches of one group, a student and a chat that the journal does not list, and a stranger.</summary>
    private static async Task<Guid> ArrangeAsync(TestDatabase database)
    {
        var register = new Register(database);
        _ = register.Journal;
        var group = register.Group("ИС-21");
        register.Chat(ChatKind.Group, group);
        var student = register.Enrol(register.Person("Волков", "Олег", "Андреевич", Born), group);
        register.Enrol(register.Person("Лисин", "Пётр", "Ильич", Born.AddDays(3)), group);
        register.Representative(student, register.Person("Волкова", "Анна", "Сергеевна"));
        register.Add(OutsideRows.Group("2101", "ИС-21"));
        register.Add(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, "2101"));
        register.Add(OutsideRows.Representative("r1", "Волкова Анна Сергеевна", "p1"));
        register.Add(OutsideRows.Employee("e1", "Незнакомов Игорь Львович"));
        await register.SaveAsync(Ct);
        return group.Id;
    }

    private static async Task<BindingPage> PageAsync(TestDatabase database, BindingPageRequest request) =>
        (await database.Get<BindingQueries>().PageAsync(TestActors.Administrator, request, Ct)).Value;

    private static async Task<List<AccessEntry>> AccessAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return await db.AccessEntries.AsNoTracking().ToListAsync(Ct);
    }
}
