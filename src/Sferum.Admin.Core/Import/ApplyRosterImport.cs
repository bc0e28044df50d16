using System.Data;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Import;

/// <summary>What an import did.</summary>
/// <param name="ImportId">Null when there was nothing to write, or when it was blocked.</param>
public sealed record AppliedImport(Guid? ImportId, int? Number, ImportPlan Plan);

/// <summary>
/// Writes a roster into the register, all of it in one transaction together with the import's own state and audit: whatever happens to the
/// process, either everything is there or nothing. The plan is made again inside the transaction, so it is of the register as it is then.
/// </summary>
public sealed class ApplyRosterImport(
    IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, TimeProvider time, SnilsHash snils, ImportDrafts drafts, ImportWriter writer, IBulkWriter bulk)
{
    private static readonly Error Overtaken = Error.Conflict("Список людей изменился, пока файл применялся: его меняет другая загрузка или человек. Из этого файла ничего не записано. Повторите.");

    /// <summary>Plans and applies files at once. A block is part of the answer (<see cref="ImportPlan.Blocked"/>); then nothing is written.</summary>
    public async Task<Result<AppliedImport>> RunAsync(Actor actor, IReadOnlyList<ImportFile> files, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        if (PreviewRosterImport.Check(options) is { } invalid)
        {
            return invalid;
        }

        drafts.PrepareKey();
        var documents = await ReadAsync(files, options, ct);
        return await TransactAsync(async (db, transaction) =>
        {
            var plan = await ImportPlanning.PlanAsync(db, documents, options, snils, clock, Guid.CreateVersion7(), ct);
            if (plan.Blocked is not null)
            {
                return new AppliedImport(null, null, plan);
            }

            var import = PreviewRosterImport.NewImport(actor, files, options, plan, clock.Now, await PreviewRosterImport.NextNumberAsync(db, ct));
            db.RosterImports.Add(import);
            await WriteAsync(db, actor, import, plan, options.Reason, progress, ct);
            await drafts.WriteAsync(db, import.Id, documents, ct);
            await bulk.InsertAsync(db, ImportWriter.IssuesOf(plan), ct);
            await transaction.CommitAsync(ct);
            return new AppliedImport(import.Id, import.Number, plan);
        }, ct);
    }

    /// <summary>Applies a draft.</summary>
    /// <param name="reason">Why the guard is overruled; null = it is not.</param>
    public async Task<Result<AppliedImport>> RunDraftAsync(Actor actor, Guid importId, string? reason, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        drafts.PrepareKey();
        return await TransactAsync(async (db, transaction) =>
        {
            if (await db.RosterImports.FirstOrDefaultAsync(i => i.Id == importId, ct) is not { } import)
            {
                return Error.NotFound("Загрузка не найдена.");
            }

            if (import.State is RosterImportState.Applied or RosterImportState.Discarded)
            {
                return Error.Conflict(import.State == RosterImportState.Applied ? "Эта загрузка уже применена." : "Эту загрузку отложили. Загрузите файл снова.");
            }

            var (file, stored) = await drafts.ReadAsync(db, import, ct);
            var options = stored with { Reason = string.IsNullOrWhiteSpace(reason) ? stored.Reason : reason.Trim() };
            if (PreviewRosterImport.Check(options) is { } invalid)
            {
                return invalid;
            }

            var documents = ImportReading.Parse([file], options, clock.Today, ct);
            var plan = await ImportPlanning.PlanAsync(db, documents, options with { EffectiveOn = import.EffectiveOn }, snils, clock, import.Id, ct);
            if (plan.Blocked is { } block)
            {
                return new Error(block.Code, block.Message);
            }

            PreviewRosterImport.Count(import, plan);
            await db.ImportChanges.Where(c => c.ImportId == import.Id).ExecuteDeleteAsync(ct);
            await db.ImportIssues.Where(c => c.ImportId == import.Id).ExecuteDeleteAsync(ct);
            await WriteAsync(db, actor, import, plan, options.Reason, progress, ct);
            await bulk.InsertAsync(db, ImportWriter.IssuesOf(plan), ct);
            await transaction.CommitAsync(ct);
            return new AppliedImport(import.Id, import.Number, plan);
        }, ct);
    }

    /// <summary>Puts a draft away. Its rows are removed at once.</summary>
    public async Task<Result<int>> DiscardAsync(Actor actor, Guid importId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.RosterImports.FirstOrDefaultAsync(i => i.Id == importId, ct) is not { } import)
        {
            return Error.NotFound("Загрузка не найдена.");
        }

        if (import.State is not (RosterImportState.Previewed or RosterImportState.Blocked))
        {
            return Error.Conflict(import.State == RosterImportState.Applied ? "Эта загрузка уже применена." : "Эту загрузку уже отложили.");
        }

        import.State = RosterImportState.Discarded;
        db.Act(actor, "import-discard");
        await db.SaveChangesAsync(ct);
        await db.ImportChanges.Where(c => c.ImportId == importId).ExecuteDeleteAsync(ct);
        var rows = await db.ImportRows.Where(r => r.ImportId == importId).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return rows;
    }

    /// <summary>Before the transaction: on SQLite it keeps everybody else from writing.</summary>
    private async Task<IReadOnlyList<RosterDocument>> ReadAsync(IReadOnlyList<ImportFile> files, ImportOptions options, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var limit = (await SchoolSettings.LoadAsync(db, ct)).UploadLimitMb * 1024L * 1024L;
        return ImportReading.Read(files, options, limit, clock.Today, ct);
    }

    private async Task WriteAsync(AppDbContext db, Actor actor, RosterImport import, ImportPlan plan, string? reason, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        import.State = RosterImportState.Applied;
        import.GuardReason = reason;
        import.AppliedAt = clock.Now;
        import.AppliedByUserId = actor.UserId;
        db.Act(actor, "import-apply", reason);
        await BulkAudit.DeclareAsync(db, actor, time, "import-apply", nameof(RosterImport), import.Id.ToString(), plan.Changes.Log.Count, ct, reason);
        await writer.WriteAsync(db, plan, progress, ct);
        // Not through the tracker: how long it took is no change of the import that an audit has to tell.
        var took = (int)time.GetElapsedTime(begun).TotalMilliseconds;
        await db.RosterImports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.TookMilliseconds, took), ct);
    }

    private async Task<Result<AppliedImport>> TransactAsync(Func<AppDbContext, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction, Task<Result<AppliedImport>>> body, CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            // One view of the register from reading to writing; a row that somebody changes meanwhile fails the commit instead of being lost.
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            return await body(db, transaction);
        }
        catch (Exception e) when (e.IsSerializationFailure() || e.IsUniqueViolation())
        {
            return Overtaken;
        }
    }
}
