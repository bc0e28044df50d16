using System.Globalization;
using System.Text.RegularExpressions;

namespace Sferum.Admin.Core.Common;

/// <summary>A day as people type it. Pure.</summary>
public static partial class DayText
{
    private const int Earliest = 1900;
    private const int Latest = 2199;

    /// <summary>Stands for a day that was typed and is none: no form takes it, so nothing is saved without it.</summary>
    public static readonly DateOnly Unreadable = DateOnly.MinValue;

    /// <summary>
    /// Reads «04.03.2024», «4.3.2024», «04032024» (a keyboard of digits) and «2024-03-04». A year of two digits and a slash, which puts the
    /// month first elsewhere, are refused rather than guessed.
    /// </summary>
    /// <returns>The day, none of an empty text; or what is wrong with it.</returns>
    public static (DateOnly? Day, string? Fault) Read(string? text)
    {
        var typed = text?.Trim() ?? "";
        if (typed.Length == 0)
        {
            return (null, null);
        }

        if (TwoDigitYear().IsMatch(typed))
        {
            return (null, "Напишите год четырьмя цифрами: 04.03.2024.");
        }

        var match = DayFirst().Match(typed) is { Success: true } spaced ? spaced : YearFirst().Match(typed) is { Success: true } iso ? iso : Digits().Match(typed);
        if (!match.Success)
        {
            return (null, "Напишите дату так: 04.03.2024.");
        }

        var (day, month, year) = (Number(match, "d"), Number(match, "m"), Number(match, "y"));
        return year is < Earliest or > Latest ? (null, $"Год {match.Groups["y"].Value}: проверьте его.")
            : month is < 1 or > 12 ? (null, $"Месяца {month} не бывает: сначала день, потом месяц.")
            : day < 1 || day > DateTime.DaysInMonth(year, month) ? (null, $"Такого дня нет: в {month:00}.{year} {RussianText.Count(DateTime.DaysInMonth(year, month), "день", "дня", "дней")}.")
            : (new DateOnly(year, month, day), null);
    }

    private static int Number(Match match, string part) => int.Parse(match.Groups[part].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{1,2}\s*[.,/\s-]\s*\d{1,2}\s*[.,/\s-]\s*\d{2}$|^\d{6}$")]
    private static partial Regex TwoDigitYear();

    [GeneratedRegex(@"^(?<d>\d{1,2})\s*[.,\s]\s*(?<m>\d{1,2})\s*[.,\s]\s*(?<y>\d{4})(\s*г\.?)?$")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<d>\d{2})(?<m>\d{2})(?<y>\d{4})$")]
    private static partial Regex Digits();
}
