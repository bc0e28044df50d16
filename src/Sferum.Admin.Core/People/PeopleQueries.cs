using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>The list of people: a page at a time, in the reader's scope, with a number of queries that does not depend on the page.</summary>
public sealed class PeopleQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock, KeptPeople kept)
{
    /// <summary>Name under which a search of this list stands in the record of accesses.</summary>
    public const string Subject = "People";

    /// <summary>Most people that one act is done to.</summary>
    public const int MostSelected = 1000;

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

        if (!PeopleSearch.Parse(request.Filter.Text).IsEmpty && request is { After: null, Before: null })
        {
            await log.RecordAsync(actor, AccessKind.Searched, Subject, null, ct);
        }

        return await kept.PageAsync(actor, request, reading => ReadAsync(actor, scope.Value, request, reading), ct);
    }

    /// <summary>How many people each population holds in the reader's scope, whatever the filters; counted up to <see cref="PeopleListing.MaxTotal"/>.</summary>
    public async Task<Result<IReadOnlyDictionary<PeopleTab, int>>> TabsAsync(Actor actor, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        return scope.IsOk ? Result.Of(await kept.TabsAsync(actor, reading => CountAsync(actor, scope.Value, reading), ct)) : scope.Error!;
    }

    private async Task<PeopleListing> ReadAsync(Actor actor, AccessScope scope, PeopleRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await PeopleSelection.OfAsync(db, actor, scope, request.Filter, clock, ct);
        int? counted = request.Last || people.CountsFirst ? await people.CountAsync(ct) : null;
        var (heads, hasPrevious, hasNext) = await PeoplePages.HeadsAsync(db, people.Page(counted), request, request.Last ? counted : null, ct);
        // A search mostly ends on its first page; what is all there needs no counting.
        var total = counted ?? (hasPrevious || hasNext ? await people.CountAsync(ct) : heads.Count);
        var rows = await PeopleRows.ReadAsync(db, heads, actor, scope, clock, wholePhones: false, ct);
        return new PeopleListing(rows, total, hasPrevious, hasNext);
    }

    private async Task<IReadOnlyDictionary<PeopleTab, int>> CountAsync(Actor actor, AccessScope scope, CancellationToken ct)
    {
        var counts = new Dictionary<PeopleTab, int>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var tab in Enum.GetValues<PeopleTab>())
        {
            counts[tab] = await (await PeopleSelection.OfAsync(db, actor, scope, new PeopleFilter { Tab = tab }, clock, ct)).CountAsync(ct);
        }

        return counts;
    }

    /// <summary>Ids of the people behind a filter in the order of their names, at most <see cref="MostSelected"/>: «выбрать все».</summary>
    public async Task<Result<IReadOnlyList<Guid>>> IdsAsync(Actor actor, PeopleFilter filter, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await PeopleSelection.OfAsync(db, actor, scope.Value, filter, clock, ct);
        return await people.People.OrderBy(p => p.SearchKey).ThenBy(p => p.Id).Select(p => p.Id).Take(MostSelected).ToListAsync(ct);
    }

    /// <summary>Where nobody was found: how many there would be without each of the conditions, the most helpful first; those that help nothing stay out.</summary>
    public async Task<Result<IReadOnlyList<PeopleHint>>> HintsAsync(Actor actor, PeopleFilter filter, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        var hints = new List<PeopleHint>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var part in filter.Parts)
        {
            var people = await PeopleSelection.OfAsync(db, actor, scope.Value, filter.Without(part), clock, ct);
            hints.Add(new PeopleHint(part, await people.CountAsync(ct)));
        }

        return hints.Where(hint => hint.Count > 0).OrderBy(hint => hint.Count).ThenBy(hint => hint.Part).ToList();
    }
}

/// <param name="Count">Rows without the condition, at most <see cref="PeopleListing.MaxTotal"/> and one more.</param>
public sealed record PeopleHint(PeopleFilterPart Part, int Count);
