namespace Sferum.Admin.Core.Calendar;

/// <summary>What an administrator says of a day.</summary>
public enum CalendarDayMark
{
    /// <summary>By its weekday: no row.</summary>
    AsUsual,
    DayOff,
    Working,
}

/// <summary>A day as it stands in the calendar.</summary>
/// <param name="Title">Empty for <see cref="CalendarDayMark.AsUsual"/>.</param>
/// <param name="Source">The act it rests on.</param>
public sealed record CalendarDayState(CalendarDayMark Mark, string Title, string Source, bool Provisional)
{
    public static CalendarDayState Usual { get; } = new(CalendarDayMark.AsUsual, "", "", false);

    internal static CalendarDayState Of(CalendarDay? row) => row is null
        ? Usual
        : new CalendarDayState(row.Kind == CalendarDayKind.DayOff ? CalendarDayMark.DayOff : CalendarDayMark.Working, row.Title, row.Source, row.Provisional);
}

/// <summary>A day that departs from its weekday.</summary>
public sealed record CalendarDayView(DateOnly Date, CalendarDayState State);

/// <summary>A year of the calendar.</summary>
/// <param name="Days">Only the days that depart from their weekday, in order.</param>
/// <param name="Provisional">Some of them wait for the year's decree.</param>
/// <param name="HolidaysAreWorkingDays">ЭПОС is taken to work on every weekday: the marks count for nothing then.</param>
/// <param name="Example">What the next holiday (of a past year the first) means for a correction; <see langword="null"/> when the year has none.</param>
public sealed record CalendarYearView(int Year, IReadOnlyList<CalendarDayView> Days, bool Provisional, bool HolidaysAreWorkingDays, string? Example);

/// <summary>What a mark would change, in words.</summary>
/// <param name="Now">With the calendar as it stands.</param>
/// <param name="Then">With the mark; equal to <paramref name="Now"/> when nothing changes.</param>
public sealed record CalendarPreview(string Now, string Then);
