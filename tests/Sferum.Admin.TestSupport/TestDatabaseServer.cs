using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Data.PostgreSql;
using Sferum.Admin.Data.Sqlite;

namespace Sferum.Admin.TestSupport;

/// <summary>Makes databases as copies of a template, which the migrations made once for this process.</summary>
internal abstract class TestDatabaseServer
{
    private static readonly TestDatabaseServer Sqlite = new SqliteTestServer();
    private static readonly TestDatabaseServer PostgreSql = new PostgreSqlTestServer();
    private readonly Lazy<Task<string>> _template;

    protected TestDatabaseServer() => _template = new(MakeTemplateAsync);

    public abstract DatabaseKind Kind { get; }

    public static TestDatabaseServer Of(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? Sqlite : PostgreSql;

    public abstract DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, string connection);

    /// <summary>A new database; its path or connection string.</summary>
    public async Task<string> CreateAsync(CancellationToken ct) => await CopyAsync(await _template.Value, ct);

    public abstract ValueTask DropAsync(string connection);

    /// <summary>An empty database, to be migrated into the template.</summary>
    protected abstract Task<string> CreateEmptyAsync();

    protected abstract Task<string> CopyAsync(string template, CancellationToken ct);

    /// <summary>Closes every pooled connection, so that the database can be copied or dropped.</summary>
    protected abstract void Release(string connection);

    private async Task<string> MakeTemplateAsync()
    {
        var connection = await CreateEmptyAsync();
        var options = new DbContextOptionsBuilder<AppDbContext>().UseIdentityModel();
        Use(options, connection);
        await using (var db = new AppDbContext(options.Options))
        {
            await db.Database.MigrateAsync();
        }

        Release(connection);
        return connection;
    }
}

internal sealed class SqliteTestServer : TestDatabaseServer
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sferum-sqlite-").FullName;
    private int _count;

    public SqliteTestServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_directory, recursive: true);

    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    public override DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, string connection) => builder.UseSferumSqlite(connection);

    public override ValueTask DropAsync(string connection)
    {
        Release(connection);
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(connection + suffix);
        }

        return ValueTask.CompletedTask;
    }

    protected override Task<string> CreateEmptyAsync() => Task.FromResult(NewPath());

    protected override Task<string> CopyAsync(string template, CancellationToken ct)
    {
        var path = NewPath();
        File.Copy(template, path);
        return Task.FromResult(path);
    }

    protected override void Release(string connection)
    {
        using var db = new AppDbContext(((DbContextOptionsBuilder<AppDbContext>)Use(new DbContextOptionsBuilder<AppDbContext>().UseIdentityModel(), connection)).Options);
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }

    private string NewPath() => Path.Combine(_directory, $"{Interlocked.Increment(ref _count)}.db");
}

internal sealed class PostgreSqlTestServer : TestDatabaseServer
{
    private readonly string _prefix = $"sferum_{Environment.ProcessId}";
    private string? _templateName;
    private int _count;

    public PostgreSqlTestServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DropTemplate();

    public override DatabaseKind Kind => DatabaseKind.PostgreSql;

    private static string Server => TestEnvironment.PostgreSql ?? throw new InvalidOperationException("No PostgreSQL: use [Databases], which skips.");

    public override DbContextOptionsBuilder Use(DbContextOptionsBuilder builder, string connection) => builder.UseSferumPostgreSql(connection);

    public override async ValueTask DropAsync(string connection)
    {
        Release(connection);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {NameOf(connection)} WITH (FORCE)", CancellationToken.None);
    }

    protected override async Task<string> CreateEmptyAsync()
    {
        _templateName = $"{_prefix}_template";
        await ExecuteAsync($"DROP DATABASE IF EXISTS {_templateName} WITH (FORCE)", CancellationToken.None);
        await ExecuteAsync($"CREATE DATABASE {_templateName}", CancellationToken.None);
        return ConnectionTo(_templateName);
    }

    protected override async Task<string> CopyAsync(string template, CancellationToken ct)
    {
        var name = $"{_prefix}_{Interlocked.Increment(ref _count)}";
        // With fsync off a copy of the files is several times faster than writing them to the log.
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {NameOf(template)} STRATEGY FILE_COPY", ct);
        return ConnectionTo(name);
    }

    protected override void Release(string connection)
    {
        // The pool has the name that the portal gives it.
        using var pooled = new NpgsqlConnection(PostgreSqlSetup.WithDefaults(connection));
        NpgsqlConnection.ClearPool(pooled);
    }

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private static string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database }.ToString();

    private static async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private void DropTemplate()
    {
        if (_templateName is null)
        {
            return;
        }

        using var connection = new NpgsqlConnection(Server);
        connection.Open();
        using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {_templateName} WITH (FORCE)", connection);
        command.ExecuteNonQuery();
    }
}
