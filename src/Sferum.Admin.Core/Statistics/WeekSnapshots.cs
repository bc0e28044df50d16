using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Statistics;

/// <summary>
/// Freezes the figures of a week: what was reported stays what it was, whatever is entered with an earlier date afterwards
/// (decision 022). A week is frozen once, as a whole or not at all; the unique index of its rows decides between two nodes.
/// </summary>
public sealed class WeekSnapshots(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, IBulkWriter bulk)
{
    /// <summary>Freezes one week that is over.</summary>
    /// <returns>False when it was frozen before: nothing is counted again.</returns>
    public async Task<Result<bool>> TakeAsync(Actor actor, IsoWeek week, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refusal)
        {
            return refusal;
        }

        if (!WeekRules.IsOver(week, clock.Now, clock))
        {
            return Error.Invalid("Неделя ещё идёт: снимок делается в воскресенье в 23:00.", nameof(week));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (WeekRules.FirstOf(week.Sunday, await FirstLookAsync(db, ct)) is not { } first || week < first)
        {
            return Error.Invalid("За эту неделю считать не из чего: в ЭПОС тогда ещё никто не смотрел.", nameof(week));
        }

        return await TakeAsync(db, week, ct);
    }

    /// <summary>Freezes every week of the academic year that is over and has no snapshot yet. Leaves a <see cref="JobRun"/> when it froze one or was asked by hand.</summary>
    /// <returns>How many weeks were frozen.</returns>
    public async Task<Result<int>> CatchUpAsync(Actor actor, JobTrigger trigger, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refusal)
        {
            return refusal;
        }

        var startedAt = clock.Now;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var frozen = (await db.MetricSnapshots.Select(row => row.Week).Distinct().ToListAsync(ct)).ConvertAll(IsoWeek.Of).ToHashSet();
        var taken = 0;
        foreach (var week in WeekRules.Due(startedAt, clock, await FirstLookAsync(db, ct), frozen))
        {
            taken += await TakeAsync(db, week, ct) ? 1 : 0;
        }

        if (taken > 0 || trigger == JobTrigger.Hand)
        {
            db.JobRuns.Add(new JobRun
            {
                Job = JobNames.WeekSnapshot,
                Trigger = trigger,
                ByUserId = actor.UserId,
                StartedAt = startedAt,
                FinishedAt = clock.Now,
                State = JobRunState.Succeeded,
                Counts = $$"""{"weeks":{{taken}}}""",
            });
            await db.SaveChangesAsync(ct);
        }

        return taken;
    }

    /// <summary>Day of the first look or reading ever; before it there is nothing to count.</summary>
    internal static async Task<DateOnly?> FirstLookAsync(AppDbContext db, SchoolClock clock, CancellationToken ct) =>
        await db.ChatObservations.MinAsync(look => (DateTime?)look.FirstAsOf, ct) is { } at ? clock.DayOf(at) : null;

    private Task<DateOnly?> FirstLookAsync(AppDbContext db, CancellationToken ct) => FirstLookAsync(db, clock, ct);

    private async Task<bool> TakeAsync(AppDbContext db, IsoWeek week, CancellationToken ct)
    {
        var monday = week.Monday;
        if (await db.MetricSnapshots.AnyAsync(row => row.Week == monday, ct))
        {
            return false;
        }

        var context = await LinkRulesContext.LoadAsync(db, week.Sunday, clock, ct);
        var rows = WeekFigures.Of(await CollegeReader.LoadAsync(db, context, ct), week, clock.Now);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await bulk.InsertAsync(db, rows, ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (Exception e) when (e.IsUniqueViolation())
        {
            // The other node was quicker: its snapshot stands.
            return false;
        }
    }
}
