namespace Sferum.Admin.Core.People;

/// <summary>Age in the sense of the law: on the day, in the school's zone.</summary>
public static class Adulthood
{
    /// <summary>Years at which parents stop being legal representatives (art. 21 of the Civil Code).</summary>
    public const int Years = 18;

    /// <summary>
    /// The first day on which a person is an adult. Born on 29 February, in a year without that day: 1 March, since a term ends
    /// with the month's last day (art. 192 of the Civil Code).
    /// </summary>
    public static DateOnly AdultFrom(DateOnly birthDate)
    {
        var year = birthDate.Year + Years;
        return birthDate is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year)
            ? new DateOnly(year, 3, 1)
            : new DateOnly(year, birthDate.Month, birthDate.Day);
    }

    /// <summary>An unknown birth date counts as a minor's: it is the side on which nobody is left out.</summary>
    public static bool IsAdult(DateOnly? birthDate, DateOnly day) => birthDate is { } date && day >= AdultFrom(date);
}
