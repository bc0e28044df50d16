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
    Task<int> UpdateAsync<T>(AppDbContext db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class;

    /// <summary>Changes of several tables as one command; returns the number of rows written.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="InsertAsync{T}"/>.</exception>
    Task<int> WriteAsync(AppDbContext db, BulkBatch batch, CancellationToken ct);
}

/// <summary>The part that both databases share: the audit check and the columns of an entity.</summary>
public abstract class BulkWriter : IBulkWriter
{
    /// <inheritdoc/>
    public Task<int> InsertAsync<T>(AppDbContext db, IEnumerable<T> rows, CancellationToken ct)
        where T : class => rows is IReadOnlyCollection<T> { Count: 0 }
            ? Task.FromResult(0)
            : InsertCoreAsync(db, BulkTable.Of(db, rows as IReadOnlyCollection<T>), rows, ct);

    /// <inheritdoc/>
    public Task<int> UpdateAsync<T>(AppDbContext db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class => WriteAsync(db, new BulkBatch().Update(rows), ct);

    /// <inheritdoc/>
    public async Task<int> WriteAsync(AppDbContext db, BulkBatch batch, CancellationToken ct) =>
        batch.On(db) is { Count: > 0 } steps ? await WriteCoreAsync(db, steps, ct) : 0;

    protected abstract Task<int> InsertCoreAsync(AppDbContext db, BulkTable table, IEnumerable<object> rows, CancellationToken ct);

    /// <param name="steps">At least one.</param>
    protected abstract Task<int> WriteCoreAsync(AppDbContext db, IReadOnlyList<BulkStep> steps, CancellationToken ct);

    /// <summary>Names for a list of columns.</summary>
    protected static string Names(IEnumerable<BulkColumn> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    /// <summary>What an insert does where the row is there; empty for a plain insert.</summary>
    protected static string OnConflict(BulkStep step)
    {
        if (step.Kind != BulkStepKind.Upsert)
        {
            return "";
        }

        var set = string.Join(", ", step.Columns.Select(c => $"\"{c.Name}\" = excluded.\"{c.Name}\""));
        return $" ON CONFLICT ({Names(step.Table.Keys)}) DO UPDATE SET {set} WHERE \"{step.Table.Name}\".\"{step.UnlessNewer!.Name}\" <= excluded.\"{step.UnlessNewer.Name}\"";
    }
}

/// <summary>A mapped column with the value it takes from a row, already converted for the database.</summary>
public sealed record BulkColumn(string Name, bool IsKey, Func<object, object?> Get, RelationalTypeMapping Mapping);

/// <summary>Table and columns of an entity, from the model, so that bulk and tracked rows hold the same bytes.</summary>
public sealed record BulkTable(string Name, IReadOnlyList<BulkColumn> Columns)
{
    public IEnumerable<BulkColumn> Keys => Columns.Where(c => c.IsKey);

    /// <summary>Also notes the rows as changed, for open pages.</summary>
    /// <param name="rows">What will be written; <see langword="null"/> when it is a stream.</param>
    /// <exception cref="InvalidOperationException">No open transaction, or the entity is audited and no audit entry was declared in it.</exception>
    public static BulkTable Of<T>(AppDbContext db, IReadOnlyCollection<T>? rows)
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
        db.Changes.Add(transaction, entity, rows);
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
