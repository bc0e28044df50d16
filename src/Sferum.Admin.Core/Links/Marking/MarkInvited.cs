using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links.Marking;

/// <summary>«Приглашён»: somebody gave the person the invitation (regulation, clause 2.2). Says nothing of the link itself.</summary>
public sealed class MarkInvited(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    /// <returns>Ids of the new facts, for <see cref="RetractLinkMark"/>.</returns>
    public async Task<Result<IReadOnlyList<Guid>>> MarkAsync(Actor actor, MarkLinkRequest request, CancellationToken ct)
    {
        if (await access.DemandPeopleAsync(actor, Permission.Mark, request.PersonIds, ct) is { } refused)
        {
            return refused;
        }

        if (LinkMarks.Check(request.PersonIds) is { } invalid)
        {
            return invalid;
        }

        return await LinkMarks.WriteAsync(contexts, links, clock, actor, request.PersonIds, new LinkMark("mark-invited", LinkFactKind.Invited), ct);
    }
}
