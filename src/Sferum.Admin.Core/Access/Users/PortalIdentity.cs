using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Access.Users;

/// <summary>Accounts of the portal over ASP.NET Core Identity, and the use cases that manage them.</summary>
public static class PortalIdentity
{
    /// <summary>Shortest password, characters. Length beats composition rules (NIST SP 800-63B).</summary>
    public const int PasswordLength = 10;

    /// <summary>Wrong passwords in a row after which sign-in closes.</summary>
    public const int LockoutAttempts = 5;

    /// <summary>For how long.</summary>
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    /// <summary>How long a one-time link to set a password works.</summary>
    public static readonly TimeSpan LinkTime = TimeSpan.FromDays(3);

    /// <summary>«Closed by an administrator» as Identity's lockout: a moment that never comes.</summary>
    internal static readonly DateTimeOffset Forever = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Name of the role as Identity keeps it.</summary>
    public static string NameOf(PortalRole role) => role.ToString();

    /// <summary>Whether an administrator has closed the account, as against a lockout by wrong passwords.</summary>
    public static bool IsClosed(AppUser user) => user.LockoutEnd == Forever;

    internal static IServiceCollection AddPortalIdentity(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = LinkTime);
        services.AddIdentityCore<AppUser>(o =>
            {
                o.User.RequireUniqueEmail = true;
                // E-mail is the name; an address may have letters of any alphabet.
                o.User.AllowedUserNameCharacters = "";
                o.Lockout.MaxFailedAccessAttempts = LockoutAttempts;
                o.Lockout.DefaultLockoutTimeSpan = LockoutTime;
                o.Password.RequiredLength = PasswordLength;
                o.Password.RequiredUniqueChars = 4;
                o.Password.RequireDigit = false;
                o.Password.RequireLowercase = false;
                o.Password.RequireUppercase = false;
                o.Password.RequireNonAlphanumeric = false;
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AppDbContext>()
            .AddErrorDescriber<RussianIdentityErrors>()
            .AddDefaultTokenProviders();
        services.TryAddSingleton<ActorReader>();
        services.TryAddSingleton<AddUser>();
        services.TryAddSingleton<ChangeUser>();
        services.TryAddSingleton<FirstSetup>();
        services.TryAddSingleton<Passwords>();
        services.TryAddSingleton<UserQueries>();
        return services;
    }
}
