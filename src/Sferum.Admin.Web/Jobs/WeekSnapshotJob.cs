using Quartz;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Web.Jobs;

/// <summary>Freezes the figures of the week, and of weeks that passed while the portal stood still. What fails is made up for by the next run.</summary>
[DisallowConcurrentExecution]
internal sealed class WeekSnapshotJob(WeekSnapshots snapshots, ActorReader actors) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = JobData.Of(context);
        var actor = data.UserId is { } user ? (await actors.ReadAsync(user, cancellationToken)).Actor : Actor.System(JobNames.WeekSnapshot);
        await snapshots.CatchUpAsync(actor, data.Trigger, cancellationToken);
    }
}
