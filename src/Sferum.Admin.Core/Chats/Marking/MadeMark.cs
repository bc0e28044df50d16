using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>Marks that a device makes by itself, and keeps until the portal has said what became of them.</summary>
public enum MadeMarkKind
{
    /// <summary>Видно.</summary>
    Visible,

    /// <summary>Не видно.</summary>
    Missing,

    /// <summary>Приглашён.</summary>
    Invited,

    /// <summary>Заявил сам.</summary>
    Claimed,
}

/// <summary>A mark as it was made on a device, with a connection or without one.</summary>
/// <param name="Id">Given by the device; the mark becomes the row of this id, so that a mark which is sent twice is one mark.</param>
/// <param name="ChatId">Of «видно» and «не видно»; a mark of a link has none.</param>
/// <param name="SeenObservationId">The look that the cell showed; none = «не проверено».</param>
/// <param name="SeenLink">The status of the link that the row showed; for marks of a link.</param>
/// <param name="Age">From the making to the sending, by the device's own clock: it need not be right to measure a difference.</param>
public sealed record MadeMark(Guid Id, MadeMarkKind Kind, Guid PersonId, Guid? ChatId, Guid? SeenObservationId, LinkState? SeenLink, TimeSpan Age)
{
    /// <summary>A mark of so short ago was made with a connection: of two looks at once the later one counts, and its author is told.</summary>
    public static readonly TimeSpan Live = TimeSpan.FromSeconds(10);

    /// <summary>Whether it says something of a link, and nothing of a chat.</summary>
    public bool IsOfLink => Kind is MadeMarkKind.Invited or MadeMarkKind.Claimed;
}

/// <param name="StudyGroupId">The page the marks were made on; <see langword="null"/> for «Преподаватели».</param>
/// <param name="UserId">The account they were made under: nobody sends the marks of another.</param>
public sealed record SaveMadeMarksRequest(Guid? StudyGroupId, Guid UserId, IReadOnlyList<MadeMark> Marks);

/// <summary>What became of a made mark.</summary>
public enum MadeMarkVerdict
{
    /// <summary>Written, now or when it was sent before.</summary>
    Saved,

    /// <summary>Somebody else found the same in the meantime: nothing to write.</summary>
    AlreadySo,

    /// <summary>Somebody else changed the cell in the meantime: nothing was written, a person decides.</summary>
    Conflict,

    /// <summary>Made longer ago than a look may be dated back: nothing was written, a person decides.</summary>
    TooOld,

    /// <summary>Cannot be written.</summary>
    Refused,
}

/// <summary>The answer to a made mark.</summary>
/// <param name="Id">The mark's id.</param>
/// <param name="Standing">What another person or a reading says of the cell: with a conflict, and when a look of a moment ago follows it.</param>
/// <param name="Why">A sentence for the person; none when the mark was saved.</param>
public sealed record MadeMarkAnswer(Guid Id, MadeMarkVerdict Verdict, StandingMark? Standing = null, string? Why = null)
{
    /// <summary>The device need not keep it any longer.</summary>
    public bool IsSettled => Verdict is MadeMarkVerdict.Saved or MadeMarkVerdict.AlreadySo;
}

/// <summary>What stands in a cell, or of a link, by somebody other than who made the mark.</summary>
/// <param name="ObservationId">Of a cell.</param>
/// <param name="State">Of a cell.</param>
/// <param name="Link">Of a link.</param>
/// <param name="AsOf">UTC.</param>
/// <param name="ByName">Display name of the author; none for a reading.</param>
public sealed record StandingMark(Guid? ObservationId, VisibilityState? State, LinkState? Link, DateTime AsOf, string? ByName);
