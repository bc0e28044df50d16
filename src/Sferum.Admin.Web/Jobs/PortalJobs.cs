using Npgsql;
using Quartz;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Jobs;

/// <summary>When what runs, by the school's zone. The schedules are kept in the database on PostgreSQL, where several nodes share them, and in memory on SQLite.</summary>
internal static class PortalJobs
{
    /// <summary>After the night's maintenance of the journal.</summary>
    private const string EarlyMorning = "0 10 5 * * ?";

    /// <summary>Half an hour after the journal shows yesterday's corrections (<c>EposClock.RecheckTime</c>). On days off nothing is due.</summary>
    private const string AfterTheSwitch = "0 30 14 * * ?";

    /// <summary>When nobody loads lists.</summary>
    private const string Night = "0 20 3 * * ?";

    private const string AfterMidnight = "5 0 0 * * ?";

    private const string AtNight = "0 20 0 * * ?";

    /// <summary><see cref="Sferum.Admin.Core.Statistics.WeekRules.FreezesAt"/>.</summary>
    private const string SundayEvening = "0 0 23 ? * SUN";

    /// <summary>How often an idle node looks for what another one has left.</summary>
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddPortalJobs(this IServiceCollection services, PortalConfiguration configuration)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "sferum";
                o.IdleWaitTime = IdleWait;
                o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            if (configuration.Provider == DatabaseProvider.PostgreSql)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(NpgsqlFactory.Instance, configuration.ConnectionString!);
                    store.ProvisionSchema();
                    store.UseClustering(o => (o.CheckinInterval, o.CheckinMisfireThreshold) = (IdleWait, 2 * IdleWait));
                });
            }

            quartz.AddScheduled<JournalCheckJob>(
                JobNames.JournalCheck,
                ("nightly", EarlyMorning, CheckScope.Of(CheckTarget.Everyone, null)),
                ("due", AfterTheSwitch, CheckScope.Of(CheckTarget.Due, null)));
            quartz.AddScheduled<RenewLinksJob>(JobNames.RenewLinks, ("midnight", AfterMidnight, null));
            quartz.AddScheduled<DropDraftsJob>(JobNames.DropDrafts, ("night", AtNight, null));
            quartz.AddScheduled<RetentionJob>(JobNames.Retention, ("nightly", Night, null));
            quartz.AddScheduled<ApplyImportJob>(JobNames.ImportApply);
            quartz.RunAtStartup(new JobKey(JobNames.RenewLinks));
            quartz.AddScheduled<WeekSnapshotJob>(JobNames.WeekSnapshot, ("sunday", SundayEvening, null));
            quartz.RunAtStartup(new JobKey(JobNames.WeekSnapshot));
        });
        // A stop interrupts the running job and waits until it has said so; the host's own limit bounds the wait.
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddHostedService<ResumeService>();
        services.AddSingleton<JobScheduler>();
        services.AddSingleton<IJobScheduler>(s => s.GetRequiredService<JobScheduler>());
        return services;
    }

    /// <summary>A job with its schedules; a run that was missed is made up for once.</summary>
    private static void AddScheduled<T>(this IQuartzBuilder quartz, string job, params IEnumerable<(string Name, string Cron, string? Scope)> schedules)
        where T : class, IJob
    {
        quartz.AddJob<T>(j => j.WithIdentity(job).StoreDurably());
        foreach (var (name, cron, scope) in schedules)
        {
            quartz.AddTrigger((services, trigger) => trigger
                .ForJob(job).WithIdentity($"{job}-{name}")
                .UsingJobData(new JobData(scope, JobTrigger.Schedule, null, null).ToMap())
                .WithCronSchedule(cron, c => c
                    .InTimeZone(services.GetRequiredService<SchoolClock>().Zone)
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
        }
    }
}
