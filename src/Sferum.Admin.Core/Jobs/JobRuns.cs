using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Jobs;

/// <summary>What is to run.</summary>
/// <param name="Job">A name of <see cref="JobNames"/>.</param>
/// <param name="Scope">The part asked for; an unfinished run goes on only for the same.</param>
/// <param name="ResumeFrom">UTC: an unfinished run that began at this moment or later goes on; <see langword="null"/> = a new run always.</param>
public sealed record JobStart(string Job, string? Scope, JobTrigger Trigger, Guid? ByUserId, DateTime? ResumeFrom);

/// <summary>A run that is at it now.</summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="By">Name of the user who started it; <see langword="null"/> when no user did.</param>
public sealed record RunningJob(DateTime StartedAt, JobTrigger Trigger, string? By);

/// <summary>Exactly one of the two.</summary>
/// <param name="Lease">The run, held until it is disposed.</param>
/// <param name="Busy">The other run of the job that is at it.</param>
public sealed record JobBegin(JobLease? Lease, RunningJob? Busy);

/// <summary>
/// The runs of background jobs: at most one of a job at a time over all processes, by the filtered unique index of
/// <see cref="JobRun"/>. A run whose process is gone or silent is interrupted, and goes on under the same row when it is asked for
/// again.
/// </summary>
public sealed class JobRuns(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    /// <summary>A running row whose heartbeat is older belongs to nobody.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(60);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a run or goes on with an unfinished one; or says who is at it.</summary>
    public async Task<JobBegin> BeginAsync(JobStart start, CancellationToken ct)
    {
        await InterruptAbandonedAsync(start.Job, ct);
        var owner = JobOwner.New();
        try
        {
            return new JobBegin(await TakeOverAsync(start, owner, ct) ?? await InsertAsync(start, owner, ct), null);
        }
        catch (Exception e) when (e.IsUniqueViolation())
        {
            // Gone between the two statements: its end leaves the way free, and the next one who asks begins.
            return new JobBegin(null, await RunningAsync(start.Job, ct) ?? new RunningJob(Now, start.Trigger, null));
        }
    }

    /// <summary>The run of a job that is at it; <see langword="null"/> when none is, or its process is gone.</summary>
    public async Task<RunningJob?> RunningAsync(string job, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.JobRuns.AsNoTracking().Where(r => r.Job == job && r.State == JobRunState.Running)
            .Select(r => new { Run = r, By = db.Users.Where(u => u.Id == r.ByUserId).Select(u => u.DisplayName).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        return row is null || IsAbandoned(row.Run) ? null : new RunningJob(row.Run.StartedAt, row.Run.Trigger, row.By);
    }

    /// <summary>Whether a run of this part began at the moment or later.</summary>
    /// <param name="since">UTC.</param>
    public async Task<bool> HasBegunAsync(string job, string? scope, DateTime since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.JobRuns.AnyAsync(r => r.Job == job && r.Scope == scope && r.StartedAt >= since, ct);
    }

    /// <summary>Marks running rows without a living process as interrupted; returns them.</summary>
    /// <param name="job">One job, or every.</param>
    public async Task<IReadOnlyList<JobRun>> InterruptAbandonedAsync(string? job, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var running = await db.JobRuns.AsNoTracking().Where(r => r.State == JobRunState.Running && (job == null || r.Job == job)).ToListAsync(ct);
        var interrupted = new List<JobRun>();
        foreach (var run in running.Where(IsAbandoned))
        {
            var finishedAt = run.HeartbeatAt ?? run.StartedAt;
            var changed = await db.JobRuns.Where(r => r.Id == run.Id && r.State == JobRunState.Running && r.Owner == run.Owner)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.State, JobRunState.Interrupted).SetProperty(r => r.FinishedAt, finishedAt), ct);
            if (changed == 1)
            {
                interrupted.Add(run);
            }
        }

        return interrupted;
    }

    /// <summary>Runs of a job that were interrupted, began at the moment or later, and were not followed by another of the same part.</summary>
    /// <param name="since">UTC.</param>
    public async Task<IReadOnlyList<JobRun>> InterruptedAsync(string job, DateTime since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.JobRuns.AsNoTracking()
            .Where(r => r.Job == job && r.State == JobRunState.Interrupted && r.StartedAt >= since)
            .Where(r => !db.JobRuns.Any(later => later.Job == job && later.Scope == r.Scope && later.StartedAt > r.StartedAt))
            .OrderBy(r => r.StartedAt)
            .ToListAsync(ct);
    }

    private bool IsAbandoned(JobRun run) => Now - (run.HeartbeatAt ?? run.StartedAt) > SilentAfter || JobOwner.IsGone(run.Owner);

    private async Task<JobLease?> TakeOverAsync(JobStart start, string owner, CancellationToken ct)
    {
        if (start.ResumeFrom is not { } since
            || (await InterruptedAsync(start.Job, since, ct)).LastOrDefault(r => r.Scope == start.Scope) is not { } run)
        {
            return null;
        }

        var now = Now;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var taken = await db.JobRuns.Where(r => r.Id == run.Id && r.State == JobRunState.Interrupted).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.State, JobRunState.Running).SetProperty(r => r.Owner, owner).SetProperty(r => r.HeartbeatAt, now)
                .SetProperty(r => r.FinishedAt, (DateTime?)null).SetProperty(r => r.Note, (string?)null),
            ct);
        return taken == 1 ? new JobLease(contexts, time, run.Id, owner, run) : null;
    }

    private async Task<JobLease> InsertAsync(JobStart start, string owner, CancellationToken ct)
    {
        var run = new JobRun
        {
            Job = start.Job,
            Scope = start.Scope,
            Trigger = start.Trigger,
            ByUserId = start.ByUserId,
            StartedAt = Now,
            State = JobRunState.Running,
            HeartbeatAt = Now,
            Owner = owner,
        };
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.JobRuns.Add(run);
        await db.SaveChangesAsync(ct);
        return new JobLease(contexts, time, run.Id, owner, null);
    }
}
