using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Data.Sqlite;

/// <summary>One prepared statement per table, run once a row in the context's transaction.</summary>
public sealed class SqliteBulkWriter : BulkWriter
{
    protected override Task<int> InsertCoreAsync(AppDbContext db, BulkTable table, IEnumerable<object> rows, CancellationToken ct) =>
        RunAsync(db, Insert(table), table.Columns, rows, ct);

    protected override async Task<int> WriteCoreAsync(AppDbContext db, IReadOnlyList<BulkStep> steps, CancellationToken ct)
    {
        var count = 0;
        foreach (var step in steps)
        {
            count += step.Kind == BulkStepKind.Update
                ? await UpdateAsync(db, step, ct)
                : await RunAsync(db, Insert(step.Table) + OnConflict(step), step.Table.Columns, step.Rows, ct);
        }

        return count;
    }

    private static string Insert(BulkTable table) =>
        $"INSERT INTO \"{table.Name}\" ({Names(table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"$p{i}"))})";

    private static Task<int> UpdateAsync(AppDbContext db, BulkStep step, CancellationToken ct)
    {
        BulkColumn[] columns = [.. step.Columns, .. step.Table.Keys];
        string Terms(bool key, string separator) => string.Join(separator, columns.Select((c, i) => (c, i)).Where(x => x.c.IsKey == key).Select(x => $"\"{x.c.Name}\" = $p{x.i}"));
        return RunAsync(db, $"UPDATE \"{step.Table.Name}\" SET {Terms(false, ", ")} WHERE {Terms(true, " AND ")}", columns, step.Rows, ct);
    }

    private static async Task<int> RunAsync(AppDbContext db, string sql, IReadOnlyList<BulkColumn> columns, IEnumerable<object> rows, CancellationToken ct)
    {
        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        var parameters = columns.Select((c, i) => (SqliteParameter)c.Mapping.CreateParameter(command, $"$p{i}", null, nullable: true)).ToArray();
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync(ct);
        var count = 0;
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = columns[i].Get(row) ?? DBNull.Value;
            }

            // Synchronous on purpose: SQLite has no asynchronous I/O, and a state machine per row would cost more than the row.
            count += command.ExecuteNonQuery();
        }

        return count;
    }
}
