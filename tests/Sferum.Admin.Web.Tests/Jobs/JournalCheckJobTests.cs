using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Web.Tests.Jobs;

/// <summary>The check as a job: when, for whom, and what goes on after a stop. The journal is off here, so every run ends at once.</summary>
public sealed class JournalCheckJobTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Schedule_IsEarlyInTheMorningAndAfterTheSwitch(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await using var node = await JobHost.StartAsync(database);
        var clock = node.Get<SchoolClock>();

        var next = await node.Get<IJobScheduler>().NextRunsAsync(JobNames.JournalCheck, Ct);

        next.Select(n => clock.ToLocal(n).TimeOfDay).Should().BeEquivalentTo([new TimeSpan(5, 10, 0), new TimeSpan(14, 30, 0)]);
    }

    [Theory, Databases]
    public async Task Run_AskedForByAUser_ActsAsTheUserWhoseRightsAreReadAnew(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await using var node = await JobHost.StartAsync(database);
        var users = node.Get<AddUser>();
        var administrator = (await users.RunAsync(Actor.Console(), new AddUserRequest("a@chit.example", "Окулов Денис Игоревич", [PortalRole.Administrator], null), Ct)).Value.UserId;
        var director = (await users.RunAsync(Actor.Console(), new AddUserRequest("d@chit.example", "Вяткина Татьяна Николаевна", [PortalRole.Director], null), Ct)).Value.UserId;
        var scheduler = node.Get<IJobScheduler>();

        await scheduler.TriggerAsync(JobNames.JournalCheck, "everyone", director, Ct);
        await RefusedAsync(database, director);
        await scheduler.TriggerAsync(JobNames.JournalCheck, null, administrator, Ct);

        (await node.EndedAsync(JobNames.JournalCheck, 1)).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { ByUserId = administrator, Trigger = JobTrigger.Hand, Scope = "everyone", State = JobRunState.Skipped, Note = "Чтение ЭПОС выключено." });
    }

    [Theory, Databases]
    public async Task Start_AfterAKill_GoesOnWithTheRunOfTheDayOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (killed, old) = (Interrupted("group/0197a000-0000-7000-8000-000000000001", now), Interrupted("everyone", now.AddDays(-30)));
        killed.State = JobRunState.Running;
        await using (var db = database.NewContext())
        {
            db.JobRuns.AddRange(killed, old);
            await db.SaveChangesAsync(Ct);
        }

        await using var node = await JobHost.StartAsync(database);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            await using var db = database.NewContext();
            var runs = await db.JobRuns.AsNoTracking().Where(r => r.Job == JobNames.JournalCheck).ToDictionaryAsync(r => r.Id, r => r.State, limit.Token);
            if (runs[killed.Id] == JobRunState.Skipped)
            {
                runs.Should().HaveCount(2);
                runs[old.Id].Should().Be(JobRunState.Interrupted, "its day is over");
                return;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Of a process that is no more.</summary>
    private static JobRun Interrupted(string scope, DateTime at) => new()
    {
        Job = JobNames.JournalCheck,
        Scope = scope,
        StartedAt = at,
        HeartbeatAt = at,
        FinishedAt = at,
        State = JobRunState.Interrupted,
        Owner = $"{Environment.MachineName}/{int.MaxValue}/0/mark",
    };

    private static async Task RefusedAsync(TestDatabase database, Guid user)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await using var db = database.NewContext();
        while (!await db.AccessEntries.AnyAsync(e => e.UserId == user && e.Kind == AccessKind.Refused, limit.Token))
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
