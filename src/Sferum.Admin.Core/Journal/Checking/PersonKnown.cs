using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>What was observed at one place: one reading row, or all looks of the same answer together. Nothing that was taken back.</summary>
/// <param name="ReadingRowId">The row of readings of this journal; <see langword="null"/> for looks.</param>
public sealed record KnownCell(Guid ChatId, VisibilityState State, DateTime FirstAsOf, DateTime LastAsOf, Guid? ReadingRowId);

/// <param name="Row">As the rules of links take it.</param>
/// <param name="IsReading">Written by a reading.</param>
/// <param name="Reason">Of «не применимо».</param>
public sealed record KnownFact(Guid PlatformId, LinkFactRow Row, bool IsReading, string? Reason = null)
{
    /// <summary>An observation of the link, not a claim.</summary>
    public bool IsObserved => Row.Kind is LinkFactKind.ObservedLinked or LinkFactKind.ObservedNotLinked or LinkFactKind.ObservedBroken;
}

/// <summary>What the portal knows of a person before an answer.</summary>
/// <param name="Facts">Of all platforms, rows that take back among them.</param>
/// <param name="Status">The stored status in the messenger that counts.</param>
public sealed record PersonKnown(IReadOnlyList<KnownCell> Cells, IReadOnlyList<KnownFact> Facts, LinkStatus? Status)
{
    public static PersonKnown Nothing { get; } = new([], [], null);

    /// <summary>UTC moment of the latest reading of the person; an earlier answer says nothing new.</summary>
    public DateTime? ReadAsOf => Cells.Where(cell => cell.ReadingRowId is not null).Select(cell => (DateTime?)cell.LastAsOf)
        .Concat(StandingFacts.Where(fact => fact.IsReading).Select(fact => (DateTime?)fact.Row.AsOf))
        .Max();

    /// <summary>Facts that were not taken back.</summary>
    public IEnumerable<KnownFact> StandingFacts => Facts.Where(fact => fact.Row.RetractsId is null && !Facts.Any(other => other.Row.RetractsId == fact.Row.Id));

    /// <summary>The latest observation at a place, whoever made it.</summary>
    public KnownCell? Latest(Guid chatId) => Cells.Where(cell => cell.ChatId == chatId).MaxBy(cell => (cell.LastAsOf, cell.ReadingRowId ?? Guid.Empty));

    /// <summary>The latest row of readings at a place.</summary>
    public KnownCell? LatestReading(Guid chatId) => Cells.Where(cell => cell.ChatId == chatId && cell.ReadingRowId is not null).MaxBy(cell => (cell.LastAsOf, cell.ReadingRowId));
}
