using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Sferum.Admin.Core.Audit;

namespace Sferum.Admin.Core.Data;

/// <summary>Writes many rows fast, inside the context's current transaction, with the same bytes as a tracked save.</summary>
public interface IBulkWriter
{
    /// <summary>Inserts the rows and returns how many. Audited entities need <see cref="BulkAudit.DeclareAsync"/> earlier in the same transaction.</summary>
    /// <exception cref="InvalidOperationException">No transaction, or an audited table without a declared audit entry.</exception>
    Task<int> InsertAsync<T>(AppDbContext db, IEnumerable<T> rows, CancellationToken ct)
        where T : class;

    /// <summary>Overwrites all columns of existing rows, found by primary key; returns how many were found.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="InsertAsync{T}"/>.</exception>
    Task<int> UpdateAsync<T>(AppDbContext db, IEnumerable<T> rows, CancellationToken ct)
        where T : class;
}

/// <summary>The part that both databases share: the audit check and the columns of an entity.</summary>
public abstract class BulkWriter : IBulkWriter
{
    /// <inheritdoc/>
    public Task<int> InsertAsync<T>(AppDbContext db, IEnumerable<T> rows, CancellationToken ct)
        where T : class => InsertCoreAsync(db, BulkTable.Of<T>(db), rows, ct);

    /// <inheritdoc/>
    public Task<int> UpdateAsync<T>(AppDbContext db, IEnumerable<T> rows, CancellationToken ct)
        where T : class => UpdateCoreAsync(db, BulkTable.Of<T>(db), rows, ct);

    protected abstract Task<int> InsertCoreAsync(AppDbContext db, BulkTable table, IEnumerable<object> rows, CancellationToken ct);

    protected abstract Task<int> UpdateCoreAsync(AppDbContext db, BulkTable table, IEnumerable<object> rows, CancellationToken ct);
}

/// <summary>A mapped column with the value it takes from a row, already converted for the database.</summary>
public sealed record BulkColumn(string Name, bool IsKey, Func<object, object?> Get, RelationalTypeMapping Mapping);

/// <summary>Table and columns of an entity, from the model, so that bulk and tracked rows hold the same bytes.</summary>
public sealed record BulkTable(string Name, IReadOnlyList<BulkColumn> Columns)
{
    /// <exception cref="InvalidOperationException">No open transaction, or the entity is audited and no audit entry was declared in it.</exception>
    public static BulkTable Of<T>(AppDbContext db)
        where T : class
    {
        if (db.Database.CurrentTransaction is not { } transaction)
        {
            throw new InvalidOperationException($"Bulk writing of {typeof(T).Name} needs a transaction.");
        }

        if (typeof(IAudited).IsAssignableFrom(typeof(T)) && db.BulkAuditedTransaction != transaction.TransactionId)
        {
            throw new InvalidOperationException($"Bulk writing of {typeof(T).Name} without an audit entry in its transaction.");
        }

        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p =>
        {
            var mapping = p.GetRelationalTypeMapping();
            var getter = p.GetGetter();
            Func<object, object?> get = mapping.Converter is { } converter
                ? row => converter.ConvertToProvider(getter.GetClrValue(row))
                : getter.GetClrValue;
            return new BulkColumn(p.GetColumnName(table)!, p.IsPrimaryKey(), get, mapping);
        });
        return new BulkTable(table.Name, [.. columns]);
    }
}
