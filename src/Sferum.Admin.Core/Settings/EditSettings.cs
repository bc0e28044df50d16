using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Settings;

/// <param name="Part">The form; other settings stay as they are.</param>
/// <param name="Shown">How the form was opened.</param>
/// <param name="Wanted">How it is to be.</param>
public sealed record EditSettingsRequest(SettingsPart Part, SchoolSettings Shown, SchoolSettings Wanted);

/// <summary>An edit that was made, for its undo.</summary>
public sealed record SettingsEdit(SettingsPart Part, SchoolSettings Before, SchoolSettings After);

/// <summary>
/// Saves a form of the settings. Of two administrators at once each keeps what only he changed; where both changed the same field
/// differently the second is asked. Statuses that hang on the settings are computed anew in the same transaction.
/// </summary>
public sealed class EditSettings(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    public async Task<Result<FormOutcome<SettingsEdit>>> SaveAsync(Actor actor, EditSettingsRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        if (SettingsRules.Check(request.Part, request.Wanted) is { } invalid)
        {
            return invalid;
        }

        return await WriteConflicts.RetryAsync<FormOutcome<SettingsEdit>>(() => SaveOnceAsync(actor, ActionOf(request.Part), request, ct));
    }

    /// <summary>Puts back what the edit changed, unless somebody has changed it since.</summary>
    public async Task<Result<FormOutcome<SettingsEdit>>> UndoAsync(Actor actor, SettingsEdit edit, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync<FormOutcome<SettingsEdit>>(
            () => SaveOnceAsync(actor, $"{ActionOf(edit.Part)}-undo", new EditSettingsRequest(edit.Part, edit.After, edit.Before), ct));
    }

    private static string ActionOf(SettingsPart part) => part == SettingsPart.Organization ? "settings-organization" : "settings-rules";

    private async Task<Result<FormOutcome<SettingsEdit>>> SaveOnceAsync(Actor actor, string action, EditSettingsRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var before = await SchoolSettings.LoadAsync(db, ct);
        var (shown, yours, now) = (SettingsRules.ValuesOf(request.Part, request.Shown), SettingsRules.ValuesOf(request.Part, request.Wanted), SettingsRules.ValuesOf(request.Part, before));
        if (FormMerge.Conflicts(shown, yours, now) is { Count: > 0 } conflicts)
        {
            return new FormOutcome<SettingsEdit>(null, conflicts);
        }

        foreach (var (key, value) in FormMerge.Merge(shown, yours, now).Where(field => field.Value != now[field.Key]))
        {
            await Setting.PutAsync(db, key, value, ct);
        }

        db.Act(actor, action);
        await db.SaveChangesAsync(ct);
        var after = await SchoolSettings.LoadAsync(db, ct);
        if (after.TimeZone != before.TimeZone)
        {
            clock.Use(SchoolZones.Of(after.TimeZone));
        }

        if (SettingsRules.MovesLinks(before, after))
        {
            await links.RefreshAsync(db, null, ct);
        }

        await transaction.CommitAsync(ct);
        return new FormOutcome<SettingsEdit>(new SettingsEdit(request.Part, before, after), []);
    }
}
