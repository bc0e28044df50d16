using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Sferum.Admin.Core.Access;

namespace Sferum.Admin.Web.Security;

/// <summary>Sign-in of the portal: cookies over ASP.NET Core Identity; everything but sign-in needs a user.</summary>
internal static class PortalSecurity
{
    public const string LoginPath = "/account/login";

    public static void AddPortalSecurity(this IServiceCollection services)
    {
        services.AddAuthentication(o =>
            {
                o.DefaultScheme = IdentityConstants.ApplicationScheme;
                o.DefaultSignInScheme = IdentityConstants.ExternalScheme;
            })
            .AddIdentityCookies(c => c.ApplicationCookie!.Configure(o =>
            {
                o.Cookie.Name = "sferum";
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.LoginPath = LoginPath;
                o.LogoutPath = "/account/logout";
                o.AccessDeniedPath = "/not-found";
                o.ExpireTimeSpan = TimeSpan.FromHours(12);
                o.SlidingExpiration = true;
            }));
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = RevalidatingProvider.Interval);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<AuthenticationStateProvider, RevalidatingProvider>();
        services.AddScoped<CurrentActor>();
        services.AddSingleton<SetupCode>();
        services.AddSingleton<UnknownTries>();
        new IdentityBuilder(typeof(AppUser), typeof(IdentityRole<Guid>), services).AddSignInManager();
        services.AddHttpContextAccessor();
    }
}
