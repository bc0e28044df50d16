using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Access.Users;

/// <summary>A person and his own password: what proves the right is the old password or a one-time link, not a role.</summary>
public sealed class Passwords(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly Error BadLink = Error.Invalid("Ссылка уже использована или устарела. Попросите у администратора новую.");

    /// <summary>Sets the password by a link (<see cref="PasswordLink"/>), which is thereby used up. Lockout by wrong passwords ends.</summary>
    public async Task<Result> SetByLinkAsync(Guid userId, string code, string password, CancellationToken ct)
    {
        return await UserWork.RunAsync(
            scopes,
            async work =>
            {
                if (await work.Users.FindByIdAsync(userId.ToString()) is not { } user || user.LockoutEnd == PortalIdentity.Forever)
                {
                    return BadLink;
                }

                if (UserWork.Refusal(await work.Users.ResetPasswordAsync(user, code, password)) is { } failed)
                {
                    return failed;
                }

                user.LockoutEnd = null;
                user.AccessFailedCount = 0;
                if (UserWork.Refusal(await work.Users.UpdateAsync(user)) is { } conflict)
                {
                    return conflict;
                }

                await work.CommitAsync(Actor.User(user.Id, user.PersonId, []), time, "password-set", user, new { }, ct);
                return Result.Ok;
            },
            ct);
    }

    /// <summary>Keeps when the account last signed in, for the list of accounts.</summary>
    public async Task RecordSignInAsync(Guid userId, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == userId, ct) is not { } user)
        {
            return;
        }

        user.LastSignInAt = now;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // An administrator changes the account at this moment, which matters more.
        }
    }

    /// <summary>Changes the password; every other session of the account ends within a minute.</summary>
    public async Task<Result> ChangeAsync(Guid userId, string current, string password, CancellationToken ct)
    {
        return await UserWork.RunAsync(
            scopes,
            async work =>
            {
                if (await work.Users.FindByIdAsync(userId.ToString()) is not { } user)
                {
                    return Error.NotFound("Учётная запись не найдена.");
                }

                if (UserWork.Refusal(await work.Users.ChangePasswordAsync(user, current, password)) is { } failed)
                {
                    return failed;
                }

                await work.CommitAsync(Actor.User(user.Id, user.PersonId, []), time, "password-change", user, new { }, ct);
                return Result.Ok;
            },
            ct);
    }
}
