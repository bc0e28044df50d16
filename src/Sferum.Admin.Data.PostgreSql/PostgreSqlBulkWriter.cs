using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Data.PostgreSql;

/// <summary>Binary COPY on the context's own connection, hence inside its transaction.</summary>
public sealed class PostgreSqlBulkWriter : BulkWriter
{
    protected override Task<int> InsertCoreAsync(AppDbContext db, BulkTable table, IEnumerable<object> rows, CancellationToken ct) =>
        CopyAsync(Connection(db), table.Name, table.Columns, rows, ct);

    protected override async Task<int> UpdateCoreAsync(AppDbContext db, BulkTable table, IEnumerable<object> rows, CancellationToken ct)
    {
        var connection = Connection(db);
        var staging = $"bulk_{table.Name}";
        var names = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        await ExecuteAsync(connection, $"CREATE TEMP TABLE \"{staging}\" ON COMMIT DROP AS SELECT {names} FROM \"{table.Name}\" WITH NO DATA", ct);
        await CopyAsync(connection, staging, table.Columns, rows, ct);
        var set = string.Join(", ", table.Columns.Where(c => !c.IsKey).Select(c => $"\"{c.Name}\" = s.\"{c.Name}\""));
        var match = string.Join(" AND ", table.Columns.Where(c => c.IsKey).Select(c => $"t.\"{c.Name}\" = s.\"{c.Name}\""));
        var count = await ExecuteAsync(connection, $"UPDATE \"{table.Name}\" t SET {set} FROM \"{staging}\" s WHERE {match}", ct);
        await ExecuteAsync(connection, $"DROP TABLE \"{staging}\"", ct);
        return count;
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

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
