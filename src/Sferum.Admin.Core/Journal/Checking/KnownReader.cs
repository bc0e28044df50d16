using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Journal.Checking;

/// <param name="People">What is known of each person asked for.</param>
/// <param name="RegisterChanged">Somebody changed the register after the board was read: its musts and refusals may be others by now.</param>
public sealed record KnownPeople(IReadOnlyDictionary<Guid, PersonKnown> People, bool RegisterChanged)
{
    public PersonKnown Of(Guid personId) => People.GetValueOrDefault(personId) ?? PersonKnown.Nothing;
}

/// <summary>Reads what is known of the people of an answer: a lock and two queries, whatever their number.</summary>
public static class KnownReader
{
    /// <summary>
    /// Locks the statuses of the people first, so that a mark made at the same moment is read here or waits for the end. Somebody
    /// without a status gets one with the first thing that is written of him: of two writers the second one fails on it.
    /// </summary>
    public static async Task<KnownPeople> ReadAsync(AppDbContext db, CheckBoard board, IReadOnlyList<Guid> persons, CancellationToken ct)
    {
        if (persons.Count == 0)
        {
            return new KnownPeople(new Dictionary<Guid, PersonKnown>(), false);
        }

        var messenger = board.Rules.PlatformId;
        var statuses = db.LinkStatuses.AsNoTracking().Where(status => status.PlatformId == messenger);
        await LinkProjection.LockAsync(db, statuses.Where(status => EF.Parameter(persons).Contains(status.PersonId)), ct);
        var end = board.Rules.School.RangeOf(board.Rules.Day).To;
        var rows = await (
            from person in db.People.AsNoTracking()
            where EF.Parameter(persons).Contains(person.Id)
            from status in statuses.Where(status => status.PersonId == person.Id).DefaultIfEmpty()
            from fact in db.LinkFacts.Where(fact => fact.PersonId == person.Id && fact.At < end).DefaultIfEmpty()
            select new
            {
                person.Id,
                Status = status,
                Fact = fact,
                Changed = db.AuditEntries.Any(entry => entry.Sequence > board.Sequence && !EF.Parameter(RegisterTrace.Beside).Contains(entry.Entity)),
            }).ToListAsync(ct);
        // After the statuses: whoever wrote a status seen above has his observations seen here.
        var cells = await CellsAsync(db, board.JournalId, persons, end, ct);
        var people = rows.GroupBy(row => row.Id).ToDictionary(
            person => person.Key,
            person => new PersonKnown(
                [.. cells[person.Key]],
                [.. person.Where(row => row.Fact is not null).Select(row => Known(row.Fact!))],
                person.First().Status));
        return new KnownPeople(people, rows.Exists(row => row.Changed));
    }

    /// <summary>Looks of one answer come as one row, rows of readings each for itself: those can be prolonged.</summary>
    private static async Task<ILookup<Guid, KnownCell>> CellsAsync(AppDbContext db, Guid journal, IReadOnlyList<Guid> persons, DateTime end, CancellationToken ct)
    {
        var rows = await db.ChatObservations
            .Where(row => EF.Parameter(persons).Contains(row.PersonId) && row.FirstAsOf < end
                && row.RetractsId == null && !db.ChatObservations.Any(other => other.RetractsId == row.Id))
            .GroupBy(row => new
            {
                row.PersonId,
                row.ChatId,
                row.State,
                ReadingRowId = row.Method == ObservationMethod.Reading && row.SourceId == journal ? (Guid?)row.Id : null,
            })
            .Select(cell => new { cell.Key, First = cell.Min(row => row.FirstAsOf), Last = cell.Max(row => row.LastAsOf) })
            .ToListAsync(ct);
        return rows.ToLookup(
            row => row.Key.PersonId,
            row => new KnownCell(row.Key.ChatId, row.Key.State, row.First, row.Last, row.Key.ReadingRowId));
    }

    private static KnownFact Known(LinkFact fact) =>
        new(fact.PlatformId, new LinkFactRow(fact.Id, fact.Kind, fact.At, fact.RecheckAt, fact.RetractsId), fact.ReadingId is not null, fact.Reason);
}
