using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Staff;

/// <summary>A curator or substitute of a group on a day.</summary>
public sealed record CuratorOnDay
{
    public required Guid PersonId { get; init; }

    public required Guid StudyGroupId { get; init; }

    public required Guid AssignmentId { get; init; }

    public required CuratorKind Kind { get; init; }
}

/// <summary>Who was curator on a day.</summary>
public static class CuratorsOnDay
{
    /// <summary>
    /// One row per assignment in force on the day of somebody employed on the day: the assignment of a dismissed person that
    /// nobody closed makes no curator. One query, which may be narrowed to a group or a person.
    /// </summary>
    public static IQueryable<CuratorOnDay> CuratorsOn(this AppDbContext db, DateOnly day)
    {
        var employments = db.Employments.InForce(day);
        return db.CuratorAssignments.InForce(day)
            .Where(assignment => employments.Any(employment => employment.PersonId == assignment.PersonId))
            .Select(assignment => new CuratorOnDay
            {
                PersonId = assignment.PersonId,
                StudyGroupId = assignment.StudyGroupId,
                AssignmentId = assignment.Id,
                Kind = assignment.Kind,
            });
    }
}
