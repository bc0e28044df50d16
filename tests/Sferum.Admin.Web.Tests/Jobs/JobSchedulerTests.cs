using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Web.Tests.Jobs;

/// <summary>Quartz as it is wired here, on both stores.</summary>
public sealed class JobSchedulerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task RenewLinks_AtStartAndByHand_RunsAndIsNextDueAfterMidnightOfTheSchool(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await using var node = await JobHost.StartAsync(database);
        var scheduler = node.Get<IJobScheduler>();

        (await node.EndedAsync(JobNames.RenewLinks, 1)).Should().ContainSingle().Which.State.Should().Be(JobRunState.Succeeded);
        await scheduler.TriggerAsync(JobNames.RenewLinks, null, null, Ct);
        (await node.EndedAsync(JobNames.RenewLinks, 2)).Should().HaveCount(2);

        var clock = node.Get<SchoolClock>();
        var next = (await scheduler.NextRunsAsync(JobNames.RenewLinks, Ct)).Should().ContainSingle().Subject;
        clock.ToLocal(next).TimeOfDay.Should().Be(TimeSpan.FromSeconds(5));
        next.Should().BeAfter(clock.Now).And.BeBefore(clock.Now.AddHours(25));
    }

    /// <summary>SQLite serves one node.</summary>
    [Fact]
    public async Task Trigger_OfTwoNodesOnPostgreSql_RunsOnOne()
    {
        Assert.SkipWhen(TestEnvironment.PostgreSql is null, "Нет PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Ct);
        await using var first = await JobHost.StartAsync(database);
        await using var second = await JobHost.StartAsync(database);
        await first.EndedAsync(JobNames.RenewLinks, 2);

        await first.Get<IJobScheduler>().TriggerAsync(JobNames.RenewLinks, null, null, Ct);

        (await second.EndedAsync(JobNames.RenewLinks, 3)).Should().HaveCount(3);
        await first.StopAsync();
        await second.Get<IJobScheduler>().TriggerAsync(JobNames.RenewLinks, null, null, Ct);
        (await second.EndedAsync(JobNames.RenewLinks, 4)).Should().HaveCount(4);
    }

    /// <summary>The scheduler makes its own tables beside the model's; a database with them is dropped and migrated like any other.</summary>
    [Theory, Databases]
    public async Task Database_WithTheSchedulersTables_NeedsNoMigrationAndIsDropped(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await using (await JobHost.StartAsync(database))
        {
        }

        var start = database.Get<DatabaseStart>();
        (await start.NeedsMigrationAsync(Ct)).Should().BeFalse();
        await start.DropAsync(Ct);
        await start.MigrateAsync(Ct);
        await using var db = database.NewContext();
        (await db.JobRuns.CountAsync(Ct)).Should().Be(0);
    }
}
