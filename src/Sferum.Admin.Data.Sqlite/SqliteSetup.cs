using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Data.Sqlite;

/// <summary>The model on an SQLite file: the default, nothing to install, one web instance.</summary>
public static class SqliteSetup
{
    /// <param name="path">The database file; its directory must exist.</param>
    public static TBuilder UseSferumSqlite<TBuilder>(this TBuilder builder, string path)
        where TBuilder : DbContextOptionsBuilder
    {
        // Private cache: with a shared one a reader is refused while somebody writes.
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Cache = SqliteCacheMode.Private, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        builder.UseSqlite(connection, o => o.MigrationsAssembly(typeof(SqliteSetup).Assembly.GetName().Name))
            .AddInterceptors(PragmaInterceptor.Instance);
        return builder;
    }
}

/// <summary>Readers beside one writer, writes that survive a crash of the process, short waits instead of refusals.</summary>
internal sealed class PragmaInterceptor : DbConnectionInterceptor
{
    public static readonly PragmaInterceptor Instance = new();

    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>For the migration tool only.</summary>
public sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AppDbContext>().UseIdentityModel().UseSferumSqlite(":memory:").Options);
}
