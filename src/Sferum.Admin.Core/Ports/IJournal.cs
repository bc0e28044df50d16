using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Ports;

/// <summary>
/// The electronic journal (ЭПОС) in our words: who it lists, whose link it knows, which chats it shows to whom. Read only.
/// One implementation per wire format, in <c>Connectors</c>. Expected failures of a source are answers
/// (<see cref="JournalTrouble"/>), never exceptions; only cancellation is thrown.
/// </summary>
public interface IJournal
{
    /// <summary>The journal's code: <c>Platform.Connector</c> of the place it reads, <c>ExternalIdentity.System</c> of its ids.</summary>
    string Code { get; }

    /// <summary>Why this connection may not be used here (guards of the contract, §4); <see langword="null"/> = it may. No I/O.</summary>
    Error? Refusal(JournalConnection connection);

    /// <summary>Signs in with the pasted session and finds the current academic year.</summary>
    Task<JournalAnswer<IJournalSession>> OpenAsync(JournalConnection connection, JournalCredentials credentials, CancellationToken ct);
}

/// <summary>An open session of one run. Calls may run in parallel; each is paced by the connector's limiter.</summary>
public interface IJournalSession : IAsyncDisposable
{
    /// <summary>UTC moment at which the session ends as far as is known.</summary>
    DateTime? ExpiresAt { get; }

    /// <summary>What was called so far.</summary>
    JournalCalls Calls { get; }

    /// <summary>The notice that the journal shows to everybody today; <see langword="null"/> when there is none.</summary>
    Task<JournalAnswer<string?>> NoticeAsync(CancellationToken ct);

    /// <summary>The study groups of the year.</summary>
    Task<JournalAnswer<IReadOnlyList<JournalGroup>>> GroupsAsync(CancellationToken ct);

    /// <summary>The students of a group with their representatives.</summary>
    Task<JournalAnswer<IReadOnlyList<JournalStudent>>> StudentsAsync(string groupId, CancellationToken ct);

    /// <summary>All employees.</summary>
    Task<JournalAnswer<IReadOnlyList<JournalEmployee>>> EmployeesAsync(CancellationToken ct);

    /// <summary>Link and chats shown of everybody of a group (students and representatives), or of all employees.</summary>
    /// <param name="groupId">The journal's id of the group; <see langword="null"/> for employees.</param>
    Task<JournalAnswer<IReadOnlyList<JournalSighting>>> SightingsAsync(string? groupId, CancellationToken ct);

    /// <summary>Link and chats shown of one person.</summary>
    Task<JournalAnswer<JournalSighting>> SightingAsync(string personId, CancellationToken ct);
}

/// <summary>Where and how the journal is read.</summary>
/// <param name="Mode">Off by default.</param>
/// <param name="Address">Base address, absolute; a setting, so that a proxy or the practice ground can stand in.</param>
public sealed record JournalConnection(JournalReaderMode Mode, Uri Address);

/// <summary>The two values of a signed-in browser. Secret: <see cref="ToString"/> says nothing.</summary>
public sealed record JournalCredentials(string Token, string ProfileId)
{
    public override string ToString() => nameof(JournalCredentials);
}

/// <summary>Counters of a session, growing while it is used.</summary>
/// <param name="Sent">Requests sent, repeats among them.</param>
/// <param name="Refused">Answers «too many requests»: the connector means to have none.</param>
/// <param name="Repeated">Requests sent again after a failure.</param>
public sealed record JournalCalls(int Sent, int Refused, int Repeated);

/// <summary>What a source gave for one question, and how far it can be trusted.</summary>
/// <param name="Verdict">Only <see cref="Chats.ReadingVerdict.Complete"/> may say «is not there».</param>
/// <param name="Value">With <c>Failed</c>: nothing. With <c>Partial</c>: what came.</param>
/// <param name="TakenAt">UTC moment of the answer.</param>
/// <param name="AsOf">UTC moment whose state the source shows, the earliest of its pages; <see langword="null"/> where it does not say.</param>
/// <param name="Trouble">Why not complete.</param>
public sealed record JournalAnswer<T>(Chats.ReadingVerdict Verdict, T? Value, DateTime TakenAt, DateTime? AsOf, JournalTrouble? Trouble);

/// <summary>Why an answer is not complete, as far as a run acts upon it.</summary>
public enum JournalTroubleKind
{
    /// <summary>No answer, a reset, 5xx, a page of maintenance.</summary>
    Unavailable,

    /// <summary>The session ended or was displaced by a new sign-in: the whole run stops and asks for a new one.</summary>
    SessionEnded,

    /// <summary>The role may not read this: this reading is switched off, the rest goes on.</summary>
    Forbidden,

    /// <summary>An answer that is not what the contract says.</summary>
    Unreadable,

    /// <summary>Fewer rows than the source itself counts, rows that shift between pages, pages of different snapshots.</summary>
    Incomplete,

    /// <summary>«Too many requests», also after the waits.</summary>
    Throttled,

    /// <summary>No such group or person.</summary>
    Unknown,
}

/// <summary>What went wrong with a source.</summary>
/// <param name="Sentence">Russian, for the administrator: what, where, what to do. No personal data, no addresses with ids of people.</param>
/// <param name="Field">Name of the expected field that is missing.</param>
public sealed record JournalTrouble(JournalTroubleKind Kind, string Sentence, string? Field = null);

/// <summary>A study group as the journal lists it.</summary>
public sealed record JournalGroup(string Id, string Name);

/// <summary>A student as the journal lists him.</summary>
/// <param name="PersonId">Stable key of the human being; where the journal has none, <c>student-{profile id}</c>.</param>
/// <param name="HasStableId">False for such a made-up key.</param>
/// <param name="FullName">«Фамилия Имя Отчество», as written there.</param>
/// <param name="LeftOn">Set when he left.</param>
public sealed record JournalStudent(
    string PersonId, bool HasStableId, string FullName, DateOnly? BirthDate, string GroupId, DateOnly? LeftOn, IReadOnlyList<JournalRepresentative> Representatives);

/// <summary>A representative as listed under a student.</summary>
public sealed record JournalRepresentative(string PersonId, bool HasStableId, string FullName);

/// <summary>An employee; where the journal has no stable key, <c>staff-{integration id}</c>.</summary>
/// <param name="LeadsGroupIds">Groups whose curator the journal takes him for.</param>
public sealed record JournalEmployee(string PersonId, bool HasStableId, string FullName, IReadOnlyList<string> LeadsGroupIds);

/// <summary>As what a row shows a person.</summary>
public enum JournalRole
{
    Student,
    Representative,
    Employee,
}

/// <summary>What the journal says of a person's profile on a platform.</summary>
public enum JournalLinkState
{
    Linked,
    NotLinked,

    /// <summary>The account was deleted or the phone changed.</summary>
    Broken,

    /// <summary>The source does not know: no change.</summary>
    Unknown,
}

/// <summary>A person's link on one platform.</summary>
/// <param name="Platform"><c>Platform.Connector</c> of the messenger.</param>
public sealed record JournalLink(string Platform, JournalLinkState State);

/// <summary>A chat shown in «Личные сообщения».</summary>
/// <param name="GroupId">The journal's id of the group; <see langword="null"/> for «Преподаватели» and other chats.</param>
public sealed record JournalChat(string Id, Chats.ChatKind Kind, string Title, string? GroupId);

/// <summary>What the journal shows of one person at <see cref="AsOf"/>: a complete answer about this person.</summary>
/// <param name="AsOf">UTC moment of the snapshot.</param>
/// <param name="Chats">Empty for a linked person = sees nothing; for one without a link it says nothing.</param>
public sealed record JournalSighting(string PersonId, JournalRole Role, DateTime AsOf, IReadOnlyList<JournalLink> Links, IReadOnlyList<JournalChat> Chats);
