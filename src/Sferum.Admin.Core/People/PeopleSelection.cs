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
    /// The people in the scope that the filter leaves. Reads what the database cannot decide alone: statuses out of date for a
    /// filter by link, and who asks for attention.
    /// </summary>
    public static async Task<IQueryable<Person>> OfAsync(AppDbContext db, Actor actor, AccessScope scope, PeopleFilter filter, SchoolClock clock, CancellationToken ct)
    {
        var today = clock.Today;
        var people = db.People.AsNoTracking().In(db, scope, actor.PersonId, today).Of(db, filter.Tab, today);
        people = PeopleSearch.Parse(filter.Text).Apply(people, db, today);
        if (filter.IsByGroups)
        {
            people = people.AroundGroups(db, db.GroupsOf(filter, today), oneByOne: filter is { Courses.Count: > 0, StudyGroupId: null, CuratorId: null, ProgramId: null } && db.Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true, today);
        }

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
            var shared = phones.Where(c => phones.Any(other => other.Value == c.Value && other.PersonId != c.PersonId)).Select(c => c.PersonId);
            people = people.Where(p => shared.Contains(p.Id));
        }

        if (filter.Links.Count > 0)
        {
            people = (await CurrentLinks.LoadAsync(db, clock, ct)).In(people, [.. filter.Links.SelectMany(state => RefusalView.Behind(actor, state)).Distinct()]);
        }

        if (filter.Attention is { } attention)
        {
            var ids = AttentionScope.PeopleOf(await new AttentionReader(db, clock, scope).ReadAsync(attention, ct), scope);
            people = people.Where(p => EF.Parameter(ids).Contains(p.Id));
        }

        return people;
    }

    /// <summary>How many there are, counted up to <see cref="PeopleListing.MaxTotal"/> and one more.</summary>
    /// <remarks>Any of them will do: an order of the rows would make PostgreSQL sort everybody before it counts.</remarks>
    public static Task<int> CountAsync(IQueryable<Person> people, CancellationToken ct) => people.Select(p => p.Id).OrderBy(_ => 1).Take(PeopleListing.MaxTotal + 1).CountAsync(ct);
}
