using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Access.Users;

/// <param name="Email">«Рабочая почта», the name to sign in with.</param>
/// <param name="DisplayName">ФИО as shown in the shell.</param>
/// <param name="Roles">At least one.</param>
/// <param name="PersonId">The person of the register; a curator needs one, because the groups hang on it.</param>
public sealed record AddUserRequest(string Email, string DisplayName, IReadOnlyCollection<PortalRole> Roles, Guid? PersonId);

/// <summary>A one-time link to set a password; shown once, to whoever asked for it.</summary>
/// <param name="UserId">The account.</param>
/// <param name="Code">Valid for <see cref="PortalIdentity.LinkTime"/> and until the password is set.</param>
public sealed record PasswordLink(Guid UserId, string Code)
{
    /// <summary>Path and query on the portal.</summary>
    public string Path => $"/account/set-password?user={UserId}&code={Uri.EscapeDataString(Code)}";
}

/// <summary>Opens an account. No password is made up: the person sets it by the link.</summary>
public sealed class AddUser(AccessPolicy access, IServiceScopeFactory scopes, TimeProvider time)
{
    public async Task<Result<PasswordLink>> RunAsync(Actor actor, AddUserRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageUsers, ct) is { } refused)
        {
            return refused;
        }

        if (Check(request.Email, request.DisplayName, request.Roles, request.PersonId) is { } invalid)
        {
            return invalid;
        }

        return await UserWork.RunAsync<PasswordLink>(scopes, work => AddAsync(work, actor, request, ct), ct);
    }

    private async Task<Result<PasswordLink>> AddAsync(UserWork work, Actor actor, AddUserRequest request, CancellationToken ct)
    {
        if (request.PersonId is { } personId && !await work.Db.People.AnyAsync(p => p.Id == personId, ct))
        {
            return Error.Invalid("Такого человека в списках нет.", nameof(request.PersonId));
        }

        var user = New(request.Email, request.DisplayName, request.PersonId, time);
        if (await work.CreateAsync(user, request.Roles) is { } error)
        {
            return error with { Field = nameof(request.Email) };
        }

        await work.CommitAsync(actor, time, "user-add", user, new { user.Email, user.DisplayName, user.PersonId, Roles = request.Roles.Select(PortalIdentity.NameOf) }, ct);
        return await work.IssueLinkAsync(user);
    }

    internal static AppUser New(string email, string displayName, Guid? personId, TimeProvider time) => new()
    {
        UserName = email.Trim(),
        Email = email.Trim(),
        // Only the owner of the server makes accounts, so there is no letter to confirm.
        EmailConfirmed = true,
        DisplayName = displayName.Trim(),
        PersonId = personId,
        CreatedAt = time.GetUtcNow().UtcDateTime,
    };

    internal static Error? Check(string email, string displayName, IReadOnlyCollection<PortalRole> roles, Guid? personId)
    {
        if (email.Trim() is not { Length: > 0 and <= 254 } address || !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
        {
            return Error.Invalid("Нужен адрес почты целиком, например ivanova@technikum.ru.", nameof(AddUserRequest.Email));
        }

        if (displayName.Trim() is not { Length: > 0 and <= 200 })
        {
            return Error.Invalid("Укажите ФИО.", nameof(AddUserRequest.DisplayName));
        }

        if (roles.Count == 0)
        {
            return Error.Invalid("Выберите хотя бы одну роль.", nameof(AddUserRequest.Roles));
        }

        return roles.Contains(PortalRole.Curator) && personId is null
            ? Error.Invalid("Куратору нужен человек из списков: по нему портал находит группы.", nameof(AddUserRequest.PersonId))
            : null;
    }
}
