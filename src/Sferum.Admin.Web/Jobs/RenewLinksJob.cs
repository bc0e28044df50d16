using Quartz;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Web.Jobs;

/// <summary>Renews the link statuses that the new day alone has made untrue. A failure waits for the next run: lists compute them in memory meanwhile.</summary>
[DisallowConcurrentExecution]
internal sealed class RenewLinksJob(RenewLinks renew) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await renew.RunAsync(Actor.System(JobNames.RenewLinks), cancellationToken);
}
