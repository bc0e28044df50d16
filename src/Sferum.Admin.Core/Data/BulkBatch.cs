namespace Sferum.Admin.Core.Data;

/// <summary>What a <see cref="BulkStep"/> does.</summary>
public enum BulkStepKind
{
    Insert,

    /// <summary>Overwrites columns of rows found by primary key.</summary>
    Update,

    /// <summary>Inserts, or overwrites all columns of the row that is there.</summary>
    Upsert,
}

/// <summary>Rows of one table within a <see cref="BulkBatch"/>.</summary>
/// <param name="Columns">Columns overwritten by an update.</param>
/// <param name="UnlessNewer">Of an upsert: the row there stays when this column of it is larger.</param>
public sealed record BulkStep(BulkStepKind Kind, BulkTable Table, IReadOnlyList<object> Rows, IReadOnlyList<BulkColumn> Columns, BulkColumn? UnlessNewer);

/// <summary>Changes of several tables that belong together, done in the order in which they were added. Without rows a change is left out.</summary>
public sealed class BulkBatch
{
    private readonly List<Func<AppDbContext, BulkStep>> _steps = [];

    public BulkBatch Insert<T>(IReadOnlyList<T> rows)
        where T : class => Add(rows, table => new BulkStep(BulkStepKind.Insert, table, rows, [], null));

    /// <param name="columns">Names of the columns to overwrite; none = all but the key.</param>
    public BulkBatch Update<T>(IReadOnlyList<T> rows, params string[] columns)
        where T : class => Add(rows, table => new BulkStep(
            BulkStepKind.Update, table, rows, [.. table.Columns.Where(c => !c.IsKey && (columns.Length == 0 || columns.Contains(c.Name)))], null));

    /// <param name="unlessNewer">Name of the column by which the row there is newer.</param>
    public BulkBatch Upsert<T>(IReadOnlyList<T> rows, string unlessNewer)
        where T : class => Add(rows, table => new BulkStep(
            BulkStepKind.Upsert, table, rows, [.. table.Columns.Where(c => !c.IsKey)], table.Columns.Single(c => c.Name == unlessNewer)));

    /// <summary>The steps on this context's tables.</summary>
    /// <exception cref="InvalidOperationException">No transaction, or an audited table without a declared audit entry.</exception>
    internal IReadOnlyList<BulkStep> On(AppDbContext db) => [.. _steps.Select(step => step(db))];

    private BulkBatch Add<T>(IReadOnlyList<T> rows, Func<BulkTable, BulkStep> step)
        where T : class
    {
        if (rows.Count > 0)
        {
            _steps.Add(db => step(BulkTable.Of(db, rows)));
        }

        return this;
    }
}
