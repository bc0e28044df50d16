using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Tests.Links;

public sealed class LinkProjectionTests
{
    [Theory, Databases]
    public async Task Refresh_OfTheCollege_WritesWhatTheRulesSayAndOnlyOnce(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var people = await MakeAsync(database, ct);

        (await RefreshAsync(database, null, ct)).Should().Be(3);
        (await RefreshAsync(database, null, ct)).Should().Be(0);

        (await StoredAsync(database, ct)).Should().BeEquivalentTo(new Dictionary<Guid, LinkState>
        {
            [people.Student.Id] = LinkState.Verified,
            [people.Mother.Id] = LinkState.Verified,
            [people.Claimant.Id] = LinkState.SelfReported,
        });
    }

    [Theory, Databases]
    public async Task Refresh_OfOnePerson_WritesThatOne(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var people = await MakeAsync(database, ct);

        (await RefreshAsync(database, [people.Mother.Id], ct)).Should().Be(1);

        (await StoredAsync(database, ct)).Keys.Should().Equal(people.Mother.Id);
    }

    [Theory, Databases]
    public async Task Refresh_AfterARetraction_FollowsIt(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var people = await MakeAsync(database, ct);
        await RefreshAsync(database, null, ct);
        await using (var db = database.NewContext())
        {
            db.Act(TestActors.Administrator, "undo-mark");
            var claim = await db.LinkFacts.SingleAsync(f => f.PersonId == people.Claimant.Id && f.Kind == LinkFactKind.Claimed, ct);
            db.LinkFacts.Add(new LinkFact { PersonId = claim.PersonId, PlatformId = claim.PlatformId, Kind = LinkFactKind.Retracted, RetractsId = claim.Id, At = TestClock.Now, RecordedAt = TestClock.Now });
            var look = await db.ChatObservations.SingleAsync(o => o.PersonId == people.Student.Id, ct);
            db.ChatObservations.Add(new ChatObservation { ChatId = look.ChatId, PersonId = look.PersonId, SourceId = look.SourceId, State = look.State, FirstAsOf = TestClock.Now, LastAsOf = TestClock.Now, RecordedAt = TestClock.Now, RetractsId = look.Id });
            await db.SaveChangesAsync(ct);
        }

        await RefreshAsync(database, [people.Claimant.Id, people.Student.Id], ct);

        (await StoredAsync(database, ct))[people.Claimant.Id].Should().Be(LinkState.Invited);
        (await StoredAsync(database, ct))[people.Student.Id].Should().Be(LinkState.NotInvited);
    }

    [Theory, Databases]
    public async Task Refresh_OfManyOrOne_TakesTheSameNumberOfQueries(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var people = await MakeAsync(database, ct);
        await RefreshAsync(database, null, ct);

        database.Queries.Reset();
        await RefreshAsync(database, [people.Mother.Id], ct);
        var one = database.Queries.Count;
        database.Queries.Reset();
        await RefreshAsync(database, null, ct);

        one.Should().Be(18);
        database.Queries.Count.Should().Be(one);
    }

    [Theory, Databases]
    public async Task CurrentLinks_AfterMidnight_ChangeWithoutAWrite(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var people = await MakeAsync(database, ct);
        await RefreshAsync(database, null, ct);
        var stored = await StoredAsync(database, ct);
        (await CurrentAsync(database, people.Student, ct)).Should().Be(LinkState.Verified);
        (await CurrentAsync(database, people.Mother, ct)).Should().Be(LinkState.Verified);
        (await InAsync(database, LinkState.Verified, ct)).Should().BeEquivalentTo([people.Student.Id, people.Mother.Id]);

        // 23:59:59 in Yekaterinburg, then midnight: the child is 18, so the mother's only must is gone; the look is 31 days old.
        database.Time.SetUtcNow(new DateTimeOffset(2026, 11, 20, 18, 59, 59, TimeSpan.Zero));
        (await InAsync(database, LinkState.Verified, ct)).Should().HaveCount(2);
        database.Time.Advance(TimeSpan.FromSeconds(1));

        (await CurrentAsync(database, people.Student, ct)).Should().Be(LinkState.Linked);
        (await CurrentAsync(database, people.Mother, ct)).Should().Be(LinkState.Linked);
        (await InAsync(database, LinkState.Verified, ct)).Should().BeEmpty();
        (await InAsync(database, LinkState.Linked, ct)).Should().BeEquivalentTo([people.Student.Id, people.Mother.Id]);
        (await InAsync(database, LinkState.NotInvited, ct)).Should().BeEquivalentTo([people.Silent.Id]);
        (await StoredAsync(database, ct)).Should().BeEquivalentTo(stored);
    }

    [Theory, Databases]
    public async Task RenewLinks_AfterMidnight_WritesTheStaleRowsOnce(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var people = await MakeAsync(database, ct);
        await RefreshAsync(database, null, ct);
        var renew = database.Get<RenewLinks>();
        (await renew.RunAsync(Actor.System(JobNames.RenewLinks), ct)).Value.Should().Be(0);
        database.Time.Advance(TimeSpan.FromDays(1));

        (await renew.RunAsync(Actor.System(JobNames.RenewLinks), ct)).Value.Should().Be(2);
        (await renew.RunAsync(Actor.System(JobNames.RenewLinks), ct)).Value.Should().Be(0);

        (await StoredAsync(database, ct))[people.Student.Id].Should().Be(LinkState.Linked);
        await using var db = database.NewContext();
        (await db.JobRuns.CountAsync(run => run.Job == JobNames.RenewLinks && run.FinishedAt != null, ct)).Should().Be(3);
    }

    [Theory, Databases]
    public async Task Refresh_InTwoTransactionsAtOnce_MissesNeitherFact(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var people = await MakeAsync(database, ct);
        await RefreshAsync(database, null, ct);
        await using var first = database.NewContext();
        await using var transaction = await first.Database.BeginTransactionAsync(ct);
        await AddAsync(first, people.Claimant, LinkFactKind.ObservedLinked, 1);
        await database.Get<LinkProjection>().RefreshAsync(first, [people.Claimant.Id], ct);

        var second = Task.Run(
            async () =>
            {
                await using var db = database.NewContext();
                await using var other = await db.Database.BeginTransactionAsync(ct);
                await AddAsync(db, people.Claimant, LinkFactKind.ObservedBroken, 2);
                await database.Get<LinkProjection>().RefreshAsync(db, [people.Claimant.Id], ct);
                await other.CommitAsync(ct);
            },
            ct);
        await WaitForALockAsync(database, second, ct);
        await transaction.CommitAsync(ct);
        await second;

        (await StoredAsync(database, ct))[people.Claimant.Id].Should().Be(LinkState.Linked);

        async Task AddAsync(AppDbContext db, Person person, LinkFactKind fact, int hoursAgo)
        {
            db.Act(TestActors.Administrator, "arrange");
            var at = TestClock.Now.AddHours(-hoursAgo);
            var messenger = await db.CurrentMessenger(TestClock.Today).Select(p => p.Id).SingleAsync(ct);
            db.LinkFacts.Add(new LinkFact { PersonId = person.Id, PlatformId = messenger, Kind = fact, At = at, RecordedAt = TestClock.Now });
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Until the other transaction waits; on SQLite it waits at its beginning, before it can read anything.</summary>
    private static async Task WaitForALockAsync(TestDatabase database, Task waiting, CancellationToken ct)
    {
        if (database.Kind == DatabaseKind.PostgreSql)
        {
            await using var db = database.NewContext();
            while (!waiting.IsCompleted && await db.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted").SingleAsync(ct) == 0)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>A student who turns 18 tomorrow and whose look is 30 days old today, the mother, one who claims, one of whom nothing is known.</summary>
    private static async Task<(Person Student, Person Mother, Person Claimant, Person Silent)> MakeAsync(TestDatabase database, CancellationToken ct)
    {
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var student = register.Student(group, birth: TestClock.Today.AddYears(-18).AddDays(1));
        var mother = register.Representative(student);
        var claimant = register.Employee();
        var silent = register.Student(group);
        Look(register, register.Chat(ChatKind.Group, group), student, 30);
        Look(register, register.Chat(ChatKind.Parents, group), mother, 3);
        register.Add(Fact(register, claimant, LinkFactKind.Invited, 5));
        register.Add(Fact(register, claimant, LinkFactKind.Claimed, 1));
        await register.SaveAsync(ct);
        return (student, mother, claimant, silent);
    }

    private static void Look(Register register, Chat chat, Person person, int daysAgo) => register.Add(new ChatObservation
    {
        ChatId = chat.Id,
        PersonId = person.Id,
        SourceId = register.Journal.Id,
        Method = ObservationMethod.Look,
        State = VisibilityState.Visible,
        FirstAsOf = TestClock.Now.AddDays(-daysAgo),
        LastAsOf = TestClock.Now.AddDays(-daysAgo),
        RecordedAt = TestClock.Now.AddDays(-daysAgo),
    });

    private static LinkFact Fact(Register register, Person person, LinkFactKind kind, int daysAgo) => new()
    {
        PersonId = person.Id,
        PlatformId = register.Messenger.Id,
        Kind = kind,
        At = TestClock.Now.AddDays(-daysAgo),
        RecordedAt = TestClock.Now.AddDays(-daysAgo),
    };

    private static async Task<int> RefreshAsync(TestDatabase database, IReadOnlyList<Guid>? persons, CancellationToken ct)
    {
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var written = await database.Get<LinkProjection>().RefreshAsync(db, persons, ct);
        await transaction.CommitAsync(ct);
        return written;
    }

    private static async Task<Dictionary<Guid, LinkState>> StoredAsync(TestDatabase database, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await db.LinkStatuses.ToDictionaryAsync(s => s.PersonId, s => s.State, ct);
    }

    private static async Task<LinkState> CurrentAsync(TestDatabase database, Person person, CancellationToken ct)
    {
        await using var db = database.NewContext();
        var links = await CurrentLinks.LoadAsync(db, database.Clock, ct);
        return (await links.OfAsync([person.Id], ct))[person.Id].State;
    }

    private static async Task<List<Guid>> InAsync(TestDatabase database, LinkState state, CancellationToken ct)
    {
        await using var db = database.NewContext();
        var links = await CurrentLinks.LoadAsync(db, database.Clock, ct);
        var found = await links.In(db.People, [state]).Select(p => p.Id).ToListAsync(ct);
        (await links.In(db.People, [state], oneByOne: true).Select(p => p.Id).ToListAsync(ct)).Should().BeEquivalentTo(found);
        return found;
    }
}
