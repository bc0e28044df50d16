using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Simulator.College;

/// <summary>Somebody who is seen in a chat where he must not be.</summary>
public sealed record Intruder(Guid PersonId, ChatKind Kind, Guid StudyGroupId);

/// <summary>
/// The ordinary mess of the invented college: who plays which part. What is written here is true by the register as well.
/// </summary>
public sealed class Mess
{
    /// <summary>Expelled three weeks ago, still sees «Группы».</summary>
    public required Intruder Expelled { get; init; }

    /// <summary>The expelled student's mother, still sees «Родители».</summary>
    public required Intruder ParentOfExpelled { get; init; }

    /// <summary>Limited in rights by a court, still sees «Родители».</summary>
    public required Intruder Restricted { get; init; }

    /// <summary>Its curator was dismissed and nobody followed.</summary>
    public required Guid GroupWithoutCurator { get; init; }

    /// <summary>Groups whose chats have fewer than two administrators by the register.</summary>
    public required IReadOnlyList<Guid> GroupsShortOfAdministrators { get; init; }

    /// <summary>Nobody in them is a minor.</summary>
    public required IReadOnlyList<Guid> GroupsOfAdults { get; init; }

    /// <summary>Groups nobody looked at for more than two weeks; the last one was never looked at.</summary>
    public required IReadOnlyList<Guid> GroupsWithOldLook { get; init; }

    /// <summary>Groups whose current week is not confirmed.</summary>
    public required IReadOnlyList<Guid> GroupsUnconfirmed { get; init; }

    /// <summary>The curator on leave, and who stands in for him in the first of his two groups.</summary>
    public required Guid CuratorOnLeave { get; init; }

    public required Guid Substitute { get; init; }

    public required Guid SubstitutedGroup { get; init; }

    /// <summary>People with a refusal in force and an alternative channel.</summary>
    public required IReadOnlyList<Guid> Refusers { get; init; }

    /// <summary>Refused, came back, refused again: three events in the history.</summary>
    public required Guid RefusedTwice { get; init; }

    /// <summary>Claims that ЭПОС should show by now and nobody has checked.</summary>
    public required IReadOnlyList<Guid> ClaimsPastRecheck { get; init; }

    /// <summary>Claims made today: ЭПОС cannot show them yet.</summary>
    public required IReadOnlyList<Guid> ClaimsBeforeRecheck { get; init; }

    /// <summary>Linked once, then changed the phone.</summary>
    public required IReadOnlyList<Guid> NeedRelink { get; init; }

    public required IReadOnlyList<Guid> NotApplicable { get; init; }

    /// <summary>Representatives of two students in different groups.</summary>
    public required IReadOnlyList<Guid> ParentsOfTwo { get; init; }

    /// <summary>Two students of one group with the same birth date and parents.</summary>
    public required IReadOnlyList<Guid> Twins { get; init; }

    /// <summary>Employees whose own children study here.</summary>
    public required IReadOnlyList<Guid> StaffParents { get; init; }

    /// <summary>Students in the care of an organisation.</summary>
    public required IReadOnlyList<Guid> WardsOfOrganization { get; init; }

    /// <summary>People whose birth date is unknown; the first is a student.</summary>
    public required IReadOnlyList<Guid> WithoutBirthDate { get; init; }

    /// <summary>A student whose phone is written as the mother's: student, mother.</summary>
    public required IReadOnlyList<(Guid StudentId, Guid RepresentativeId)> SharedPhones { get; init; }

    /// <summary>A student and a representative with an earlier name on record.</summary>
    public required IReadOnlyList<Guid> Renamed { get; init; }

    public required Guid OnAcademicLeave { get; init; }

    public required Guid InArmy { get; init; }

    /// <summary>Moved from one group to another this autumn.</summary>
    public required Guid Transferred { get; init; }

    /// <summary>Dismissed this autumn; was the curator of <see cref="GroupWithoutCurator"/>.</summary>
    public required Guid Dismissed { get; init; }

    /// <summary>Adult students who agreed that their parents stay in «Родители».</summary>
    public required IReadOnlyList<Guid> AdultsWithConsent { get; init; }
}
