using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Calendar;

/// <param name="Shown">How the day stood on the screen.</param>
/// <param name="Mark">What it is to be.</param>
/// <param name="Title">Name of the holiday, or why the day is a working one; not asked for <see cref="CalendarDayMark.AsUsual"/>.</param>
/// <param name="Source">The act: decree, order of the director; not asked for <see cref="CalendarDayMark.AsUsual"/>.</param>
public sealed record EditCalendarDayRequest(DateOnly Date, CalendarDayState Shown, CalendarDayMark Mark, string Title, string Source);

/// <summary>An edit that was made, for its undo.</summary>
public sealed record CalendarDayEdit(DateOnly Date, CalendarDayState Before, CalendarDayState After);

/// <summary>
/// Makes a day of the working calendar a day off, a working day, or leaves it to its weekday. Moments that were recorded with facts
/// by the calendar of their time (<c>RecheckAt</c>, «покажется») stay as recorded: a fact is not rewritten, and at worst its check
/// comes a day early and shows nothing. What is computed from the calendar — the clock of musts, the next check — follows at once.
/// </summary>
public sealed class EditCalendarDay(IDbContextFactory<AppDbContext> contexts, AccessPolicy access)
{
    /// <summary>Longest title, characters.</summary>
    public const int LongestTitle = 200;

    /// <summary>Longest source, characters.</summary>
    public const int LongestSource = 300;

    private static readonly Error CameSecond = Error.Conflict("Этот день только что изменил другой администратор. Ваше не записано: обновите страницу и сверьтесь.");

    public async Task<Result<CalendarDayEdit>> EditAsync(Actor actor, EditCalendarDayRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        if (Check(request) is { } invalid)
        {
            return invalid;
        }

        var after = request.Mark == CalendarDayMark.AsUsual
            ? CalendarDayState.Usual
            : new CalendarDayState(request.Mark, request.Title.Trim(), request.Source.Trim(), Provisional: false);
        return await PutAsync(actor, "calendar-day", new CalendarDayEdit(request.Date, request.Shown, after), ct);
    }

    /// <summary>Puts the day back as it was before the edit, unless somebody has changed it since.</summary>
    public async Task<Result<CalendarDayEdit>> UndoAsync(Actor actor, CalendarDayEdit edit, CancellationToken ct) =>
        await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused
            ? refused
            : await PutAsync(actor, "calendar-day-undo", new CalendarDayEdit(edit.Date, edit.After, edit.Before), ct);

    internal static CalendarDayKind KindOf(CalendarDayMark mark) => mark switch
    {
        CalendarDayMark.DayOff => CalendarDayKind.DayOff,
        CalendarDayMark.Working => CalendarDayKind.Working,
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, null),
    };

    private static Error? Check(EditCalendarDayRequest request)
    {
        if (request.Date.Year is < CalendarQueries.FirstYear or > CalendarQueries.LastYear)
        {
            return Error.Invalid($"Календарь ведём с {CalendarQueries.FirstYear} по {CalendarQueries.LastYear} год.", nameof(request.Date));
        }

        var isWeekend = request.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        switch (request.Mark)
        {
            case CalendarDayMark.AsUsual:
                return null;
            case CalendarDayMark.DayOff when isWeekend:
                return Error.Invalid("Суббота и воскресенье — и так выходные.", nameof(request.Mark));
            case CalendarDayMark.Working when !isWeekend:
                return Error.Invalid("Этот день и так рабочий. Чтобы снять выходной, выберите «как обычно».", nameof(request.Mark));
        }

        if (request.Title.Trim() is not { Length: > 0 and <= LongestTitle })
        {
            return Error.Invalid("Назовите день, например «Перенос с 03.01.2027».", nameof(request.Title));
        }

        return request.Source.Trim() is { Length: > 0 and <= LongestSource }
            ? null
            : Error.Invalid("Назовите основание: постановление или приказ.", nameof(request.Source));
    }

    private async Task<Result<CalendarDayEdit>> PutAsync(Actor actor, string action, CalendarDayEdit edit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.CalendarDays.FirstOrDefaultAsync(d => d.Date == edit.Date, ct);
        if (CalendarDayState.Of(row) != edit.Before)
        {
            return CameSecond;
        }

        Write(db, row, edit);
        db.Act(actor, action);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Exception e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            return CameSecond;
        }

        return edit;
    }

    private static void Write(AppDbContext db, CalendarDay? row, CalendarDayEdit edit)
    {
        if (edit.After.Mark == CalendarDayMark.AsUsual)
        {
            if (row is not null)
            {
                db.CalendarDays.Remove(row);
            }

            return;
        }

        row ??= db.CalendarDays.Add(new CalendarDay { Date = edit.Date }).Entity;
        row.Kind = KindOf(edit.After.Mark);
        row.Title = edit.After.Title;
        row.Source = edit.After.Source;
        row.Provisional = edit.After.Provisional;
    }
}
