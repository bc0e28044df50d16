using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>Which row of the register is the academic year of a day.</summary>
public static class AcademicYearsOnDay
{
    /// <summary>
    /// The year named after the day's 1 September, at most one row. Its own first day may be later by an order, and its last one earlier:
    /// these bound the days on which groups are looked at, not the year a fact belongs to.
    /// </summary>
    public static IQueryable<AcademicYear> AcademicYearOf(this AppDbContext db, DateOnly day)
    {
        var from = AcademicYear.Of(day).StartsOn;
        var to = from.AddYears(1);
        return db.AcademicYears.Where(year => year.StartsOn >= from && year.StartsOn < to);
    }
}
