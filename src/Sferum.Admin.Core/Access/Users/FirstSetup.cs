using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Access.Users;

/// <param name="OrganizationName">Short name of the technikum for headings.</param>
/// <param name="Email">The first administrator's e-mail.</param>
/// <param name="DisplayName">ФИО.</param>
/// <param name="Password">Chosen by the administrator; there is no default anywhere.</param>
public sealed record FirstSetupRequest(string OrganizationName, string Email, string DisplayName, string Password);

/// <summary>Opens an empty portal: the organisation and its first administrator, once.</summary>
public sealed class FirstSetup(AccessPolicy access, IDbContextFactory<AppDbContext> contexts, IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>Whether there is no account yet.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.Users.AnyAsync(ct);
    }

    /// <param name="actor">The owner of the server's console: whoever typed the code printed there.</param>
    public async Task<Result> RunAsync(Actor actor, FirstSetupRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageUsers, ct) is { } refused)
        {
            return refused;
        }

        if (request.OrganizationName.Trim() is not { Length: > 0 and <= 200 } organization)
        {
            return Error.Invalid("Укажите название техникума.", nameof(request.OrganizationName));
        }

        if (AddUser.Check(request.Email, request.DisplayName, [PortalRole.Administrator], null) is { } invalid)
        {
            return invalid;
        }

        return await UserWork.RunAsync(scopes, work => OpenAsync(work, actor, request, organization, ct), ct);
    }

    private async Task<Result> OpenAsync(UserWork work, Actor actor, FirstSetupRequest request, string organization, CancellationToken ct)
    {
        if (await work.Db.Users.AnyAsync(ct))
        {
            return Error.Conflict("Портал уже настроен. Войдите с рабочей почтой и паролем.");
        }

        var user = AddUser.New(request.Email, request.DisplayName, null, time);
        if (await work.CreateAsync(user, [PortalRole.Administrator]) is { } failed)
        {
            return failed with { Field = nameof(request.Email) };
        }

        if (UserWork.Refusal(await work.Users.AddPasswordAsync(user, request.Password)) is { } weak)
        {
            return weak with { Field = nameof(request.Password) };
        }

        await NameOrganizationAsync(work.Db, actor, organization, ct);
        await work.CommitAsync(actor, time, "first-setup", user, new { user.Email, user.DisplayName, Roles = new[] { PortalIdentity.NameOf(PortalRole.Administrator) } }, ct);
        return Result.Ok;
    }

    private static async Task NameOrganizationAsync(AppDbContext db, Actor actor, string organization, CancellationToken ct)
    {
        await Setting.PutAsync(db, nameof(SchoolSettings.OrganizationName), organization, ct);
        db.Act(actor, "first-setup");
        await db.SaveChangesAsync(ct);
    }
}
