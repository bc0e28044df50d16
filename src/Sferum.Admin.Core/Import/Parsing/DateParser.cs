using System.Globalization;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>A day read from a cell, and the code of what was wrong or mended.</summary>
public readonly record struct ParsedDate(DateOnly? Date, string? Issue);

/// <summary>
/// Reads days: text in the order day, month, year with any separator, ISO, months in words, Excel's serial numbers. A time, «г.» and spaces
/// round it are ignored. Nothing is guessed: a month or a year alone is no day.
/// </summary>
public static class DateParser
{
    private static readonly string[] Months = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

    private static readonly DateOnly SerialFrom = new(1920, 1, 1);

    /// <summary>Day 0 of Excel's calendar, its missing 29.02.1900 allowed for; right for every day after it.</summary>
    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    /// <param name="cell">A cell that is not a word of absence.</param>
    /// <param name="today">Two-digit years up to this one are 20yy, and serial numbers end here.</param>
    public static ParsedDate Parse(in Cell cell, DateOnly today) => cell.Kind switch
    {
        CellKind.Date => Bounded(cell.Date, today, null),
        CellKind.Number => Serial(cell.Number, today),
        _ => ParseText(cell.Text, today),
    };

    private static ParsedDate ParseText(ReadOnlySpan<char> text, DateOnly today)
    {
        text = WithoutTime(text.Trim());
        if (text.Length == 5 && !text.ContainsAnyExceptInRange('0', '9'))
        {
            return Serial(int.Parse(text, CultureInfo.InvariantCulture), today);
        }

        Span<int> numbers = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        int count = 0, wordMonthAt = -1;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i]))
                {
                    i++;
                }

                if (count == 3 || i - start > 4)
                {
                    return new(null, IssueCodes.BadDate);
                }

                numbers[count] = int.Parse(text[start..i], CultureInfo.InvariantCulture);
                lengths[count++] = i - start;
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && char.IsLetter(text[i]))
                {
                    i++;
                }

                var word = text[start..i];
                if (MonthOf(word) is { } month && count < 3 && wordMonthAt < 0)
                {
                    wordMonthAt = count;
                    numbers[count++] = month;
                }
                else if (!word.StartsWith("г", StringComparison.OrdinalIgnoreCase))
                {
                    return new(null, IssueCodes.BadDate);
                }
            }
            else
            {
                i++;
            }
        }

        return count == 3 ? Assemble(numbers, lengths, wordMonthAt, today) : new(null, IssueCodes.BadDate);
    }

    private static ParsedDate Assemble(ReadOnlySpan<int> numbers, ReadOnlySpan<int> lengths, int wordMonthAt, DateOnly today)
    {
        var iso = lengths[0] == 4;
        if (wordMonthAt is 0 or 2 || lengths[1] > 2 || (iso ? lengths[2] : lengths[0]) > 2)
        {
            return new(null, IssueCodes.BadDate);
        }

        var (year, month, day) = iso ? (numbers[0], numbers[1], numbers[2]) : (numbers[2], numbers[1], numbers[0]);
        string? issue = null;
        if (!iso && lengths[2] == 2)
        {
            year += year <= today.Year % 100 ? 2000 : 1900;
            issue = IssueCodes.TwoDigitYear;
        }
        else if (!iso && lengths[2] != 4)
        {
            return new(null, IssueCodes.BadDate);
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return new(null, IssueCodes.ImpossibleDate);
        }

        return Bounded(new DateOnly(year, month, day), today, issue);
    }

    private static ParsedDate Serial(double number, DateOnly today)
    {
        var first = SerialFrom.DayNumber - SerialZero.DayNumber;
        var last = today.DayNumber - SerialZero.DayNumber;
        return number >= first && number < last + 1
            ? new(SerialZero.AddDays((int)number), IssueCodes.ExcelSerialDate)
            : new(null, IssueCodes.BadDate);
    }

    private static ParsedDate Bounded(DateOnly date, DateOnly today, string? issue) =>
        date > today ? new(null, IssueCodes.FutureDate) : new(date, issue);

    /// <summary>«01.08.2010 0:00:00», «2008-09-01T00:00:00».</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 0)
        {
            return text;
        }

        var end = text[..colon].LastIndexOfAny(' ', 'T', '\u00A0');
        return end > 0 ? text[..end] : text;
    }

    private static int? MonthOf(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Months.Length; i++)
        {
            // «ма» would also begin «март»: March stands earlier in the list.
            if (word.StartsWith(Months[i], StringComparison.OrdinalIgnoreCase) && word.Length >= 3)
            {
                return i + 1;
            }
        }

        return null;
    }
}
