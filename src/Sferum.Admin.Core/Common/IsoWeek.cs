using System.Globalization;

namespace Sferum.Admin.Core.Common;

/// <summary>A week of ISO 8601: Monday to Sunday, the one with the year's first Thursday is number 1.</summary>
/// <param name="Year">Year of the week, which may differ from the calendar year of its days.</param>
/// <param name="Number">1 … 53.</param>
public readonly record struct IsoWeek(int Year, int Number) : IComparable<IsoWeek>
{
    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday));

    public DateOnly Sunday => Monday.AddDays(6);

    public IsoWeek Next => Of(Monday.AddDays(7));

    public IsoWeek Previous => Of(Monday.AddDays(-7));

    /// <summary>For the eye: «16–22.11», over a month's end «30.11–06.12».</summary>
    public string RangeText => Monday.Month == Sunday.Month
        ? string.Create(CultureInfo.InvariantCulture, $"{Monday:dd}–{Sunday:dd.MM}")
        : string.Create(CultureInfo.InvariantCulture, $"{Monday:dd.MM}–{Sunday:dd.MM}");

    public static IsoWeek Of(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        return new IsoWeek(ISOWeek.GetYear(moment), ISOWeek.GetWeekOfYear(moment));
    }

    /// <summary>Reads <c>2026-W47</c>; a number the year does not have is refused.</summary>
    public static bool TryParse(string? text, out IsoWeek week)
    {
        week = default;
        if (text is not { Length: 8 } || text[4] != '-' || text[5] != 'W'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1 or > 9998 || number < 1 || number > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        week = new IsoWeek(year, number);
        return true;
    }

    public bool Contains(DateOnly day) => Monday <= day && day <= Sunday;

    public int CompareTo(IsoWeek other) => (Year, Number).CompareTo((other.Year, other.Number));

    /// <summary>As stored and as in addresses: <c>2026-W47</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");

    public static bool operator <(IsoWeek left, IsoWeek right) => left.CompareTo(right) < 0;

    public static bool operator >(IsoWeek left, IsoWeek right) => left.CompareTo(right) > 0;

    public static bool operator <=(IsoWeek left, IsoWeek right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IsoWeek left, IsoWeek right) => left.CompareTo(right) >= 0;
}
