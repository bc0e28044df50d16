namespace Sferum.Admin.Core.Statistics;

/// <summary>
/// One indicator frozen at the end of a week, of the whole technikum or of a group: what was reported stays what it was, whatever is
/// entered with an earlier date afterwards.
/// </summary>
public sealed class MetricSnapshot
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Monday of the ISO week.</summary>
    public DateOnly Week { get; init; }

    /// <summary>Code of <see cref="IndicatorRules.All"/>, e.g. «K5», «K2-students».</summary>
    public required string Indicator { get; init; }

    /// <summary>The group; an empty id for the whole technikum.</summary>
    public Guid StudyGroupId { get; init; }

    /// <summary>Counted part; <see langword="null"/> where there was no source to count from.</summary>
    public int? Numerator { get; init; }

    /// <summary>Of how many; zero prints «—»; <see langword="null"/> for an absolute number.</summary>
    public int? Denominator { get; init; }

    /// <summary>A scope was not read completely: the numerator is «≥».</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>UTC moment of the count.</summary>
    public DateTime TakenAt { get; init; }
}
