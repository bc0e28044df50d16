using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Core.Today;

/// <param name="StudyGroupIds">Groups whose week waits, 1 … <see cref="RemindCurators.MaxGroups"/>.</param>
public sealed record RemindCuratorsRequest(IReadOnlyCollection<Guid> StudyGroupIds);

/// <param name="ReminderIds">For <see cref="RemindCurators.UndoAsync"/>.</param>
/// <param name="Curators">How many people will read it.</param>
/// <param name="LeftOut">Groups asked for that needed none: confirmed, reminded within a day, without a curator.</param>
public sealed record CuratorsReminded(IReadOnlyList<Guid> ReminderIds, int Curators, int LeftOut);

/// <summary>
/// An administrator reminds curators to check their groups this week. The reminder stands on the curator's «Сегодня» until the week is
/// confirmed; a second one within a day would only annoy and is refused.
/// </summary>
public sealed class RemindCurators(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    public const int MaxGroups = 500;

    /// <summary>Nobody is reminded of the same week more often.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    public async Task<Result<CuratorsReminded>> RemindAsync(Actor actor, RemindCuratorsRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        var asked = request.StudyGroupIds.Distinct().ToList();
        if (asked.Count is 0 or > MaxGroups || actor.UserId is not { } user)
        {
            return Error.Invalid("Напомнить некому: не выбрана ни одна группа.", nameof(request.StudyGroupIds));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var (now, today) = (clock.Now, clock.Today);
        var week = IsoWeek.Of(today);
        var curators = await db.CuratorsOn(today).Where(row => EF.Parameter(asked).Contains(row.StudyGroupId)).ToListAsync(ct);
        var confirmed = await ConfirmedAsync(db, week, asked, ct);
        var since = now - Pause;
        var reminded = await db.CuratorReminders
            .Where(row => row.Week == week.Monday && row.SentAt > since && EF.Parameter(asked).Contains(row.StudyGroupId))
            .GroupBy(row => row.StudyGroupId)
            .Select(rows => new { StudyGroupId = rows.Key, SentAt = rows.Max(row => row.SentAt) })
            .ToDictionaryAsync(row => row.StudyGroupId, row => row.SentAt, ct);
        var led = curators.Select(row => row.StudyGroupId).ToHashSet();
        var groups = asked.FindAll(group => led.Contains(group) && !confirmed.Contains(group) && !reminded.ContainsKey(group));
        if (groups.Count == 0)
        {
            return Refusal(asked.Count, led.Count, confirmed.Count, [.. reminded.Values]);
        }

        var reminders = groups.ConvertAll(group => new CuratorReminder { StudyGroupId = group, Week = week.Monday, SentBy = user, SentAt = now });
        db.Act(actor, "curators-remind");
        db.CuratorReminders.AddRange(reminders);
        await db.SaveChangesAsync(ct);
        return new CuratorsReminded(
            reminders.ConvertAll(row => row.Id),
            curators.Where(row => groups.Contains(row.StudyGroupId)).Select(row => row.PersonId).Distinct().Count(),
            asked.Count - groups.Count);
    }

    /// <summary>Takes back reminders of one's own; gone already = nothing to do.</summary>
    public async Task<Result<int>> UndoAsync(Actor actor, IReadOnlyCollection<Guid> reminderIds, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = reminderIds.ToList();
        var reminders = await db.CuratorReminders.Where(row => EF.Parameter(ids).Contains(row.Id) && row.SentBy == actor.UserId).ToListAsync(ct);
        if (reminders.Count > 0)
        {
            db.Act(actor, "curators-remind-undo");
            db.CuratorReminders.RemoveRange(reminders);
            await db.SaveChangesAsync(ct);
        }

        return reminders.Count;
    }

    private static async Task<HashSet<Guid>> ConfirmedAsync(AppDbContext db, IsoWeek week, List<Guid> groups, CancellationToken ct)
    {
        var name = week.ToString();
        return await db.WeeklyConfirmations
            .Where(row => row.Week == name && row.StudyGroupId != null && EF.Parameter(groups).Contains(row.StudyGroupId.Value)
                && row.RetractsId == null && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id))
            .Select(row => row.StudyGroupId!.Value)
            .ToHashSetAsync(ct);
    }

    private Error Refusal(int asked, int led, int confirmed, IReadOnlyList<DateTime> reminded) => (asked, led, confirmed, reminded) switch
    {
        (_, _, _, { Count: > 0 }) => Error.Conflict(
            $"Уже напоминали {EposMoment.At(clock, reminded.Max())}. Напоминание стоит у{RussianText.NoBreakSpace}куратора на «Сегодня», пока неделя не{RussianText.NoBreakSpace}подтверждена; ещё раз можно через сутки."),
        (_, 0, _, _) => Error.Conflict("Напомнить некому: у группы нет куратора. Назначьте его."),
        (1, _, > 0, _) => Error.Conflict("Неделя уже подтверждена, напоминать не о чем."),
        _ => Error.Conflict("Напоминать не о чем: недели подтверждены."),
    };
}
