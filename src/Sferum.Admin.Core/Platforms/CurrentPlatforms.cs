using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Platforms;

/// <summary>Which platform questions without a platform mean.</summary>
public static class CurrentPlatforms
{
    /// <summary>
    /// The messenger that came last among those in force on the day, at most one row: while people move from one to the next, it
    /// is the next whose links count.
    /// </summary>
    public static IQueryable<Platform> CurrentMessenger(this AppDbContext db, DateOnly day)
        => db.Platforms.InForce(day)
            .Where(p => p.Kind == PlatformKind.Messenger)
            .OrderByDescending(p => p.ValidFrom).ThenByDescending(p => p.RecordedAt)
            .Take(1);
}
