using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Web.Hosting;
using Sferum.Admin.Web.Jobs;

namespace Sferum.Admin.Web.Tests.Jobs;

/// <summary>A portal's jobs without its pages, over a database of the tests: one node.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    /// <summary>Nodes over one database share the master key.</summary>
    private static readonly string MasterKey = Path.Combine(Directory.CreateTempSubdirectory("sferum-jobs-key-").FullName, "key");

    private readonly string _root = Directory.CreateTempSubdirectory("sferum-jobs-").FullName;
    private readonly WebApplication _app;

    private JobHost(TestDatabase database, Action<IServiceCollection>? configure)
    {
        // SQLite: the data directory names the file, so the test's own is linked there.
        var data = new DataDirectory(_root);
        string[] where = database.Kind == DatabaseKind.PostgreSql ? ["--Database:Provider=postgresql", $"--Database:ConnectionString={database.Connection}"] : [];
        if (database.Kind == DatabaseKind.Sqlite)
        {
            File.CreateSymbolicLink(data.DatabaseFile, database.Connection);
        }

        var builder = PortalHost.CreateBuilder(["--urls=http://127.0.0.1:0", $"--Keys:MasterKeyFile={MasterKey}", .. where]);
        var (configuration, errors) = PortalConfiguration.Read(builder.Configuration, data);
        builder.Services.AddPortalCore(configuration ?? throw new InvalidOperationException(string.Join(' ', errors)), builder.Configuration);
        builder.Services.AddPortalJobs(configuration);
        configure?.Invoke(builder.Services);
        _app = builder.Build();
    }

    public static async Task<JobHost> StartAsync(TestDatabase database, Action<IServiceCollection>? configure = null)
    {
        var host = new JobHost(database, configure);
        await host.Get<DatabaseStart>().MigrateAsync(TestContext.Current.CancellationToken);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Waits until so many runs of the job have ended; half a minute at most.</summary>
    public async Task<IReadOnlyList<JobRun>> EndedAsync(string job, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(limit.Token);
            var runs = await db.JobRuns.AsNoTracking().Where(r => r.Job == job && r.State != JobRunState.Running).OrderBy(r => r.StartedAt).ToListAsync(limit.Token);
            if (runs.Count >= count)
            {
                return runs;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }
}
