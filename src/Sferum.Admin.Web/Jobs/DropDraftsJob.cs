using Quartz;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Drafts;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Web.Jobs;

/// <summary>Throws away drafts of forms that are older than their limit. A failure waits for the next night.</summary>
[DisallowConcurrentExecution]
internal sealed class DropDraftsJob(DropOldDrafts drafts) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await drafts.RunAsync(Actor.System(JobNames.DropDrafts), cancellationToken);
}
