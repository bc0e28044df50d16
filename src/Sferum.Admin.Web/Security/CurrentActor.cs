using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;

namespace Sferum.Admin.Web.Security;

/// <summary>The actor of this circuit or request. The cookie only says which account it is; what the account may is asked of
/// <see cref="ActorReader"/> at every call.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, ActorReader reader)
{
    /// <summary>For the first parameter of use cases and queries.</summary>
    public async Task<Actor> GetAsync(CancellationToken ct = default) => (await GetSignedInAsync(ct)).Actor;

    /// <summary>The same with the name for the shell.</summary>
    public async Task<SignedIn> GetSignedInAsync(CancellationToken ct = default)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return await reader.ReadAsync(UserIdOf(state.User), ct);
    }

    /// <summary>Id of the account in the cookie; an empty id, which no account has, for a visitor.</summary>
    public static Guid UserIdOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : Guid.Empty;
}
