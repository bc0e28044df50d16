using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>Reads the people of a page in its order.</summary>
internal static class PeoplePages
{
    /// <summary>One row more than asked for tells whether another page follows.</summary>
    /// <param name="counted">Of the last page: all rows, so that it holds just those that the pages before leave.</param>
    public static async Task<(List<PersonHead> Heads, bool HasPrevious, bool HasNext)> HeadsAsync(
        AppDbContext db, IQueryable<Person> people, PeopleRequest request, int? counted, CancellationToken ct)
    {
        var size = counted is { } total and > 0 and <= PeopleListing.MaxTotal ? ((total - 1) % request.Size) + 1 : request.Size;
        var backwards = request.Last || request.Before is not null;
        var from = request.Last ? null : await PlaceAsync(db, request.After ?? request.Before, ct);
        var heads = await ReadAsync(people, request.Sort, request.Descending ^ backwards, from, size + 1, ct);
        var more = heads.Count > size;
        if (more)
        {
            heads.RemoveAt(size);
        }

        if (backwards)
        {
            heads.Reverse();
            return (heads, more, from is not null);
        }

        return (heads, from is not null, more);
    }

    /// <summary>The first rows of the order after a place.</summary>
    public static async Task<List<PersonHead>> ReadAsync(IQueryable<Person> people, PeopleSort sort, bool descending, PeoplePlace? from, int count, CancellationToken ct)
    {
        var heads = new List<PersonHead>(count);
        foreach (var stretch in PeopleOrder.Stretches(people, sort, descending, from))
        {
            if (heads.Count < count)
            {
                heads.AddRange(await stretch.Select(p => new PersonHead(p.Id, p.LastName, p.FirstName, p.Patronymic, p.BirthDate, p.CreatedAt, p.SearchKey)).Take(count - heads.Count).ToListAsync(ct));
            }
        }

        return heads;
    }

    /// <summary>The row named by an address, read anew: its name may have changed since. An unknown id means the first page.</summary>
    private static async Task<PeoplePlace?> PlaceAsync(AppDbContext db, Guid? id, CancellationToken ct) => id is null
        ? null
        : await db.People.Where(p => p.Id == id).Select(p => new PeoplePlace(p.Id, p.SearchKey, p.BirthDate, p.CreatedAt)).FirstOrDefaultAsync(ct);
}
