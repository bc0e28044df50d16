using Sferum.Admin.Core.Import.Parsing;

namespace Sferum.Admin.Core.Import.Mapping;

/// <summary>Whom a table lists, by its headers.</summary>
internal static class TableKind
{
    /// <param name="areGroups">Whether the values of a column are names of groups.</param>
    public static RosterKind Of(HeaderReading[] readings, Func<int, bool> areGroups)
    {
        if (IsOfRepresentatives(readings))
        {
            return RosterKind.Representatives;
        }

        return IsOfEmployees(readings, areGroups) ? RosterKind.Employees : RosterKind.Students;
    }

    /// <summary>The name of a representative comes first, the only one, and the student stands beside it without facts of his own.</summary>
    private static bool IsOfRepresentatives(HeaderReading[] readings)
    {
        var representative = Array.FindIndex(readings, r => r.Subject == HeaderSubject.Representative && IsName(r));
        if (representative < 0)
        {
            return false;
        }

        var student = Array.FindIndex(readings, r => r.Subject != HeaderSubject.Representative && IsName(r));
        var hasStudentFacts = readings.Any(r => r.Subject != HeaderSubject.Representative && r.Field is ColumnField.BirthDate or ColumnField.Snils or ColumnField.Status or ColumnField.Order);
        var representatives = readings.Where(r => r.Subject == HeaderSubject.Representative && r.Field is ColumnField.FullName or ColumnField.LastName or ColumnField.Contact).Count();
        return student < 0 ? representatives == 1 : student > representative && representatives == 1 && !hasStudentFacts && readings[representative].Kind is null;
    }

    private static bool IsOfEmployees(HeaderReading[] readings, Func<int, bool> areGroups)
    {
        if (readings.Any(r => r.Subject == HeaderSubject.Employee && IsName(r)))
        {
            return true;
        }

        var hasFamily = readings.Any(r => r.Subject is HeaderSubject.Representative or HeaderSubject.Student && r.Field is not null);
        var studies = readings.Any(r => r.Field is ColumnField.StudyMode or ColumnField.CourseYear or ColumnField.Program);
        var curates = Enumerable.Range(0, readings.Length).Any(i => readings[i].Field == ColumnField.CuratorOf && areGroups(i));
        var hasGroup = readings.Any(r => r.Field == ColumnField.Group);
        return !hasFamily && !studies && (curates || readings.Any(r => r.Field == ColumnField.Position || (r.Field == ColumnField.Department && !hasGroup)));
    }

    private static bool IsName(HeaderReading reading) => reading.Field is ColumnField.FullName or ColumnField.LastName or ColumnField.FirstName or ColumnField.Contact;
}
