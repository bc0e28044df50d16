using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>The rows that the effects of a scope become, gathered for one batch.</summary>
/// <param name="now">UTC moment of the writing.</param>
internal sealed class ScopeChanges(CheckBoard board, Actor actor, DateTime now)
{
    private readonly List<(SightedPerson Row, CellEffect Cell)> _cells = [];
    private readonly List<(SightedPerson Row, LinkEffect Link)> _links = [];
    private readonly List<LinkStatus> _newStatuses = [];
    private readonly List<LinkStatus> _changedStatuses = [];

    /// <summary>Places shown.</summary>
    public int Seen => _cells.Count(x => x.Cell.State == VisibilityState.Visible);

    /// <summary>Places found missing.</summary>
    public int Missing => _cells.Count(x => x.Cell.State == VisibilityState.Missing);

    /// <summary>New rows of facts and observations.</summary>
    public int Added => _links.Count + _cells.Count(x => x.Cell.ExtendsId is null);

    /// <summary>Rows of audited tables written.</summary>
    public int Audited => _links.Count + _cells.Count;

    public void Add(SightedPerson row, PersonKnown before, PersonEffects effects)
    {
        _cells.AddRange(effects.Cells.Select(cell => (row, cell)));
        _links.AddRange(effects.Links.Select(link => (row, link)));
        if (effects.Status is { } answer && board.Rules.PlatformId is { } messenger)
        {
            AddStatus(LinkProjection.Row(row.PersonId, messenger, answer, Reason(before, messenger)), before.Status, effects);
        }
    }

    /// <summary>In the order in which other writers lock: observations and places before statuses.</summary>
    /// <param name="withStatuses">False when the statuses are computed from the register anew.</param>
    public BulkBatch ToBatch(Reading reading, bool withStatuses)
    {
        var observations = _cells.ConvertAll(x => Observation(x.Row, x.Cell, reading.Id));
        var batch = new BulkBatch()
            .Insert([reading])
            .Insert(_links.ConvertAll(x => Fact(x.Row, x.Link, reading.Id)))
            .Insert([.. Where(isNew: true)])
            .Update([.. Where(isNew: false)], nameof(ChatObservation.LastAsOf), nameof(ChatObservation.LastReadingId))
            // A look made later than this reading, also in this very moment, stays.
            .Upsert(observations.ConvertAll(Visibility), unlessNewer: nameof(ChatVisibility.AsOf));
        return withStatuses ? batch.Insert(_newStatuses).Update(_changedStatuses) : batch;

        IEnumerable<ChatObservation> Where(bool isNew) => observations.Zip(_cells).Where(x => x.Second.Cell.ExtendsId is null == isNew).Select(x => x.First);
    }

    private void AddStatus(LinkStatus row, LinkStatus? old, PersonEffects effects)
    {
        if (old is null)
        {
            // A row for everybody of whom something was written: of two writers at once the second one fails on it and begins anew.
            if (effects.Cells.Count + effects.Links.Count > 0 || LinkProjection.IsWorthARow(row))
            {
                _newStatuses.Add(row);
            }
        }
        else if (!LinkProjection.Same(old, row))
        {
            _changedStatuses.Add(row);
        }
    }

    private static string? Reason(PersonKnown known, Guid messenger) => known.StandingFacts
        .Where(fact => fact.PlatformId == messenger && fact.Row.Kind == LinkFactKind.NotApplicable)
        .MaxBy(fact => fact.Row.AsOf)?.Reason;

    private LinkFact Fact(SightedPerson row, LinkEffect link, Guid readingId) => new()
    {
        PersonId = row.PersonId,
        PlatformId = link.PlatformId,
        Kind = link.Kind,
        At = row.AsOf,
        ReadingId = readingId,
        ByUserId = actor.UserId,
        RecordedAt = now,
    };

    private ChatObservation Observation(SightedPerson row, CellEffect cell, Guid readingId) => new()
    {
        Id = cell.ExtendsId ?? Guid.CreateVersion7(),
        ChatId = cell.ChatId,
        PersonId = row.PersonId,
        SourceId = board.JournalId,
        Method = ObservationMethod.Reading,
        State = cell.State,
        FirstAsOf = row.AsOf,
        LastAsOf = row.AsOf,
        FirstReadingId = readingId,
        LastReadingId = readingId,
        RecordedAt = now,
    };

    private static ChatVisibility Visibility(ChatObservation row) => new()
    {
        ChatId = row.ChatId,
        PersonId = row.PersonId,
        ObservationId = row.Id,
        SourceId = row.SourceId,
        State = row.State,
        Method = row.Method,
        AsOf = row.LastAsOf,
    };
}
