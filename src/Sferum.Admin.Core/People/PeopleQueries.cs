using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.People;

/// <summary>The list of people: a page at a time, in the reader's scope, with a number of queries that does not depend on the page.</summary>
public sealed class PeopleQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    /// <summary>Name under which a search of this list stands in the record of accesses.</summary>
    public const string Subject = "People";

    /// <summary>
    /// A page of the list. Administrator and director see all, a curator the students of own groups, their representatives and
    /// oneself. The first page of a search leaves an <see cref="AccessEntry"/> without the text.
    /// </summary>
    public async Task<Result<PeopleListing>> PageAsync(Actor actor, PeopleRequest request, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        if (request.Size is < 1 or > PeopleRequest.MaxSize)
        {
            return Error.Invalid($"На странице может быть от 1 до {PeopleRequest.MaxSize} строк.", nameof(request.Size));
        }

        var today = clock.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var search = PeopleSearch.Parse(request.Filter.Text);
        if (!search.IsEmpty && request is { After: null, Before: null })
        {
            await log.RecordAsync(actor, AccessKind.Searched, Subject, null, ct);
        }

        var people = Filtered(db, actor, scope.Value, request.Filter, search, today);
        if (request.Filter.Link is { } state)
        {
            people = (await CurrentLinks.LoadAsync(db, clock, ct)).In(people, RefusalView.Behind(actor, state));
        }

        if (request.Filter.Attention is { } attention)
        {
            var ids = AttentionScope.PeopleOf(await new AttentionReader(db, clock).ReadAsync(attention, ct), scope.Value);
            people = people.Where(p => EF.Parameter(ids).Contains(p.Id));
        }

        var (heads, hasPrevious, hasNext) = await HeadsAsync(db, people, request, ct);
        // A search mostly ends on its first page; what is all there needs no counting.
        var total = hasPrevious || hasNext ? await people.Select(p => p.Id).Take(PeopleListing.MaxTotal + 1).CountAsync(ct) : heads.Count;
        var rows = await PeopleRows.ReadAsync(db, heads, actor, scope.Value, clock, ct);
        return new PeopleListing(rows, total, hasPrevious, hasNext);
    }

    private static IQueryable<Person> Filtered(AppDbContext db, Actor actor, AccessScope scope, PeopleFilter filter, PeopleSearch search, DateOnly today)
    {
        var people = db.People.AsNoTracking().In(db, scope, actor.PersonId, today).Of(db, filter.Tab, today);
        people = search.Apply(people, db, today);
        if (filter.StudyGroupId is { } group)
        {
            people = people.AroundGroup(db, group, today);
        }

        if (filter.WithoutBirthDate)
        {
            people = people.Where(p => p.BirthDate == null);
        }

        if (filter.WithoutPhone)
        {
            var phones = db.PersonContacts.InForce(today).Where(c => c.Kind == ContactKind.Phone);
            people = people.Where(p => !phones.Any(c => c.PersonId == p.Id));
        }

        return people;
    }

    /// <summary>The people of the page in its order. One row more than asked for tells whether another page follows.</summary>
    private static async Task<(List<PersonHead> Heads, bool HasPrevious, bool HasNext)> HeadsAsync(AppDbContext db, IQueryable<Person> people, PeopleRequest request, CancellationToken ct)
    {
        var backwards = request.Before is not null;
        var from = await PlaceAsync(db, request.After ?? request.Before, ct);
        var heads = new List<PersonHead>(request.Size + 1);
        foreach (var stretch in PeopleOrder.Stretches(people, request.Sort, request.Descending ^ backwards, from))
        {
            if (heads.Count <= request.Size)
            {
                heads.AddRange(await stretch.Select(p => new PersonHead(p.Id, p.LastName, p.FirstName, p.Patronymic, p.BirthDate)).Take(request.Size + 1 - heads.Count).ToListAsync(ct));
            }
        }

        var more = heads.Count > request.Size;
        if (more)
        {
            heads.RemoveAt(request.Size);
        }

        if (backwards)
        {
            heads.Reverse();
            return (heads, more, from is not null);
        }

        return (heads, from is not null, more);
    }

    /// <summary>The row named by an address, read anew: its name may have changed since. An unknown id means the first page.</summary>
    private static async Task<PeoplePlace?> PlaceAsync(AppDbContext db, Guid? id, CancellationToken ct) => id is null
        ? null
        : await db.People.Where(p => p.Id == id).Select(p => new PeoplePlace(p.Id, p.SearchKey, p.BirthDate)).FirstOrDefaultAsync(ct);
}
