using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Settings;

/// <summary>Reads the settings for their forms.</summary>
public sealed class SettingsQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    public async Task<Result<SchoolSettings>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await SchoolSettings.LoadAsync(db, ct);
    }

    /// <summary>What the rules would mean for the register as it is today; nothing is written.</summary>
    public async Task<Result<RulesPreview>> PreviewAsync(Actor actor, SchoolSettings wanted, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        if (SettingsRules.Check(SettingsPart.Rules, wanted) is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = await LinkRulesContext.LoadAsync(db, clock.Today, clock, ct);
        var calendar = new SchoolCalendar(await db.CalendarDays.AsNoTracking().ToListAsync(ct), wanted.HolidaysAreWorkingDays);
        var then = now with { Settings = wanted, Epos = new EposClock(calendar, clock) };
        var register = await RegisterReader.LoadAsync(db, now.Day, RegisterScope.College, ct);
        var statuses = now.PlatformId is not null && SettingsRules.MovesLinks(now.Settings, wanted)
            ? RulesEffect.Statuses(register, await LinkEvidenceReader.LoadAsync(db, now, register, null, ct), now, then)
            : [];
        var (added, removed) = RulesEffect.Places(register, now.Settings.ChatRules, wanted.ChatRules);
        var (age, freshen) = RulesEffect.Looks(await LastLooksAsync(db, register.GroupsInForce, ct), now.Day, now.Settings.LookDays, wanted.LookDays);
        var gone = wanted.ImportRowDays < now.Settings.ImportRowDays
            ? await ImportRetention.RowsBefore(db, ImportRetention.LimitOf(clock.Now, wanted.ImportRowDays)).CountAsync(ct)
            : 0;
        return new RulesPreview(statuses, added, removed, age, freshen, gone);
    }

    private async Task<List<DateOnly>> LastLooksAsync(AppDbContext db, IReadOnlyList<Guid> groups, CancellationToken ct)
    {
        var looks = await db.ChatObservations
            .Where(o => o.RetractsId == null && !db.ChatObservations.Any(other => other.RetractsId == o.Id))
            .Join(db.Chats.Where(c => c.StudyGroupId != null), o => o.ChatId, c => c.Id, (o, c) => new { Group = c.StudyGroupId!.Value, o.LastAsOf })
            .Where(x => EF.Parameter(groups).Contains(x.Group))
            .GroupBy(x => x.Group)
            .Select(g => g.Max(x => x.LastAsOf))
            .ToListAsync(ct);
        return looks.ConvertAll(clock.DayOf);
    }
}
