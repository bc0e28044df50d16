using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Calendar;

/// <summary>
/// ЭПОС's own clock: what an organisation corrects shows «на следующий день после 14:00, кроме субботы и воскресенья» (notice
/// of ЭПОС's support, 19.12.2024). Before that moment nothing is a discrepancy. Pure: uses the zone of the clock, not its now.
/// </summary>
public sealed class EposClock(SchoolCalendar calendar, SchoolClock school)
{
    /// <summary>Wall time of the school's zone at which yesterday's corrections appear.</summary>
    public static TimeOnly ShowTime { get; } = new(14, 0);

    /// <summary>ЭПОС's routes switch over some 20 minutes, so the check runs half an hour after the moment it is due.</summary>
    public static TimeOnly RecheckTime { get; } = new(14, 30);

    /// <summary>
    /// UTC moment from which ЭПОС shows a correction: 14:00 of the next working day after its day, whatever hour it was made at.
    /// </summary>
    /// <param name="correctedAt">UTC moment of the correction.</param>
    public DateTime ShowsAt(DateTime correctedAt) => school.ToUtc(DayShown(correctedAt), ShowTime);

    /// <summary>UTC moment at which the check of a correction runs.</summary>
    public DateTime RecheckRunsAt(DateTime correctedAt) => school.ToUtc(DayShown(correctedAt), RecheckTime);

    /// <summary>
    /// The same for a fact of the register, which cannot show before its own first day even when it was recorded ahead of it.
    /// </summary>
    /// <param name="since">First day of the fact.</param>
    /// <param name="recordedAt">UTC moment at which it was recorded.</param>
    public DateTime ShowsAt(DateOnly since, DateTime recordedAt)
    {
        var begins = school.ToUtc(since);
        return ShowsAt(begins > recordedAt ? begins : recordedAt);
    }

    /// <summary>UTC moment of the latest switch at or before a moment: what was read since shows the same state of ЭПОС.</summary>
    /// <param name="now">UTC.</param>
    public DateTime LastSwitch(DateTime now)
    {
        var day = school.DayOf(now);
        while (!calendar.IsWorkingDay(day) || school.ToUtc(day, ShowTime) > now)
        {
            day = day.AddDays(-1);
        }

        return school.ToUtc(day, ShowTime);
    }

    private DateOnly DayShown(DateTime correctedAt) => calendar.NextWorkingDay(school.DayOf(correctedAt));
}
