using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>All rows of the list for a file, a stretch at a time along the same order as the pages.</summary>
public sealed class PeopleFileQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>Rows read at once.</summary>
    private const int Stretch = 1000;

    /// <summary>Whether the reader's file has whole phones: whoever keeps the register; for others they are masked as on the screen.</summary>
    public static bool HasWholePhones(Actor actor) => AccessPolicy.HoldsEverywhere(actor, Permission.EditRegister);

    /// <summary>The rows of the filter in its order; the place in the list does not matter. They are read while they are taken.</summary>
    public async Task<Result<IAsyncEnumerable<PersonRow>>> OpenAsync(Actor actor, PeopleRequest request, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        // An interface does not convert to a result by itself.
        return scope.IsOk ? Result.Of(ReadAsync(actor, scope.Value, request, ct)) : scope.Error!;
    }

    private async IAsyncEnumerable<PersonRow> ReadAsync(Actor actor, AccessScope scope, PeopleRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await PeopleSelection.OfAsync(db, actor, scope, request.Filter, clock, ct);
        PeoplePlace? from = null;
        while (true)
        {
            var heads = await PeoplePages.ReadAsync(people.People, request.Sort, request.Descending, from, Stretch, ct);
            foreach (var row in await PeopleRows.ReadAsync(db, heads, actor, scope, clock, HasWholePhones(actor), ct))
            {
                yield return row;
            }

            if (heads is not { Count: Stretch })
            {
                yield break;
            }

            var last = heads[^1];
            from = new PeoplePlace(last.Id, last.SearchKey, last.BirthDate, last.CreatedAt);
        }
    }
}
