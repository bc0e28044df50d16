using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Parents;

/// <summary>Who the representative is to the student.</summary>
public enum GuardianshipKind
{
    Mother,
    Father,

    /// <summary>Опекун.</summary>
    Guardian,

    /// <summary>Попечитель.</summary>
    Trustee,

    /// <summary>Organisation (детский дом).</summary>
    Organization,
    Other,
}

/// <summary>
/// A legal representative of a student in a period: a relation, not a person. Exactly one of
/// <see cref="RepresentativeId"/> and <see cref="OrganizationName"/> is set.
/// </summary>
public sealed class Guardianship : DatedFact
{
    public Guid StudentId { get; init; }

    /// <summary>The representing person.</summary>
    public Guid? RepresentativeId { get; init; }

    /// <summary>The representing organisation, which has no phone and no link of its own.</summary>
    public string? OrganizationName { get; set; }

    public GuardianshipKind Kind { get; set; }

    /// <summary>The paper that shows the relation (свидетельство, решение суда).</summary>
    public string? Document { get; set; }

    /// <summary>First day on which the representative must not be in «Родители» (deprived or limited rights). Visible to administrators only.</summary>
    public DateOnly? RestrictedFrom { get; set; }

    /// <summary>First day on which the restriction no longer holds; <see langword="null"/> while it is open.</summary>
    public DateOnly? RestrictedTo { get; set; }

    /// <summary>Why; visible to administrators only.</summary>
    public string? RestrictionReason { get; set; }
}
