using Quartz;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;

namespace Sferum.Admin.Web.Jobs;

/// <summary>
/// The check of links and chats. A run that a user asked for acts as the user, whose rights are read anew. A trigger that waited
/// behind another run and was served by it does nothing.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class JournalCheckJob(JournalCheck check, JobRuns runs, UnfinishedChecks unfinished, ActorReader actors, ILogger<JournalCheckJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = JobData.Of(context);
        if (CheckScope.Parse(data.Scope) is not { } scope)
        {
            UnknownScope(log, data.Scope);
            return;
        }

        var request = new JournalCheckRequest(scope.Target, scope.SubjectId, data.Trigger);
        if (await IsServedAsync(data, request.Scope, cancellationToken))
        {
            return;
        }

        var actor = data.UserId is { } user ? (await actors.ReadAsync(user, cancellationToken)).Actor : Actor.System(JobNames.JournalCheck);
        try
        {
            await check.RunAsync(actor, request, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The portal stops: the run is interrupted and goes on at the next start.
        }
    }

    private async Task<bool> IsServedAsync(JobData data, string scope, CancellationToken ct) => data switch
    {
        { Trigger: JobTrigger.Start } => (await unfinished.FindAsync(ct)).All(r => r.Scope != scope),
        { AskedAt: { } asked } => await runs.HasBegunAsync(JobNames.JournalCheck, scope, asked, ct),
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A check of an unknown scope was asked for: {Scope}.")]
    private static partial void UnknownScope(ILogger log, string? scope);
}
