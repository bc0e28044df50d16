using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;

namespace Sferum.Admin.Web.Jobs;

/// <summary>
/// At the start of the portal lets interrupted checks go on. Later it looks each minute for runs whose process died, another node's
/// among them; one that was stopped in good order meanwhile is left to whoever stopped it.
/// </summary>
internal sealed partial class ResumeService(JobRuns runs, UnfinishedChecks unfinished, JobScheduler scheduler, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ResumeService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Quartz begins to fire once the portal has started.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        using var timer = new PeriodicTimer(Every, time);
        var isStart = true;
        do
        {
            try
            {
                await ResumeAsync(isStart, stoppingToken);
                isStart = false;
            }
            catch (Exception e) when (e.IsUnavailable())
            {
                Unavailable(log);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ResumeAsync(bool isStart, CancellationToken ct)
    {
        var died = await runs.InterruptAbandonedAsync(null, ct);
        if (!isStart && died.Count == 0)
        {
            return;
        }

        foreach (var run in (await unfinished.FindAsync(ct)).Where(r => isStart || died.Any(d => d.Id == r.Id)))
        {
            await scheduler.TriggerAsync(run.Job, run.Scope, run.ByUserId, JobTrigger.Start, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer; interrupted checks are looked for again in a minute.")]
    private static partial void Unavailable(ILogger log);
}
