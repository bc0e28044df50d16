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
}

/// <summary>What the list is narrowed to. Everything but <see cref="Text"/> may stand in an address.</summary>
public sealed record PeopleFilter
{
    public PeopleTab Tab { get; init; }

    /// <summary>Words of a name in any order, digits of a phone. Never in an address and never in a log.</summary>
    public string? Text { get; init; }

    /// <summary>Its students, their representatives and its curators.</summary>
    public Guid? StudyGroupId { get; init; }

    public LinkState? Link { get; init; }

    /// <summary>Who asks for attention after what the journal showed: the lists behind «Сегодня».</summary>
    public AttentionKind? Attention { get; init; }

    public bool WithoutBirthDate { get; init; }

    public bool WithoutPhone { get; init; }
}

/// <summary>A page of the list: the first one, or the one that lies after or before a row.</summary>
/// <param name="After">Id of the last row of the page before.</param>
/// <param name="Before">Id of the first row of the page after.</param>
/// <param name="Size">Rows, 1 … 100.</param>
public sealed record PeopleRequest(
    PeopleFilter Filter, PeopleSort Sort = PeopleSort.Name, bool Descending = false, Guid? After = null, Guid? Before = null, int Size = PeopleRequest.DefaultSize)
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

/// <summary>A person in the list. Holds what the list shows and no more: the phone is masked.</summary>
/// <param name="Position">Posts held today.</param>
/// <param name="Groups">Groups in which the person studies today.</param>
/// <param name="Children">Students represented, those in the reader's scope only.</param>
/// <param name="Phones">Last four digits of each phone in force: «…41-07».</param>
/// <param name="Link">The link as of today.</param>
public sealed record PersonRow(
    Guid Id,
    string FullName,
    DateOnly? BirthDate,
    IReadOnlyList<string> Position,
    IReadOnlyList<GroupRef> Groups,
    IReadOnlyList<ChildRef> Children,
    IReadOnlyList<string> Phones,
    LinkState Link);

/// <summary>A study group with its name on the day.</summary>
public sealed record GroupRef(Guid Id, string Name);

/// <summary>A student as a representative's row names him: «мать Агафонова Д., ИС-11».</summary>
public sealed record ChildRef(Guid Id, string ShortName, GuardianshipKind Kind, GroupRef? Group);
