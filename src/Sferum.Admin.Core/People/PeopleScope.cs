using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>Whom of the register an actor may see, and the populations, as parts of queries.</summary>
internal static class PeopleScope
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

    public static IQueryable<Person> Of(this IQueryable<Person> people, AppDbContext db, PeopleTab tab, DateOnly today)
    {
        switch (tab)
        {
            case PeopleTab.Staff:
                var staff = db.Employments.InForce(today).Select(e => e.PersonId);
                return people.Where(p => staff.Contains(p.Id));
            case PeopleTab.Students:
                var students = db.GroupMemberships.InForce(today).Select(m => m.PersonId);
                return people.Where(p => students.Contains(p.Id));
            case PeopleTab.Representatives:
                var representatives = RepresentativesOf(db, db.GroupMemberships.InForce(today).Select(m => m.PersonId), today);
                return people.Where(p => representatives.Contains(p.Id));
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
