using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.PersonalData;

/// <summary>What a night's cleaning removed.</summary>
/// <param name="Rows">Raw rows of imports.</param>
/// <param name="Drafts">Imports nobody has decided about, put away with their rows.</param>
/// <param name="Records">Unbound people of the journal's lists.</param>
public sealed record RetentionCounts(int Rows, int Drafts, int Records);

/// <summary>
/// Removes personal data that have served their purpose (152-ФЗ, article 5): raw rows of imports after the days of the setting, and
/// people of the journal's lists whom nobody was bound to once the journal is not read any more. The register is not touched.
/// </summary>
public sealed class Retention(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, TimeProvider time, JobRuns runs)
{
    private static readonly JournalRecordKind[] OfPeople = [JournalRecordKind.Student, JournalRecordKind.Representative, JournalRecordKind.Employee];

    /// <summary>Leaves a <see cref="JobRun"/>, and one audit entry when anything was removed.</summary>
    public async Task<Result<RetentionCounts>> RunAsync(Actor actor, JobTrigger trigger, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var begin = await runs.BeginAsync(new JobStart(JobNames.Retention, null, trigger, actor.UserId, null), ct);
        if (begin.Lease is not { } lease)
        {
            return Error.Conflict("Очистка уже идёт.");
        }

        await using (lease)
        {
            var counts = await RemoveAsync(actor, ct);
            await lease.FinishAsync(JobRunState.Succeeded, null, $$"""{"rows":{{counts.Rows}},"drafts":{{counts.Drafts}},"records":{{counts.Records}}}""", ct);
            return counts;
        }
    }

    private async Task<RetentionCounts> RemoveAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var settings = await SchoolSettings.LoadAsync(db, ct);
        var limit = ImportRetention.LimitOf(clock.Now, settings.ImportRowDays);
        var drafts = await db.RosterImports.Where(i => (i.State == RosterImportState.Previewed || i.State == RosterImportState.Blocked) && i.CreatedAt < limit).ToListAsync(ct);
        var ids = drafts.ConvertAll(draft => draft.Id);
        drafts.ForEach(draft => draft.State = RosterImportState.Discarded);
        db.Act(actor, "retention");
        await db.SaveChangesAsync(ct);
        await db.ImportChanges.Where(c => EF.Parameter(ids).Contains(c.ImportId)).ExecuteDeleteAsync(ct);
        var rows = await ImportRetention.RowsBefore(db, limit).ExecuteDeleteAsync(ct);
        var records = settings.JournalMode == JournalReaderMode.Off ? await UnboundPeople(db).ExecuteDeleteAsync(ct) : 0;
        if (rows + records > 0)
        {
            var removed = AuditRecord.Serialize(new { rows, records });
            await BulkAudit.DeclareAsync(db, actor, time, "retention", nameof(ImportRow), limit.ToString("O", System.Globalization.CultureInfo.InvariantCulture), rows + records, ct, after: removed);
        }

        await transaction.CommitAsync(ct);
        return new RetentionCounts(rows, drafts.Count, records);
    }

    private static IQueryable<JournalRecord> UnboundPeople(AppDbContext db) => db.JournalRecords
        .Where(record => OfPeople.Contains(record.Kind)
            && !db.ExternalIdentities.Any(identity => identity.System == record.System && identity.IdKind == record.IdKind && identity.Value == record.Value && identity.ValidTo == null));
}
