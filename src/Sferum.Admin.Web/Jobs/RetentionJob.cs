using Quartz;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.PersonalData;

namespace Sferum.Admin.Web.Jobs;

/// <summary>Removes what is kept for a limited time. A run that a user asked for acts as the user.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(Retention retention, ActorReader actors) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = JobData.Of(context);
        var actor = data.UserId is { } user ? (await actors.ReadAsync(user, cancellationToken)).Actor : Actor.System(Core.Jobs.JobNames.Retention);
        await retention.RunAsync(actor, data.Trigger, cancellationToken);
    }
}
