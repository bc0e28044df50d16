using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Links;

/// <summary>Gathers <see cref="LinkEvidence"/>: three queries beside the register, whatever the number of people.</summary>
public static class LinkEvidenceReader
{
    /// <summary>Evidence as of the end of the context's day, of everybody who has any.</summary>
    /// <param name="register">The register of the same day and of at least these persons.</param>
    /// <param name="persons">Null for the whole college.</param>
    public static async Task<Dictionary<Guid, LinkEvidence>> LoadAsync(
        AppDbContext db, LinkRulesContext context, RegisterOnDay register, IReadOnlyList<Guid>? persons, CancellationToken ct)
    {
        var end = context.School.RangeOf(context.Day).To;
        var facts = await FactsAsync(db, context, persons, end, ct);
        var looks = await LooksAsync(db, context, persons, end, ct);
        var people = new HashSet<Guid>(persons ?? [.. register.Persons]);
        if (persons is null)
        {
            people.UnionWith(facts.Select(row => row.Key));
            people.UnionWith(looks.Select(row => row.Key));
        }

        return people.ToDictionary(id => id, id => Duties(id, context, register) with { Facts = [.. facts[id]], Seen = [.. looks[id]] });
    }

    /// <summary>The part of the evidence that the register gives: musts, refusals and the day they change by themselves. No I/O.</summary>
    public static LinkEvidence Duties(Guid person, LinkRulesContext context, RegisterOnDay register)
    {
        var next = new NextDay(context.Day);
        next.Add(register.NextChangeOf(person));
        next.Add(AcademicYear.Of(context.Day).EndsOn);
        var musts = MandatoryChatRules.Of(register, person, context.Settings.ChatRules)
            .Where(membership => membership.Demand == Demand.Must)
            .Select(must => new MustRow(must.Chat, context.Epos.ShowsAt(must.Reason.Since!.Value, must.Reason.RecordedAt!.Value)));
        return new LinkEvidence([], [.. register.OptOutsOf(person).Select(period => new OptOutRow(period))], [], [.. musts], next.Value);
    }

    private static async Task<ILookup<Guid, LinkFactRow>> FactsAsync(
        AppDbContext db, LinkRulesContext context, IReadOnlyList<Guid>? persons, DateTime end, CancellationToken ct)
    {
        var facts = db.LinkFacts.Where(f => f.PlatformId == context.PlatformId && f.At < end);
        if (persons is not null)
        {
            facts = facts.Where(f => EF.Parameter(persons).Contains(f.PersonId));
        }

        var rows = await facts
            .Select(f => new { f.PersonId, Row = new LinkFactRow(f.Id, f.Kind, f.At, f.RecheckAt, f.RetractsId) })
            .ToListAsync(ct);
        return rows.ToLookup(x => x.PersonId, x => x.Row);
    }

    private static async Task<ILookup<Guid, SeenRow>> LooksAsync(
        AppDbContext db, LinkRulesContext context, IReadOnlyList<Guid>? persons, DateTime end, CancellationToken ct)
    {
        var yearStart = AcademicYear.Of(context.Day).StartsOn;
        var chats = await db.Chats
            .Where(c => c.PlatformId == context.PlatformId)
            .Select(c => new { c.Id, c.Kind, c.StudyGroupId, YearStart = db.AcademicYears.Where(y => y.Id == c.AcademicYearId).Select(y => (DateOnly?)y.StartsOn).FirstOrDefault() })
            .ToDictionaryAsync(c => c.Id, ct);
        var looks = db.ChatObservations.Where(o => o.FirstAsOf < end && o.RetractsId == null && !db.ChatObservations.Any(r => r.RetractsId == o.Id));
        if (persons is not null)
        {
            looks = looks.Where(o => EF.Parameter(persons).Contains(o.PersonId));
        }

        // A year of weekly looks is dozens of rows a person; the rules need the first and the last of each answer.
        var rows = await looks
            .GroupBy(o => new { o.ChatId, o.PersonId, o.State })
            .Select(g => new { g.Key.ChatId, g.Key.PersonId, g.Key.State, First = g.Min(o => o.FirstAsOf), Last = g.Max(o => o.LastAsOf) })
            .ToListAsync(ct);

        // A run of looks that goes on after the day was last seen, as of the day, at its end.
        var last = end.AddTicks(-1);
        return rows.Where(x => chats.ContainsKey(x.ChatId)).ToLookup(x => x.PersonId, x =>
        {
            var chat = chats[x.ChatId];
            var key = new ChatKey(chat.Kind, chat.StudyGroupId);
            return new SeenRow(key, x.State, x.Last < last ? x.Last : last, chat.YearStart < yearStart) { FirstAsOf = x.First };
        });
    }
}
