using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Today;

/// <summary>Counts who asks for attention after what the journal showed, exactly as the list of people behind each number does.</summary>
internal sealed class TodayAttentionReading(AppDbContext db, SchoolClock clock, AccessScope scope, Guid? self)
{
    public async Task<TodayJournal> ReadAsync(ReadingAges ages, TodayBindings? bindings, CancellationToken ct)
    {
        var reader = new AttentionReader(db, clock, scope);
        var rows = new Dictionary<AttentionKind, IReadOnlyList<AttentionRow>>();
        var found = new Dictionary<AttentionKind, TodayAttention>();
        foreach (var kind in Enum.GetValues<AttentionKind>())
        {
            rows[kind] = await reader.ReadAsync(kind, ct);
            found[kind] = await CountAsync(rows[kind], ct);
        }

        return new TodayJournal(ages, found, rows[AttentionKind.Recheck], bindings);
    }

    private async Task<TodayAttention> CountAsync(IReadOnlyList<AttentionRow> rows, CancellationToken ct)
    {
        var ids = AttentionScope.PeopleOf(rows, scope);
        var people = await db.People.In(db, scope, self, clock.Today)
            .Where(person => EF.Parameter(ids).Contains(person.Id))
            .Select(person => new { person.Id, person.LastName, person.FirstName, person.Patronymic })
            .ToDictionaryAsync(person => person.Id, ct);
        var known = rows.Where(row => people.ContainsKey(row.PersonId)).ToList();
        var newest = known.MaxBy(row => row.At);
        var name = newest is null ? null : people[newest.PersonId];
        return new TodayAttention(
            people.Count,
            known.Count(row => row.CanBeRead),
            newest is null ? null : clock.DayOf(newest.At),
            name is null ? null : RussianText.ShortName(name.LastName, name.FirstName, name.Patronymic));
    }
}
