using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Calendar;

/// <param name="Source">The decree with its date and number.</param>
public sealed record ConfirmYearRequest(int Year, string Source);

/// <summary>A confirmation that was made, for its undo.</summary>
/// <param name="Days">Number of days that were provisional.</param>
/// <param name="Sources">What each of them rested on before.</param>
public sealed record ConfirmedYear(int Year, string Source, int Days, IReadOnlyDictionary<DateOnly, string> Sources);

/// <summary>
/// «Подтвердить год»: the provisional days of a year stand as the year's decree has them. Where it moves a day, the day is edited
/// first. Recorded moments stay, see <see cref="EditCalendarDay"/>.
/// </summary>
public sealed class ConfirmCalendarYear(IDbContextFactory<AppDbContext> contexts, AccessPolicy access)
{
    public async Task<Result<ConfirmedYear>> ConfirmAsync(Actor actor, ConfirmYearRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        if (request.Source.Trim() is not { Length: > 0 and <= EditCalendarDay.LongestSource } source)
        {
            return Error.Invalid("Назовите постановление: дату и номер.", nameof(request.Source));
        }

        if (request.Year is < CalendarQueries.FirstYear or > CalendarQueries.LastYear)
        {
            return Error.NotFound("Такого года в календаре нет.");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var days = await OfYear(db, request.Year).Where(d => d.Provisional).ToListAsync(ct);
        if (days.Count == 0)
        {
            return Error.Conflict("В этом году подтверждать нечего. Обновите страницу: возможно, год уже подтвердил другой администратор.");
        }

        var before = days.ToDictionary(d => d.Date, d => d.Source);
        foreach (var day in days)
        {
            (day.Provisional, day.Source) = (false, source);
        }

        db.Act(actor, "calendar-year-confirm");
        await db.SaveChangesAsync(ct);
        return new ConfirmedYear(request.Year, source, days.Count, before);
    }

    /// <summary>Makes those days provisional again that nobody has changed since.</summary>
    /// <returns>How many.</returns>
    public async Task<Result<int>> UndoAsync(Actor actor, ConfirmedYear confirmed, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var undone = 0;
        foreach (var day in await OfYear(db, confirmed.Year).Where(d => !d.Provisional && d.Source == confirmed.Source).ToListAsync(ct))
        {
            if (confirmed.Sources.TryGetValue(day.Date, out var source))
            {
                (day.Provisional, day.Source) = (true, source);
                undone++;
            }
        }

        db.Act(actor, "calendar-year-confirm-undo");
        await db.SaveChangesAsync(ct);
        return undone;
    }

    private static IQueryable<CalendarDay> OfYear(AppDbContext db, int year)
    {
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return db.CalendarDays.Where(d => d.Date >= from && d.Date <= to);
    }
}
