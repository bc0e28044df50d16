using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Core.Editing;

/// <summary>
/// Which other records of the same days a fact cannot stand beside: one rule for what is typed and for what is taken back. Several posts
/// at once are one person's right, so an employment has none.
/// </summary>
public static class SameDays
{
    /// <summary>One main curator at a time; a substitute beside him; nobody twice.</summary>
    public static IQueryable<CuratorAssignment> InTheWay(this AppDbContext db, CuratorAssignment fact)
    {
        var (id, group, person, isMain, from) = (fact.Id, fact.StudyGroupId, fact.PersonId, fact.Kind == CuratorKind.Main, fact.ValidFrom);
        return db.CuratorAssignments.AsNoTracking().Overlapping(from, fact.ValidTo)
            .Where(row => row.StudyGroupId == group && row.Id != id && (row.PersonId == person || (isMain && row.Kind == CuratorKind.Main)))
            // The assignment of a dismissed person that nobody closed makes no curator and stands in nobody's way.
            .Where(row => db.Employments.Any(post => post.PersonId == row.PersonId && (post.ValidTo == null || post.ValidTo > from)));
    }

    /// <summary>The earliest of them with the short name of its curator.</summary>
    public static async Task<(CuratorAssignment Row, string Name)?> FirstInTheWayAsync(this AppDbContext db, CuratorAssignment fact, CancellationToken ct)
    {
        var first = await db.InTheWay(fact)
            .Join(db.People, row => row.PersonId, who => who.Id, (row, who) => new { Row = row, who.LastName, who.FirstName, who.Patronymic })
            .OrderBy(found => found.Row.ValidFrom).ThenBy(found => found.Row.Id)
            .FirstOrDefaultAsync(ct);
        return first is null ? null : (first.Row, RussianText.ShortName(first.LastName, first.FirstName, first.Patronymic));
    }

    /// <summary>A person is an administrator of a platform once.</summary>
    public static IQueryable<PlatformAdministrator> InTheWay(this AppDbContext db, PlatformAdministrator fact)
    {
        var (id, person, platform) = (fact.Id, fact.PersonId, fact.PlatformId);
        return db.PlatformAdministrators.AsNoTracking().Overlapping(fact.ValidFrom, fact.ValidTo).Where(row => row.PersonId == person && row.PlatformId == platform && row.Id != id);
    }

    /// <summary>A person represents a student once; an organisation is not known by an id.</summary>
    public static IQueryable<Guardianship> InTheWay(this AppDbContext db, Guardianship fact)
    {
        var (id, student, who) = (fact.Id, fact.StudentId, fact.RepresentativeId);
        return db.Guardianships.AsNoTracking().Overlapping(fact.ValidFrom, fact.ValidTo).Where(row => who != null && row.StudentId == student && row.RepresentativeId == who && row.Id != id);
    }

    /// <summary>One leave of a study at a time.</summary>
    public static IQueryable<Absence> InTheWay(this AppDbContext db, Absence fact)
    {
        var (id, study) = (fact.Id, fact.EnrollmentId);
        return db.Absences.AsNoTracking().Overlapping(fact.ValidFrom, fact.ValidTo).Where(row => study != null && row.EnrollmentId == study && row.Id != id);
    }

    /// <summary>One study of a person at a time.</summary>
    public static IQueryable<Enrollment> InTheWay(this AppDbContext db, Enrollment fact)
    {
        var (id, person) = (fact.Id, fact.PersonId);
        return db.Enrollments.AsNoTracking().Overlapping(fact.ValidFrom, fact.ValidTo).Where(row => row.PersonId == person && row.Id != id);
    }

    /// <summary>One group of a student at a time.</summary>
    public static IQueryable<GroupMembership> InTheWay(this AppDbContext db, GroupMembership fact)
    {
        var (id, person) = (fact.Id, fact.PersonId);
        return db.GroupMemberships.AsNoTracking().Overlapping(fact.ValidFrom, fact.ValidTo).Where(row => row.PersonId == person && row.Id != id);
    }
}
