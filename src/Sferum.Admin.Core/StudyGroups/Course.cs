namespace Sferum.Admin.Core.StudyGroups;

/// <summary>Курс: the year of study a group is in, by its year of intake. Pure.</summary>
public static class Course
{
    /// <summary>The longest training of a technikum: 5 years and 10 months.</summary>
    public const int Most = 6;

    /// <summary>From 1; null where the intake is not known or does not fit the day.</summary>
    public static int? Of(int? intakeYear, DateOnly day) =>
        intakeYear is { } intake && AcademicYear.Of(day).StartsOn.Year - intake + 1 is >= 1 and <= Most and var course ? course : null;

    /// <summary>The year of intake of those who are in the year of study on the day.</summary>
    public static int IntakeOf(int course, DateOnly day) => AcademicYear.Of(day).StartsOn.Year - course + 1;
}
