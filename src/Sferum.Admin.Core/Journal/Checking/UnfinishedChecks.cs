using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>Runs of the check that were interrupted and may go on: since the journal's latest switch it shows the same state.</summary>
public sealed class UnfinishedChecks(IDbContextFactory<AppDbContext> contexts, JobRuns runs, SchoolClock clock)
{
    public async Task<IReadOnlyList<JobRun>> FindAsync(CancellationToken ct) => await runs.InterruptedAsync(JobNames.JournalCheck, await LastSwitchAsync(ct), ct);

    /// <summary>UTC.</summary>
    public async Task<DateTime> LastSwitchAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await LinkRulesContext.LoadAsync(db, clock.Today, clock, ct)).Epos.LastSwitch(clock.Now);
    }
}
