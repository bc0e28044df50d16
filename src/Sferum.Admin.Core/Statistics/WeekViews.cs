using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Statistics;

/// <param name="Week"><see langword="null"/> for the current week; a week to come is refused.</param>
public sealed record WeekRequest(IsoWeek? Week = null);

/// <summary>The figures of a week with what was before.</summary>
/// <param name="Day">The day they speak of: today while the week is open, else its Sunday.</param>
/// <param name="TakenAt">UTC moment of the snapshot; <see langword="null"/> while the numbers are counted on the spot.</param>
/// <param name="HasPrevious">There is something to show of the week before.</param>
/// <param name="HasNext">The week is not the current one.</param>
/// <param name="Targets">The two figures with a goal: employees, then students and representatives.</param>
/// <param name="Figures">The table, in its order; empty for a gap.</param>
/// <param name="Map">Completeness of chats by group.</param>
/// <param name="Trend">The two targets over the academic year up to the week, the oldest first.</param>
/// <param name="Advice">What to do; <see langword="null"/> for a week that is over.</param>
/// <param name="Unconfirmed">Groups whose chats were not confirmed in the week.</param>
/// <param name="Groups">Groups of the day.</param>
/// <param name="LookDays">Days after which a look is old.</param>
public sealed record WeekView(
    IsoWeek Week,
    WeekState State,
    DateOnly Day,
    DateTime? TakenAt,
    bool HasPrevious,
    bool HasNext,
    IReadOnlyList<WeekFigure> Targets,
    IReadOnlyList<WeekFigure> Figures,
    IReadOnlyList<MapRow> Map,
    IReadOnlyList<TrendWeek> Trend,
    WeekAdvice? Advice,
    int Unconfirmed,
    int Groups,
    int LookDays,
    bool HasReadings);

/// <summary>A figure of the week.</summary>
/// <param name="Figure">Its numbers; of a frozen week without the numbers beside and without ages.</param>
/// <param name="Change">Against the week before; <see langword="null"/> when there is nothing to compare with.</param>
/// <param name="Line">Twelve weeks, the shown one last: percent for a share, else the number; <see langword="null"/> where a week has no snapshot.</param>
public sealed record WeekFigure(FigureView Figure, FigureChange? Change, IReadOnlyList<double?> Line);

/// <summary>A specialty's groups.</summary>
/// <param name="Title">What the names of its groups begin with, else its name.</param>
/// <param name="Program">Name of the specialty; <see langword="null"/> for groups without one.</param>
/// <param name="Cells">By course, then by name.</param>
public sealed record MapRow(string Title, string? Program, IReadOnlyList<MapCell> Cells);

/// <param name="Course">1 … ; <see langword="null"/> when the year of intake is not known.</param>
/// <param name="MayOpen">False for a group of fewer than <see cref="HeatRules.SmallGroup"/> people: it is not opened by person.</param>
public sealed record MapCell(Guid StudyGroupId, string Name, int? Course, int Seen, int Expected, bool IsAtLeast, bool MayOpen)
{
    /// <summary>1 … 5; <see langword="null"/> for a group in which nobody must be anywhere.</summary>
    public int? Step => HeatRules.Step(Seen, Expected);
}

/// <summary>A week of the trend; <see langword="null"/> where nothing was counted.</summary>
public sealed record TrendWeek(IsoWeek Week, FigureCount? Staff, FigureCount? Families);

/// <param name="Lifts">The acts shown.</param>
/// <param name="LiftsInAll">How many acts there are.</param>
/// <param name="Causes">Students and representatives who are not linked, by what hinders; the most frequent first.</param>
public sealed record WeekAdvice(IReadOnlyList<LiftView> Lifts, int LiftsInAll, IReadOnlyList<CauseCount> Causes);

/// <param name="Group">Name of the group.</param>
public sealed record LiftView(Lift Lift, string? Group);

public sealed record CauseCount(Cause Cause, int Count);
