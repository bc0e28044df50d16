using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Simulator.World;

/// <summary>When the journal's data were last made anew: at 14:00 of every working day, by the portal's own calendar. Pure.</summary>
public sealed class SnapshotClock(SchoolCalendar calendar, SchoolClock school)
{
    /// <summary>The latest 14:00 of a working day that has come.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="lag">By how much this route switches later than at 14:00 sharp.</param>
    /// <returns>UTC moment of the snapshot, without the lag.</returns>
    public DateTime Latest(DateTime now, TimeSpan lag = default)
    {
        var day = school.DayOf(now);
        while (!calendar.IsWorkingDay(day) || school.ToUtc(day, EposClock.ShowTime) + lag > now)
        {
            day = day.AddDays(-1);
        }

        return school.ToUtc(day, EposClock.ShowTime);
    }
}
