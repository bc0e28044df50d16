using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Calendar;

/// <summary>
/// «Праздники — рабочие дни ЭПОС»: its notice of 19.12.2024 names only Saturday and Sunday, so somebody who has seen ЭПОС take over
/// corrections on a holiday may say so. Undone by setting it back.
/// </summary>
public sealed class SetHolidayRule(IDbContextFactory<AppDbContext> contexts, AccessPolicy access)
{
    public async Task<Result> SetAsync(Actor actor, bool holidaysAreWorkingDays, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var set = await WriteConflicts.RetryAsync<bool>(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await Setting.PutAsync(db, nameof(SchoolSettings.HolidaysAreWorkingDays), holidaysAreWorkingDays.ToString(), ct);
            db.Act(actor, "holiday-rule");
            await db.SaveChangesAsync(ct);
            return holidaysAreWorkingDays;
        });
        return set.IsOk ? Result.Ok : set.Error!;
    }
}
