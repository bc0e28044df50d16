using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links.Marking;

/// <param name="Reason">Why no link can be: «нет устройства», «представитель — организация». Kept with the mark.</param>
public sealed record MarkNotApplicableRequest(IReadOnlyList<Guid> PersonIds, string Reason);

/// <summary>«Не применимо»: no link is to be expected of the person, for a reason that is not a refusal.</summary>
public sealed class MarkNotApplicable(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    /// <summary>Characters.</summary>
    public const int LongestReason = 300;

    /// <returns>Ids of the new facts, for <see cref="RetractLinkMark"/>.</returns>
    public async Task<Result<IReadOnlyList<Guid>>> MarkAsync(Actor actor, MarkNotApplicableRequest request, CancellationToken ct)
    {
        if (await access.DemandPeopleAsync(actor, Permission.Mark, request.PersonIds, ct) is { } refused)
        {
            return refused;
        }

        if (LinkMarks.Check(request.PersonIds) is { } invalid)
        {
            return invalid;
        }

        var reason = request.Reason.Trim();
        if (reason.Length is 0 or > LongestReason)
        {
            return Error.Invalid($"Напишите причину, до {LongestReason}{RussianText.NoBreakSpace}знаков: по ней решат, когда спросить снова.", nameof(request.Reason));
        }

        return await LinkMarks.WriteAsync(contexts, links, clock, actor, request.PersonIds, new LinkMark("mark-not-applicable", LinkFactKind.NotApplicable, reason), ct);
    }
}
