using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links;

/// <summary>What decided where a link stands.</summary>
public enum LinkGroundKind
{
    Invitation,
    Claim,

    /// <summary>A look or a reading: <see cref="LinkGround.From"/> tells which.</summary>
    Observation,

    /// <summary>The phone of record was ended by a person.</summary>
    PhoneEnded,

    /// <summary>«Не применимо», by hand.</summary>
    Mark,
}

/// <summary>By what a link's state was decided.</summary>
/// <param name="At">UTC.</param>
/// <param name="From">Of an observation.</param>
/// <param name="ByName">Of a mark: who made it.</param>
public sealed record LinkGround(LinkGroundKind Kind, DateTime At, Provenance? From, string? ByName);

/// <summary>A fact of a link that was not taken back, with the reading behind it.</summary>
/// <param name="TakenAt">Of a fact from a reading: UTC moment at which it was taken.</param>
public sealed record GroundFact(Guid PersonId, LinkFactKind Kind, DateTime At, DateTime? TakenAt, Guid? ByUserId);

/// <summary>Tells a claim from a look and a look from a reading, for every state of a link.</summary>
public static class LinkGrounds
{
    /// <summary>One query.</summary>
    /// <param name="platformId">The messenger that counts; without one nobody has a link.</param>
    public static async Task<ILookup<Guid, GroundFact>> FactsAsync(AppDbContext db, Guid? platformId, IReadOnlyList<Guid> people, CancellationToken ct)
    {
        var rows = await (
            from fact in db.LinkFacts
            where fact.PlatformId == platformId && EF.Parameter(people).Contains(fact.PersonId) && fact.RetractsId == null
                && !db.LinkFacts.Any(other => other.RetractsId == fact.Id)
            select new GroundFact(
                fact.PersonId, fact.Kind, fact.At, db.Readings.Where(reading => reading.Id == fact.ReadingId).Select(reading => (DateTime?)reading.TakenAt).FirstOrDefault(), fact.ByUserId))
            .ToListAsync(ct);
        return rows.ToLookup(row => row.PersonId);
    }

    /// <summary>
    /// For a link that stands, the latest evidence: the last chat seen or the last observation of the link. Else the row that
    /// brought the state about. Pure.
    /// </summary>
    /// <param name="since">UTC moment of what decided the state.</param>
    /// <param name="seen">Chats last seen of the person.</param>
    /// <param name="users">ФИО by id of the user.</param>
    public static LinkGround? Of(
        LinkState state, DateTime? since, IEnumerable<GroundFact> facts, IEnumerable<Provenance> seen, IReadOnlyDictionary<Guid, string> users)
    {
        if (state is LinkState.Linked or LinkState.Verified)
        {
            return facts.Where(fact => fact.Kind == LinkFactKind.ObservedLinked)
                .Select(fact => Ground(fact, users))
                .Concat(seen.Select(look => new LinkGround(LinkGroundKind.Observation, look.AsOf, look, null)))
                .MaxBy(ground => ground.At);
        }

        return since is { } at && facts.FirstOrDefault(fact => fact.At == at) is { } decided ? Ground(decided, users) : null;
    }

    private static LinkGround Ground(GroundFact fact, IReadOnlyDictionary<Guid, string> users)
    {
        var by = fact.ByUserId is { } user ? users.GetValueOrDefault(user) : null;
        return fact.Kind switch
        {
            LinkFactKind.Invited => new LinkGround(LinkGroundKind.Invitation, fact.At, null, by),
            LinkFactKind.Claimed => new LinkGround(LinkGroundKind.Claim, fact.At, null, by),
            LinkFactKind.PhoneOfRecordEnded => new LinkGround(LinkGroundKind.PhoneEnded, fact.At, null, by),
            LinkFactKind.NotApplicable => new LinkGround(LinkGroundKind.Mark, fact.At, null, by),
            _ => new LinkGround(
                LinkGroundKind.Observation, fact.At, new Provenance(fact.TakenAt is null ? ObservationMethod.Look : ObservationMethod.Reading, fact.At, fact.TakenAt, by), null),
        };
    }
}
