using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Access.Users;

/// <summary>One transaction over accounts: Identity's managers and the audit entry share the scope's context.</summary>
internal sealed class UserWork : IAsyncDisposable
{
    private static readonly Error CameSecond = Error.Conflict("Учётные записи только что изменил кто-то другой. Ничего не записано, повторите.");

    private readonly AsyncServiceScope _scope;
    private readonly IDbContextTransaction _transaction;

    private UserWork(AsyncServiceScope scope, AppDbContext db, IDbContextTransaction transaction)
    {
        _scope = scope;
        _transaction = transaction;
        Db = db;
        Users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
    }

    public AppDbContext Db { get; }

    public UserManager<AppUser> Users { get; }

    /// <summary>Runs the body in one serializable transaction: two administrators who take each other's role away must not both
    /// succeed. Whoever comes second is told so, and nothing of his is written.</summary>
    public static async Task<Result> RunAsync(IServiceScopeFactory scopes, Func<UserWork, Task<Result>> body, CancellationToken ct)
    {
        try
        {
            await using var work = await BeginAsync(scopes, ct);
            return await body(work);
        }
        catch (Exception e) when (e.IsSerializationFailure() || e.IsUniqueViolation())
        {
            return CameSecond;
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public static async Task<Result<T>> RunAsync<T>(IServiceScopeFactory scopes, Func<UserWork, Task<Result<T>>> body, CancellationToken ct)
    {
        try
        {
            await using var work = await BeginAsync(scopes, ct);
            return await body(work);
        }
        catch (Exception e) when (e.IsSerializationFailure() || e.IsUniqueViolation())
        {
            return CameSecond;
        }
    }

    /// <summary>Adds the account without a password, in its roles.</summary>
    /// <returns>The refusal, or null.</returns>
    public async Task<Error?> CreateAsync(AppUser user, IEnumerable<PortalRole> roles) =>
        Refusal(await Users.CreateAsync(user)) ?? await SetRolesAsync(user, roles);

    /// <summary>Gives exactly these roles.</summary>
    public async Task<Error?> SetRolesAsync(AppUser user, IEnumerable<PortalRole> roles)
    {
        var wanted = roles.Select(PortalIdentity.NameOf).ToHashSet();
        foreach (var missing in wanted.Except(await Db.Roles.Select(r => r.Name!).ToListAsync()))
        {
            Db.Roles.Add(new IdentityRole<Guid>(missing) { Id = Guid.CreateVersion7(), NormalizedName = missing.ToUpperInvariant() });
        }

        await Db.SaveChangesAsync();
        var held = await Users.GetRolesAsync(user);
        return Refusal(await Users.RemoveFromRolesAsync(user, held.Except(wanted))) ?? Refusal(await Users.AddToRolesAsync(user, wanted.Except(held)));
    }

    /// <summary>Whether somebody else would still be an administrator with an open account.</summary>
    public Task<bool> AnotherAdministratorAsync(Guid userId, CancellationToken ct)
    {
        var name = PortalIdentity.NameOf(PortalRole.Administrator);
        return Db.Users.AnyAsync(
            u => u.Id != userId && (u.LockoutEnd == null || u.LockoutEnd != PortalIdentity.Forever)
                && Db.UserRoles.Any(r => r.UserId == u.Id && Db.Roles.Any(x => x.Id == r.RoleId && x.Name == name)),
            ct);
    }

    /// <summary>Writes the audit entry and commits.</summary>
    /// <param name="after">What the account is like now; no password, no token.</param>
    public async Task CommitAsync(Actor actor, TimeProvider time, string action, AppUser user, object after, CancellationToken ct)
    {
        await BulkAudit.DeclareAsync(Db, actor, time, action, nameof(AppUser), user.Id.ToString(), 1, ct, after: AuditRecord.Serialize(after));
        await _transaction.CommitAsync(ct);
    }

    /// <summary>A one-time link, after the commit: a new key ring is written on a connection of its own, which must not wait for ours.</summary>
    public async Task<PasswordLink> IssueLinkAsync(AppUser user) => new(user.Id, await Users.GeneratePasswordResetTokenAsync(user));

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _scope.DisposeAsync();
    }

    private static async Task<UserWork> BeginAsync(IServiceScopeFactory scopes, CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            return new UserWork(scope, db, await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct));
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    /// <summary>Identity's answer as ours; each sentence once.</summary>
    internal static Error? Refusal(IdentityResult result) =>
        result.Succeeded ? null : Error.Invalid(string.Join(' ', result.Errors.Select(e => e.Description).Distinct()));
}
