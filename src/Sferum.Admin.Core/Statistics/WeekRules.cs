using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Statistics;

/// <summary>Where the numbers of a week come from.</summary>
public enum WeekState
{
    /// <summary>The week goes on: numbers of this moment, «предварительно».</summary>
    Open,

    /// <summary>Frozen on its Sunday evening.</summary>
    Frozen,

    /// <summary>Counted after the week, out of the history as it is known now: «посчитано задним числом».</summary>
    Backdated,

    /// <summary>Nobody had looked by then, so there is nothing to count: a gap, never a zero.</summary>
    Gap,
}

/// <summary>When a week is frozen, and which weeks can be (decision 022). Pure.</summary>
public static class WeekRules
{
    /// <summary>Weeks of the small line beside a figure, the shown one among them.</summary>
    public const int LineLength = 12;

    /// <summary>Time of Sunday, in the school's zone, at which a week is frozen.</summary>
    public static readonly TimeOnly FreezesAt = new(23, 0);

    /// <summary>UTC moment from which a week may be frozen.</summary>
    public static DateTime FreezeOf(IsoWeek week, SchoolClock clock) => clock.ToUtc(week.Sunday, FreezesAt);

    /// <summary>Whether the week's numbers are final by the moment.</summary>
    /// <param name="now">UTC.</param>
    public static bool IsOver(IsoWeek week, DateTime now, SchoolClock clock) => FreezeOf(week, clock) <= now;

    /// <summary>Whether a snapshot was taken after the week, for example after an outage.</summary>
    /// <param name="takenAt">UTC.</param>
    public static bool IsBackdated(IsoWeek week, DateTime takenAt, SchoolClock clock) => takenAt >= clock.ToUtc(week.Next.Monday);

    /// <summary>
    /// The first week of which anything can be said: the one that holds the first look or reading, but none before the academic
    /// year of the day.
    /// </summary>
    /// <param name="day">A day of the academic year meant.</param>
    /// <param name="firstLook">Day of the first look or reading ever; <see langword="null"/> when nobody has looked.</param>
    public static IsoWeek? FirstOf(DateOnly day, DateOnly? firstLook)
    {
        var year = IsoWeek.Of(AcademicYear.Of(day).StartsOn);
        return firstLook is not { } first ? null : IsoWeek.Of(first) is var week && week > year ? week : year;
    }

    /// <summary>Weeks that are over and not frozen yet, the oldest first; none of a past academic year.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="firstLook">Day of the first look or reading ever.</param>
    /// <param name="frozen">Weeks that have their snapshot.</param>
    public static IReadOnlyList<IsoWeek> Due(DateTime now, SchoolClock clock, DateOnly? firstLook, IReadOnlySet<IsoWeek> frozen)
    {
        var due = new List<IsoWeek>();
        if (FirstOf(clock.DayOf(now), firstLook) is { } week)
        {
            for (; IsOver(week, now, clock); week = week.Next)
            {
                if (!frozen.Contains(week))
                {
                    due.Add(week);
                }
            }
        }

        return due;
    }

    /// <summary>Weeks of the academic year up to the shown one, the oldest first; at least one.</summary>
    public static IReadOnlyList<IsoWeek> OfYear(IsoWeek shown)
    {
        // The week that holds 1 September belongs to the year that begins in it.
        var weeks = new List<IsoWeek>();
        for (var week = IsoWeek.Of(AcademicYear.Of(shown.Sunday).StartsOn); week <= shown; week = week.Next)
        {
            weeks.Add(week);
        }

        return weeks;
    }

    /// <summary>The weeks of the small line, the oldest first, the shown one last.</summary>
    public static IReadOnlyList<IsoWeek> OfLine(IsoWeek shown) =>
        [.. Enumerable.Range(0, LineLength).Select(back => IsoWeek.Of(shown.Monday.AddDays(-7 * back))).Reverse()];
}
