using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.Live;

/// <summary>A commit tells what it changed, whatever way the rows were written; a rollback tells nothing.</summary>
public sealed class LiveCommitTests
{
    private readonly List<LiveChange> _heard = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Save_TellsOnceAfterTheCommitWithTopicsAuthorAndIds(DatabaseKind kind)
    {
        await using var database = await ListeningAsync(kind);
        var person = NewPerson();
        await using var db = database.NewContext();
        db.Act(TestActors.Administrator, "try");
        db.Add(person);
        db.Add(new PersonContact { PersonId = person.Id, Kind = ContactKind.Phone, Value = "+79120000001", ValidFrom = TestClock.Today, RecordedAt = TestClock.Now });
        await db.SaveChangesAsync(Ct);

        var change = _heard.Should().ContainSingle().Subject;
        change.Topics.Should().BeEquivalentTo([LiveTopic.People]);
        change.UserId.Should().Be(TestActors.Administrator.UserId);
        change.Subjects.Should().Contain(person.Id);
        // The audit entry of the same save is silent, and a second save starts anew.
        db.Act(TestActors.Administrator, "try");
        db.Add(NewGroup());
        await db.SaveChangesAsync(Ct);
        _heard.Should().HaveCount(2);
        _heard[1].Topics.Should().BeEquivalentTo([LiveTopic.Groups]);
        _heard[1].Subjects.Should().NotContain(person.Id);
    }

    [Theory, Databases]
    public async Task Transaction_TellsOfAllItsSavesWhenItCommits(DatabaseKind kind)
    {
        await using var database = await ListeningAsync(kind);
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        db.Act(TestActors.Administrator, "try");
        db.Add(NewPerson());
        await db.SaveChangesAsync(Ct);
        db.Add(NewGroup());
        await db.SaveChangesAsync(Ct);
        _heard.Should().BeEmpty();

        await transaction.CommitAsync(Ct);

        _heard.Should().ContainSingle().Which.Topics.Should().BeEquivalentTo([LiveTopic.People, LiveTopic.Groups]);
    }

    [Theory, Databases]
    public async Task Rollback_TellsNothing_NotEvenWithTheNextCommit(DatabaseKind kind)
    {
        await using var database = await ListeningAsync(kind);
        await using var db = database.NewContext();
        db.Act(TestActors.Administrator, "try");
        await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            db.Add(NewPerson());
            await db.SaveChangesAsync(Ct);
            await transaction.RollbackAsync(Ct);
        }

        await using (await db.Database.BeginTransactionAsync(Ct))
        {
            db.ChangeTracker.Clear();
            db.Add(NewPerson());
            await db.SaveChangesAsync(Ct);
            // Left without a word: disposed.
        }

        db.ChangeTracker.Clear();
        db.Add(NewGroup());
        await db.SaveChangesAsync(Ct);

        _heard.Should().ContainSingle().Which.Topics.Should().BeEquivalentTo([LiveTopic.Groups]);
    }

    [Theory, Databases]
    public async Task SaveThatFails_TellsNothing(DatabaseKind kind)
    {
        await using var database = await ListeningAsync(kind);
        var person = NewPerson();
        await using (var db = database.NewContext())
        {
            db.Act(TestActors.Administrator, "try");
            db.Add(person);
            await db.SaveChangesAsync(Ct);
        }

        _heard.Clear();
        await using var again = database.NewContext();
        again.Act(TestActors.Administrator, "try");
        again.Add(new Person { Id = person.Id, CreatedAt = TestClock.Now, LastName = "Абрамов", FirstName = "Иван" });
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => again.SaveChangesAsync(Ct));
        again.ChangeTracker.Clear();
        again.Add(NewGroup());
        await again.SaveChangesAsync(Ct);

        _heard.Should().ContainSingle().Which.Topics.Should().BeEquivalentTo([LiveTopic.Groups]);
    }

    [Theory, Databases]
    public async Task MassCommand_TellsWithAndWithoutATransaction(DatabaseKind kind)
    {
        await using var database = await ListeningAsync(kind);
        var run = new JobRun { Job = "try", StartedAt = TestClock.Now };
        await using var db = database.NewContext();
        db.Add(run);
        await db.SaveChangesAsync(Ct);
        _heard.Clear();

        (await db.JobRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.Done, 1), Ct)).Should().Be(1);
        _heard.Should().ContainSingle().Which.Should().Match<LiveChange>(c => c.Topics.Single() == LiveTopic.Jobs && c.Subjects == null);
        db.Database.CurrentTransaction.Should().BeNull("the command's own transaction is over");

        await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            (await db.JobRuns.ExecuteDeleteAsync(Ct)).Should().Be(1);
            _heard.Should().HaveCount(1);
            await transaction.CommitAsync(Ct);
        }

        _heard.Should().HaveCount(2);
        // A command that only locks rows changes nothing.
        await LinkProjection.LockAsync(db, db.LinkStatuses, Ct);
        _heard.Should().HaveCount(2);
        (await db.JobRuns.CountAsync(Ct)).Should().Be(0);
    }

    [Theory, Databases]
    public async Task MassCommandThatFails_LeavesNoTransactionAndTellsNothing(DatabaseKind kind)
    {
        await using var database = await ListeningAsync(kind);
        await using var db = database.NewContext();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync($"UPDATE \"JobRuns\" SET \"NoSuchColumn\" = 1", Ct));

        db.Database.CurrentTransaction.Should().BeNull();
        _heard.Should().BeEmpty();
        (await db.JobRuns.CountAsync(Ct)).Should().Be(0);
    }

    [Theory, Databases]
    public async Task BulkWriter_TellsWithTheIdsOfFewRowsAndWithoutThemOfMany(DatabaseKind kind)
    {
        await using var database = await ListeningAsync(kind);
        var few = new[] { NewPerson(), NewPerson() };
        await WriteAsync(database, few);
        _heard.Should().ContainSingle().Which.Subjects.Should().BeEquivalentTo(few.Select(p => p.Id));

        _heard.Clear();
        await WriteAsync(database, [.. Enumerable.Range(0, LiveChange.MostSubjects + 1).Select(_ => NewPerson())]);
        _heard.Should().ContainSingle().Which.Should().Match<LiveChange>(c => c.Subjects == null && c.Topics.Contains(LiveTopic.People));
    }

    private static async Task WriteAsync(TestDatabase database, Person[] people)
    {
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        await BulkAudit.DeclareAsync(db, TestActors.Administrator, database.Time, "try", "Person", "try", people.Length, Ct);
        await database.Get<IBulkWriter>().InsertAsync(db, people, Ct);
        await transaction.CommitAsync(Ct);
    }

    private static StudyGroup NewGroup() => new() { ValidFrom = TestClock.Today, RecordedAt = TestClock.Now };

    private static Person NewPerson()
    {
        var person = new Person { CreatedAt = TestClock.Now, LastName = "Абрамов", FirstName = "Иван" };
        person.RefreshSearchKey();
        return person;
    }

    private async Task<TestDatabase> ListeningAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind, Ct);
        database.Get<LiveNews>().Subscribe(_heard.Add);
        return database;
    }
}
