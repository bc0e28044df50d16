using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links.Marking;

/// <summary>What a mark would do to several people.</summary>
/// <param name="Total">People chosen.</param>
/// <param name="Changed">Those whose status becomes another.</param>
/// <param name="Before">How many of the changed are in each status now; a refusal as the reader may see it.</param>
/// <param name="Refused">Those whose refusal stays in force whatever is marked, or 0 where refusals are hidden.</param>
public sealed record MarkPreview(int Total, int Changed, IReadOnlyDictionary<LinkState, int> Before, int Refused);

/// <summary>Counts a mark for many before it is made.</summary>
public sealed class MarkPreviewQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>Nothing is written.</summary>
    /// <param name="kind">Invited, Claimed or NotApplicable.</param>
    public async Task<Result<MarkPreview>> OfAsync(Actor actor, LinkFactKind kind, IReadOnlyList<Guid> personIds, CancellationToken ct)
    {
        if (await access.DemandPeopleAsync(actor, Permission.Mark, personIds, ct) is { } refused)
        {
            return refused;
        }

        if (LinkMarks.Check(personIds) is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var states = (await (await CurrentLinks.LoadAsync(db, clock, ct)).OfAsync([.. personIds.Distinct()], ct)).Values.Select(answer => answer.State).ToList();
        var changed = states.Where(state => LinkMarkEffect.Changes(state, kind)).ToList();
        return new MarkPreview(states.Count, changed.Count, changed.CountBy(state => state).ToDictionary(), states.Count(state => state == LinkState.Refused));
    }
}

/// <summary>What a mark by hand does to a status, as <see cref="LinkStatusRules"/> will find. Pure.</summary>
public static class LinkMarkEffect
{
    /// <summary>Whether the status of today becomes another one by the mark.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No mark by hand.</exception>
    public static bool Changes(LinkState state, LinkFactKind kind) => kind switch
    {
        LinkFactKind.Invited => state is LinkState.NotInvited or LinkState.NotApplicable,
        LinkFactKind.Claimed => state is not (LinkState.Refused or LinkState.Linked or LinkState.Verified or LinkState.SelfReported),
        LinkFactKind.NotApplicable => state is not (LinkState.Refused or LinkState.NotApplicable),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
