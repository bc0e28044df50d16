using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Core.Links;

/// <summary>A row of <c>LinkFact</c>.</summary>
/// <param name="AsOf">UTC moment the fact speaks of: of a claim when it was made, of an observation what moment the source showed.</param>
/// <param name="RecheckAt">Of a claim: UTC moment before which a negative observation says nothing (ЭПОС's clock).</param>
/// <param name="RetractsId">Of a <see cref="LinkFactKind.Retracted"/> row: the row it takes back.</param>
public sealed record LinkFactRow(Guid Id, LinkFactKind Kind, DateTime AsOf, DateTime? RecheckAt = null, Guid? RetractsId = null);

/// <summary>Looks at ЭПОС that gave the same answer and were not taken back: one person, one chat.</summary>
/// <param name="AsOf">UTC moment of the last of them.</param>
/// <param name="IsOfPastYear">The chat belongs to an academic year that is over: proof of the link, not of today's chat.</param>
public sealed record SeenRow(ChatKey Chat, VisibilityState State, DateTime AsOf, bool IsOfPastYear = false)
{
    /// <summary>UTC moment of the first of them; the last one's, when there is only one.</summary>
    public DateTime FirstAsOf { get; init; } = AsOf;
}

/// <summary>A chat in which the person must be.</summary>
/// <param name="CountsFrom">UTC moment from which ЭПОС can show it; before that its absence proves nothing.</param>
public sealed record MustRow(ChatKey Chat, DateTime CountsFrom);

/// <summary>A refusal of the platform.</summary>
public sealed record OptOutRow(FactPeriod Period);

/// <summary>All that <see cref="LinkStatusRules"/> look at: one person, one platform.</summary>
/// <param name="Musts">The musts of the day.</param>
/// <param name="MustsChangeOn">First later day on which the register alone changes <paramref name="Musts"/>; null when none is known.</param>
public sealed record LinkEvidence(
    IReadOnlyList<LinkFactRow> Facts,
    IReadOnlyList<OptOutRow> OptOuts,
    IReadOnlyList<SeenRow> Seen,
    IReadOnlyList<MustRow> Musts,
    DateOnly? MustsChangeOn = null);

/// <param name="LookDays">A look counts as fresh up to this many days (default 30).</param>
public sealed record LinkRuleSettings(int LookDays)
{
    public static LinkRuleSettings Default { get; } = new(30);
}

/// <summary>The answer of <see cref="LinkStatusRules.StatusOn"/>.</summary>
/// <param name="Since">UTC moment of what decided it; null for <see cref="LinkState.NotInvited"/> and refusals (these are dated by days).</param>
/// <param name="RecheckAt">Of <see cref="LinkState.SelfReported"/>: when it can be checked at the earliest.</param>
/// <param name="ValidUntil">First day on which the answer may change without any new row; null when time alone changes nothing.</param>
public sealed record LinkStatusAnswer(LinkState State, DateTime? Since, DateTime? RecheckAt, DateOnly? ValidUntil);
