using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links.Marking;

/// <param name="FactIds">What a mark returned.</param>
public sealed record RetractLinkMarkRequest(IReadOnlyList<Guid> FactIds);

/// <summary>
/// Takes marks of links back (приглашён, заявил сам, не применимо): a row that retracts each, nothing is deleted. What a source
/// showed cannot be taken back here. Taken back already = nothing to do.
/// </summary>
public sealed class RetractLinkMark(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    /// <returns>How many marks were taken back now.</returns>
    public async Task<Result<int>> RetractAsync(Actor actor, RetractLinkMarkRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = request.FactIds.Distinct().ToList();
        var people = await db.LinkFacts.Where(fact => ids.Contains(fact.Id)).Select(fact => fact.PersonId).Distinct().ToListAsync(ct);
        if (await access.DemandPeopleAsync(actor, Permission.Mark, people, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync(() => RetractOnceAsync(actor, ids, ct));
    }

    private async Task<Result<int>> RetractOnceAsync(Actor actor, List<Guid> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var marks = await db.LinkFacts.AsNoTracking()
            .Where(fact => ids.Contains(fact.Id)
                && (fact.Kind == LinkFactKind.Invited || fact.Kind == LinkFactKind.Claimed || fact.Kind == LinkFactKind.NotApplicable))
            .Select(fact => new { Fact = fact, Retracted = db.LinkFacts.Any(other => other.RetractsId == fact.Id) })
            .ToListAsync(ct);
        if (marks.Count == 0 || marks.Count != ids.Count)
        {
            return Error.NotFound("Отметка не найдена.");
        }

        var now = clock.Now;
        var rows = marks.Where(mark => !mark.Retracted).Select(mark => new LinkFact
        {
            PersonId = mark.Fact.PersonId,
            PlatformId = mark.Fact.PlatformId,
            Kind = LinkFactKind.Retracted,
            At = now,
            ByUserId = actor.UserId,
            RecordedAt = now,
            RetractsId = mark.Fact.Id,
        }).ToList();
        if (rows.Count == 0)
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, "mark-link-retract");
        db.LinkFacts.AddRange(rows);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, [.. rows.Select(row => row.PersonId).Distinct()], ct);
        await transaction.CommitAsync(ct);
        return rows.Count;
    }
}
