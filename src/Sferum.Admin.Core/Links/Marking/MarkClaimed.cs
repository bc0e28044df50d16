using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links.Marking;

/// <summary>
/// «Заявил сам»: the person says the profile is linked. A claim, no proof: it waits until ЭПОС can show it
/// (<see cref="EposClock"/>), and only what it shows from that moment on decides.
/// </summary>
public sealed class MarkClaimed(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
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

        return await LinkMarks.WriteAsync(contexts, links, clock, actor, request.PersonIds, new LinkMark("mark-claimed", LinkFactKind.Claimed), ct);
    }
}
