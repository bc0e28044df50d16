namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>
/// The marks of those who must be in a chat, counted. Refusers are outside «должны», their number stands beside (DESIGN §3
/// «Counting»); «не видно» and «не проверено» are never one number.
/// </summary>
/// <param name="Visible">Seen in ЭПОС at the latest look.</param>
/// <param name="Missing">Looked for and not seen.</param>
/// <param name="NotChecked">Nobody looked.</param>
/// <param name="Refused">Would have to be there but for a refusal in force.</param>
public sealed record MarkCounts(int Visible, int Missing, int NotChecked, int Refused)
{
    public static MarkCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>«Должны».</summary>
    public int Must => Visible + Missing + NotChecked;

    /// <summary>Counts memberships of any number of chats. Pure.</summary>
    /// <param name="stateOf">What the latest look says of a membership.</param>
    public static MarkCounts Of(IEnumerable<DesiredMembership> memberships, Func<DesiredMembership, VisibilityState> stateOf)
    {
        var counts = None;
        foreach (var membership in memberships)
        {
            counts = (membership.Demand, membership.OptedOut) switch
            {
                (_, true) => counts with { Refused = counts.Refused + 1 },
                (Demand.Must, _) => counts.With(stateOf(membership)),
                _ => counts,
            };
        }

        return counts;
    }

    public static MarkCounts operator +(MarkCounts left, MarkCounts right) => new(
        left.Visible + right.Visible, left.Missing + right.Missing, left.NotChecked + right.NotChecked, left.Refused + right.Refused);

    private MarkCounts With(VisibilityState state) => state switch
    {
        VisibilityState.Visible => this with { Visible = Visible + 1 },
        VisibilityState.Missing => this with { Missing = Missing + 1 },
        VisibilityState.NotChecked => this with { NotChecked = NotChecked + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
