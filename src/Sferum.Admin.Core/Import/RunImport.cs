using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Core.Import;

/// <summary>
/// The background run behind <see cref="StartImport"/>: applies the import under the lock of the job and tells how far it is. The import
/// itself is one transaction, so a run that is stopped or killed has written nothing, and is asked for again by a person.
/// </summary>
public sealed class RunImport(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, JobRuns runs, ApplyRosterImport apply, ImportProgressBoard board, TimeProvider time)
{
    /// <summary>How often another node is told how far it is.</summary>
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    public async Task<Result> RunAsync(Actor actor, Guid importId, JobTrigger trigger, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refused)
        {
            return refused;
        }

        var begin = await runs.BeginAsync(new JobStart(JobNames.ImportApply, importId.ToString(), trigger, actor.UserId, null), ct);
        if (begin.Lease is not { } lease)
        {
            return Error.Conflict("Сейчас применяется другая загрузка.");
        }

        await using (lease)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Lost);
            board.Report(importId, default);
            try
            {
                var applied = await ApplyAsync(actor, importId, lease, stop.Token);
                await (applied.IsOk
                    ? lease.FinishAsync(JobRunState.Succeeded, null, CountsOf(applied.Value), ct)
                    : lease.FinishAsync(JobRunState.Failed, applied.Error!.Message, "{}", ct));
                return applied.IsOk ? Result.Ok : applied.Error!;
            }
            finally
            {
                board.Remove(importId);
            }
        }
    }

    private async Task<Result<AppliedImport>> ApplyAsync(Actor actor, Guid importId, JobLease lease, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var telling = await OthersCanReadAsync(ct) ? TellAsync(importId, lease, over.Token) : Task.CompletedTask;
        try
        {
            return await apply.RunDraftAsync(actor, importId, await ReasonAsync(importId, ct), new BoardProgress(board, importId), ct);
        }
        finally
        {
            await over.CancelAsync();
            await telling;
        }
    }

    private async Task<string?> ReasonAsync(Guid importId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.RosterImports.Where(i => i.Id == importId).Select(i => i.GuardReason).FirstOrDefaultAsync(ct);
    }

    /// <summary>On SQLite the import's transaction is the only writer there can be.</summary>
    private async Task<bool> OthersCanReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !db.IsSqlite;
    }

    private async Task TellAsync(Guid importId, JobLease lease, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(ReportEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                if (board.Of(importId) is { Total: > 0 } progress)
                {
                    await lease.ReportAsync(progress.Done, progress.Total, "{}", ct);
                }
            }
        }
        catch (Exception e) when (ct.IsCancellationRequested || e.IsUnavailable())
        {
            // The run is over, or its row cannot be reached for a moment: the import itself goes on.
        }
    }

    private static string CountsOf(AppliedImport applied)
    {
        var counts = applied.Plan.Counts;
        return $$"""{"rows":{{applied.Plan.Rows.Count}},"added":{{counts.Add}},"updated":{{counts.Update}},"left":{{counts.Leave}}}""";
    }

    private sealed class BoardProgress(ImportProgressBoard board, Guid importId) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => board.Report(importId, value);
    }
}
