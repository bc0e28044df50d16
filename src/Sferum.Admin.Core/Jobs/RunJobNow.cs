using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Jobs;

/// <summary>«Запустить сейчас»: hands a job over to the scheduler and returns at once. The run itself tells how it goes.</summary>
/// <param name="scheduler"><see langword="null"/> in a program without one.</param>
public sealed class RunJobNow(AccessPolicy access, IJobScheduler? scheduler = null)
{
    /// <param name="job">One of <see cref="JobNames"/>.</param>
    public async Task<Result> RunAsync(Actor actor, string job, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        if (!JobNames.All.Contains(job))
        {
            return Error.NotFound("Такой работы нет.");
        }

        if (scheduler is null)
        {
            return Error.Invalid("Расписание в этой программе не работает: запускать нечем.");
        }

        await scheduler.TriggerAsync(job, null, actor.UserId, ct);
        return Result.Ok;
    }
}
