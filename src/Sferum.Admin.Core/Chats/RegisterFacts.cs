namespace Sferum.Admin.Core.Chats;

/// <summary>Half-open period <c>[From, To)</c> of the school's zone; an open end is null.</summary>
public readonly record struct FactPeriod(DateOnly From, DateOnly? To)
{
    public bool Covers(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>What every fact of the register carries beside its own columns.</summary>
/// <param name="Id">Id of the row.</param>
/// <param name="OrderId">The order behind its beginning, when there was one.</param>
/// <param name="RecordedAt">UTC moment at which the portal learned it.</param>
public readonly record struct FactOrigin(Guid Id, FactPeriod Period, Guid? OrderId, DateTime RecordedAt);

/// <param name="BirthDate">Null when unknown: such a student counts as a minor.</param>
public sealed record PersonFact(Guid Id, DateOnly? BirthDate);

/// <summary>A study group; its period is the years in which the cohort studies.</summary>
public sealed record GroupFact(Guid Id, FactPeriod Period);

public sealed record EmploymentFact(FactOrigin Origin, Guid PersonId);

public sealed record CuratorFact(FactOrigin Origin, Guid PersonId, Guid StudyGroupId, bool IsSubstitute);

public sealed record AdministratorFact(FactOrigin Origin, Guid PersonId);

public sealed record EnrollmentFact(FactOrigin Origin, Guid PersonId);

public sealed record GroupMembershipFact(FactOrigin Origin, Guid EnrollmentId, Guid StudyGroupId);

/// <summary>Academic leave, army: an absence of an enrollment.</summary>
public sealed record StudentLeaveFact(FactPeriod Period, Guid EnrollmentId);

/// <param name="RestrictedFrom">First day of a restriction of rights; null when there is none.</param>
/// <param name="RestrictedTo">First day on which it no longer holds.</param>
public sealed record GuardianshipFact(
    FactOrigin Origin,
    Guid RepresentativeId,
    Guid StudentId,
    DateOnly? RestrictedFrom = null,
    DateOnly? RestrictedTo = null)
{
    /// <summary>The days on which the restriction holds; null when there is none.</summary>
    public FactPeriod? Restriction => RestrictedFrom is { } from ? new FactPeriod(from, RestrictedTo) : null;
}

/// <summary>Refusal to use the platform, lawful and no discrepancy.</summary>
public sealed record OptOutFact(FactPeriod Period, Guid PersonId);

/// <summary>Consent of an adult student that his representatives stay in «Родители».</summary>
public sealed record AdultConsentFact(FactPeriod Period, Guid StudentId);

/// <summary>The rows <see cref="RegisterOnDay"/> is made of, of the whole college or of some groups. Periods may lie anywhere in time.</summary>
public sealed record RegisterFacts
{
    public IReadOnlyList<PersonFact> Persons { get; init; } = [];

    public IReadOnlyList<GroupFact> Groups { get; init; } = [];

    public IReadOnlyList<EmploymentFact> Employments { get; init; } = [];

    public IReadOnlyList<CuratorFact> Curators { get; init; } = [];

    public IReadOnlyList<AdministratorFact> Administrators { get; init; } = [];

    public IReadOnlyList<EnrollmentFact> Enrollments { get; init; } = [];

    public IReadOnlyList<GroupMembershipFact> Memberships { get; init; } = [];

    public IReadOnlyList<StudentLeaveFact> Leaves { get; init; } = [];

    public IReadOnlyList<GuardianshipFact> Guardianships { get; init; } = [];

    public IReadOnlyList<OptOutFact> OptOuts { get; init; } = [];

    public IReadOnlyList<AdultConsentFact> Consents { get; init; } = [];
}
