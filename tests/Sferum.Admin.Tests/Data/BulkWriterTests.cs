using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Data;

/// <summary>Bulk rows hold the same bytes as tracked ones: what was written in bulk is read back through EF Core unchanged.</summary>
public sealed class BulkWriterTests
{
    [Theory, Databases]
    public async Task EveryTable_WrittenInBulk_ReadsBackEqual(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        List<Type> types;
        await using (var db = database.NewContext())
        {
            // The key of an audit entry is the database's own.
            types = [.. db.Model.GetEntityTypes()
                .Where(t => t.ClrType.Namespace!.StartsWith("Sferum.Admin.Core", StringComparison.Ordinal) && t.ClrType != typeof(AuditEntry))
                .Select(t => t.ClrType)];
        }

        types.Should().HaveCountGreaterThan(30);
        foreach (var type in types)
        {
            await (Task)typeof(BulkWriterTests).GetMethod(nameof(CheckAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(type).Invoke(null, [database, ct])!;
        }
    }

    [Theory, Databases]
    public async Task Batch_OfSeveralTables_InsertsOverwritesAndKeepsWhatIsNewer(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var writer = database.Get<IBulkWriter>();
        var (older, newer) = (Cell(TestClock.Now.AddDays(-1)), Cell(TestClock.Now.AddDays(1)));
        var run = new JobRun { Job = "job", StartedAt = TestClock.Now, Note = "before" };
        (await writer.WriteAsync(db, new BulkBatch().Upsert<ChatVisibility>([older, newer], nameof(ChatVisibility.AsOf)).Insert<JobRun>([run]), ct)).Should().Be(3);

        var batch = new BulkBatch()
            .Upsert<ChatVisibility>([Again(older), Again(newer)], nameof(ChatVisibility.AsOf))
            .Update<JobRun>([new JobRun { Id = run.Id, Job = "other", Note = null, Done = 3 }], nameof(JobRun.Note), nameof(JobRun.Done))
            .Insert<JobRun>([]);
        (await writer.WriteAsync(db, batch, ct)).Should().Be(2);

        (await db.ChatVisibilities.AsNoTracking().Select(cell => cell.AsOf).OrderBy(at => at).ToListAsync(ct)).Should().Equal(TestClock.Now, newer.AsOf);
        (await db.JobRuns.AsNoTracking().SingleAsync(ct)).Should().BeEquivalentTo(new { Job = "job", Note = (string?)null, Done = 3, StartedAt = TestClock.Now });

        static ChatVisibility Cell(DateTime asOf) => new() { ChatId = Guid.CreateVersion7(), PersonId = Guid.CreateVersion7(), ObservationId = Guid.CreateVersion7(), AsOf = asOf };
        static ChatVisibility Again(ChatVisibility cell) => new() { ChatId = cell.ChatId, PersonId = cell.PersonId, ObservationId = Guid.CreateVersion7(), AsOf = TestClock.Now };
    }

    private static async Task CheckAsync<T>(TestDatabase database, CancellationToken ct)
        where T : class
    {
        await using var db = database.NewContext();
        var rows = new SampleRows(db);
        var row = (T)rows.New(typeof(T));
        (row as IHasSearchKey)?.RefreshSearchKey();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await BulkAudit.DeclareAsync(db, Actor.System("tests"), database.Time, "arrange", typeof(T).Name, "-", 1, ct);
        db.Act(Actor.System("tests"), "arrange");
        db.AddRange(rows.Needed);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        var writer = database.Get<IBulkWriter>();

        (await writer.InsertAsync(db, [row], ct)).Should().Be(1, typeof(T).Name);
        (await ReadAsync(db, row, ct)).Should().BeEquivalentTo(row, typeof(T).Name);
        db.ChangeTracker.Clear();

        // All columns are overwritten: a row that differs in none is found and stays equal.
        if (db.Model.FindEntityType(typeof(T))!.GetProperties().Any(p => !p.IsPrimaryKey()))
        {
            (await writer.UpdateAsync(db, [row], ct)).Should().Be(1, typeof(T).Name);
            (await ReadAsync(db, row, ct)).Should().BeEquivalentTo(row, typeof(T).Name);
        }
    }

    private static ValueTask<T?> ReadAsync<T>(AppDbContext db, T row, CancellationToken ct)
        where T : class
    {
        IReadOnlyList<IProperty> keys = db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties;
        return db.FindAsync<T>([.. keys.Select(k => k.PropertyInfo!.GetValue(row))], ct);
    }
}
