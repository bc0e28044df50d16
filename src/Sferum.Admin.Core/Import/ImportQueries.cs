using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Import;

/// <summary>A line of the list of imports.</summary>
/// <param name="CreatedAt">UTC.</param>
/// <param name="By">Who loaded it; null for the console.</param>
public sealed record ImportLine(
    Guid Id, int Number, string FileName, RosterImportState State, string? BlockedCode, DateOnly EffectiveOn, int Rows, int Added, int Updated, int Left, int Same, int Doubtful, int Rejected, DateTime CreatedAt, DateTime? AppliedAt, string? By);

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
public sealed class ImportQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 100;

    /// <summary>Latest first: two queries.</summary>
    /// <param name="page">From 1.</param>
    public async Task<Result<ImportPage<ImportLine>>> ListAsync(Actor actor, int page, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var total = await db.RosterImports.CountAsync(ct);
        var lines = await Lines(db, db.RosterImports.OrderByDescending(i => i.Number).Skip(Skip(page)).Take(PageSize)).ToListAsync(ct);
        return new ImportPage<ImportLine>(lines, total);
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
            db.Users.Where(u => u.Id == i.CreatedByUserId).Select(u => u.DisplayName).FirstOrDefault()));
}
