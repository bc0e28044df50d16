using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Access.Users;

/// <param name="UserId">The account.</param>
/// <param name="Roles">All its roles from now on; at least one.</param>
/// <param name="PersonId">The person behind it.</param>
/// <param name="Shown">The roles on the screen before; <see langword="null"/> where none were shown.</param>
public sealed record SetRolesRequest(Guid UserId, IReadOnlyCollection<PortalRole> Roles, Guid? PersonId, IReadOnlyCollection<PortalRole>? Shown = null);

/// <param name="UserId">The account.</param>
/// <param name="Locked">Close, or open again.</param>
public sealed record LockUserRequest(Guid UserId, bool Locked);

/// <summary>Changes an account: roles and person, sign-in closed or open, a new link for a forgotten password. The portal never
/// loses its last administrator, and nobody closes the account he sits in or takes away the role by which he does this.</summary>
public sealed class ChangeUser(AccessPolicy access, IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly Error LastAdministrator = Error.Invalid("Это последний администратор с открытым входом. Сначала назначьте другого.");

    public async Task<Result> SetRolesAsync(Actor actor, SetRolesRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageUsers, ct) is { } refused)
        {
            return refused;
        }

        if (actor.UserId == request.UserId && !request.Roles.Contains(PortalRole.Administrator))
        {
            return Error.Invalid("Свою роль администратора снять нельзя. Попросите другого администратора.", nameof(request.Roles));
        }

        return await UserWork.RunAsync(
            scopes,
            async work =>
            {
                if (await work.Users.FindByIdAsync(request.UserId.ToString()) is not { } user)
                {
                    return Error.NotFound("Учётная запись не найдена.");
                }

                if (request.Shown is { } shown && !(await work.Users.GetRolesAsync(user)).ToHashSet().SetEquals(shown.Select(PortalIdentity.NameOf)))
                {
                    return Error.Conflict("Роли только что изменил другой администратор. Ваши не записаны: сверьтесь с новыми и сохраните ещё раз.");
                }

                if (AddUser.Check(user.Email!, user.DisplayName, request.Roles, request.PersonId) is { } invalid)
                {
                    return invalid;
                }

                if (request.PersonId is { } personId && !await work.Db.People.AnyAsync(p => p.Id == personId, ct))
                {
                    return Error.Invalid("Такого человека в списках нет.", nameof(request.PersonId));
                }

                if (!request.Roles.Contains(PortalRole.Administrator) && !await work.AnotherAdministratorAsync(user.Id, ct))
                {
                    return LastAdministrator;
                }

                user.PersonId = request.PersonId;
                if ((await work.SetRolesAsync(user, request.Roles) ?? UserWork.Refusal(await work.Users.UpdateAsync(user))) is { } failed)
                {
                    return failed;
                }

                await work.CommitAsync(actor, time, "user-roles", user, new { user.PersonId, Roles = request.Roles.Select(PortalIdentity.NameOf) }, ct);
                return Result.Ok;
            },
            ct);
    }

    public async Task<Result> SetLockedAsync(Actor actor, LockUserRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageUsers, ct) is { } refused)
        {
            return refused;
        }

        if (request.Locked && actor.UserId == request.UserId)
        {
            return Error.Invalid("Свой вход закрыть нельзя.");
        }

        return await UserWork.RunAsync(
            scopes,
            async work =>
            {
                if (await work.Users.FindByIdAsync(request.UserId.ToString()) is not { } user)
                {
                    return Error.NotFound("Учётная запись не найдена.");
                }

                if (request.Locked && !await work.AnotherAdministratorAsync(user.Id, ct))
                {
                    return LastAdministrator;
                }

                user.LockoutEnd = request.Locked ? PortalIdentity.Forever : null;
                user.AccessFailedCount = 0;
                // A new stamp ends the account's open circuits and cookies at their next check.
                if (UserWork.Refusal(await work.Users.UpdateSecurityStampAsync(user)) is { } failed)
                {
                    return failed;
                }

                await work.CommitAsync(actor, time, request.Locked ? "user-lock" : "user-unlock", user, new { request.Locked }, ct);
                return Result.Ok;
            },
            ct);
    }

    /// <summary>Ends every session of the account: cookies and open pages stop within a minute. The password stays.</summary>
    public async Task<Result> SignOutEverywhereAsync(Actor actor, Guid userId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageUsers, ct) is { } refused)
        {
            return refused;
        }

        return await UserWork.RunAsync(
            scopes,
            async work =>
            {
                var stopped = await StopSessionsAsync(work, userId);
                if (stopped.IsOk)
                {
                    await work.CommitAsync(actor, time, "user-sign-out", stopped.Value, new { }, ct);
                }

                return stopped.Error ?? Result.Ok;
            },
            ct);
    }

    /// <summary>A new one-time link for a forgotten password. Earlier links stop working and open sessions end.</summary>
    public async Task<Result<PasswordLink>> IssueLinkAsync(Actor actor, Guid userId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageUsers, ct) is { } refused)
        {
            return refused;
        }

        return await UserWork.RunAsync<PasswordLink>(
            scopes,
            async work =>
            {
                var stopped = await StopSessionsAsync(work, userId);
                if (!stopped.IsOk)
                {
                    return stopped.Error!;
                }

                await work.CommitAsync(actor, time, "user-link", stopped.Value, new { }, ct);
                return await work.IssueLinkAsync(stopped.Value);
            },
            ct);
    }

    /// <summary>Another stamp: cookies, open pages and earlier links of the account stop being good.</summary>
    private static async Task<Result<AppUser>> StopSessionsAsync(UserWork work, Guid userId)
    {
        if (await work.Users.FindByIdAsync(userId.ToString()) is not { } user)
        {
            return Error.NotFound("Учётная запись не найдена.");
        }

        return UserWork.Refusal(await work.Users.UpdateSecurityStampAsync(user)) is { } failed ? failed : user;
    }
}
