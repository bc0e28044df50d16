using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Settings;

/// <summary>What every register needs before the first person: the places, the working calendar and the academic year. Idempotent.</summary>
public static class RegisterDefaults
{
    /// <summary>The journal in which the chats must be seen.</summary>
    public const string JournalName = "ЭПОС";

    /// <summary>The messenger in which the chats live since autumn 2025.</summary>
    public const string MessengerName = "MAX";

    /// <summary>Code of the journal's connector.</summary>
    public const string JournalCode = "epos";

    /// <summary>Code by which connectors name the messenger.</summary>
    public const string MessengerCode = "max";

    /// <summary>Code of the messenger that the regulation names and that this one has replaced.</summary>
    public const string FormerMessengerCode = "vk";

    /// <summary>Adds what is missing: the two platforms when there is none of their kind, the calendar when it is empty, and the academic year of the day.</summary>
    /// <param name="today">In the school's zone.</param>
    public static async Task EnsureAsync(AppDbContext db, Actor actor, DateOnly today, DateTime now, CancellationToken ct)
    {
        var kinds = await db.Platforms.Select(p => p.Kind).Distinct().ToListAsync(ct);
        var year = AcademicYear.Of(today);
        foreach (var (kind, name, connector) in new[] { (PlatformKind.Journal, JournalName, JournalCode), (PlatformKind.Messenger, MessengerName, MessengerCode) })
        {
            if (!kinds.Contains(kind))
            {
                db.Platforms.Add(new Platform { Kind = kind, Name = name, Connector = connector, ValidFrom = year.StartsOn, StartReason = ReasonKind.Hand, RecordedAt = now });
            }
        }

        if (!await db.AcademicYearOf(today).AnyAsync(ct))
        {
            db.AcademicYears.Add(year);
        }

        if (!await db.CalendarDays.AnyAsync(ct))
        {
            db.CalendarDays.AddRange(CalendarData.Days());
        }

        if (db.ChangeTracker.HasChanges())
        {
            db.Act(actor, "register-defaults");
            await db.SaveChangesAsync(ct);
        }
    }
}
