using Microsoft.EntityFrameworkCore.Metadata;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Data;
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
