using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Core.Access;

/// <summary>What may be allowed. Which role has which: <see cref="AccessPolicy.RolesOf"/>.</summary>
public enum Permission
{
    /// <summary>See people, groups and chats: administrator and director all, a curator those of own groups.</summary>
    ReadRegister,

    /// <summary>Change people, groups, assignments.</summary>
    EditRegister,

    /// <summary>Mark what is seen in ЭПОС, links, refusals; confirm the week: administrator all, a curator own groups.</summary>
    Mark,

    /// <summary>Mark all staff («Преподаватели»).</summary>
    MarkStaff,

    /// <summary>Load rosters.</summary>
    ImportRosters,

    /// <summary>Read the journal now: the administrator of everybody, a curator of a person of an own group.</summary>
    RunChecks,

    /// <summary>See the figures of the whole technikum.</summary>
    ReadStatistics,

    /// <summary>See «Сегодня»: each role its own tasks.</summary>
    ReadToday,

    /// <summary>See values of refusals and of restrictions of guardianship, which stay hidden from the director.</summary>
    ReadSensitive,

    /// <summary>Accounts and roles.</summary>
    ManageUsers,

    ManageSettings,

    ReadAudit,
}

/// <summary>What of the register an actor may see: everything, or the groups named.</summary>
/// <param name="All">Everything.</param>
/// <param name="StudyGroupIds">The groups, where not everything.</param>
public sealed record AccessScope(bool All, IReadOnlySet<Guid> StudyGroupIds)
{
    public static AccessScope Everything { get; } = new(true, new HashSet<Guid>());

    public bool Includes(Guid studyGroupId) => All || StudyGroupIds.Contains(studyGroupId);
}

/// <summary>
/// Who may do what, asked in the first line of every use case and query. A refusal is recorded and reads as «не найдено»,
/// so that nobody learns what exists outside their scope. A curator's groups are those of today's assignments, kept until one
/// changes (ADR 026): rights begin and end at midnight of the school's zone, in an open circuit too.
/// </summary>
public sealed class AccessPolicy(IDbContextFactory<AppDbContext> contexts, SchoolClock clock, AccessLog log, LiveNews news, TimeProvider time) : IDisposable
{
    private static readonly LiveTopic[] OfCurators = [LiveTopic.People, LiveTopic.Groups];

    private readonly Kept<(Guid PersonId, DateOnly Day), IReadOnlySet<Guid>> _curated =
        new(news, time, TimeSpan.FromSeconds(30), (change, _) => change.Topics.Overlaps(OfCurators), most: 10_000);

    /// <summary>Roles that hold a permission. A curator's is limited to own groups by <see cref="ScopeOfAsync"/>.</summary>
    public static IReadOnlyList<PortalRole> RolesOf(Permission permission) => permission switch
    {
        Permission.ReadRegister => [PortalRole.Administrator, PortalRole.Director, PortalRole.Curator],
        Permission.Mark => [PortalRole.Administrator, PortalRole.Curator],
        Permission.MarkStaff => [PortalRole.Administrator],
        Permission.EditRegister => [PortalRole.Administrator],
        Permission.ImportRosters => [PortalRole.Administrator],
        Permission.RunChecks => [PortalRole.Administrator, PortalRole.Curator],
        Permission.ReadStatistics => [PortalRole.Administrator, PortalRole.Director],
        Permission.ReadToday => [PortalRole.Administrator, PortalRole.Director, PortalRole.Curator],
        Permission.ReadSensitive => [PortalRole.Administrator, PortalRole.Curator],
        Permission.ManageUsers => [PortalRole.Administrator],
        Permission.ManageSettings => [PortalRole.Administrator],
        Permission.ReadAudit => [PortalRole.Administrator, PortalRole.Director],
        _ => [],
    };

    /// <summary>Whether the actor holds the permission in some scope. No database, no record: for menus and buttons only.</summary>
    public static bool Holds(Actor actor, Permission permission) => RolesOf(permission).Any(actor.Is);

    /// <summary>Whether the permission reaches the whole technikum for this actor.</summary>
    public static bool HoldsEverywhere(Actor actor, Permission permission) => RolesOf(permission).Any(r => r != PortalRole.Curator && actor.Is(r));

    /// <summary>
    /// The scope in which the actor holds the permission, or the refusal, which is then on record.
    /// </summary>
    public async Task<Result<AccessScope>> ScopeOfAsync(Actor actor, Permission permission, CancellationToken ct)
    {
        if (HoldsEverywhere(actor, permission))
        {
            return AccessScope.Everything;
        }

        if (!Holds(actor, permission) || actor.PersonId is null)
        {
            return await RefuseAsync(actor, permission, null, ct);
        }

        return new AccessScope(false, await CuratedGroupsAsync(actor.PersonId.Value, ct));
    }

    /// <summary>Refuses unless the actor holds the permission for the whole technikum; <see langword="null"/> = allowed.</summary>
    public async Task<Error?> DemandAsync(Actor actor, Permission permission, CancellationToken ct) =>
        HoldsEverywhere(actor, permission) ? null : await RefuseAsync(actor, permission, null, ct);

    /// <summary>Refuses unless the actor holds the permission for the group; <see langword="null"/> = allowed.</summary>
    public async Task<Error?> DemandGroupAsync(Actor actor, Permission permission, Guid studyGroupId, CancellationToken ct) =>
        await AllowsGroupAsync(actor, permission, studyGroupId, ct) ? null : await RefuseAsync(actor, permission, studyGroupId, ct);

    /// <summary>Whether the actor holds the permission for the group; no record. For what a page shows and offers.</summary>
    public async Task<bool> AllowsGroupAsync(Actor actor, Permission permission, Guid studyGroupId, CancellationToken ct) =>
        HoldsEverywhere(actor, permission)
        || (Holds(actor, permission) && actor.PersonId is { } person && (await CuratedGroupsAsync(person, ct)).Contains(studyGroupId));

    /// <summary>
    /// Refuses unless the actor holds the permission for the person: a student of an own group, a representative of one, or oneself.
    /// <see langword="null"/> = allowed.
    /// </summary>
    public Task<Error?> DemandPersonAsync(Actor actor, Permission permission, Guid personId, CancellationToken ct) =>
        DemandPeopleAsync(actor, permission, [personId], ct);

    /// <summary>The same for several people at once: all of them, or none.</summary>
    public async Task<Error?> DemandPeopleAsync(Actor actor, Permission permission, IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        if (HoldsEverywhere(actor, permission))
        {
            return null;
        }

        var allowed = Holds(actor, permission) && actor.PersonId is { } curator
            && await AreOfGroupsAsync([.. personIds.Where(id => id != curator).Distinct()], await CuratedGroupsAsync(curator, ct), ct);
        return allowed ? null : await RefuseAsync(actor, permission, personIds.Count == 1 ? personIds.First() : null, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _curated.Dispose();

    /// <summary>Records the refusal and words it as «не найдено».</summary>
    public async Task<Error> RefuseAsync(Actor actor, Permission permission, Guid? subjectId, CancellationToken ct)
    {
        await log.RecordAsync(actor, AccessKind.Refused, permission.ToString(), subjectId, ct);
        return Error.NotFound();
    }

    /// <summary>Groups of which the person is curator or substitute today, with an employment in force today.</summary>
    private Task<IReadOnlySet<Guid>> CuratedGroupsAsync(Guid personId, CancellationToken ct)
    {
        var today = clock.Today;
        return _curated.GetAsync(
            (personId, today),
            async reading =>
            {
                await using var db = await contexts.CreateDbContextAsync(reading);
                return await db.CuratorsOn(today).Where(c => c.PersonId == personId).Select(c => c.StudyGroupId).ToHashSetAsync(reading);
            },
            ct);
    }

    private async Task<bool> AreOfGroupsAsync(List<Guid> personIds, IReadOnlySet<Guid> groups, CancellationToken ct)
    {
        if (personIds.Count == 0 || groups.Count == 0)
        {
            return personIds.Count == 0;
        }

        var today = clock.Today;
        var ids = groups.ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var students = db.StudentsOn(today).Where(s => ids.Contains(s.StudyGroupId)).Select(s => s.PersonId);
        var representatives = db.RepresentativesOn(today)
            .Where(r => r.RepresentativeId != null && students.Contains(r.StudentId)).Select(r => r.RepresentativeId!.Value);
        var known = await students.Union(representatives).Where(id => personIds.Contains(id)).CountAsync(ct);
        return known == personIds.Count;
    }
}
