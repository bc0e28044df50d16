using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Core.Drafts;

/// <summary>Throws away what nobody came back to: drafts hold personal data and are not a store of it.</summary>
public sealed class DropOldDrafts(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>Days after the last change.</summary>
    public const int KeptDays = 30;

    /// <summary>Returns how many drafts were thrown away. Leaves a <see cref="JobRun"/>.</summary>
    public async Task<Result<int>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refusal)
        {
            return refusal;
        }

        var startedAt = clock.Now;
        var limit = startedAt.AddDays(-KeptDays);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var dropped = await db.FormDrafts.Where(draft => draft.UpdatedAt < limit).ExecuteDeleteAsync(ct);
        db.JobRuns.Add(new JobRun
        {
            Job = JobNames.DropDrafts,
            StartedAt = startedAt,
            FinishedAt = clock.Now,
            State = JobRunState.Succeeded,
            Counts = $$"""{"dropped":{{dropped}}}""",
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return dropped;
    }
}
