using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Students;

/// <summary>Основа обучения.</summary>
public enum FundingBasis
{
    Budget,
    Contract,
    Targeted,
}

/// <summary>
/// One student's period at the technikum. Begins by the order of enrolment; the effective date of an expulsion is the first day out.
/// </summary>
public sealed class Enrollment : DatedFact
{
    public Guid PersonId { get; init; }

    public Guid? ProgramId { get; set; }

    public FundingBasis? FundingBasis { get; set; }
}

/// <summary>A student's membership of a study group in a period.</summary>
public sealed class GroupMembership : DatedFact
{
    public Guid EnrollmentId { get; init; }

    /// <summary>The student, repeated from the enrollment: every list by group asks for it.</summary>
    public Guid PersonId { get; init; }

    public Guid StudyGroupId { get; init; }
}

/// <summary>Kinds of movement (движение контингента).</summary>
public enum MovementKind
{
    Enrolled,
    TransferGroup,
    TransferProgram,
    TransferCourse,
    AcademicLeave,
    Reinstated,
    Expelled,
    Graduation,
}

/// <summary>A dated event of the contingent with the order behind it; kept beside the periods it changed.</summary>
public sealed class EnrollmentMovement : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid EnrollmentId { get; init; }

    public Guid PersonId { get; init; }

    public MovementKind Kind { get; init; }

    /// <summary>First day of the new state.</summary>
    public DateOnly EffectiveOn { get; init; }

    public Guid? OrderId { get; init; }

    public Guid? ImportId { get; init; }

    public Guid? FromStudyGroupId { get; init; }

    public Guid? ToStudyGroupId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; init; }
}
