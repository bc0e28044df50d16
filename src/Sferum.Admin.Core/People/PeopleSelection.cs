using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.People;

/// <summary>The people behind a filter, as a part of queries: one answer for the page, its number, «выбрать все» and the file.</summary>
internal static class PeopleSelection
{
    /// <summary>
    /// The people in the scope that the filter leaves. Reads what the database cannot decide alone, or would decide anew in each query:
    /// statuses out of date for a filter by link, who asks for attention, whose phone is somebody else's too.
    /// </summary>
    public static async Task<PeopleSelected> OfAsync(AppDbContext db, Actor actor, AccessScope scope, PeopleFilter filter, SchoolClock clock, CancellationToken ct)
    {
        var today = clock.Today;
        var people = db.People.AsNoTracking().In(db, scope, actor.PersonId, today).Of(db, filter.Tab, today);
        people = PeopleSearch.Parse(filter.Text).Apply(people, db, today);
        if (filter.WithoutBirthDate)
        {
            people = people.Where(p => p.BirthDate == null);
        }

        var phones = db.PersonContacts.InForce(today).Where(c => c.Kind == ContactKind.Phone);
        if (filter.WithoutPhone)
        {
            people = people.Where(p => !phones.Any(c => c.PersonId == p.Id));
        }

        if (filter.WithSharedPhone)
        {
            // Numbers that stand twice are few; whose they are is asked of these alone, and once for all queries of a page.
            var twice = phones.GroupBy(c => c.Value).Where(same => same.Count() > 1).Select(same => same.Key);
            var shared = await phones.Where(c => twice.Contains(c.Value) && phones.Any(other => other.Value == c.Value && other.PersonId != c.PersonId))
                .Select(c => c.PersonId).Distinct().ToListAsync(ct);
            people = people.Where(p => EF.Parameter(shared).Contains(p.Id));
        }

        if (filter.Attention is { } attention)
        {
            var ids = AttentionScope.PeopleOf(await new AttentionReader(db, clock, scope).ReadAsync(attention, ct), scope);
            people = people.Where(p => EF.Parameter(ids).Contains(p.Id));
        }

        var states = filter.Links.SelectMany(state => RefusalView.Behind(actor, state)).Distinct().ToArray();
        return new PeopleSelected(db, people, filter, today, states.Length > 0 ? await CurrentLinks.LoadAsync(db, clock, ct) : null, states);
    }
}

/// <summary>
/// The people that a filter leaves. Those around groups are the same in each of the queries made here and differ in price: of whole years
/// half the register is left, and what counts it quickly fills a page slowly.
/// </summary>
internal sealed class PeopleSelected(AppDbContext db, IQueryable<Person> others, PeopleFilter filter, DateOnly today, CurrentLinks? links, LinkState[] states)
{
    /// <summary>Fewer people around groups are found as a set sooner than by going along an order of the list until a page is full.</summary>
    private const int Few = 2000;

    /// <summary>Narrowed by years of study and no other choice of groups.</summary>
    private bool IsByYears => filter is { Courses.Count: > 0, StudyGroupId: null, CuratorId: null, ProgramId: null };

    /// <summary>
    /// Whether a page is better asked for after the number is known: PostgreSQL, told to look at people one by one, would go through
    /// everybody for a few.
    /// </summary>
    public bool CountsFirst => IsByYears && !db.IsSqlite;

    /// <summary>For any use; nothing is known about how many there are.</summary>
    public IQueryable<Person> People => As(IsByYears && db.IsSqlite ? AroundShape.Exists : AroundShape.Union);

    /// <summary>For a page out of so many; null when they were not counted.</summary>
    public IQueryable<Person> Page(int? counted) => CountsFirst && counted > Few ? As(AroundShape.Counted) : People;

    /// <summary>How many there are, counted up to <see cref="PeopleListing.MaxTotal"/> and one more.</summary>
    /// <remarks>
    /// Any of them will do: an order of the rows would make PostgreSQL sort everybody before it counts. SQLite sorts when there is nothing to
    /// sort by, and stops at the limit when it goes along the ids.
    /// </remarks>
    public Task<int> CountAsync(CancellationToken ct)
    {
        var ids = (CountsFirst ? As(AroundShape.Sets) : People).Select(p => p.Id);
        return (db.IsSqlite ? ids.OrderBy(id => id) : ids.OrderBy(_ => 1)).Take(PeopleListing.MaxTotal + 1).CountAsync(ct);
    }

    /// <remarks>
    /// Both databases heed the order of the words here, each the other one (two courses with a state, measured: SQLite 140 against 250 ms with the
    /// state first, PostgreSQL 110 against 180 with it last).
    /// </remarks>
    private IQueryable<Person> As(AroundShape shape) => links is null ? Around(others, shape)
        : db.IsSqlite ? Around(links.In(others, states), shape)
        : links.In(Around(others, shape), states, oneByOne: shape == AroundShape.Counted);

    private IQueryable<Person> Around(IQueryable<Person> people, AroundShape shape) =>
        filter.IsByGroups ? people.AroundGroups(db, db.GroupsOf(filter, today), shape, today) : people;
}
