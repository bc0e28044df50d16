namespace Sferum.Admin.Core.Jobs;

/// <summary>How far a run is, how fast it goes and how long it will take. Pure.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps to do; 0 while unknown.</param>
/// <param name="PerMinute">Steps a minute since the start; <see langword="null"/> until there is something to measure.</param>
/// <param name="Left">Time left at this rate; <see langword="null"/> while it cannot be told.</param>
public sealed record RunProgress(int Done, int Total, decimal? PerMinute, TimeSpan? Left)
{
    /// <summary>The first moments say nothing of the rate: signing in is not a step.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Whole percent, 0–100; 100 only when all is done; <see langword="null"/> while the total is unknown.</summary>
    public int? Percent => Total <= 0 ? null : Done >= Total ? 100 : Math.Min(99, (int)(100L * Done / Total));

    /// <param name="startedAt">UTC.</param>
    /// <param name="done">Steps done; more than <paramref name="total"/> counts as all.</param>
    /// <param name="total">Steps to do; 0 while unknown.</param>
    /// <param name="now">UTC; before the start (another node's clock) it counts as the start.</param>
    public static RunProgress Of(DateTime startedAt, int done, int total, DateTime now)
    {
        var known = Math.Max(0, total);
        var steps = Math.Max(0, known > 0 ? Math.Min(done, known) : done);
        var elapsed = now - startedAt;
        if (steps == 0 || elapsed < Shortest)
        {
            return new RunProgress(steps, known, null, null);
        }

        TimeSpan? left = known == 0 ? null : elapsed * ((double)(known - steps) / steps);
        return new RunProgress(steps, known, (decimal)(steps / elapsed.TotalMinutes), left);
    }
}
