using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Core.Import;

/// <summary>A line of the list of imports.</summary>
/// <param name="CreatedAt">UTC.</param>
/// <param name="By">Who loaded it; null for the console.</param>
/// <param name="KindNames">Whom the file lists, as stored.</param>
/// <param name="TookMilliseconds">How long it was applied; null before, and for imports from before this was kept.</param>
public sealed record ImportLine(
    Guid Id, int Number, string FileName, RosterImportState State, string? BlockedCode, DateOnly EffectiveOn, int Rows, int Added, int Updated, int Left, int Same, int Doubtful, int Rejected, DateTime CreatedAt,
    DateTime? AppliedAt, string? By, string KindNames, int? TookMilliseconds)
{
    /// <summary>Whom the file lists.</summary>
    public IEnumerable<RosterKind> Kinds => KindNames.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<RosterKind>);
}

/// <summary>Which imports are listed.</summary>
/// <param name="State">Null = all.</param>
/// <param name="Kind">Only files that list these; null = all.</param>
public sealed record ImportFilter(RosterImportState? State = null, RosterKind? Kind = null);

/// <summary>The list of imports.</summary>
/// <param name="Total">Lines of the filter, over all pages.</param>
/// <param name="States">All imports of the filter's kind by state.</param>
public sealed record ImportList(IReadOnlyList<ImportLine> Lines, int Total, IReadOnlyDictionary<RosterImportState, int> States);

/// <summary>The run that writes an import.</summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="Done">Rows written.</param>
/// <param name="Total">Rows to write; 0 while it is planned anew.</param>
/// <param name="Note">Why it failed.</param>
public sealed record ImportRunView(Guid ImportId, int Number, string FileName, JobRunState State, DateTime StartedAt, int Done, int Total, string? Note, string? By);

/// <summary>How many remarks of a kind an import has.</summary>
public sealed record ImportIssueCount(string Code, IssueSeverity Severity, int Count);

/// <summary>One import with its remarks counted by kind.</summary>
public sealed record ImportDetails(ImportLine Import, string? GuardReason, IReadOnlyList<ImportIssueCount> Issues);

/// <summary>A planned or done change, for a person to read.</summary>
/// <param name="PersonId">Null for a group, an order, a program.</param>
/// <param name="Before">JSON; null for an addition.</param>
/// <param name="After">JSON.</param>
public sealed record ImportChangeLine(Guid? PersonId, string Entity, ImportOperation Operation, string? Before, string? After);

/// <summary>A remark of a row.</summary>
public sealed record ImportIssueLine(string? Sheet, int? RowNumber, string Code, string? Field, IssueSeverity Severity);

/// <summary>A page of a list.</summary>
/// <param name="Total">Lines in all, over all pages.</param>
public sealed record ImportPage<T>(IReadOnlyList<T> Lines, int Total);

/// <summary>What has been loaded and what was wrong in it; what it changed or would change: <see cref="ImportReviewQueries"/>.</summary>
public sealed class ImportQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, ImportProgressBoard board, TimeProvider time)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 100;

    /// <summary>Latest first: two queries.</summary>
    /// <param name="page">From 1.</param>
    public async Task<Result<ImportList>> ListAsync(Actor actor, ImportFilter filter, int page, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var imports = db.RosterImports.AsQueryable();
        if (filter.Kind is { } kind)
        {
            var name = kind.ToString();
            imports = imports.Where(i => i.Kinds.Contains(name));
        }

        var states = await imports.GroupBy(i => i.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var asked = imports.Where(i => filter.State == null || i.State == filter.State);
        var lines = await Lines(db, asked.OrderByDescending(i => i.Number).Skip(Skip(page)).Take(PageSize)).ToListAsync(ct);
        return new ImportList(lines, filter.State is { } state ? states.GetValueOrDefault(state) : states.Values.Sum(), states);
    }

    /// <summary>The latest run that writes an import; null when none was asked for: one query.</summary>
    /// <param name="importId">One import, or null for the run that is at it now, whichever.</param>
    public async Task<Result<ImportRunView?>> RunAsync(Actor actor, Guid? importId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        var scope = importId?.ToString();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.JobRuns.AsNoTracking()
            .Where(r => r.Job == JobNames.ImportApply && (scope == null ? r.State == JobRunState.Running : r.Scope == scope))
            .OrderByDescending(r => r.StartedAt)
            .Select(r => new { Run = r, By = db.Users.Where(u => u.Id == r.ByUserId).Select(u => u.DisplayName).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        if (row is null || !Guid.TryParse(row.Run.Scope, out var id))
        {
            return (ImportRunView?)null;
        }

        var import = await db.RosterImports.Where(i => i.Id == id).Select(i => new { i.Number, i.FileName }).FirstOrDefaultAsync(ct);
        var here = board.Of(id);
        // Nobody is at it any more: nothing of it was written.
        var isSilent = here is null && row.Run.State == JobRunState.Running && time.GetUtcNow().UtcDateTime - (row.Run.HeartbeatAt ?? row.Run.StartedAt) > JobRuns.SilentAfter;
        return import is null || (isSilent && importId is null)
            ? (ImportRunView?)null
            : new ImportRunView(
                id, import.Number, import.FileName, isSilent ? JobRunState.Interrupted : row.Run.State, row.Run.StartedAt, here?.Done ?? row.Run.Done, here?.Total ?? row.Run.Total, row.Run.Note, row.By);
    }

    /// <summary>One import: two queries.</summary>
    public async Task<Result<ImportDetails>> GetAsync(Actor actor, Guid importId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Lines(db, db.RosterImports.Where(i => i.Id == importId)).FirstOrDefaultAsync(ct) is not { } line)
        {
            return Error.NotFound("Загрузка не найдена.");
        }

        var reason = await db.RosterImports.Where(i => i.Id == importId).Select(i => i.GuardReason).FirstAsync(ct);
        var issues = await db.ImportIssues.Where(i => i.ImportId == importId)
            .GroupBy(i => new { i.Code, i.Severity })
            .Select(g => new ImportIssueCount(g.Key.Code, g.Key.Severity, g.Count()))
            .ToListAsync(ct);
        return new ImportDetails(line, reason, [.. issues.OrderByDescending(i => i.Severity).ThenByDescending(i => i.Count).ThenBy(i => i.Code, StringComparer.Ordinal)]);
    }

    /// <summary>Remarks of an import by sheet and row: two queries.</summary>
    /// <param name="code">Only of one kind; null = all.</param>
    /// <param name="page">From 1.</param>
    public async Task<Result<ImportPage<ImportIssueLine>>> IssuesAsync(Actor actor, Guid importId, string? code, int page, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var issues = db.ImportIssues.Where(i => i.ImportId == importId && (code == null || i.Code == code));
        var total = await issues.CountAsync(ct);
        var lines = await issues.OrderBy(i => i.Sheet).ThenBy(i => i.RowNumber).ThenBy(i => i.Id).Skip(Skip(page)).Take(PageSize)
            .Select(i => new ImportIssueLine(i.Sheet, i.RowNumber, i.Code, i.Field, i.Severity))
            .ToListAsync(ct);
        return new ImportPage<ImportIssueLine>(lines, total);
    }

    private static int Skip(int page) => (Math.Max(page, 1) - 1) * PageSize;

    private static IQueryable<ImportLine> Lines(AppDbContext db, IQueryable<RosterImport> imports) =>
        imports.Select(i => new ImportLine(
            i.Id, i.Number, i.FileName, i.State, i.BlockedCode, i.EffectiveOn, i.Rows, i.Added, i.Updated, i.Left, i.Same, i.Doubtful, i.Rejected, i.CreatedAt, i.AppliedAt,
            db.Users.Where(u => u.Id == i.CreatedByUserId).Select(u => u.DisplayName).FirstOrDefault(), i.Kinds, i.TookMilliseconds));
}
