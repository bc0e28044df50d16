using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Data.PostgreSql;

/// <summary>Binary COPY and batches on the context's own connection, hence inside its transaction.</summary>
public sealed class PostgreSqlBulkWriter : BulkWriter
{
    protected override Task<int> InsertCoreAsync(AppDbContext db, BulkTable table, IEnumerable<object> rows, CancellationToken ct) =>
        CopyAsync(Connection(db), table.Name, table.Columns, rows, ct);

    protected override async Task<int> WriteCoreAsync(AppDbContext db, IReadOnlyList<BulkStep> steps, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(Connection(db));
        foreach (var step in steps)
        {
            batch.BatchCommands.Add(step.Kind == BulkStepKind.Update ? Update(step) : Insert(step));
        }

        return await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlBatchCommand Insert(BulkStep step) => Command(
        step.Table.Columns, step.Rows, source => $"INSERT INTO \"{step.Table.Name}\" ({Names(step.Table.Columns)}) SELECT * FROM {source}{OnConflict(step)}");

    private static NpgsqlBatchCommand Update(BulkStep step)
    {
        BulkColumn[] columns = [.. step.Table.Keys, .. step.Columns];
        var set = string.Join(", ", step.Columns.Select(c => $"\"{c.Name}\" = s.\"{c.Name}\""));
        var match = string.Join(" AND ", step.Table.Keys.Select(c => $"t.\"{c.Name}\" = s.\"{c.Name}\""));
        return Command(columns, step.Rows, source => $"UPDATE \"{step.Table.Name}\" t SET {set} FROM {source} AS s({Names(columns)}) WHERE {match}");
    }

    /// <summary>The rows as one array per column, so that a table of any size is one statement with one text.</summary>
    private static NpgsqlBatchCommand Command(IReadOnlyList<BulkColumn> columns, IReadOnlyList<object> rows, Func<string, string> sql)
    {
        var command = new NpgsqlBatchCommand(sql($"unnest({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})"));
        foreach (var column in columns)
        {
            command.Parameters.Add(new NpgsqlParameter { DataTypeName = column.Mapping.StoreTypeNameBase + "[]", Value = Values(column, rows) });
        }

        return command;
    }

    private static Array Values(BulkColumn column, IReadOnlyList<object> rows)
    {
        var type = column.Mapping.Converter?.ProviderClrType ?? column.Mapping.ClrType;
        var values = Array.CreateInstance(type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            values.SetValue(column.Get(rows[i]), i);
        }

        return values;
    }

    private static NpgsqlConnection Connection(AppDbContext db) => (NpgsqlConnection)db.Database.GetDbConnection();

    private static async Task<int> CopyAsync(NpgsqlConnection connection, string table, IReadOnlyList<BulkColumn> columns, IEnumerable<object> rows, CancellationToken ct)
    {
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        await using var writer = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)", ct);
        var count = 0;
        foreach (var row in rows)
        {
            await writer.StartRowAsync(ct);
            foreach (var column in columns)
            {
                if (column.Get(row) is { } value)
                {
                    await writer.WriteAsync(value, column.Mapping.StoreTypeNameBase, ct);
                }
                else
                {
                    await writer.WriteNullAsync(ct);
                }
            }

            count++;
        }

        await writer.CompleteAsync(ct);
        return count;
    }
}
