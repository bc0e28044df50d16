using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Core.Access.Users;

/// <summary>Makes an <see cref="Actor"/> out of a signed-in user's id. Roles come from the database, never from the cookie, and are kept
/// until an account changes (ADR 026): a role taken away stops working at once, in an open circuit too.</summary>
public sealed class ActorReader(IDbContextFactory<AppDbContext> contexts, LiveNews news, TimeProvider time) : IDisposable
{
    /// <summary>Bounds how long a change that another program made unheard goes unnoticed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Kept<Guid, SignedIn> _kept = new(
        news, time, Longest, (change, known) => change.Topics.Contains(LiveTopic.Users) && change.Subjects?.Contains(known.Actor.UserId!.Value) != false, most: 10_000);

    /// <summary>The actor; without any role when the account is gone or closed.</summary>
    public Task<SignedIn> ReadAsync(Guid userId, CancellationToken ct) => _kept.GetAsync(userId, reading => ReadNowAsync(userId, reading), ct);

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private async Task<SignedIn> ReadNowAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Users.Where(u => u.Id == userId)
            .Select(u => new
            {
                u.DisplayName,
                u.PersonId,
                u.LockoutEnd,
                Roles = db.UserRoles.Where(r => r.UserId == u.Id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name).ToList(),
            })
            .ToListAsync(ct);
        // A lockout by wrong passwords closes the door only: else a stranger could throw out whoever is inside.
        if (rows is not [var user] || user.LockoutEnd == PortalIdentity.Forever)
        {
            return new SignedIn(Actor.User(userId, null, []), "");
        }

        var roles = user.Roles.Select(name => Enum.TryParse<PortalRole>(name, out var role) ? role : (PortalRole?)null).OfType<PortalRole>();
        return new SignedIn(Actor.User(userId, user.PersonId, roles), user.DisplayName);
    }
}

/// <summary>A signed-in user as the shell shows him.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="DisplayName">ФИО; empty when the account is gone or closed.</param>
public sealed record SignedIn(Actor Actor, string DisplayName);
