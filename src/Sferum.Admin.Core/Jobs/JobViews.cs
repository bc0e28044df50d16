using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Core.Jobs;

/// <summary>A run as the page of jobs shows it.</summary>
/// <param name="Scope">The part asked for, in its stored form.</param>
/// <param name="GroupName">Name today of the study group that <paramref name="Scope"/> speaks of, when it is one.</param>
/// <param name="By">ФИО of the user who started it.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="FinishedAt">UTC; <see langword="null"/> while it runs.</param>
/// <param name="Note">Russian: what was partial or failed, and why.</param>
/// <param name="Counts">Numbers by name.</param>
public sealed record JobRunView(
    Guid Id, string Job, string? Scope, string? GroupName, JobTrigger Trigger, string? By, DateTime StartedAt, DateTime? FinishedAt, JobRunState State,
    int Done, int Total, string? Note, IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>How long it has worked, without the time it lay interrupted; <see langword="null"/> for a run that does not count it, or not yet.</summary>
    public TimeSpan? Worked => Counts.TryGetValue("seconds", out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
}

/// <summary>A job with its last and its next run.</summary>
/// <param name="Name">One of <see cref="JobNames"/>.</param>
/// <param name="Last">The latest run, the present one among them.</param>
/// <param name="NextRuns">UTC, soonest first; empty where nothing is scheduled.</param>
/// <param name="ReadAt">UTC moment of the last complete reading of a section of the journal; only of the job that reads it.</param>
/// <param name="IsOld">That reading is older than the limit of the settings while the journal is to be read: red.</param>
public sealed record JobView(string Name, JobRunView? Last, IReadOnlyList<DateTime> NextRuns, DateTime? ReadAt, bool IsOld);

/// <summary>The page of jobs.</summary>
/// <param name="CanRun">A scheduler is there to start them.</param>
/// <param name="History">The last runs, newest first.</param>
public sealed record JobsView(IReadOnlyList<JobView> Jobs, bool CanRun, IReadOnlyList<JobRunView> History);

/// <summary>A section that a run did not read completely.</summary>
/// <param name="Scope">Whom it speaks of.</param>
/// <param name="GroupName">Name today of its study group; <see langword="null"/> for employees, one person, an archived group.</param>
/// <param name="NotRead">Bound people of whom the answer said nothing.</param>
/// <param name="Trouble">Russian: why.</param>
public sealed record ScopeTrouble(ReadingScope Scope, string? GroupName, ReadingVerdict Verdict, int NotRead, string? Trouble);

/// <summary>One run with what it read.</summary>
/// <param name="Complete">Sections read completely.</param>
/// <param name="Partial">Sections read in part.</param>
/// <param name="Failed">Sections not read.</param>
/// <param name="Troubles">The latter two, failed first, at most <see cref="JobQueries.MostTroubles"/>.</param>
public sealed record JobRunDetail(JobRunView Run, int Complete, int Partial, int Failed, IReadOnlyList<ScopeTrouble> Troubles);
