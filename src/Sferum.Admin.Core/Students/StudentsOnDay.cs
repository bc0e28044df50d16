using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Students;

/// <summary>A student in a group on a day.</summary>
public sealed record StudentOnDay
{
    public required Guid PersonId { get; init; }

    public required Guid StudyGroupId { get; init; }

    public required Guid EnrollmentId { get; init; }

    public required Guid MembershipId { get; init; }
}

/// <summary>Who was in which group on a day.</summary>
public static class StudentsOnDay
{
    /// <summary>
    /// One row per membership in force on the day whose enrollment is in force as well; people on academic leave are among them.
    /// One query, which may be narrowed to a group or a person.
    /// </summary>
    public static IQueryable<StudentOnDay> StudentsOn(this AppDbContext db, DateOnly day)
        => from membership in db.GroupMemberships.InForce(day)
           join enrollment in db.Enrollments.InForce(day) on membership.EnrollmentId equals enrollment.Id
           select new StudentOnDay
           {
               PersonId = membership.PersonId,
               StudyGroupId = membership.StudyGroupId,
               EnrollmentId = enrollment.Id,
               MembershipId = membership.Id,
           };
}
