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
    public static IQueryable<Platform> CurrentMessenger(this AppDbContext db, DateOnly day) => db.Current(PlatformKind.Messenger, day);

    /// <summary>The journal on whose screen the chats must be seen on the day, at most one row.</summary>
    public static IQueryable<Platform> CurrentJournal(this AppDbContext db, DateOnly day) => db.Current(PlatformKind.Journal, day);

    /// <summary>Code of that journal: the system of the outside ids bound to it. No row when it has no connector.</summary>
    public static IQueryable<string> CurrentJournalCode(this AppDbContext db, DateOnly day) =>
        db.CurrentJournal(day).Where(p => p.Connector != null).Select(p => p.Connector!);

    private static IQueryable<Platform> Current(this AppDbContext db, PlatformKind kind, DateOnly day)
        => db.Platforms.InForce(day)
            .Where(p => p.Kind == kind)
            .OrderByDescending(p => p.ValidFrom).ThenByDescending(p => p.RecordedAt)
            .Take(1);
}
