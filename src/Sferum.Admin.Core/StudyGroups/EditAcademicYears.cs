using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>Days of a year as a form shows them.</summary>
public sealed record AcademicYearDays(DateOnly StartsOn, DateOnly LastDay)
{
    internal IReadOnlyDictionary<string, string> Fields => new Dictionary<string, string>
    {
        [nameof(StartsOn)] = StartsOn.ToString("O", CultureInfo.InvariantCulture),
        [nameof(LastDay)] = LastDay.ToString("O", CultureInfo.InvariantCulture),
    };

    internal static AcademicYearDays Of(IReadOnlyDictionary<string, string> fields) =>
        new(DateOnly.ParseExact(fields[nameof(StartsOn)], "O", CultureInfo.InvariantCulture), DateOnly.ParseExact(fields[nameof(LastDay)], "O", CultureInfo.InvariantCulture));
}

/// <param name="Id">The year; <see langword="null"/> for a new one.</param>
/// <param name="Year">Calendar year in which it begins; of a known one as it is.</param>
/// <param name="LastDay">Inclusive.</param>
/// <param name="Shown">The days on the screen before; not asked for a new one.</param>
public sealed record SaveAcademicYearRequest(Guid? Id, int Year, DateOnly StartsOn, DateOnly LastDay, AcademicYearDays? Shown);

/// <summary>An edit that was made, for its undo.</summary>
/// <param name="Before"><see langword="null"/> for a year that was added.</param>
public sealed record AcademicYearEdit(Guid Id, string Name, AcademicYearDays? Before, AcademicYearDays After);

/// <summary>Adds an academic year or changes its days. Its chats come by themselves once groups are in force in it.</summary>
public sealed class EditAcademicYears(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    private static readonly Error Gone = Error.NotFound("Учебный год не найден.");

    public async Task<Result<FormOutcome<AcademicYearEdit>>> SaveAsync(Actor actor, SaveAcademicYearRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync(() => request.Id is { } id ? ChangeAsync(actor, "academic-year", id, request, ct) : AddAsync(actor, request, ct));
    }

    /// <summary>Takes an added year away while nothing hangs on it, or puts its days back unless somebody has changed them since.</summary>
    public async Task<Result<FormOutcome<AcademicYearEdit>>> UndoAsync(Actor actor, AcademicYearEdit edit, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync(() => edit.Before is { } before
            ? ChangeAsync(actor, "academic-year-undo", edit.Id, new SaveAcademicYearRequest(edit.Id, 0, before.StartsOn, before.LastDay, edit.After), ct)
            : RemoveAsync(actor, edit, ct));
    }

    private async Task<Result<FormOutcome<AcademicYearEdit>>> AddAsync(Actor actor, SaveAcademicYearRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (AcademicYearRules.Check(request.Year, request.StartsOn, request.LastDay, clock.Today, await db.AcademicYears.AsNoTracking().ToListAsync(ct)) is { } invalid)
        {
            return invalid;
        }

        var year = new AcademicYear { Name = $"{request.Year}/{request.Year + 1}", StartsOn = request.StartsOn, EndsOn = request.LastDay.AddDays(1) };
        db.AcademicYears.Add(year);
        db.Act(actor, "academic-year-add");
        await db.SaveChangesAsync(ct);
        return Done(year, null);
    }

    private async Task<Result<FormOutcome<AcademicYearEdit>>> ChangeAsync(Actor actor, string action, Guid id, SaveAcademicYearRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var years = await db.AcademicYears.ToListAsync(ct);
        if (years.Find(y => y.Id == id) is not { } year)
        {
            return Gone;
        }

        var now = DaysOf(year);
        var (shown, yours) = ((request.Shown ?? now).Fields, new AcademicYearDays(request.StartsOn, request.LastDay).Fields);
        if (FormMerge.Conflicts(shown, yours, now.Fields) is { Count: > 0 } conflicts)
        {
            return new FormOutcome<AcademicYearEdit>(null, conflicts);
        }

        var days = AcademicYearDays.Of(FormMerge.Merge(shown, yours, now.Fields));
        if (AcademicYearRules.Check(year.StartsOn.Year, days.StartsOn, days.LastDay, clock.Today, years.Where(y => y.Id != id)) is { } invalid)
        {
            return invalid;
        }

        (year.StartsOn, year.EndsOn) = (days.StartsOn, days.LastDay.AddDays(1));
        db.Act(actor, action);
        await db.SaveChangesAsync(ct);
        return Done(year, now);
    }

    private async Task<Result<FormOutcome<AcademicYearEdit>>> RemoveAsync(Actor actor, AcademicYearEdit edit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.AcademicYears.FirstOrDefaultAsync(y => y.Id == edit.Id, ct) is not { } year)
        {
            return Gone;
        }

        if (await db.Chats.AnyAsync(c => c.AcademicYearId == year.Id, ct))
        {
            return Error.Conflict("У этого учебного года уже есть чаты: убрать его нельзя.");
        }

        db.AcademicYears.Remove(year);
        db.Act(actor, "academic-year-undo");
        await db.SaveChangesAsync(ct);
        return new FormOutcome<AcademicYearEdit>(edit, []);
    }

    private static AcademicYearDays DaysOf(AcademicYear year) => new(year.StartsOn, year.EndsOn.AddDays(-1));

    private static FormOutcome<AcademicYearEdit> Done(AcademicYear year, AcademicYearDays? before) => new(new AcademicYearEdit(year.Id, year.Name, before, DaysOf(year)), []);
}
