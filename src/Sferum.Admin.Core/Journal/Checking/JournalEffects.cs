using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>An observation that a row gives.</summary>
/// <param name="ExtendsId">The row of readings that it prolongs; <see langword="null"/> for a new one.</param>
public sealed record CellEffect(Guid ChatId, VisibilityState State, Guid? ExtendsId);

/// <summary>A fact of a link that a row adds.</summary>
public sealed record LinkEffect(Guid PlatformId, LinkFactKind Kind);

/// <param name="Status">What the rules say now in the messenger that counts; <see langword="null"/> when the row changes nothing.</param>
public sealed record PersonEffects(IReadOnlyList<CellEffect> Cells, IReadOnlyList<LinkEffect> Links, LinkStatusAnswer? Status)
{
    public static PersonEffects None { get; } = new([], [], null);
}

/// <summary>
/// What a person's row in an answer changes (DESIGN §3, decision 016):
/// <code>
/// the row shows                                     in a complete scope          in a partial one
/// a chat of ours, link works or is not known        «видно», whoever it is       the same
/// no chat that must be there, old enough            «не видно»                   nothing
/// no chat where it was seen last                    «не видно»                   nothing
/// no chat that must be there, younger               nothing                      nothing
/// link works                                        linked                       the same
/// no link; broken                                   not linked; broken           nothing
/// link not known                                    nothing                      nothing
/// </code>
/// To somebody without a link nothing is shown: his chats are «не видно» too (contract, §4.2), except while his claim is younger
/// than its recheck moment. Nobody worsens before a correction made in the journal can show there, or by one of two profiles. A
/// row older than the last reading of the person changes nothing. Pure.
/// </summary>
public static class JournalEffects
{
    /// <param name="known">Everything known of the person up to the board's day.</param>
    /// <param name="verdict">Of the scope; <see cref="ReadingVerdict.Failed"/> has no rows.</param>
    public static PersonEffects Of(CheckBoard board, CheckedPerson person, SightedPerson row, PersonKnown known, ReadingVerdict verdict)
    {
        if (IsOld(row, known))
        {
            return PersonEffects.None;
        }

        var mayWorsen = verdict == ReadingVerdict.Complete && row.IsWhole && !(person.CorrectionShowsAt > row.AsOf);
        var cells = Cells(board, person, row, known, mayWorsen).ToList();
        var evidence = person.Duties with { Facts = [.. Messenger(board, known)], Seen = Seen(board, row, known, cells) };
        var links = Links(board, row, known, evidence, mayWorsen).ToList();
        if (board.Rules.PlatformId is not { } messenger)
        {
            return new PersonEffects(cells, links, null);
        }

        var added = links.Where(link => link.PlatformId == messenger).Select(link => Fact(link.Kind, row));
        return new PersonEffects(cells, links, Status(board, evidence with { Facts = [.. evidence.Facts, .. added] }));
    }

    /// <summary>The person was read later than this row.</summary>
    public static bool IsOld(SightedPerson row, PersonKnown known) => row.AsOf < known.ReadAsOf;

    /// <summary>Saw a chat of ours, is linked, and now sees none: of many at once a sign of a fault.</summary>
    public static bool WentEmpty(CheckBoard board, SightedPerson row, PersonKnown known) =>
        row.LinkOn(board.Rules.PlatformId) == JournalLinkState.Linked && row.Shown.Count == 0 && !IsOld(row, known)
        && WasSeen(board, row, known).Any(chat => board.Chat(chat) is { IsOfPastYear: false });

    /// <summary>Was linked in the messenger that counts and is not now: of many at once a sign of a fault.</summary>
    public static bool WentUnlinked(CheckBoard board, SightedPerson row, PersonKnown known) =>
        row.LinkOn(board.Rules.PlatformId) is JournalLinkState.NotLinked or JournalLinkState.Broken && !IsOld(row, known)
        && known.Status is { State: LinkState.Linked or LinkState.Verified };

    private static IEnumerable<CellEffect> Cells(CheckBoard board, CheckedPerson person, SightedPerson row, PersonKnown known, bool mayWorsen)
    {
        var link = row.LinkOn(board.Rules.PlatformId);
        IReadOnlyCollection<Guid> shown = link is JournalLinkState.NotLinked or JournalLinkState.Broken ? [] : [.. row.Shown];
        var cells = shown.Select(chat => Cell(chat, VisibilityState.Visible, known));
        if (!mayWorsen || link == JournalLinkState.Unknown || (link != JournalLinkState.Linked && HasYoungClaim(board, row, known)))
        {
            return cells;
        }

        var young = person.MustChats.Where(must => must.CountsFrom > row.AsOf).Select(must => must.ChatId);
        var missing = person.MustChats.Select(must => must.ChatId)
            .Union(WasSeen(board, row, known))
            .Except(shown)
            .Except(young);
        return cells.Concat(missing.Select(chat => Cell(chat, VisibilityState.Missing, known)));
    }

    /// <summary>The person says that the link is made, and the journal cannot show it yet.</summary>
    private static bool HasYoungClaim(CheckBoard board, SightedPerson row, PersonKnown known) => known.StandingFacts
        .Any(fact => fact.PlatformId == board.Rules.PlatformId && fact.Row.Kind == LinkFactKind.Claimed && fact.Row.RecheckAt > row.AsOf);

    /// <summary>Bound chats where the latest observation up to the row's moment is «видно».</summary>
    private static IEnumerable<Guid> WasSeen(CheckBoard board, SightedPerson row, PersonKnown known) => known.Cells
        .Select(cell => cell.ChatId)
        .Distinct()
        .Where(chat => board.IsBound(chat) && known.Latest(chat) is { State: VisibilityState.Visible } latest && latest.LastAsOf <= row.AsOf);

    private static CellEffect Cell(Guid chat, VisibilityState state, PersonKnown known) =>
        new(chat, state, known.LatestReading(chat) is { } reading && reading.State == state ? reading.ReadingRowId : null);

    /// <summary>
    /// A fact is added when it says something new: another kind than the latest one observed by then, or another state of the
    /// person (the phone of record had ended meanwhile, or a claim was made).
    /// </summary>
    private static IEnumerable<LinkEffect> Links(CheckBoard board, SightedPerson row, PersonKnown known, LinkEvidence evidence, bool mayWorsen)
    {
        foreach (var (platform, state) in row.Links)
        {
            if (Kind(state) is not { } kind || (kind != LinkFactKind.ObservedLinked && !mayWorsen))
            {
                continue;
            }

            var latest = known.StandingFacts
                .Where(fact => fact.PlatformId == platform && fact.IsObserved && fact.Row.AsOf <= row.AsOf)
                .MaxBy(fact => (fact.Row.AsOf, fact.Row.Id));
            if (latest?.Row.Kind != kind || (platform == board.Rules.PlatformId && ChangesState(board, evidence, Fact(kind, row))))
            {
                yield return new LinkEffect(platform, kind);
            }
        }
    }

    private static bool ChangesState(CheckBoard board, LinkEvidence evidence, LinkFactRow fact) =>
        Status(board, evidence).State != Status(board, evidence with { Facts = [.. evidence.Facts, fact] }).State;

    private static LinkFactKind? Kind(JournalLinkState state) => state switch
    {
        JournalLinkState.Linked => LinkFactKind.ObservedLinked,
        JournalLinkState.NotLinked => LinkFactKind.ObservedNotLinked,
        JournalLinkState.Broken => LinkFactKind.ObservedBroken,
        _ => null,
    };

    private static LinkFactRow Fact(LinkFactKind kind, SightedPerson row) => new(Guid.CreateVersion7(), kind, row.AsOf);

    private static IEnumerable<LinkFactRow> Messenger(CheckBoard board, PersonKnown known) =>
        known.Facts.Where(fact => fact.PlatformId == board.Rules.PlatformId).Select(fact => fact.Row);

    /// <summary>The looks as they will be read again: per chat and answer the first and the last moment.</summary>
    private static List<SeenRow> Seen(CheckBoard board, SightedPerson row, PersonKnown known, IReadOnlyList<CellEffect> effects) =>
    [
        .. known.Cells.Select(cell => (cell.ChatId, cell.State, First: cell.FirstAsOf, Last: cell.LastAsOf))
            .Concat(effects.Select(cell => (cell.ChatId, cell.State, First: row.AsOf, Last: row.AsOf)))
            .GroupBy(cell => (cell.ChatId, cell.State))
            .Select(cell => (Chat: board.Chat(cell.Key.ChatId), cell.Key.State, First: cell.Min(x => x.First), Last: cell.Max(x => x.Last)))
            .Where(cell => cell.Chat is { } chat && chat.PlatformId == board.Rules.PlatformId)
            .Select(cell => new SeenRow(cell.Chat!.Key, cell.State, cell.Last, cell.Chat.IsOfPastYear) { FirstAsOf = cell.First }),
    ];

    private static LinkStatusAnswer Status(CheckBoard board, LinkEvidence evidence) =>
        LinkStatusRules.StatusOn(evidence, board.Rules.Day, board.Rules.School, board.Rules.Settings.LinkRules);
}
