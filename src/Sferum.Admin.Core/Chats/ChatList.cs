using Sferum.Admin.Core.Chats.Marking;

namespace Sferum.Admin.Core.Chats;

/// <summary>What the list of chats is narrowed to.</summary>
public enum ChatFilter
{
    All,

    /// <summary>Somebody sees it though they must not.</summary>
    Extras,
    FewAdministrators,

    /// <summary>Somebody was looked for and not seen.</summary>
    Missing,

    /// <summary>Not everybody was looked for.</summary>
    NotChecked,

    /// <summary>The last reading was not complete, and nobody looked since.</summary>
    ReadInPart,

    /// <summary>Everybody who must is seen, and nobody else.</summary>
    Complete,
}

/// <summary>Columns by which the list of chats is ordered.</summary>
public enum ChatSort
{
    /// <summary>«Преподаватели», then the groups by name.</summary>
    Title,
    Must,
    Visible,
    Completeness,
    Missing,
    NotChecked,
    Extras,
    Administrators,
    Look,
}

/// <param name="Page">From 1; beyond the end the last page is given.</param>
/// <param name="Kind">One kind of chats; <see langword="null"/> for all.</param>
public sealed record ChatsRequest(ChatFilter Filter = ChatFilter.All, ChatSort Sort = ChatSort.Title, bool Descending = false, int Page = 1, ChatKind? Kind = null)
{
    public const int Size = 50;
}

/// <param name="Counts">Chats of the kind behind each filter.</param>
/// <param name="Kinds">Chats of each kind.</param>
/// <param name="Totals">All chats of the filter, on whatever page.</param>
public sealed record ChatListing(
    IReadOnlyList<ChatRow> Rows, int Total, IReadOnlyDictionary<ChatFilter, int> Counts, IReadOnlyDictionary<ChatKind, int> Kinds, ChatTotals Totals, int Page, int Pages);

/// <param name="Marks">Places, not people: a curator stands in each of his chats.</param>
/// <param name="IsAtLeast">Not everybody was looked for, so that «не видно» is a lower bound.</param>
public sealed record ChatTotals(MarkCounts Marks, int Extras, bool IsAtLeast);

/// <param name="IsMandatory">False for «Родители» of a group whose last minor has turned 18.</param>
/// <param name="Marks">Those who must be in it; refusals stand beside.</param>
/// <param name="Extras">People who see it though they must not.</param>
/// <param name="Administrators">«По приказам».</param>
/// <param name="Last">The newest look or reading; none = nobody ever looked.</param>
/// <param name="IsReadInPart">The last reading of it was not complete, and nobody looked since.</param>
public sealed record ChatRow(
    Guid Id, ChatKind Kind, Guid? StudyGroupId, string Title, bool IsMandatory, MarkCounts Marks, int Extras, int Administrators, Provenance? Last, bool LookIsOld, bool IsReadInPart)
{
    /// <summary>Fewer than two: nobody is left when one goes.</summary>
    public bool HasFewAdministrators => IsMandatory && Administrators < ChatLeaders.Fewest;

    /// <summary>Not everybody was looked for, so that «не видно» is a lower bound.</summary>
    public bool IsAtLeast => Marks.NotChecked > 0 || IsReadInPart;
}

/// <summary>A chat with the people behind each of its numbers.</summary>
/// <param name="MayAppoint">Whether the reader may appoint administrators.</param>
/// <param name="MayMark">Whether the reader may mark what is seen.</param>
/// <param name="SourceName">Name of the journal, «ЭПОС».</param>
/// <param name="RefusedNames">Names of refusers; none for those from whom refusals are hidden.</param>
public sealed record ChatCard(
    ChatRow Chat,
    string MessengerName,
    string? SourceName,
    bool MayAppoint,
    bool MayMark,
    IReadOnlyList<ChatPerson> Extras,
    IReadOnlyList<ChatPerson> Missing,
    IReadOnlyList<ChatPerson> NotChecked,
    IReadOnlyList<ChatPerson> Visible,
    IReadOnlyList<ChatPerson> RefusedNames,
    IReadOnlyList<ChatAdministratorRow> Administrators);

/// <param name="Why">Ground for being there, or why not, as far as the reader may know.</param>
/// <param name="From">The look or reading behind it; none = not checked.</param>
/// <param name="ObservationId">The mark that is shown, so that one made meanwhile is noticed.</param>
/// <param name="ShowsAt">UTC moment at which ЭПОС shows a correction that waits; <see langword="null"/> without one.</param>
public sealed record ChatPerson(Guid PersonId, string Name, string Why, Provenance? From, Guid? ObservationId = null, DateTime? ShowsAt = null);

/// <param name="AppointmentId">Of an appointment to this chat, which can be ended here; none where the rules say it.</param>
/// <param name="Version">Token of the appointment.</param>
public sealed record ChatAdministratorRow(Guid PersonId, string Name, string Why, Guid? AppointmentId, Guid? Version);
