using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>The list of study groups with what is known of their chats, and the archive.</summary>
public sealed class GroupQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, KeptRows<GroupRow> kept)
{
    /// <summary>
    /// Groups in force today: all for administrator and director, own ones for a curator. Figures are made of the whole register
    /// in memory, so the number of queries does not depend on the number of groups.
    /// </summary>
    public async Task<Result<GroupListing>> ListAsync(Actor actor, GroupsRequest request, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        var all = await RowsAsync(actor, scope.Value, ct);
        var rows = all.Where(row => GroupRows.Matches(row, request)).ToList();
        var pages = Math.Max(1, (rows.Count + GroupsRequest.Size - 1) / GroupsRequest.Size);
        var page = Math.Clamp(request.Page, 1, pages);
        var archived = scope.Value.All ? await ArchivedAsync(ct) : 0;
        return new GroupListing(
            clock.Today,
            [.. GroupRows.Order(rows, request.Sort, request.Descending).Skip((page - 1) * GroupsRequest.Size).Take(GroupsRequest.Size)],
            GroupRows.TotalsOf(rows),
            Enum.GetValues<GroupFilter>().ToDictionary(filter => filter, filter => all.Count(row => GroupRows.Matches(row, filter))),
            page,
            pages,
            archived,
            [.. all.Select(row => row.Course).OfType<int>().Distinct().Order()],
            [.. all.Select(row => row.Program).OfType<GroupProgram>().Distinct().OrderBy(program => program.Name, StringComparer.Ordinal)],
            all.Any(row => row.WeekChange is not null));
    }

    /// <summary>All rows of the list in its order, for a file.</summary>
    public async Task<Result<IReadOnlyList<GroupRow>>> FileAsync(Actor actor, GroupsRequest request, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        var rows = (await RowsAsync(actor, scope.Value, ct)).Where(row => GroupRows.Matches(row, request));
        return GroupRows.Order(rows, request.Sort, request.Descending).ToList();
    }

    /// <summary>Names of the groups in the reader's scope, for a choice.</summary>
    public async Task<Result<IReadOnlyList<GroupName>>> NamesAsync(Actor actor, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        var (all, groups, today) = (scope.Value.All, scope.Value.StudyGroupIds.ToList(), clock.Today);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.GroupNamesOn(today)
            .Where(name => (all || groups.Contains(name.StudyGroupId)) && db.StudyGroups.InForce(today).Any(group => group.Id == name.StudyGroupId))
            .OrderBy(name => name.SearchKey).ThenBy(name => name.StudyGroupId)
            .Select(name => new GroupName(name.StudyGroupId, name.Name))
            .ToListAsync(ct);
    }

    /// <summary>Groups that are over, the latest first, each with its last name and its years: «ИС-21» was many cohorts.</summary>
    public async Task<Result<IReadOnlyList<ArchivedGroup>>> ArchiveAsync(Actor actor, int page, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ReadRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var groups = await Archived(db)
            .OrderByDescending(group => group.ValidTo).ThenBy(group => group.Id)
            .Skip((Math.Max(1, page) - 1) * GroupsRequest.Size).Take(GroupsRequest.Size)
            .Select(group => new
            {
                group.Id,
                group.ValidFrom,
                group.ValidTo,
                Name = db.StudyGroupNames.Where(name => name.StudyGroupId == group.Id).OrderByDescending(name => name.ValidFrom).Select(name => name.Name).FirstOrDefault(),
                Students = db.GroupMemberships.Where(study => study.StudyGroupId == group.Id).Select(study => study.PersonId).Distinct().Count(),
            })
            .ToListAsync(ct);
        return groups.ConvertAll(group => new ArchivedGroup(group.Id, group.Name ?? "Без названия", group.ValidFrom, group.ValidTo!.Value.AddDays(-1), group.Students));
    }

    private Task<IReadOnlyList<GroupRow>> RowsAsync(Actor actor, AccessScope scope, CancellationToken ct) => kept.GetAsync(
        actor,
        async reading =>
        {
            await using var db = await contexts.CreateDbContextAsync(reading);
            return await new GroupReading(db, clock).RowsAsync(scope, reading);
        },
        ct);

    private async Task<int> ArchivedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Archived(db).CountAsync(ct);
    }

    private IQueryable<StudyGroup> Archived(AppDbContext db)
    {
        var today = clock.Today;
        return db.StudyGroups.AsNoTracking().Where(group => group.ValidTo != null && group.ValidTo <= today);
    }
}

/// <summary>Filters, orders and totals of the list. Pure.</summary>
public static class GroupRows
{
    public static bool Matches(GroupRow row, GroupsRequest request) =>
        Matches(row, request.Filter) && (request.Course is null || row.Course == request.Course) && (request.ProgramId is null || row.Program?.Id == request.ProgramId);

    public static bool Matches(GroupRow row, GroupFilter filter) => filter switch
    {
        GroupFilter.All => true,
        GroupFilter.Extras => row.Extras > 0,
        GroupFilter.FewAdministrators => row.ChatsWithFewAdministrators > 0,
        GroupFilter.WeekUnconfirmed => row is { ConfirmedAt: null, Marks.Must: > 0 },
        GroupFilter.WithoutCurator => row.Curators.Count == 0,
        GroupFilter.OldLook => row is { LookIsOld: true, Marks.Must: > 0 },
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };

    /// <summary>Stable: equal values go by name, then by id. What cannot be divided goes last.</summary>
    public static IEnumerable<GroupRow> Order(IEnumerable<GroupRow> rows, GroupSort sort, bool descending)
    {
        Func<GroupRow, IComparable?> key = sort switch
        {
            GroupSort.Name => row => row.SearchKey,
            GroupSort.Students => row => row.StudentCount,
            GroupSort.StudentsLinked => row => Share(row.Students.Linked, row.Students.Total - row.Students.Refused),
            GroupSort.RepresentativesLinked => row => Share(row.Representatives.Linked, row.Representatives.Total - row.Representatives.Refused),
            GroupSort.Completeness => row => Share(row.Places.Visible, row.Places.Must),
            GroupSort.Look => row => row.Last?.AsOf,
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
        };
        var present = rows.OrderBy(row => key(row) is null);
        return (descending ? present.ThenByDescending(key) : present.ThenBy(key)).ThenBy(row => row.SearchKey, StringComparer.Ordinal).ThenBy(row => row.Id);
    }

    public static GroupTotals TotalsOf(IReadOnlyCollection<GroupRow> rows) => new(
        rows.Count,
        rows.SelectMany(row => row.Curators).Select(curator => curator.PersonId).Distinct().Count(),
        rows.Sum(row => row.StudentCount),
        Sum(rows.Select(row => row.Students)),
        Sum(rows.Select(row => row.Representatives)),
        rows.Aggregate(MarkCounts.None, (sum, row) => sum + row.Marks),
        rows.Any(row => row.IsAtLeast),
        rows.Count(row => row.ConfirmedAt is not null),
        rows.Sum(row => row.Waiting),
        rows.Sum(row => row.WaitingMissing),
        rows.Aggregate(MarkCounts.None, (sum, row) => sum + row.Places));

    private static decimal? Share(int part, int whole) => whole == 0 ? null : (decimal)part / whole;

    private static LinkTally Sum(IEnumerable<LinkTally> tallies) => tallies.Aggregate(
        LinkTally.Of([]), (a, b) => new LinkTally(a.Total + b.Total, a.Linked + b.Linked, a.Waiting + b.Waiting, a.Refused + b.Refused));
}
