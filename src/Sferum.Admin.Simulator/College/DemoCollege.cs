using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Simulator.College;

/// <summary>One of the three accounts the demo hands out. It has no password until the host sets one.</summary>
/// <param name="Group">Name of the curator's first group.</param>
public sealed record DemoAccount(PortalRole Role, Guid UserId, Guid PersonId, string Login, string? Group);

/// <param name="Created">False when the database was filled by an earlier start.</param>
/// <param name="People">People in force today: employees, students, their representatives.</param>
/// <param name="Groups">Groups in force today.</param>
/// <param name="Accounts">Administrator, curator, director.</param>
public sealed record DemoState(bool Created, int People, int Groups, IReadOnlyList<DemoAccount> Accounts);

/// <summary>The college of the <c>demo</c> verb in a database of its own.</summary>
public sealed class DemoCollege(IDbContextFactory<AppDbContext> contexts, CollegeWriter writer, SchoolClock clock)
{
    private static readonly (PortalRole Role, string Login, string? Group)[] Accounts =
    [
        (PortalRole.Administrator, StaffStep.AdministratorLogin, null),
        (PortalRole.Curator, StaffStep.CuratorLogin, Cast.CuratorGroup),
        (PortalRole.Director, StaffStep.DirectorLogin, null),
    ];

    private static readonly Error Old = new("demo-is-old", "Этот демонстрационный техникум сделан другой версией программы, ЭПОС для него не воспроизвести. Сделайте его заново: demo --fresh.");

    /// <summary>Fills the database when it has no people yet, and says what is in it.</summary>
    public async Task<DemoState> EnsureAsync(CancellationToken ct)
    {
        bool isEmpty;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            isEmpty = !await db.People.AnyAsync(ct);
        }

        var created = isEmpty && await writer.FillAsync(Actor.System("demo"), CollegeGenerator.Generate(CollegeGenerator.DemoSeed, clock, CollegeSize.Demo), ct, withPast: true);
        return await ReadAsync(created, ct);
    }

    /// <summary>The college that fills the database, as it was made at the first start: what the practice ground plays.</summary>
    /// <returns>A refusal when this build cannot make the same one: the demo is to be made anew.</returns>
    public async Task<Result<InventedCollege>> CollegeAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await CollegeOrigin.ReadAsync(db, ct) is not { } origin)
        {
            return Old;
        }

        var college = origin.Remake(clock.Zone);
        return await IsInAsync(db, college, ct) ? college : Old;
    }

    /// <summary>Groups, chats and families are as they were: a build that invents otherwise would play another college.</summary>
    private static async Task<bool> IsInAsync(AppDbContext db, InventedCollege college, CancellationToken ct)
    {
        var stored = await db.Guardianships.AsNoTracking().Select(g => new { g.Id, g.StudentId, g.RepresentativeId }).ToDictionaryAsync(g => g.Id, ct);
        var chats = await db.Chats.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.StudyGroupId, ct);
        return college.Chats.TrueForAll(c => chats.TryGetValue(c.Id, out var group) && group == c.StudyGroupId)
            && college.Guardianships.TrueForAll(g => !stored.TryGetValue(g.Id, out var row) || (row.StudentId == g.StudentId && row.RepresentativeId == g.RepresentativeId));
    }

    private async Task<DemoState> ReadAsync(bool created, CancellationToken ct)
    {
        var today = clock.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var enrolled = db.Enrollments.InForce(today).Select(e => e.PersonId);
        var represent = db.Guardianships.InForce(today).Where(g => enrolled.Contains(g.StudentId)).Select(g => g.RepresentativeId);
        var people = await db.People.CountAsync(
            p => enrolled.Contains(p.Id) || represent.Contains(p.Id) || db.Employments.InForce(today).Any(e => e.PersonId == p.Id), ct);
        var groups = await db.StudyGroups.InForce(today).CountAsync(ct);
        var logins = Accounts.Select(a => a.Login).ToList();
        var users = await db.Users.Where(u => logins.Contains(u.UserName!) && u.PersonId != null)
            .Select(u => new { u.Id, u.UserName, u.PersonId }).ToDictionaryAsync(u => u.UserName!, ct);
        return new DemoState(created, people, groups, [.. Accounts.Where(a => users.ContainsKey(a.Login))
            .Select(a => new DemoAccount(a.Role, users[a.Login].Id, users[a.Login].PersonId!.Value, a.Login, a.Group))]);
    }
}
