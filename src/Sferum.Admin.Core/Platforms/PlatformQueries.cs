using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Platforms;

/// <summary>A platform in the settings.</summary>
/// <param name="Connector">Empty for none.</param>
/// <param name="LastDay">Inclusive; <see langword="null"/> while open.</param>
/// <param name="IsActive">In force today.</param>
/// <param name="IsCurrent">The one of its kind that counts today.</param>
/// <param name="Chats">Rows of the chat register in it.</param>
/// <param name="People">People with a link status in it.</param>
/// <param name="Facts">Marks and observations of links.</param>
public sealed record PlatformRow(Guid Id, PlatformKind Kind, string Name, string Connector, DateOnly From, DateOnly? LastDay, bool IsActive, bool IsCurrent, int Chats, int People, int Facts);

/// <summary>Reads the platforms.</summary>
public sealed class PlatformQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>All, by kind, latest first: three queries.</summary>
    public async Task<Result<IReadOnlyList<PlatformRow>>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var today = clock.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var current = new[]
        {
            await db.CurrentJournal(today).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct),
            await db.CurrentMessenger(today).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct),
        };
        var rows = await db.Platforms.AsNoTracking()
            .OrderBy(p => p.Kind).ThenByDescending(p => p.ValidFrom).ThenByDescending(p => p.RecordedAt)
            .Select(p => new
            {
                Platform = p,
                Chats = db.Chats.Count(c => c.PlatformId == p.Id),
                People = db.LinkStatuses.Count(s => s.PlatformId == p.Id),
                Facts = db.LinkFacts.Count(f => f.PlatformId == p.Id),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(row => new PlatformRow(
            row.Platform.Id, row.Platform.Kind, row.Platform.Name, row.Platform.Connector ?? "", row.Platform.ValidFrom, row.Platform.ValidTo?.AddDays(-1),
            row.Platform.Covers(today), current.Contains(row.Platform.Id), row.Chats, row.People, row.Facts));
    }
}
