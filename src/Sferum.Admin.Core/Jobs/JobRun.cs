namespace Sferum.Admin.Core.Jobs;

/// <summary>How a run stands, or ended.</summary>
public enum JobRunState
{
    Running,
    Succeeded,

    /// <summary>Some of it could not be read; <see cref="JobRun.Note"/> says what.</summary>
    Partial,
    Failed,

    /// <summary>Nothing could or had to be done («нет сеанса ЭПОС»): neutral, not a failure.</summary>
    Skipped,

    /// <summary>Stopped in the middle by a shutdown; goes on at the next start.</summary>
    Interrupted,
}

/// <summary>What made a job run.</summary>
public enum JobTrigger
{
    Schedule,

    /// <summary>«Запустить сейчас», «Проверить сейчас».</summary>
    Hand,
    Console,

    /// <summary>A start of the portal that found an interrupted run.</summary>
    Start,
}

/// <summary>One run of a background job with its counts. At most one run of a job is <see cref="JobRunState.Running"/> (a filtered unique index).</summary>
public sealed class JobRun
{
    /// <summary>Longest <see cref="Note"/>, characters.</summary>
    public const int LongestNote = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Kebab-case name, e.g. <c>journal-check</c>.</summary>
    public required string Job { get; init; }

    /// <summary>What it was asked for where a job can be asked for a part, e.g. <c>everyone</c>, <c>due</c>, <c>group/…</c>, <c>person/…</c>.</summary>
    public string? Scope { get; init; }

    public JobTrigger Trigger { get; init; }

    public Guid? ByUserId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? FinishedAt { get; set; }

    public JobRunState State { get; set; }

    /// <summary>Steps to do; 0 while unknown.</summary>
    public int Total { get; set; }

    /// <summary>Steps done.</summary>
    public int Done { get; set; }

    /// <summary>UTC moment at which its process was last known to be at it; a silent one is taken over.</summary>
    public DateTime? HeartbeatAt { get; set; }

    /// <summary>The process that runs it.</summary>
    public string? Owner { get; set; }

    /// <summary>Russian, for the administrator: what was partial or failed, and why. No personal data.</summary>
    public string? Note { get; set; }

    /// <summary>JSON of numbers by name.</summary>
    public string Counts { get; set; } = "{}";
}
