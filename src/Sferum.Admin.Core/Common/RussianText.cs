using System.Globalization;
using System.Text;

namespace Sferum.Admin.Core.Common;

/// <summary>Russian for machines (search keys) and for the eye (plurals, numbers, dates, names).</summary>
public static class RussianText
{
    /// <summary>U+00A0: between words that must not part at a line's end.</summary>
    public const char NoBreakSpace = '\u00A0';

    /// <summary>U+202F: between thousands.</summary>
    public const char ThinSpace = '\u202F';

    /// <summary>U+2212: the sign of negative numbers and falls.</summary>
    public const char Minus = '\u2212';

    /// <summary>What is printed where there is nothing to divide.</summary>
    public const string NoValue = "—";

    private static readonly string[] WeekDays = ["вс", "пн", "вт", "ср", "чт", "пт", "сб"];

    /// <summary>
    /// The key by which names are searched and sorted: trimmed, spaces collapsed, upper case, Ё as Е, one kind of dash
    /// without spaces around it. The same function serves the stored column and the user's text. Й stays Й.
    /// </summary>
    public static string SearchKey(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        // Composed first: «й» and «ё» typed as letter + mark are the same letters.
        var composed = text.IsNormalized() ? text : text.Normalize();
        var key = new StringBuilder(composed.Length);
        var spacePending = false;
        foreach (var c in composed)
        {
            if (IsInvisible(c))
            {
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                spacePending = key.Length > 0;
                continue;
            }

            var letter = IsDash(c) ? '-' : char.ToUpperInvariant(c) is var upper && upper == 'Ё' ? 'Е' : upper;
            if (spacePending && letter != '-' && key[^1] != '-')
            {
                key.Append(' ');
            }

            spacePending = false;
            key.Append(letter);
        }

        return key.ToString();
    }

    /// <summary>The form of a noun or verb after a count: 1 шаг, 2 шага, 5 шагов; 11–14 take the third.</summary>
    public static string Plural(long count, string one, string few, string many)
    {
        var n = Math.Abs(count) % 100;
        return (n is >= 11 and <= 14, n % 10) switch
        {
            (false, 1) => one,
            (false, >= 2 and <= 4) => few,
            _ => many,
        };
    }

    /// <summary>The same for fractions, which take the second form: 1,1 шага. A whole value counts as whole.</summary>
    public static string Plural(decimal count, string one, string few, string many)
        => decimal.Truncate(count) == count ? Plural((long)count, one, few, many) : few;

    /// <summary>«12 человек», «1 204 шага»: number, no-break space, the right form.</summary>
    public static string Count(long count, string one, string few, string many)
        => $"{Number(count)}{NoBreakSpace}{Plural(count, one, few, many)}";

    /// <summary>Whole number with thin spaces between thousands: «1 204», «−3».</summary>
    public static string Number(long value)
    {
        var digits = Math.Abs((decimal)value).ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ThinSpace);
        return value < 0 ? Minus + digits : digits;
    }

    /// <summary>Decimal comma, at most <paramref name="digits"/> places, no trailing zeros: «3,5».</summary>
    public static string Number(decimal value, int digits)
    {
        var rounded = Math.Round(value, digits, MidpointRounding.AwayFromZero);
        var places = digits == 0 ? "" : "." + new string('#', digits);
        var text = Math.Abs(rounded).ToString("#,0" + places, CultureInfo.InvariantCulture)
            .Replace(',', ThinSpace).Replace('.', ',');
        return rounded < 0 ? Minus + text : text;
    }

    /// <summary>
    /// Whole percent of a part: «81 %». Never rounds up to 100 % while something is missing, nor down to 0 % while there is
    /// something; 0 of 0 is «—».
    /// </summary>
    public static string Percent(long part, long whole)
    {
        if (whole == 0)
        {
            return NoValue;
        }

        var percent = (long)Math.Round(100m * part / whole, MidpointRounding.AwayFromZero);
        percent = percent >= 100 && part < whole ? 99 : percent <= 0 && part > 0 ? 1 : percent;
        return $"{Number(percent)}{NoBreakSpace}%";
    }

    /// <summary>«04.03.2024».</summary>
    public static string Date(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>
    /// A day near today: «сегодня», «вчера», within a week to come «пн 23.11», else the date. Tomorrow has its weekday too:
    /// what waits for ЭПОС is named by day.
    /// </summary>
    public static string NearDate(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "сегодня",
        -1 => "вчера",
        > 0 and <= 7 => WeekDay(day) + NoBreakSpace + day.ToString("dd.MM", CultureInfo.InvariantCulture),
        _ => Date(day),
    };

    /// <summary>Two letters of the weekday: «пн».</summary>
    public static string WeekDay(DateOnly day) => WeekDays[(int)day.DayOfWeek];

    /// <summary>«№ 14-к» with a no-break space.</summary>
    public static string NumberSign(string number) => $"№{NoBreakSpace}{number}";

    /// <summary>«Деменева Ю. И.» for narrow places; a missing part is left out.</summary>
    public static string ShortName(string lastName, string? firstName, string? patronymic)
        => lastName + Initial(firstName) + Initial(patronymic);

    private static string Initial(string? name)
        => string.IsNullOrWhiteSpace(name) ? "" : $"{NoBreakSpace}{char.ToUpperInvariant(name.TrimStart()[0])}.";

    private static bool IsDash(char c) => c is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212';

    private static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';
}
