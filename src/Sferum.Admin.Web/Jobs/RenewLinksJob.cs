using Quartz;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Web.Jobs;

/// <summary>Adds the chats of groups that the new day brings into force, and renews the link statuses that it alone has made untrue. A failure waits for the next run: lists compute them in memory meanwhile.</summary>
[DisallowConcurrentExecution]
internal sealed class RenewLinksJob(RenewLinks renew, ChatRegister chats) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var actor = Actor.System(JobNames.RenewLinks);
        await chats.EnsureAsync(actor, cancellationToken);
        await renew.RunAsync(actor, cancellationToken);
    }
}
