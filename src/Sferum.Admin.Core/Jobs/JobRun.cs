namespace Sferum.Admin.Core.Jobs;

public enum JobRunState
{
    Running,
    Succeeded,
    Partial,
    Failed,
}

/// <summary>One run of a background job with its counts.</summary>
public sealed class JobRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Job { get; init; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? FinishedAt { get; set; }

    public JobRunState State { get; set; }

    /// <summary>JSON of numbers by name.</summary>
    public string Counts { get; set; } = "{}";
}
