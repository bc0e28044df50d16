using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Account;

/// <summary>Sign-out is a plain POST: only a request can take the cookie away, and only with the portal's own token.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this WebApplication app) =>
        app.MapPost("/account/logout", async (HttpContext context, IAntiforgery antiforgery, SignInManager<AppUser> signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return Results.BadRequest();
            }

            await signIn.SignOutAsync();
            return Results.LocalRedirect(PortalSecurity.LoginPath);
        })
            // The page of the same address answers POST too; this one comes first.
            .WithOrder(-1)
            .AllowAnonymous();
}
