using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Core.Links;

/// <summary>
/// Link statuses as they are true today. A stored row counts only while today is before its <see cref="LinkStatus.ValidUntil"/>;
/// what is past it was computed again in memory when this was loaded, and nothing was written. One for a page or a list, within
/// one context.
/// </summary>
public sealed class CurrentLinks
{
    /// <summary>States in which there are so many that a list of their ids costs more than a question per person.</summary>
    private static readonly LinkState[] Common = [LinkState.Invited, LinkState.Linked, LinkState.Verified];

    private readonly AppDbContext _db;
    private readonly DateOnly _today;
    private readonly Guid? _messenger;
    private readonly Dictionary<Guid, LinkStatusAnswer> _computed;

    private CurrentLinks(AppDbContext db, DateOnly today, Guid? messenger, Dictionary<Guid, LinkStatusAnswer> computed)
    {
        _db = db;
        _today = today;
        _messenger = messenger;
        _computed = computed;
    }

    /// <summary>Stored rows of the current messenger that may be trusted today.</summary>
    private IQueryable<LinkStatus> Trusted => _db.LinkStatuses.AsNoTracking()
        .Where(s => s.PlatformId == _messenger && (s.ValidUntil == null || s.ValidUntil > _today));

    /// <summary>One query while every stored row may be trusted, as it is after the renewal at midnight.</summary>
    public static async Task<CurrentLinks> LoadAsync(AppDbContext db, SchoolClock clock, CancellationToken ct)
    {
        var today = clock.Today;
        var messenger = await db.CurrentMessenger(today)
            .Select(p => new
            {
                p.Id,
                Stale = db.LinkStatuses.Where(s => s.PlatformId == p.Id && s.ValidUntil <= today).Select(s => s.PersonId).ToList(),
            })
            .FirstOrDefaultAsync(ct);
        if (messenger is not { Stale.Count: > 0 })
        {
            return new CurrentLinks(db, today, messenger?.Id, []);
        }

        var context = await LinkRulesContext.LoadAsync(db, today, clock, ct);
        return new CurrentLinks(db, today, messenger.Id, await LinkProjection.ComputeAsync(db, context, messenger.Stale, ct));
    }

    /// <summary>The statuses of the people of a page: one query.</summary>
    public async Task<IReadOnlyDictionary<Guid, LinkStatusAnswer>> OfAsync(IReadOnlyList<Guid> persons, CancellationToken ct)
    {
        var rows = await Trusted.Where(s => EF.Parameter(persons).Contains(s.PersonId)).ToDictionaryAsync(s => s.PersonId, ct);
        return persons.Distinct().ToDictionary(id => id, id =>
            _computed.TryGetValue(id, out var answer) ? answer
            : rows.TryGetValue(id, out var row) ? new LinkStatusAnswer(row.State, row.DecidedAt, row.RecheckAt, row.ValidUntil)
            : new LinkStatusAnswer(LinkState.NotInvited, null, null, null));
    }

    /// <summary>Narrows a list to people in one of the states; translated to SQL.</summary>
    /// <param name="oneByOne">Asked of each person along an order of the list and before dearer questions, in words that PostgreSQL does not turn into a join.</param>
    public IQueryable<Person> In(IQueryable<Person> people, LinkState[] states, bool oneByOne = false)
    {
        var trusted = Trusted;
        if (states.Contains(LinkState.NotInvited))
        {
            // Most of them have no row at all, so the question is who is in none of the other states.
            var others = Enum.GetValues<LinkState>().Except(states).ToArray();
            var computedOthers = Computed(others);
            if (oneByOne)
            {
                return people.Where(p => trusted.Count(s => s.PersonId == p.Id && others.Contains(s.State)) == 0 && !EF.Parameter(computedOthers).Contains(p.Id));
            }

            return people.Where(p => !trusted.Any(s => s.PersonId == p.Id && others.Contains(s.State)) && !EF.Parameter(computedOthers).Contains(p.Id));
        }

        var computed = Computed(states);
        if (states.Any(Common.Contains))
        {
            return people.Where(p => trusted.Any(s => s.PersonId == p.Id && states.Contains(s.State)) || EF.Parameter(computed).Contains(p.Id));
        }

        // A rare state is found by its index; a question per person would be asked of everybody before a page is full.
        var inState = trusted.Where(s => states.Contains(s.State)).Select(s => s.PersonId);
        return people.Where(p => inState.Contains(p.Id) || EF.Parameter(computed).Contains(p.Id));
    }

    private List<Guid> Computed(LinkState[] states) => [.. _computed.Where(x => states.Contains(x.Value.State)).Select(x => x.Key)];
}
