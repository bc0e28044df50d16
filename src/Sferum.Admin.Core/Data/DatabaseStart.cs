using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Data;

/// <summary>Brings a database to the schema of this build and gives it what every register needs.</summary>
public sealed class DatabaseStart(IDbContextFactory<AppDbContext> contexts, SchoolClock clock)
{
    /// <summary>Whether the schema is older than this build, or not there at all.</summary>
    public async Task<bool> NeedsMigrationAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }

    /// <summary>Applies what is pending (nothing when there is none) and ensures the register's defaults.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            await ClearStaleLockAsync(db, ct);
            await db.Database.MigrateAsync(ct);
        }

        // Days begin at the school's midnight: known before anything asks what day it is.
        clock.Use(SchoolZones.Of((await SchoolSettings.LoadAsync(db, ct)).TimeZone));
        await RegisterDefaults.EnsureAsync(db, Actor.System("start"), clock.Today, clock.Now, ct);
    }

    /// <summary>Removes the whole database. The caller has asked.</summary>
    public async Task DropAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.EnsureDeletedAsync(ct);
    }

    /// <summary>
    /// On SQLite the migration lock is a row without a time-out: a process killed under it would make every later start wait for
    /// ever (dotnet/efcore issue 38958). The file has one process, so a row found here is a dead one's.
    /// </summary>
    private static async Task ClearStaleLockAsync(AppDbContext db, CancellationToken ct)
    {
        if (!db.IsSqlite || !await db.Database.CanConnectAsync(ct))
        {
            return;
        }

        var tables = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").ToListAsync(ct);
        if (tables.Count > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", ct);
        }
    }
}
