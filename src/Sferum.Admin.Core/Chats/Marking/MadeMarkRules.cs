using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>
/// What becomes of a mark that arrives later than it was made, and of which moment it is (ADR 020). Pure.
/// </summary>
internal static class MadeMarkRules
{
    /// <summary>A look made without a connection is not dated back further.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromHours(24);

    /// <summary>When the mark was made: never in the future, whatever the device's clock was set to meanwhile.</summary>
    public static DateTime MadeAt(TimeSpan age, DateTime now) => now - (age < TimeSpan.Zero ? TimeSpan.Zero : age);

    /// <summary>The moment of a look: when it was made, but never before what others knew of the cell.</summary>
    /// <param name="standing">The cell's latest look.</param>
    public static DateTime LookAt(DateTime madeAt, ChatVisibility? standing, Guid? author) =>
        standing is not null && standing.ByUserId != author && standing.AsOf > madeAt ? standing.AsOf : madeAt;

    /// <summary>«Видно» and «не видно» against what the cell says now.</summary>
    /// <param name="standing">The cell's latest look; none = «не проверено».</param>
    /// <param name="author">Who made the mark: one's own marks of another device are no conflict, the later one counts.</param>
    public static MadeMarkVerdict OfLook(MadeMark mark, ChatVisibility? standing, Guid? author, DateTime now)
    {
        if (mark.Age > Oldest)
        {
            return MadeMarkVerdict.TooOld;
        }

        if (standing is null || standing.ObservationId == mark.SeenObservationId || standing.ByUserId == author)
        {
            return MadeMarkVerdict.Saved;
        }

        if (standing.State == StateOf(mark.Kind))
        {
            return standing.AsOf >= MadeAt(mark.Age, now) ? MadeMarkVerdict.AlreadySo : MadeMarkVerdict.Saved;
        }

        return mark.Age <= MadeMark.Live ? MadeMarkVerdict.Saved : MadeMarkVerdict.Conflict;
    }

    /// <summary>«Приглашён» and «заявил сам» against what the link is now.</summary>
    /// <param name="isByOther">Whether somebody other than the author said the last word about it.</param>
    public static MadeMarkVerdict OfLink(MadeMark mark, LinkState current, bool isByOther)
    {
        if (mark.Age > Oldest)
        {
            return MadeMarkVerdict.TooOld;
        }

        if (current == mark.SeenLink || !isByOther)
        {
            return MadeMarkVerdict.Saved;
        }

        var wanted = mark.Kind == MadeMarkKind.Invited ? LinkState.Invited : LinkState.SelfReported;
        return current == wanted ? MadeMarkVerdict.AlreadySo : mark.Age <= MadeMark.Live ? MadeMarkVerdict.Saved : MadeMarkVerdict.Conflict;
    }

    public static VisibilityState StateOf(MadeMarkKind kind) => kind switch
    {
        MadeMarkKind.Visible => VisibilityState.Visible,
        MadeMarkKind.Missing => VisibilityState.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A mark of a link says nothing of a chat."),
    };

    public static LinkFactKind FactOf(MadeMarkKind kind) => kind switch
    {
        MadeMarkKind.Invited => LinkFactKind.Invited,
        MadeMarkKind.Claimed => LinkFactKind.Claimed,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A look at a chat is no fact of a link."),
    };
}
