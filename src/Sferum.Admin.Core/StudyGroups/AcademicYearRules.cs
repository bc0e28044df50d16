using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>
/// What the days of an academic year may be: it begins on 1 September, for full-time students at most a month later (order
/// № 762 of the Ministry of Education, 24.08.2022), and ends with the curriculum. Pure.
/// </summary>
public static class AcademicYearRules
{
    /// <summary>First year that can be kept.</summary>
    public const int FirstYear = 2015;

    /// <summary>How far ahead of today a year may be entered, years.</summary>
    public const int YearsAhead = 2;

    /// <summary>Whether the first day may be the first day of the year that begins in <paramref name="year"/>.</summary>
    public static bool MayStart(int year, DateOnly day) => day >= new DateOnly(year, 9, 1) && day <= new DateOnly(year, 10, 1);

    /// <summary>Whether the day may be the last one.</summary>
    public static bool MayEnd(int year, DateOnly day) => day >= new DateOnly(year + 1, 5, 31) && day <= new DateOnly(year + 1, 8, 31);

    /// <summary>What is wrong with the days; the error names the field.</summary>
    /// <param name="others">The other years.</param>
    public static Error? Check(int year, DateOnly startsOn, DateOnly lastDay, DateOnly today, IEnumerable<AcademicYear> others)
    {
        if (year < FirstYear || year > today.Year + YearsAhead)
        {
            return Error.Invalid($"Учебные годы ведём с {FirstYear}/{FirstYear + 1} и не дальше чем на {YearsAhead} года вперёд.", nameof(SaveAcademicYearRequest.Year));
        }

        if (!MayStart(year, startsOn))
        {
            return Error.Invalid($"Учебный год начинается 1 сентября, по приказу — не позже 01.10.{year}.", nameof(SaveAcademicYearRequest.StartsOn));
        }

        if (!MayEnd(year, lastDay))
        {
            return Error.Invalid($"Последний день — между 31.05.{year + 1} и 31.08.{year + 1}.", nameof(SaveAcademicYearRequest.LastDay));
        }

        return others.FirstOrDefault(other => other.StartsOn <= lastDay && startsOn < other.EndsOn) is { } overlap
            ? Error.Invalid($"Дни пересекаются с учебным годом {overlap.Name}: {RussianText.Date(overlap.StartsOn)} — {RussianText.Date(overlap.EndsOn.AddDays(-1))}.", nameof(SaveAcademicYearRequest.StartsOn))
            : null;
    }
}
