namespace Sferum.Admin.Core.Calendar;

/// <summary>
/// Working days: the week corrected by <see cref="CalendarDay"/> rows. A year without rows follows its weekdays. Immutable; one
/// calendar serves ЭПОС's clock, the planner and the practice ground.
/// </summary>
public sealed class SchoolCalendar
{
    private readonly Dictionary<DateOnly, CalendarDayKind> _days;
    private readonly bool _holidaysAreWorkingDays;

    /// <param name="days">Rows of the calendar.</param>
    /// <param name="holidaysAreWorkingDays">
    /// ЭПОС's notice of 19.12.2024 names only Saturday and Sunday as days on which nothing is taken over. True reads it to the
    /// letter; false (default) takes public holidays for days off as well.
    /// </param>
    public SchoolCalendar(IEnumerable<CalendarDay> days, bool holidaysAreWorkingDays = false)
    {
        _days = days.ToDictionary(day => day.Date, day => day.Kind);
        _holidaysAreWorkingDays = holidaysAreWorkingDays;
    }

    /// <summary>The calendar a new database starts with.</summary>
    public static SchoolCalendar Initial { get; } = new(CalendarData.Days());

    public bool IsWorkingDay(DateOnly day)
    {
        var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (_holidaysAreWorkingDays || !_days.TryGetValue(day, out var kind))
        {
            return !isWeekend;
        }

        return kind == CalendarDayKind.Working;
    }

    /// <summary>The first working day after a day; never the day itself.</summary>
    public DateOnly NextWorkingDay(DateOnly after) => AddWorkingDays(after, 1);

    /// <summary>The <paramref name="count"/>-th working day after a day; the day itself for 0.</summary>
    /// <param name="count">0 or more.</param>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                count--;
            }
        }

        return day;
    }

    /// <summary>Working days in <c>[from, to)</c>; 0 when the period is empty.</summary>
    public int WorkingDaysIn(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from; day < to; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }
}
