using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>The curator's single screen, or the same for all staff: who must see which chat, who does, and what hinders the rest.</summary>
/// <param name="StudyGroupId"><see langword="null"/> for «Преподаватели».</param>
/// <param name="Name">Name of the group on the day, «ИС-21»; «Преподаватели» for the staff.</param>
/// <param name="MayMark">Whether the reader may mark here.</param>
/// <param name="Chats">Columns, «Группы» before «Родители»; only chats that the register knows.</param>
/// <param name="Families">Students with their representatives, or one employee each.</param>
/// <param name="Leaders">Curators and platform administrators of a group; they must see its chats too.</param>
/// <param name="Extras">People who see a chat though they must not.</param>
/// <param name="Weeks">The last six ISO weeks, the current one last.</param>
/// <param name="Links">Links of the families' heads and of the representatives.</param>
/// <param name="SourceName">Name of the journal, «ЭПОС».</param>
public sealed record MarksPage(
    Guid? StudyGroupId,
    string Name,
    bool MayMark,
    DateOnly Today,
    IsoWeek Week,
    IReadOnlyList<MarksChat> Chats,
    IReadOnlyList<MarksFamily> Families,
    IReadOnlyList<MarksRow> Leaders,
    IReadOnlyList<MarksExtra> Extras,
    IReadOnlyList<MarksWeek> Weeks,
    MarksLinks Links,
    string? SourceName)
{
    /// <summary>Curators of the group in force, the main one first.</summary>
    public IReadOnlyList<MarksCurator> Curators { get; init; } = [];

    /// <summary>All people of the page in its order, extras left out: they do not belong.</summary>
    public IEnumerable<MarksRow> Rows => Families.SelectMany(family => family.Representatives.Prepend(family.Head)).Concat(Leaders);

    public MarkCounts Counts => Chats.Aggregate(MarkCounts.None, (sum, chat) => sum + chat.Counts);
}

/// <summary>A curator of the page's group, main or substitute.</summary>
/// <param name="LastDay">Inclusive; none without an end.</param>
/// <param name="OrderNumber">Of the order behind the assignment.</param>
public sealed record MarksCurator(Guid PersonId, string ShortName, bool IsSubstitute, DateOnly From, DateOnly? LastDay, string? OrderNumber);

/// <summary>A column.</summary>
/// <param name="Last">The newest look or reading of anybody in it; none = nobody ever looked.</param>
/// <param name="Read">The last complete reading of it, also where somebody looked later.</param>
/// <param name="Trouble">The last reading of it, when that was not complete and nobody looked since: the counts are lower bounds.</param>
public sealed record MarksChat(Guid Id, ChatKind Kind, string Title, MarkCounts Counts, int Extras, Provenance? Last, SectionReading? Read, SectionReading? Trouble)
{
    /// <summary>Not everybody was looked for.</summary>
    public bool IsAtLeast => Trouble is not null || Counts.NotChecked > 0;
}

/// <summary>A student with the representatives under it.</summary>
public sealed record MarksFamily(MarksRow Head, IReadOnlyList<MarksRow> Representatives);

/// <summary>One person.</summary>
/// <param name="Note">Who it is here: «мать», «18 лет с 04.10.2026», «куратор».</param>
/// <param name="IsAdult">An adult student.</param>
/// <param name="Hint">What hinders, what is next; none when nothing does.</param>
/// <param name="MayMarkLink">Whether the reader may mark this person's link.</param>
public sealed record MarksRow(
    Guid PersonId,
    string Name,
    string? Note,
    bool IsAdult,
    MarksLink Link,
    IReadOnlyList<MarksCell> Cells,
    string? Hint,
    bool MayMarkLink)
{
    /// <summary>Where the row's latest mark comes from.</summary>
    public Provenance? Marked => Cells.Select(cell => cell.Look?.From).OfType<Provenance>().MaxBy(from => from.AsOf);

    /// <summary>Somebody still has to look, or to help: a must that is not seen and for which nothing is being waited.</summary>
    public bool IsLeft => !Link.IsAside && !Link.Waits && Cells.Any(cell => cell is { Demand: Demand.Must, State: not VisibilityState.Visible });

    public bool IsMissing => Cells.Any(cell => cell is { Demand: Demand.Must, State: VisibilityState.Missing });
}

/// <summary>A link as the reader may know it.</summary>
/// <param name="State"><see langword="null"/> = «не требуется»: all that the director learns of refusals and «не применимо».</param>
/// <param name="Waits">ЭПОС has not had its time yet: a claim or a correction that cannot be held against anybody.</param>
/// <param name="OptOutId">The refusal in force, for those who may withdraw it.</param>
/// <param name="Ground">By what it was decided.</param>
public sealed record MarksLink(LinkState? State, DateTime? Since, DateTime? RecheckAt, bool Waits, Guid? OptOutId, LinkGround? Ground = null)
{
    /// <summary>Nothing is expected of the person.</summary>
    public bool IsAside => State is null or LinkState.Refused or LinkState.NotApplicable;
}

/// <summary>A person in a chat of the page.</summary>
/// <param name="Demand">«Должен», «может»; «не положен» for a cell without a mark.</param>
/// <param name="OptedOut">A refusal turned «должен» into «может»; hidden from the director like the refusal itself.</param>
/// <param name="MayMark">Whether a look may be recorded here.</param>
public sealed record MarksCell(Guid ChatId, ChatKind Kind, Demand Demand, bool OptedOut, MarksLook? Look, bool MayMark)
{
    public VisibilityState State => Look?.State ?? VisibilityState.NotChecked;
}

/// <summary>The latest look at a cell, a person's or a reading's.</summary>
public sealed record MarksLook(Guid ObservationId, VisibilityState State, Provenance From)
{
    /// <summary>UTC.</summary>
    public DateTime AsOf => From.AsOf;
}

/// <summary>Somebody who sees a chat though they must not.</summary>
/// <param name="Why">Why they must not, as far as the reader may know.</param>
public sealed record MarksExtra(Guid PersonId, string Name, Guid ChatId, string ChatTitle, string Why, MarksLook Look);

/// <summary>A week of the strip.</summary>
/// <param name="Confirmation">«Чаты проверены» of the week; none = not confirmed.</param>
public sealed record MarksWeek(IsoWeek Week, bool IsCurrent, MarksConfirmation? Confirmation);

/// <param name="At">UTC.</param>
public sealed record MarksConfirmation(Guid Id, DateTime At, string? ByName, int Visible, int Missing, int NotChecked);

/// <summary>Links counted; «не применимо» is left out, refusals stand beside.</summary>
public sealed record MarksLinks(LinkTally Heads, LinkTally Representatives);

/// <param name="Total">People with a link to be expected, refusers included.</param>
/// <param name="Linked">Привязан or Проверен.</param>
/// <param name="Waiting">Заявил сам.</param>
public sealed record LinkTally(int Total, int Linked, int Waiting, int Refused)
{
    public static LinkTally Of(IEnumerable<LinkState> states)
    {
        var tally = new LinkTally(0, 0, 0, 0);
        foreach (var state in states)
        {
            tally = state switch
            {
                LinkState.NotApplicable => tally,
                LinkState.Linked or LinkState.Verified => tally with { Total = tally.Total + 1, Linked = tally.Linked + 1 },
                LinkState.SelfReported => tally with { Total = tally.Total + 1, Waiting = tally.Waiting + 1 },
                LinkState.Refused => tally with { Total = tally.Total + 1, Refused = tally.Refused + 1 },
                _ => tally with { Total = tally.Total + 1 },
            };
        }

        return tally;
    }
}

/// <summary>Which rows are shown; a part of the address.</summary>
public enum MarksFilter
{
    /// <summary>Все.</summary>
    All,

    /// <summary>Осталось.</summary>
    Left,

    /// <summary>Не видно.</summary>
    Missing,

    /// <summary>Ждёт.</summary>
    Waiting,

    /// <summary>Отказы; not for those from whom refusals are hidden.</summary>
    Refused,

    /// <summary>Совершеннолетние.</summary>
    Adults,
}

/// <summary>The filters of the page. Pure.</summary>
public static class MarksFilters
{
    public static bool Shows(this MarksFilter filter, MarksRow row) => filter switch
    {
        MarksFilter.All => true,
        MarksFilter.Left => row.IsLeft,
        MarksFilter.Missing => row.IsMissing,
        MarksFilter.Waiting => row.Link.Waits,
        MarksFilter.Refused => row.Link.State == LinkState.Refused,
        MarksFilter.Adults => row.IsAdult,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };
}
