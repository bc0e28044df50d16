using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.StudyGroups;

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
    /// until the page is full. SQLite does as it is told here (measured: 25 against 60 ms, 40 against 370 ms). PostgreSQL makes a join of a
    /// question about a student, and walks sixty thousand parents before the oldest of them (160 ms): «in the set, or never» it leaves alone.
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
                var students = studies.Select(m => m.PersonId);
                return db.IsSqlite
                    ? people.Where(p => studies.Any(m => m.PersonId == p.Id))
                    : people.Where(p => students.Contains(p.Id) || p.Id == Guid.Empty);
            case PeopleTab.Representatives:
                var guardianships = db.Guardianships.InForce(today);
                return people.Where(p => guardianships.Any(g => g.RepresentativeId == p.Id && studies.Any(m => m.PersonId == g.StudentId)));
            default:
                return people;
        }
    }

    /// <summary>The groups' students, their representatives and their curators.</summary>
    /// <param name="groups">Ids of the groups; a query stays a part of the list's own.</param>
    public static IQueryable<Person> AroundGroups(this IQueryable<Person> people, AppDbContext db, IQueryable<Guid> groups, AroundShape shape, DateOnly today)
    {
        var studies = db.GroupMemberships.InForce(today).Where(m => groups.Contains(m.StudyGroupId));
        var kin = db.Guardianships.InForce(today);
        var leads = db.CuratorAssignments.InForce(today).Where(a => groups.Contains(a.StudyGroupId));
        switch (shape)
        {
            case AroundShape.Exists:
                return people.Where(p => studies.Any(m => m.PersonId == p.Id)
                    || kin.Any(g => g.RepresentativeId == p.Id && studies.Any(m => m.PersonId == g.StudentId))
                    || leads.Any(a => a.PersonId == p.Id));
            case AroundShape.Counted:
                return people.Where(p => studies.Count(m => m.PersonId == p.Id) > 0
                    || kin.Count(g => g.RepresentativeId == p.Id && studies.Any(m => m.PersonId == g.StudentId)) > 0
                    || leads.Count(a => a.PersonId == p.Id) > 0);
        }

        var students = studies.Select(m => m.PersonId);
        var representatives = RepresentativesOf(db, students, today);
        var curators = leads.Select(a => a.PersonId);
        if (shape == AroundShape.Sets)
        {
            return people.Where(p => students.Contains(p.Id) || representatives.Contains(p.Id) || curators.Contains(p.Id));
        }

        var around = students.Union(representatives).Union(curators);
        return people.Where(p => around.Contains(p.Id));
    }

    /// <summary>The groups in force that a filter names, by their year of study, program and curator.</summary>
    public static IQueryable<Guid> GroupsOf(this AppDbContext db, PeopleFilter filter, DateOnly today)
    {
        var groups = db.StudyGroups.InForce(today);
        if (filter.StudyGroupId is { } id)
        {
            groups = groups.Where(g => g.Id == id);
        }

        if (filter.Courses.Count > 0)
        {
            var intakes = filter.Courses.Select(course => (int?)Course.IntakeOf(course, today)).ToList();
            groups = groups.Where(g => intakes.Contains(g.IntakeYear));
        }

        if (filter.ProgramId is { } program)
        {
            groups = groups.Where(g => g.ProgramId == program);
        }

        if (filter.CuratorId is { } curator)
        {
            groups = groups.Where(g => db.CuratorAssignments.InForce(today).Any(a => a.StudyGroupId == g.Id && a.PersonId == curator));
        }

        return groups.Select(g => g.Id);
    }

    private static IQueryable<Guid> RepresentativesOf(AppDbContext db, IQueryable<Guid> students, DateOnly today) =>
        db.Guardianships.InForce(today).Where(g => g.RepresentativeId != null && students.Contains(g.StudentId)).Select(g => g.RepresentativeId!.Value);
}

/// <summary>How the people around groups are asked for: the same people, at another price.</summary>
public enum AroundShape
{
    /// <summary>One set, from which people are looked up: of some groups, who are few. Of whole years a quarter of a second on PostgreSQL.</summary>
    Union,

    /// <summary>Three sets that everybody is looked up in: counts whole years on PostgreSQL in half the time of one.</summary>
    Sets,

    /// <summary>One by one along an order of the list; SQLite does as it is told (measured: 100 against 180 ms), PostgreSQL makes sets of it.</summary>
    Exists,

    /// <summary>The same in words that PostgreSQL does not turn into sets: a page of whole years in 10–50 ms instead of 100.</summary>
    Counted,
}
