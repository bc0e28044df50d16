using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Data.PostgreSql;
using Sferum.Admin.Data.Sqlite;

namespace Sferum.Admin.TestSupport;

/// <summary>
/// A migrated database of its own for one test, with the portal's services over it and a clock that stands still
/// (<see cref="TestClock"/>). A copy of a template takes milliseconds, so a test shares nothing with another one.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestDatabaseServer _server;
    private readonly ServiceProvider _services;

    private TestDatabase(TestDatabaseServer server, string connection, Action<IServiceCollection>? configure)
    {
        _server = server;
        Connection = connection;
        var services = new ServiceCollection();
        configure?.Invoke(services);
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(TestLog.Configure);
        services.AddIdentityModel();
        services.AddDbContextFactory<AppDbContext>((provider, o) => _server.Use(o, Connection)
            .UseSferumCore(Time, provider.GetRequiredService<LiveNews>(), provider.GetRequiredService<ILiveSignal>()).AddInterceptors(Queries)
            // Which rows come is then the database's whim.
            .ConfigureWarnings(warnings => warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning)));
        Bulk = new BulkCounter(_server.Kind == DatabaseKind.Sqlite ? new SqliteBulkWriter() : new PostgreSqlBulkWriter());
        services.AddSingleton<IBulkWriter>(Bulk);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddSingleton(new SnilsHash(new byte[32]));
        services.AddSferumCore();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public DatabaseKind Kind => _server.Kind;

    /// <summary>Path of the SQLite file, or connection string of the PostgreSQL database.</summary>
    public string Connection { get; }

    public FakeTimeProvider Time { get; } = TestClock.Create();

    /// <summary>Counts what is sent to the database through <see cref="Contexts"/>.</summary>
    public QueryCounter Queries { get; } = new();

    /// <summary>Counts the calls of the bulk writer.</summary>
    public BulkCounter Bulk { get; }

    public SchoolClock Clock => Get<SchoolClock>();

    public IDbContextFactory<AppDbContext> Contexts => Get<IDbContextFactory<AppDbContext>>();

    /// <param name="configure">Registrations that win over the portal's own.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, CancellationToken ct, Action<IServiceCollection>? configure = null)
    {
        var server = TestDatabaseServer.Of(kind);
        return new TestDatabase(server, await server.CreateAsync(ct), configure);
    }

    /// <summary>A service of the portal, e.g. a use case.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A use case or query that is not registered itself, with its dependencies.</summary>
    public object Create(Type type) => ActivatorUtilities.GetServiceOrCreateInstance(_services, type);

    public AppDbContext NewContext() => Contexts.CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DropAsync(Connection);
    }
}
