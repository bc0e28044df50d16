using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Core.Links;

/// <summary>
/// Writes anew the link statuses that time alone has made untrue, once a day after midnight of the school's zone. Nothing
/// depends on it for being right (<see cref="CurrentLinks"/>): it keeps lists from computing the same rows all day.
/// </summary>
public sealed class RenewLinks(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    /// <summary>Returns how many rows were renewed. Leaves a <see cref="JobRun"/>.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refusal)
        {
            return refusal;
        }

        var startedAt = clock.Now;
        var today = clock.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var stale = await db.LinkStatuses.Where(s => s.ValidUntil <= today).Select(s => s.PersonId).Distinct().ToListAsync(ct);
        var renewed = await links.RefreshAsync(db, stale, ct);
        db.JobRuns.Add(new JobRun
        {
            Job = JobNames.RenewLinks,
            StartedAt = startedAt,
            FinishedAt = clock.Now,
            State = JobRunState.Succeeded,
            Counts = $$"""{"renewed":{{renewed}}}""",
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return renewed;
    }
}
