using System.Globalization;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Web.Features.Calendar;

/// <summary>Days of the calendar in words.</summary>
internal static class CalendarWords
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>«Май».</summary>
    public static string Month(int month)
    {
        var name = Russian.DateTimeFormat.MonthNames[month - 1];
        return char.ToUpper(name[0], Russian) + name[1..];
    }

    /// <summary>«понедельник, 3 мая 2027».</summary>
    public static string Day(DateOnly day) => day.ToString("dddd, d MMMM yyyy", Russian);

    /// <summary>«пн 03.05.2027».</summary>
    public static string Short(DateOnly day) => $"{RussianText.WeekDay(day)}{RussianText.NoBreakSpace}{RussianText.Date(day)}";

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>The mark as a word, by the weekday where there is none.</summary>
    public static string Mark(DateOnly day, CalendarDayMark mark) => mark switch
    {
        CalendarDayMark.AsUsual => IsWeekend(day) ? "выходной" : "рабочий",
        CalendarDayMark.DayOff => "выходной",
        CalendarDayMark.Working => "рабочий",
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, null),
    };

    /// <summary>What a screen reader says after the number of a day: « мая 2027, понедельник: выходной, Праздник Весны и Труда, предварительно».</summary>
    public static string Spoken(DateOnly day, CalendarDayState? state)
    {
        var names = Russian.DateTimeFormat;
        var said = $" {names.MonthGenitiveNames[day.Month - 1]} {day.Year}, {names.GetDayName(day.DayOfWeek)}: {Mark(day, state?.Mark ?? CalendarDayMark.AsUsual)}";
        return state is null ? said : $"{said}, {state.Title}{(state.Provisional ? ", предварительно" : "")}";
    }
}
