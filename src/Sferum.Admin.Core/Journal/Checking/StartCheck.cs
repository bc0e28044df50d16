using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>«Проверить сейчас»: hands a check over to the scheduler and returns at once; a closed tab does not stop it.</summary>
/// <param name="scheduler"><see langword="null"/> in a program without one.</param>
public sealed class StartCheck(AccessPolicy access, JobRuns runs, SchoolClock clock, IJobScheduler? scheduler = null)
{
    public async Task<Result> StartAsync(Actor actor, CheckTarget target, Guid? subjectId, CancellationToken ct)
    {
        if (await CheckAccess.DemandAsync(access, actor, target, subjectId, ct) is { } refused)
        {
            return refused;
        }

        if (CheckAccess.Validate(target, subjectId) is { } invalid)
        {
            return invalid;
        }

        if (scheduler is null)
        {
            return Error.Invalid("Расписание в этой программе не работает: запускать нечем.");
        }

        // A courtesy: the lock of the run itself decides.
        if (await runs.RunningAsync(JobNames.JournalCheck, ct) is { } running)
        {
            return CheckWords.Busy(running, clock);
        }

        await scheduler.TriggerAsync(JobNames.JournalCheck, CheckScope.Of(target, subjectId), actor.UserId, ct);
        return Result.Ok;
    }
}
