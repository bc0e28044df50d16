using Quartz;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Web.Jobs;

/// <summary>The port over Quartz.</summary>
internal sealed class JobScheduler(ISchedulerFactory schedulers, SchoolClock clock) : IJobScheduler
{
    public Task TriggerAsync(string job, string? scope, Guid? byUserId, CancellationToken ct) => TriggerAsync(job, scope, byUserId, JobTrigger.Hand, ct);

    public async Task<IReadOnlyList<DateTime>> NextRunsAsync(string job, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var triggers = await scheduler.GetTriggersOfJob(new JobKey(job), ct);
        return [.. triggers.Select(t => t.NextFireTimeUtc).OfType<DateTimeOffset>().Select(t => t.UtcDateTime).Order()];
    }

    /// <summary>The same for a run that nobody asked for by hand.</summary>
    internal async Task TriggerAsync(string job, string? scope, Guid? byUserId, JobTrigger trigger, CancellationToken ct)
    {
        var data = new JobData(scope, trigger, byUserId, clock.Now);
        await (await schedulers.GetScheduler(ct)).TriggerJob(new JobKey(job), data.ToMap(), ct);
    }
}
