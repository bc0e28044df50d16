namespace Sferum.Admin.Core.Ports;

/// <summary>When jobs run next, and running one now. The jobs themselves are use cases; this only starts them.</summary>
public interface IJobScheduler
{
    /// <summary>Starts a run in the background and returns at once; the job's own lock decides whether it may run.</summary>
    /// <param name="job">A name of <see cref="Jobs.JobNames"/>.</param>
    /// <param name="scope">The part asked for, where the job has parts.</param>
    /// <param name="byUserId">Who asked.</param>
    Task TriggerAsync(string job, string? scope, Guid? byUserId, CancellationToken ct);

    /// <summary>UTC moments of the next scheduled runs, one for each schedule of the job, soonest first.</summary>
    Task<IReadOnlyList<DateTime>> NextRunsAsync(string job, CancellationToken ct);
}
