using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Staff;

/// <summary>A post a person holds. A dismissal order names the last working day: <c>ValidTo</c> = that day + 1.</summary>
public sealed class Employment : DatedFact
{
    public Guid PersonId { get; init; }

    public required string Position { get; set; }

    public string? Department { get; set; }

    /// <summary>Педагогический работник.</summary>
    public bool IsTeaching { get; set; }
}

public enum AbsenceKind
{
    /// <summary>Отпуск or illness of an employee.</summary>
    Leave,

    /// <summary>Академический отпуск.</summary>
    AcademicLeave,

    /// <summary>Призыв на военную службу.</summary>
    Army,
}

/// <summary>An absence within an employment or an enrollment; exactly one of the two ids is set.</summary>
public sealed class Absence : DatedFact
{
    public AbsenceKind Kind { get; set; }

    public Guid? EmploymentId { get; init; }

    public Guid? EnrollmentId { get; init; }
}

public enum CuratorKind
{
    Main,

    /// <summary>Замещающий куратор.</summary>
    Substitute,
}

/// <summary>A curator of a group in a period (куратор, классный руководитель). Rights need an employment in force as well.</summary>
public sealed class CuratorAssignment : DatedFact
{
    public Guid PersonId { get; init; }

    public Guid StudyGroupId { get; init; }

    public CuratorKind Kind { get; set; }
}

/// <summary>Администратор ИКОП / ЭЖ, appointed by the director's order (clause 2.1). Not a role in this portal.</summary>
public sealed class PlatformAdministrator : DatedFact
{
    public Guid PersonId { get; init; }

    public Guid PlatformId { get; init; }

    /// <summary>E.164; the number written in the application, without which the rights do not appear.</summary>
    public string? PhoneOfRecord { get; set; }
}
