using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Import;

/// <summary>«Применить»: hands a reviewed import over to the scheduler and returns at once; a closed tab does not stop it.</summary>
/// <param name="scheduler"><see langword="null"/> in a program without one.</param>
public sealed class StartImport(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, JobRuns runs, IJobScheduler? scheduler = null)
{
    /// <param name="reason">Why the guard is overruled; null = it is not.</param>
    public async Task<Result> StartAsync(Actor actor, Guid importId, string? reason, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refused)
        {
            return refused;
        }

        if (scheduler is null)
        {
            return Error.Invalid("Расписание в этой программе не работает: применять нечем.");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.RosterImports.FirstOrDefaultAsync(i => i.Id == importId, ct) is not { } import)
        {
            return Error.NotFound("Загрузка не найдена.");
        }

        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (Check(import, why) is { } invalid)
        {
            return invalid;
        }

        // A courtesy: the lock of the run itself decides.
        if (await runs.RunningAsync(JobNames.ImportApply, ct) is not null)
        {
            return Error.Conflict("Сейчас применяется другая загрузка. Эта не начата: повторите, когда та окончится.");
        }

        if (why is not null)
        {
            // Not in the trigger: a reason is a person's words, and triggers lie in tables of the scheduler's own.
            import.GuardReason = why;
            db.Act(actor, "import-reason", why);
            await db.SaveChangesAsync(ct);
        }

        await scheduler.TriggerAsync(JobNames.ImportApply, importId.ToString(), actor.UserId, ct);
        return Result.Ok;
    }

    private static Error? Check(RosterImport import, string? reason) => import.State switch
    {
        RosterImportState.Applied => Error.Conflict("Эта загрузка уже применена."),
        RosterImportState.Discarded => Error.Conflict("Эту загрузку отложили. Загрузите файл снова."),
        RosterImportState.Blocked when reason is null => Error.Invalid("Сторож остановил загрузку: нужна причина.", nameof(reason)),
        _ => reason is { Length: > 500 } ? Error.Invalid("Причина длиннее 500 знаков.", nameof(reason)) : null,
    };
}
