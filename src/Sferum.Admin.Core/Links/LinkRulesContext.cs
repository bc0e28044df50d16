using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Links;

/// <summary>What the rules of links need beside a person's evidence: settings, calendar and the messenger that counts.</summary>
/// <param name="PlatformId">The current messenger; null when none is in force, then nobody has a link.</param>
public sealed record LinkRulesContext(DateOnly Day, SchoolClock School, SchoolSettings Settings, EposClock Epos, Guid? PlatformId)
{
    /// <summary>Three queries.</summary>
    public static async Task<LinkRulesContext> LoadAsync(AppDbContext db, DateOnly day, SchoolClock school, CancellationToken ct)
    {
        var settings = await SchoolSettings.LoadAsync(db, ct);
        var days = await db.CalendarDays.AsNoTracking().ToListAsync(ct);
        var platform = await db.CurrentMessenger(day).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        var calendar = new SchoolCalendar(days, settings.HolidaysAreWorkingDays);
        return new LinkRulesContext(day, school, settings, new EposClock(calendar, school), platform);
    }
}
