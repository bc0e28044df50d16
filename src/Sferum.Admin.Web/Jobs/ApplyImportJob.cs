using Quartz;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Import;

namespace Sferum.Admin.Web.Jobs;

/// <summary>Writes a reviewed import into the register as the user who asked for it, whose rights are read anew.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ApplyImportJob(RunImport run, ActorReader actors, ILogger<ApplyImportJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = JobData.Of(context);
        if (data.UserId is not { } user || !Guid.TryParse(data.Scope, out var import))
        {
            NobodyAsked(log, data.Scope);
            return;
        }

        try
        {
            await run.RunAsync((await actors.ReadAsync(user, cancellationToken)).Actor, import, data.Trigger, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The portal stops: nothing of the import was written, and its page says so.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An import was to be applied without a user or an import: {Scope}.")]
    private static partial void NobodyAsked(ILogger log, string? scope);
}
