using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Import;

/// <summary>A draft that a person can look through and apply.</summary>
/// <param name="Plan">What applying it now would do.</param>
public sealed record RosterDraft(Guid ImportId, int Number, ImportPlan Plan);

/// <summary>Reads, matches and plans a roster. The register stays as it is.</summary>
public sealed class PreviewRosterImport(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, SnilsHash snils, ImportDrafts drafts, IBulkWriter bulk)
{
    /// <summary>Plans files without writing anything at all.</summary>
    public async Task<Result<ImportPlan>> RunAsync(Actor actor, IReadOnlyList<ImportFile> files, ImportOptions options, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        if (Check(options) is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await PlanAsync(db, files, options, Guid.CreateVersion7(), ct);
    }

    /// <summary>
    /// Plans a file and keeps it as a draft: its rows encrypted, its remarks and the planned changes for the screen. A file that cannot be
    /// read is refused with the code and sentence of its block and leaves nothing.
    /// </summary>
    public async Task<Result<RosterDraft>> SaveAsync(Actor actor, ImportFile file, ImportOptions options, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        if (Check(options) is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var plan = await PlanAsync(db, [file], options, Guid.CreateVersion7(), ct);
        if (plan.Blocked is { } block && block.Code != BlockCodes.RemovalBudget)
        {
            return new Error(block.Code, block.Message);
        }

        drafts.PrepareKey();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        var import = NewImport(actor, [file], options, plan, clock.Now, await NextNumberAsync(db, ct));
        import.State = plan.Blocked is null ? RosterImportState.Previewed : RosterImportState.Blocked;
        db.Act(actor, "import-preview");
        db.RosterImports.Add(import);
        await db.SaveChangesAsync(ct);
        await drafts.WriteAsync(db, import.Id, plan.Documents, ct);
        await bulk.InsertAsync(db, ImportWriter.IssuesOf(plan), ct);
        await bulk.InsertAsync(db, plan.Changes.LogRows(), ct);
        await transaction.CommitAsync(ct);
        return new RosterDraft(import.Id, import.Number, plan);
    }

    /// <summary>The record of an import, before its state is decided.</summary>
    internal static RosterImport NewImport(Actor actor, IReadOnlyList<ImportFile> files, ImportOptions options, ImportPlan plan, DateTime now, int number)
    {
        var import = new RosterImport
        {
            Id = plan.Changes.ImportId,
            Number = number,
            FileName = CellText.Cut(string.Join(", ", files.Select(f => f.Name)), 260),
            Sha256 = Convert.ToHexString(SHA256.HashData([.. files.SelectMany(f => f.Content)])),
            Options = ImportDrafts.Serialize(options, plan.Documents[0].File),
            CreatedAt = now,
            CreatedByUserId = actor.UserId,
        };
        Count(import, plan);
        return import;
    }

    /// <summary>Takes over what the plan says now.</summary>
    internal static void Count(RosterImport import, ImportPlan plan)
    {
        import.EffectiveOn = plan.EffectiveOn;
        import.BlockedCode = plan.Blocked?.Code;
        import.Rows = plan.Rows.Count;
        import.Kinds = string.Join(',', plan.Documents.SelectMany(d => d.People).Select(p => p.Kind).Distinct().Order());
        import.Added = plan.Counts.Add;
        import.Updated = plan.Counts.Update;
        import.Left = plan.Counts.Leave;
        import.Same = plan.Counts.Same;
        import.Doubtful = plan.Counts.Doubtful;
        import.Rejected = plan.RejectedRows;
    }

    internal static async Task<int> NextNumberAsync(AppDbContext db, CancellationToken ct) => (await db.RosterImports.MaxAsync(i => (int?)i.Number, ct) ?? 0) + 1;

    /// <summary>Options that contradict themselves.</summary>
    internal static Error? Check(ImportOptions options) =>
        options.Group is { } group && GroupNameText.Normalize(group) is null ? Error.Invalid("Название группы не похоже на группу. Пример: ИС-21.", nameof(options.Group))
        : options.EffectiveOn < FormCheck.EarliestDay ? Error.Invalid($"Раньше {RussianText.Date(FormCheck.EarliestDay)}: проверьте год.", nameof(options.EffectiveOn))
        : options.Reason is { Length: > 500 } ? Error.Invalid("Причина длиннее 500 знаков.", nameof(options.Reason))
        : null;

    private async Task<ImportPlan> PlanAsync(AppDbContext db, IReadOnlyList<ImportFile> files, ImportOptions options, Guid importId, CancellationToken ct)
    {
        var limit = (await SchoolSettings.LoadAsync(db, ct)).UploadLimitMb * 1024L * 1024L;
        var documents = ImportReading.Read(files, options, limit, clock.Today, ct);
        return await ImportPlanning.PlanAsync(db, documents, options, snils, clock, importId, ct);
    }
}
