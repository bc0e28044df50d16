using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Calendar;

/// <summary>Reads the working calendar for its editor.</summary>
public sealed class CalendarQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>First year that can be shown and edited: the regulation is of 2024, the orders behind it are a little older.</summary>
    public const int FirstYear = 2020;

    /// <summary>Last one.</summary>
    public const int LastYear = 2099;

    /// <param name="year">Brought into <see cref="FirstYear"/>–<see cref="LastYear"/>; <see langword="null"/> = this year.</param>
    public async Task<Result<CalendarYearView>> ReadAsync(Actor actor, int? year, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var shown = Math.Clamp(year ?? clock.Today.Year, FirstYear, LastYear);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await SchoolSettings.LoadAsync(db, ct);
        var rows = await db.CalendarDays.AsNoTracking().OrderBy(d => d.Date).ToListAsync(ct);
        var days = rows.Where(d => d.Date.Year == shown).Select(d => new CalendarDayView(d.Date, CalendarDayState.Of(d))).ToList();
        var calendar = new SchoolCalendar(rows, settings.HolidaysAreWorkingDays);
        var off = days.Where(d => d.State.Mark == CalendarDayMark.DayOff).Select(d => (DateOnly?)d.Date).ToList();
        var example = off.Find(d => d >= clock.Today) ?? off.FirstOrDefault();
        return new CalendarYearView(shown, days, days.Exists(d => d.State.Provisional), settings.HolidaysAreWorkingDays, example is { } day ? CalendarEffect.Of(day, calendar, clock).Sentence(clock) : null);
    }

    /// <summary>What the mark would mean for a correction of the last working day before it.</summary>
    public async Task<Result<CalendarPreview>> PreviewAsync(Actor actor, DateOnly date, CalendarDayMark mark, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await SchoolSettings.LoadAsync(db, ct);
        var rows = await db.CalendarDays.AsNoTracking().ToListAsync(ct);
        var changed = rows.Where(d => d.Date != date).ToList();
        if (mark != CalendarDayMark.AsUsual)
        {
            changed.Add(new CalendarDay { Date = date, Kind = EditCalendarDay.KindOf(mark) });
        }

        var then = CalendarEffect.Of(date, new SchoolCalendar(changed, settings.HolidaysAreWorkingDays), clock);
        var now = CalendarEffect.Of(date, new SchoolCalendar(rows, settings.HolidaysAreWorkingDays), clock, then.CorrectedOn);
        return new CalendarPreview(now.Sentence(clock), then.Sentence(clock));
    }
}
