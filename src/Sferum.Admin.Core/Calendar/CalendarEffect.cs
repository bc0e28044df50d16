using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Calendar;

/// <summary>
/// What a calendar means for ЭПОС's clock, told by one example: a correction made on the last working day before a day. Pure.
/// </summary>
/// <param name="CorrectedOn">That last working day.</param>
/// <param name="ShowsAt">UTC moment from which ЭПОС shows it.</param>
public sealed record CalendarEffect(DateOnly CorrectedOn, DateTime ShowsAt)
{
    /// <param name="day">The day whose effect is asked.</param>
    /// <param name="correctedOn">Keeps the example to this day, so that two calendars can be compared; by default the last working day before.</param>
    public static CalendarEffect Of(DateOnly day, SchoolCalendar calendar, SchoolClock school, DateOnly? correctedOn = null)
    {
        var from = correctedOn ?? LastWorkingDayBefore(day, calendar);
        return new CalendarEffect(from, new EposClock(calendar, school).ShowsAt(school.ToUtc(from)));
    }

    /// <summary>«Исправление от пт 30.04 покажется вт 04.05 после 14:00».</summary>
    public string Sentence(SchoolClock school) => $"Исправление от {EposMoment.Day(school, school.ToUtc(CorrectedOn))} покажется {EposMoment.After(school, ShowsAt)}";

    private static DateOnly LastWorkingDayBefore(DateOnly day, SchoolCalendar calendar)
    {
        do
        {
            day = day.AddDays(-1);
        }
        while (!calendar.IsWorkingDay(day));

        return day;
    }
}
