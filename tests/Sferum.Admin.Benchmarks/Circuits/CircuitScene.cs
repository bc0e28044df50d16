using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sferum.Admin.Core;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Data.PostgreSql;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.TestSupport;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>An account that may sign in.</summary>
/// <param name="Groups">Groups whose marks it sets.</param>
internal sealed record SceneAccount(string Login, bool IsCurator, IReadOnlyList<Guid> Groups);

/// <summary>The college of the demo in a PostgreSQL database of its own, by the real clock, with passwords.</summary>
internal sealed class CircuitScene : IAsyncDisposable
{
    public const string Password = "circuits-benchmark-1";

    private readonly string _name = $"sferum_circuits_{Environment.ProcessId}";
    private readonly string _server = TestEnvironment.PostgreSql ?? throw new InvalidOperationException("No PostgreSQL: run beside tests/tools/with-postgres.sh.");

    public string Connection => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    /// <summary>Administrators first.</summary>
    public IReadOnlyList<SceneAccount> Accounts { get; private set; } = [];

    /// <summary>A student with representatives.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The chat of a group.</summary>
    public Guid ChatId { get; private set; }

    public static async Task<CircuitScene> CreateAsync(CancellationToken ct)
    {
        var scene = new CircuitScene();
        await scene.ExecuteAsync($"DROP DATABASE IF EXISTS {scene._name} WITH (FORCE)", ct);
        await scene.ExecuteAsync($"CREATE DATABASE {scene._name}", ct);
        await scene.FillAsync(ct);
        return scene;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);

    private async Task FillAsync(CancellationToken ct)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddIdentityModel();
        services.AddDbContextFactory<AppDbContext>(o => o.UseSferumPostgreSql(Connection).UseSferumCore(TimeProvider.System, new LiveNews(), new NoLiveSignal()));
        services.AddSingleton<IBulkWriter>(new PostgreSqlBulkWriter());
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddSingleton(new SnilsHash(new byte[32]));
        services.AddSferumCore();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DatabaseStart>().MigrateAsync(ct);
        var contexts = provider.GetRequiredService<IDbContextFactory<AppDbContext>>();
        var clock = provider.GetRequiredService<SchoolClock>();
        var college = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, clock, CollegeSize.Demo);
        var writer = new CollegeWriter(contexts, provider.GetRequiredService<IBulkWriter>(), provider.GetRequiredService<LinkProjection>(), TimeProvider.System, snils => snils);
        await writer.FillAsync(Actor.System("benchmark"), college, ct);

        await using var db = await contexts.CreateDbContextAsync(ct);
        var hash = new PasswordHasher<AppUser>().HashPassword(new AppUser(), Password);
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash), ct);
        var today = clock.Today;
        var groups = await db.Chats.Where(c => c.Kind == ChatKind.Group && c.StudyGroupId != null).Select(c => c.StudyGroupId!.Value).Distinct().OrderBy(id => id).ToListAsync(ct);
        var own = (await db.CuratorAssignments.InForce(today).Select(a => new { a.PersonId, a.StudyGroupId }).ToListAsync(ct)).ToLookup(a => a.PersonId, a => a.StudyGroupId);
        Accounts = [.. college.Accounts.Where(a => !a.Roles.Contains(PortalRole.Director))
            .Select(a => a.Roles.Contains(PortalRole.Administrator) ? new SceneAccount(a.Login, false, groups) : new SceneAccount(a.Login, true, [.. own[a.PersonId].Intersect(groups)]))
            .Where(a => a.Groups.Count > 0).OrderBy(a => a.IsCurator)];
        PersonId = college.Guardianships.First(g => g.Covers(today)).StudentId;
        ChatId = college.Chats.First(c => c.Kind == ChatKind.Group).Id;
        await db.Database.ExecuteSqlAsync($"VACUUM ANALYZE", ct);
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
