using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Parents;

/// <summary>A legal representative of a student on a day: a person or an organisation.</summary>
public sealed record RepresentativeOnDay
{
    public required Guid StudentId { get; init; }

    /// <summary>Null for an organisation.</summary>
    public required Guid? RepresentativeId { get; init; }

    public required Guid GuardianshipId { get; init; }

    public required GuardianshipKind Kind { get; init; }

    /// <summary>Rights deprived or limited on the day. Not for the eyes of curators and the director.</summary>
    public required bool IsRestricted { get; init; }
}

/// <summary>Who represents whom on a day.</summary>
public static class RepresentativesOnDay
{
    /// <summary>
    /// One row per guardianship in force on the day. Age plays no part: whether a representative of an adult belongs anywhere is
    /// for the rules to say. One query, which may be narrowed to a student or a representative.
    /// </summary>
    public static IQueryable<RepresentativeOnDay> RepresentativesOn(this AppDbContext db, DateOnly day)
        => db.Guardianships.InForce(day).Select(guardianship => new RepresentativeOnDay
        {
            StudentId = guardianship.StudentId,
            RepresentativeId = guardianship.RepresentativeId,
            GuardianshipId = guardianship.Id,
            Kind = guardianship.Kind,
            IsRestricted = guardianship.RestrictedFrom <= day && (guardianship.RestrictedTo == null || day < guardianship.RestrictedTo),
        });
}
