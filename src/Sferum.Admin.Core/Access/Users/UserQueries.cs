using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Access.Users;

/// <summary>A row of the users page.</summary>
/// <param name="PersonName">ФИО of the person of the register behind the account, if any.</param>
/// <param name="HasPassword">False until the one-time link was used.</param>
/// <param name="Closed">Closed by an administrator.</param>
/// <param name="ClosedUntil">Closed by wrong passwords until then, UTC.</param>
/// <param name="LastSignInAt">UTC; <see langword="null"/> before the first sign-in.</param>
public sealed record UserRow(
    Guid Id, string Email, string DisplayName, IReadOnlyList<PortalRole> Roles, Guid? PersonId, string? PersonName, bool HasPassword, bool Closed, DateTime? ClosedUntil, DateTime? LastSignInAt);

/// <summary>A person who may stand behind an account.</summary>
public sealed record EmployeeChoice(Guid PersonId, string Name);

/// <summary>Reads accounts.</summary>
public sealed class UserQueries(AccessPolicy access, IDbContextFactory<AppDbContext> contexts, SchoolClock clock)
{
    private const int Choices = 10;

    /// <summary>All accounts, by name. A technikum has some dozens.</summary>
    public async Task<Result<IReadOnlyList<UserRow>>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageUsers, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var users = await db.Users
            .OrderBy(u => u.DisplayName).ThenBy(u => u.Id)
            .Select(u => new
            {
                u.Id,
                u.Email,
                u.DisplayName,
                u.PersonId,
                u.LockoutEnd,
                u.LastSignInAt,
                HasPassword = u.PasswordHash != null,
                Person = db.People.Where(p => p.Id == u.PersonId).Select(p => new { p.LastName, p.FirstName, p.Patronymic }).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var roles = (await db.UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (link, role) => new { link.UserId, role.Name }).ToListAsync(ct))
            .ToLookup(r => r.UserId, r => Enum.Parse<PortalRole>(r.Name!));
        var now = clock.Now;
        return users
            .Select(u => new UserRow(
                u.Id,
                u.Email!,
                u.DisplayName,
                [.. roles[u.Id].Order()],
                u.PersonId,
                u.Person is { } p ? string.Join(' ', new[] { p.LastName, p.FirstName, p.Patronymic }.OfType<string>()) : null,
                u.HasPassword,
                u.LockoutEnd == PortalIdentity.Forever,
                u.LockoutEnd is { } end && end != PortalIdentity.Forever && end > now ? end.UtcDateTime : null,
                u.LastSignInAt))
            .ToList();
    }

    /// <summary>People employed today whose name begins with the text, to choose the one behind an account.</summary>
    public async Task<Result<IReadOnlyList<EmployeeChoice>>> FindEmployeesAsync(Actor actor, string text, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageUsers, ct) is { } refused)
        {
            return refused;
        }

        var from = RussianText.SearchKey(text);
        var to = from + '\uFFFF';
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.People
            .Where(p => string.Compare(p.SearchKey, from) >= 0 && string.Compare(p.SearchKey, to) < 0)
            .Where(p => db.Employments.InForce(clock.Today).Any(e => e.PersonId == p.Id))
            .OrderBy(p => p.SearchKey).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.LastName, p.FirstName, p.Patronymic })
            .Take(Choices)
            .ToListAsync(ct);
        return found.Select(p => new EmployeeChoice(p.Id, string.Join(' ', new[] { p.LastName, p.FirstName, p.Patronymic }.OfType<string>()))).ToList();
    }
}
