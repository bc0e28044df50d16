using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>Whom of the register an actor may see, and the populations, as parts of queries.</summary>
public static class PeopleScope
{
    /// <summary>Everybody, or the students of the scope's groups, their representatives and oneself.</summary>
    public static IQueryable<Person> In(this IQueryable<Person> people, AppDbContext db, AccessScope scope, Guid? self, DateOnly today)
    {
        if (scope.All)
        {
            return people;
        }

        var groups = scope.StudyGroupIds.ToList();
        var students = db.GroupMemberships.InForce(today).Where(m => groups.Contains(m.StudyGroupId)).Select(m => m.PersonId);
        var representatives = RepresentativesOf(db, students, today);
        return people.Where(p => p.Id == self || students.Contains(p.Id) || representatives.Contains(p.Id));
    }

    /// <summary>
    /// Few work and many study or represent: the few are looked up as a set, the many one by one along the order of the list
    /// until the page is full. SQLite does as it is told here (measured: 25 against 60 ms, 40 against 370 ms).
    /// </summary>
    public static IQueryable<Person> Of(this IQueryable<Person> people, AppDbContext db, PeopleTab tab, DateOnly today)
    {
        var studies = db.GroupMemberships.InForce(today);
        switch (tab)
        {
            case PeopleTab.Staff:
                var staff = db.Employments.InForce(today).Select(e => e.PersonId);
                return people.Where(p => staff.Contains(p.Id));
            case PeopleTab.Students:
                return people.Where(p => studies.Any(m => m.PersonId == p.Id));
            case PeopleTab.Representatives:
                var guardianships = db.Guardianships.InForce(today);
                return people.Where(p => guardianships.Any(g => g.RepresentativeId == p.Id && studies.Any(m => m.PersonId == g.StudentId)));
            default:
                return people;
        }
    }

    /// <summary>The group's students, their representatives and its curators.</summary>
    public static IQueryable<Person> AroundGroup(this IQueryable<Person> people, AppDbContext db, Guid studyGroupId, DateOnly today)
    {
        var students = db.GroupMemberships.InForce(today).Where(m => m.StudyGroupId == studyGroupId).Select(m => m.PersonId);
        var representatives = RepresentativesOf(db, students, today);
        var curators = db.CuratorAssignments.InForce(today).Where(a => a.StudyGroupId == studyGroupId).Select(a => a.PersonId);
        return people.Where(p => students.Contains(p.Id) || representatives.Contains(p.Id) || curators.Contains(p.Id));
    }

    private static IQueryable<Guid> RepresentativesOf(AppDbContext db, IQueryable<Guid> students, DateOnly today) =>
        db.Guardianships.InForce(today).Where(g => g.RepresentativeId != null && students.Contains(g.StudentId)).Select(g => g.RepresentativeId!.Value);
}
