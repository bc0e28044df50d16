using FluentAssertions.Execution;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Drafts;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Core.Views;

namespace Sferum.Admin.Tests.Audit;

/// <summary>No way of writing to an audited table may pass by the audit: each is tried on every such table of the model.</summary>
public sealed class AuditedTablesTests
{
    /// <summary>Tables of the portal without audit, each with its reason; a new entity is audited or stands here.</summary>
    private static readonly Dictionary<Type, string> NotAudited = new()
    {
        [typeof(AuditEntry)] = "the audit itself, append-only",
        [typeof(AuditDetail)] = "the audit itself; its destruction has its own act",
        [typeof(AccessEntry)] = "a record of reading, append-only",
        [typeof(AppUser)] = "ASP.NET Core Identity writes sign-in counters into it; the use cases of accounts declare their entries",
        [typeof(LinkStatus)] = "projection of LinkFact and observations",
        [typeof(ChatVisibility)] = "projection of ChatObservation",
        [typeof(Reading)] = "append-only record of a source's answer",
        [typeof(ImportRow)] = "raw input of a RosterImport, purged after its days",
        [typeof(ImportIssue)] = "remarks about the input of a RosterImport",
        [typeof(ImportChange)] = "before and after of an import: the detail of its audit entry",
        [typeof(SavedView)] = "a user's own way to look at a list",
        [typeof(ColumnChoice)] = "a user's own way to look at a list",
        [typeof(FormDraft)] = "typed and not saved: the save has its entry",
        [typeof(MetricSnapshot)] = "append-only count of a week",
        [typeof(JobRun)] = "the record of a run",
        [typeof(JournalRecord)] = "a copy of the journal's lists; what is taken from it is an ExternalIdentity",
        [typeof(StoredJournalSession)] = "a secret, wiped on expiry; the use cases declare entries that do not hold it",
    };

    [Fact]
    public void EveryEntity_IsAuditedOrListedWithAReason()
    {
        using var db = new Sferum.Admin.Data.Sqlite.SqliteDesignTimeFactory().CreateDbContext([]);
        var ours = db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => t.Namespace!.StartsWith("Sferum.Admin.Core", StringComparison.Ordinal)).ToList();

        ours.Where(t => !typeof(IAudited).IsAssignableFrom(t)).Should().BeEquivalentTo(NotAudited.Keys);
        ours.Where(t => typeof(IAudited).IsAssignableFrom(t)).Should().HaveCountGreaterThan(20);
    }

    [Theory, Databases]
    public Task Save_ThatDoesNotSayWhoActs_IsRefused(DatabaseKind kind) => ForEachTableAsync(kind, async (table, ct) =>
    {
        await using var db = table.Database.NewContext();
        db.Add(table.Row);

        await Refused(() => db.SaveChangesAsync(ct), table, "*say who acts*");
    });

    [Theory, Databases]
    public Task Save_OfAnAdditionAndADeletion_LeavesAnEntryEach(DatabaseKind kind) => ForEachTableAsync(kind, async (table, ct) =>
    {
        await using var db = table.Database.NewContext();
        db.Act(TestActors.Administrator, "try");
        var entry = db.Add(table.Row);
        await db.SaveChangesAsync(ct);
        var key = string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p).CurrentValue is DateOnly day ? $"{day:O}" : entry.Property(p).CurrentValue));
        db.Remove(table.Row);
        await db.SaveChangesAsync(ct);

        await using var after = table.Database.NewContext();
        var entries = await after.AuditEntries.Where(e => e.Action == "try" && e.Entity == table.Type.Name).OrderBy(e => e.Sequence).ToListAsync(ct);
        entries.Select(e => (e.EntityId, e.UserId, e.At)).Should().Equal(
            [(key, TestActors.Administrator.UserId, TestClock.Now), (key, TestActors.Administrator.UserId, TestClock.Now)], table.Type.Name);
        var details = await after.AuditDetails.Where(d => entries.Select(e => e.Id).Contains(d.EntryId)).ToDictionaryAsync(d => d.EntryId, ct);
        details[entries[0].Id].Should().Match<AuditDetail>(d => d.Before == null && d.After != null, table.Type.Name);
        details[entries[1].Id].Should().Match<AuditDetail>(d => d.Before != null && d.After == null, table.Type.Name);
    });

    [Theory, Databases]
    public async Task Save_OfAChange_KeepsOnlyTheColumnsThatChanged(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        register.Person("Абрамов", "Иван");
        await register.SaveAsync(ct);
        await using var db = database.NewContext();
        db.Act(TestActors.Administrator, "rename", "приказ");
        (await db.People.SingleAsync(ct)).FirstName = "Пётр";
        await db.SaveChangesAsync(ct);

        var entry = await db.AuditEntries.SingleAsync(e => e.Action == "rename", ct);
        var detail = await db.AuditDetails.SingleAsync(d => d.EntryId == entry.Id, ct);
        entry.Reason.Should().Be("приказ");
        detail.Before.Should().Be("""{"FirstName":"Иван"}""");
        detail.After.Should().Be("""{"FirstName":"Пётр"}""");
        // What stays when the detail is destroyed names nobody.
        System.Text.Json.JsonSerializer.Serialize(entry).Should().NotContain("Иван").And.NotContain("Абрамов");
    }

    [Theory, Databases]
    public Task Save_RolledBack_TakesItsEntryWithIt(DatabaseKind kind) => ForEachTableAsync(kind, async (table, ct) =>
    {
        await using (var db = table.Database.NewContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            db.Act(TestActors.Administrator, "rolled-back");
            db.Add(table.Row);
            await db.SaveChangesAsync(ct);
            (await db.AuditEntries.CountAsync(e => e.Action == "rolled-back", ct)).Should().Be(1, table.Type.Name);
            await transaction.RollbackAsync(ct);
        }

        await using var after = table.Database.NewContext();
        (await after.AuditEntries.CountAsync(e => e.Action == "rolled-back", ct)).Should().Be(0, table.Type.Name);
    });

    [Theory, Databases]
    public Task MassCommand_WithoutAnEntryInItsTransaction_IsRefused(DatabaseKind kind) => ForEachTableAsync(kind, async (table, ct) =>
    {
        await using var db = table.Database.NewContext();
        await Refused(() => table.ExecuteUpdateAsync(db, ct), table);
        await Refused(() => table.ExecuteDeleteAsync(db, ct), table);
        await Refused(() => table.RawUpdateAsync(db, ct), table);

        // An entry of an earlier transaction does not count.
        await using (var earlier = await db.Database.BeginTransactionAsync(ct))
        {
            await BulkAudit.DeclareAsync(db, TestActors.Administrator, table.Database.Time, "earlier", table.Type.Name, "-", 0, ct);
            await earlier.CommitAsync(ct);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Refused(() => table.ExecuteUpdateAsync(db, ct), table);
        await Refused(() => table.ExecuteDeleteAsync(db, ct), table);
    });

    [Theory, Databases]
    public Task MassCommand_WithADeclaredEntry_IsDone(DatabaseKind kind) => ForEachTableAsync(kind, async (table, ct) =>
    {
        await using var db = table.Database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await BulkAudit.DeclareAsync(db, TestActors.Administrator, table.Database.Time, "mass", table.Type.Name, "-", 0, ct);

        await table.ExecuteUpdateAsync(db, ct);
        await table.ExecuteDeleteAsync(db, ct);

        (await db.AuditEntries.CountAsync(e => e.Action == "mass" && e.Entity == table.Type.Name, ct)).Should().Be(1, table.Type.Name);
    });

    [Theory, Databases]
    public Task BulkWrite_WithoutAnEntryInItsTransaction_IsRefused(DatabaseKind kind) => ForEachTableAsync(kind, async (table, ct) =>
    {
        await using var db = table.Database.NewContext();
        await Refused(() => table.BulkAsync(nameof(IBulkWriter.InsertAsync), db, ct), table);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Refused(() => table.BulkAsync(nameof(IBulkWriter.InsertAsync), db, ct), table);
        await Refused(() => table.BulkAsync(nameof(IBulkWriter.UpdateAsync), db, ct), table);
    });

    [Theory, Databases]
    public Task BulkWrite_WithADeclaredEntry_IsDone(DatabaseKind kind) => ForEachTableAsync(kind, async (table, ct) =>
    {
        await using var db = table.Database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await BulkAudit.DeclareAsync(db, TestActors.Administrator, table.Database.Time, "bulk", table.Type.Name, "-", 1, ct);

        (await table.BulkAsync(nameof(IBulkWriter.InsertAsync), db, ct)).Should().Be(1, table.Type.Name);
    });

    private static async Task Refused(Func<Task> write, AuditedTable table, string message = "*transaction*") =>
        (await write.Should().ThrowAsync<InvalidOperationException>(table.Type.Name)).WithMessage(message, table.Type.Name);

    private static async Task ForEachTableAsync(DatabaseKind kind, Func<AuditedTable, CancellationToken, Task> test)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        List<Type> types;
        await using (var db = database.NewContext())
        {
            types = [.. db.Model.GetEntityTypes().Select(t => t.ClrType).Where(typeof(IAudited).IsAssignableFrom)];
        }

        types.Should().NotBeEmpty();
        using var scope = new AssertionScope();
        foreach (var type in types)
        {
            await test(await AuditedTable.CreateAsync(database, type, ct), ct);
        }
    }
}
