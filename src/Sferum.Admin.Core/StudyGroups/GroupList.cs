using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>Columns by which the list of groups is ordered.</summary>
public enum GroupSort
{
    Name,
    Students,
    StudentsLinked,
    RepresentativesLinked,

    /// <summary>By the share of those who see their chats.</summary>
    Completeness,

    /// <summary>The oldest look first.</summary>
    Look,
}

/// <summary>What the list is narrowed to.</summary>
public enum GroupFilter
{
    All,

    /// <summary>Somebody sees a chat though they must not.</summary>
    Extras,

    /// <summary>A chat with fewer than two administrators.</summary>
    FewAdministrators,

    /// <summary>«Чаты проверены» is missing for the current week.</summary>
    WeekUnconfirmed,
    WithoutCurator,

    /// <summary>The last look is older than the setting says, or nobody looked.</summary>
    OldLook,
}

/// <param name="Page">From 1; beyond the end the last page is given.</param>
/// <param name="Course">Year of study, from 1.</param>
public sealed record GroupsRequest(
    GroupFilter Filter = GroupFilter.All, GroupSort Sort = GroupSort.Name, bool Descending = false, int Page = 1, int? Course = null, Guid? ProgramId = null)
{
    public const int Size = 100;
}

/// <param name="Counts">Groups behind each filter.</param>
/// <param name="Totals">All groups of the filter, on whatever page.</param>
/// <param name="Archived">Groups that are over; 0 for those who do not see the archive.</param>
/// <param name="Courses">Years of study in which some group is.</param>
/// <param name="Programs">Programs of some group.</param>
/// <param name="HasWeekBefore">The week before was frozen, so that changes can be told.</param>
public sealed record GroupListing(
    DateOnly Today, IReadOnlyList<GroupRow> Rows, GroupTotals Totals, IReadOnlyDictionary<GroupFilter, int> Counts, int Page, int Pages, int Archived,
    IReadOnlyList<int> Courses, IReadOnlyList<GroupProgram> Programs, bool HasWeekBefore);

/// <param name="OnLeave">An absence in force today.</param>
public sealed record GroupCurator(Guid PersonId, string ShortName, CuratorKind Kind, bool OnLeave);

/// <param name="Name">The name borne today.</param>
/// <param name="Students">Links of its students.</param>
/// <param name="Representatives">Links of the representatives of its minors; none for a group of adults.</param>
/// <param name="Marks">Everyone who must be in its chats.</param>
/// <param name="ConfirmedAt">UTC moment of this week's confirmation.</param>
/// <param name="Last">The newest look or reading.</param>
/// <param name="IsReadInPart">The last reading of a chat was not complete, and nobody looked since.</param>
/// <param name="Extras">Who see a chat though they must not.</param>
/// <param name="Course">Year of study; null where the intake is not known.</param>
/// <param name="Waiting">Of those who must and do not see their chat: who say that they are linked, so that the journal is waited for.</param>
/// <param name="WaitingMissing">Of the waiting: where the last look did not find the chat.</param>
/// <param name="Places">Places of students and representatives alone, as the indicator K5 counts them.</param>
/// <param name="WeekChange">Of the share of places seen, against the frozen week before; null until one is frozen.</param>
public sealed record GroupRow(
    Guid Id,
    string Name,
    string SearchKey,
    IReadOnlyList<GroupCurator> Curators,
    int StudentCount,
    LinkTally Students,
    LinkTally Representatives,
    MarkCounts Marks,
    DateTime? ConfirmedAt,
    Provenance? Last,
    bool LookIsOld,
    bool IsReadInPart,
    int Extras,
    int ChatsWithFewAdministrators,
    int? Course,
    GroupProgram? Program,
    int Waiting,
    int WaitingMissing,
    MarkCounts Places,
    FigureChange? WeekChange)
{
    /// <summary>Not everybody is known, so that «не видно» is a lower bound.</summary>
    public bool IsAtLeast => Marks.NotChecked > 0 || IsReadInPart;
}

/// <param name="IsAtLeast">Of some group not everybody is known.</param>
public sealed record GroupTotals(
    int Groups, int Curators, int StudentCount, LinkTally Students, LinkTally Representatives, MarkCounts Marks, bool IsAtLeast, int Confirmed, int Waiting, int WaitingMissing, MarkCounts Places);

/// <summary>A group that is over.</summary>
/// <param name="Name">The last name it bore.</param>
/// <param name="To">Its last day.</param>
public sealed record ArchivedGroup(Guid Id, string Name, DateOnly From, DateOnly To, int Students);

/// <summary>A group by the name it bears today.</summary>
public sealed record GroupName(Guid Id, string Name);

/// <param name="Name">«09.02.07», or the title of a program without a code.</param>
public sealed record GroupProgram(Guid Id, string Name, string Title);
