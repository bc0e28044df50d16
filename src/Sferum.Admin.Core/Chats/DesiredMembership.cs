namespace Sferum.Admin.Core.Chats;

/// <summary>How strongly a person belongs in a chat. Ordered: a larger value is a stronger wish to have the person there.</summary>
public enum Demand
{
    /// <summary>«Не положен»: seen there is a discrepancy.</summary>
    MustNot,

    /// <summary>«Может»: neither presence nor absence is a discrepancy.</summary>
    May,

    /// <summary>«Должен»: absence is a discrepancy once it was looked for.</summary>
    Must,
}

/// <summary>What a person is in a chat. Ordered: an administrator is also a member.</summary>
public enum MembershipRole
{
    Member,
    Admin,
}

/// <summary>Names a mandatory chat without its id: rules know kinds and groups, not rows of the chat register.</summary>
/// <param name="StudyGroupId">Null for «Преподаватели» only.</param>
public readonly record struct ChatKey(ChatKind Kind, Guid? StudyGroupId)
{
    public static ChatKey Staff { get; } = new(ChatKind.Staff, null);

    public static ChatKey Group(Guid studyGroupId) => new(ChatKind.Group, studyGroupId);

    public static ChatKey Parents(Guid studyGroupId) => new(ChatKind.Parents, studyGroupId);
}

/// <summary>The rule behind a <see cref="DesiredMembership"/>: a row, or a sentence after it, of the table «Кто где должен быть».</summary>
public enum ChatRule
{
    /// <summary>Nothing in the register puts the person here.</summary>
    NoGround,
    Employee,
    PlatformAdministrator,
    Curator,
    SubstituteCurator,
    Student,
    StudentOnLeave,
    RepresentativeOfMinor,
    RepresentativeOfStudentOnLeave,

    /// <summary>The adult student's consent is on record, or the college lets such representatives stay without one.</summary>
    RepresentativeOfAdult,

    /// <summary>May stay for now; somebody has to «подтвердить согласие или вывести».</summary>
    RepresentativeOfAdultWithoutConsent,

    /// <summary>Deprived of or limited in rights: never in «Родители» on account of this child.</summary>
    RestrictedGuardianship,
}

/// <summary>Kinds of facts of the register a reason can point to.</summary>
public enum RegisterFact
{
    /// <summary>There is no fact behind the answer.</summary>
    None,
    Employment,
    PlatformAdministrator,
    CuratorAssignment,
    GroupMembership,
    Guardianship,
}

/// <summary>Why the person is wanted (or not) in the chat; enough to answer «Почему?» without computing anything again.</summary>
/// <param name="FactId">Id of the row of the register named by <paramref name="Fact"/>.</param>
/// <param name="OrderId">The order behind that row; null when it came from an import or by hand.</param>
/// <param name="Since">First day of the fact, in the school's zone.</param>
/// <param name="RecordedAt">UTC moment at which the portal learned the fact: ЭПОС's clock starts no earlier.</param>
/// <param name="BirthDateUnknown">The student's birth date is unknown, so he counts as a minor: to be filled in.</param>
public sealed record DesiredReason(
    ChatRule Rule,
    RegisterFact Fact,
    Guid? FactId,
    Guid? OrderId,
    DateOnly? Since,
    DateTime? RecordedAt,
    bool BirthDateUnknown = false)
{
    public static DesiredReason NoGround { get; } = new(ChatRule.NoGround, RegisterFact.None, null, null, null, null);
}

/// <summary>One cell of the table: this person, in this chat, on the register's day.</summary>
/// <param name="OptedOut">
/// A refusal in force turned «должен» into «может»: the person is left out of «должны» and counted among refusals instead.
/// </param>
public sealed record DesiredMembership(
    ChatKind Kind,
    Guid? StudyGroupId,
    Guid PersonId,
    MembershipRole Role,
    Demand Demand,
    DesiredReason Reason,
    bool OptedOut = false)
{
    public ChatKey Chat => new(Kind, StudyGroupId);

    /// <summary>Must be there, or would have to but for a refusal (denominator of K2).</summary>
    public bool IsMustBeforeRefusal => Demand == Demand.Must || OptedOut;
}
