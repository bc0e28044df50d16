namespace Sferum.Admin.Simulator.Epos;

// Rows as on the wire, named by EposJson in snake case; the samples of the contract stand in §3.1–3.4 and §4.
internal sealed record SessionRow(
    long Id, string FirstName, string LastName, string MiddleName, Guid PersonId, string? Guid, string AuthenticationToken, string RegionalAuth, IReadOnlyList<SessionProfileRow> Profiles);

internal sealed record SessionProfileRow(long Id, string Type, IReadOnlyList<string> Roles, long UserId, int SchoolId, bool AgreePersData);

internal sealed record AcademicYearRow(int Id, string Name, string BeginDate, string EndDate, int CalendarId, bool CurrentYear);

internal sealed record ClassUnitRow(long Id, string Name, string DisplayName, string Letter, int ClassLevelId, int StudentCount, bool HomeBased);

internal sealed record NamedRow(long Id, string Name);

internal sealed record SubjectGroupRow(long Id, string Name, string BeginDate, string? EndDate);

internal sealed record ParentRow(long Id, Guid? PersonId, string Name, string? LastSignInAt);

internal sealed record StudentRow(
    long Id,
    Guid? PersonId,
    long UserId,
    string UserName,
    string ShortName,
    string? BirthDate,
    string EnlistedOn,
    string? LeftOn,
    string? DeletedAt,
    string UpdatedAt,
    NamedRow ClassUnit,
    IReadOnlyList<SubjectGroupRow>? Groups,
    IReadOnlyList<ParentRow>? Parents);

internal sealed record TeacherUserRow(string LastName, string FirstName, string? MiddleName);

internal sealed record TeacherRow(
    long Id,
    Guid? PersonId,
    string Name,
    string ShortName,
    long UserId,
    long UserIntegrationId,
    IReadOnlyList<NamedRow> ManagedClassUnits,
    IReadOnlyList<long> AssignedGroupIds,
    string UpdatedAt,
    TeacherUserRow User);

internal sealed record NoticeRow(long Id, string Title, string Text, string PublishedAt);

internal sealed record LinkRow(string Platform, World.SimulatedLinkState Status, string? ExternalId, string? LinkedAt);

internal sealed record PersonLinksRow(string PersonId, World.SimulatedRole Role, string AsOf, IReadOnlyList<LinkRow> Links);

internal sealed record ChatRow(long Id, string Kind, string Title, string Platform, string? ExternalChatId, long? ClassUnitId, string AppearedAt);

internal sealed record PersonSightRow(string PersonId, World.SimulatedRole Role, IReadOnlyList<LinkRow> Links, IReadOnlyList<ChatRow> Chats);
