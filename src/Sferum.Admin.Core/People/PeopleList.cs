using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.People;

/// <summary>Populations by which the list is cut; a person may be in several.</summary>
public enum PeopleTab
{
    All,

    /// <summary>With an employment in force today.</summary>
    Staff,

    /// <summary>In a study group today.</summary>
    Students,

    /// <summary>Representing a student who is in a study group today.</summary>
    Representatives,
}

/// <summary>Orders the list can be in, each with an index behind it.</summary>
public enum PeopleSort
{
    Name,

    /// <summary>People without a birth date come last in the ascending order, first in the descending one.</summary>
    BirthDate,

    /// <summary>By the moment at which the register took the person in.</summary>
    Created,
}

/// <summary>A condition of the list that can be taken away alone.</summary>
public enum PeopleFilterPart
{
    Tab,
    Text,
    Group,
    Course,
    Program,
    Curator,
    Link,
    Attention,
    BirthDate,
    Phone,
    SharedPhone,
}

/// <summary>What the list is narrowed to. Everything but <see cref="Text"/> may stand in an address.</summary>
public sealed record PeopleFilter
{
    public PeopleTab Tab { get; init; }

    /// <summary>Words of a name in any order, digits of a phone. Never in an address and never in a log.</summary>
    public string? Text { get; init; }

    /// <summary>Its students, their representatives and its curators.</summary>
    public Guid? StudyGroupId { get; init; }

    /// <summary>The same of all groups of some years of study, from 1.</summary>
    public IReadOnlyList<int> Courses { get; init; } = [];

    /// <summary>The same of all groups of a program.</summary>
    public Guid? ProgramId { get; init; }

    /// <summary>The same of all groups of a curator.</summary>
    public Guid? CuratorId { get; init; }

    /// <summary>One of these states.</summary>
    public IReadOnlyList<LinkState> Links { get; init; } = [];

    /// <summary>Who asks for attention after what the journal showed: the lists behind «Сегодня».</summary>
    public AttentionKind? Attention { get; init; }

    public bool WithoutBirthDate { get; init; }

    public bool WithoutPhone { get; init; }

    /// <summary>A phone in force is another person's too: a link by it may become the other's.</summary>
    public bool WithSharedPhone { get; init; }

    /// <summary>Narrowed by study groups.</summary>
    public bool IsByGroups => StudyGroupId is not null || Courses.Count > 0 || ProgramId is not null || CuratorId is not null;

    /// <summary>Narrowed by what marks change: any of them may bring somebody in.</summary>
    public bool IsByMarks => Links.Count > 0 || Attention is not null;

    /// <summary>The conditions that narrow the list now, in the order of the chips.</summary>
    public IEnumerable<PeopleFilterPart> Parts => Enum.GetValues<PeopleFilterPart>().Where(Has);

    /// <summary>The list without one of its conditions.</summary>
    public PeopleFilter Without(PeopleFilterPart part) => part switch
    {
        PeopleFilterPart.Tab => this with { Tab = PeopleTab.All },
        PeopleFilterPart.Text => this with { Text = null },
        PeopleFilterPart.Group => this with { StudyGroupId = null },
        PeopleFilterPart.Course => this with { Courses = [] },
        PeopleFilterPart.Program => this with { ProgramId = null },
        PeopleFilterPart.Curator => this with { CuratorId = null },
        PeopleFilterPart.Link => this with { Links = [] },
        PeopleFilterPart.Attention => this with { Attention = null },
        PeopleFilterPart.BirthDate => this with { WithoutBirthDate = false },
        PeopleFilterPart.Phone => this with { WithoutPhone = false },
        PeopleFilterPart.SharedPhone => this with { WithSharedPhone = false },
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    private bool Has(PeopleFilterPart part) => part switch
    {
        PeopleFilterPart.Tab => Tab != PeopleTab.All,
        PeopleFilterPart.Text => !PeopleSearch.Parse(Text).IsEmpty,
        PeopleFilterPart.Group => StudyGroupId is not null,
        PeopleFilterPart.Course => Courses.Count > 0,
        PeopleFilterPart.Program => ProgramId is not null,
        PeopleFilterPart.Curator => CuratorId is not null,
        PeopleFilterPart.Link => Links.Count > 0,
        PeopleFilterPart.Attention => Attention is not null,
        PeopleFilterPart.BirthDate => WithoutBirthDate,
        PeopleFilterPart.Phone => WithoutPhone,
        PeopleFilterPart.SharedPhone => WithSharedPhone,
        _ => false,
    };
}

/// <summary>A page of the list: the first one, or the one that lies after or before a row.</summary>
/// <param name="After">Id of the last row of the page before.</param>
/// <param name="Before">Id of the first row of the page after.</param>
/// <param name="Size">Rows, 1 … 100.</param>
/// <param name="Last">The last page, whatever its place.</param>
public sealed record PeopleRequest(
    PeopleFilter Filter, PeopleSort Sort = PeopleSort.Name, bool Descending = false, Guid? After = null, Guid? Before = null, int Size = PeopleRequest.DefaultSize, bool Last = false)
{
    public const int DefaultSize = 50;

    public const int MaxSize = 100;
}

/// <param name="Total">Rows of all pages, at most <see cref="MaxTotal"/>.</param>
/// <param name="HasPrevious">There are rows before the first one shown.</param>
/// <param name="HasNext">There are rows after the last one shown.</param>
public sealed record PeopleListing(IReadOnlyList<PersonRow> Rows, int Total, bool HasPrevious, bool HasNext)
{
    /// <summary>Counting stops here: an exact number of tens of thousands helps nobody and costs a scan.</summary>
    public const int MaxTotal = 10_000;

    /// <summary>There are more rows than were counted: «более 10 000».</summary>
    public bool TotalIsCapped => Total > MaxTotal;
}

/// <summary>What of a person's data will break the link sooner or later: ЭПОС finds people by ФИО and birth date, the messenger by the phone.</summary>
public enum DataTrouble
{
    NoBirthDate,
    NoPhone,

    /// <summary>A phone in force is another person's too.</summary>
    SharedPhone,

    /// <summary>A Latin letter stands in the name for the Cyrillic one that it looks like.</summary>
    LatinLetter,
}

/// <summary>A person in the list. Holds what the list shows and no more: the phone is masked.</summary>
/// <param name="Position">Posts held today.</param>
/// <param name="Groups">Groups in which the person studies today.</param>
/// <param name="Children">Students represented, those in the reader's scope only.</param>
/// <param name="Phones">Last four digits of each phone in force: «…41-07».</param>
/// <param name="Link">The link as of today.</param>
/// <param name="HasEmail">An e-mail is in force.</param>
/// <param name="Seen">Of the person's chats of the year in the journal: not seen wins over seen.</param>
/// <param name="Troubles">What will break the link.</param>
/// <param name="CreatedAt">UTC moment at which the register took the person in.</param>
public sealed record PersonRow(
    Guid Id,
    string FullName,
    DateOnly? BirthDate,
    IReadOnlyList<string> Position,
    IReadOnlyList<GroupRef> Groups,
    IReadOnlyList<ChildRef> Children,
    IReadOnlyList<string> Phones,
    LinkState Link,
    bool HasEmail,
    VisibilityState Seen,
    IReadOnlyList<DataTrouble> Troubles,
    DateTime CreatedAt);

/// <summary>A study group with its name on the day.</summary>
public sealed record GroupRef(Guid Id, string Name);

/// <summary>A student as a representative's row names him: «мать Агафонова Д., ИС-11».</summary>
public sealed record ChildRef(Guid Id, string ShortName, GuardianshipKind Kind, GroupRef? Group);
