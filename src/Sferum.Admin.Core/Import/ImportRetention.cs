using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Import;

/// <summary>How long the raw rows of imports are kept (setting <c>ImportRowDays</c>).</summary>
public static class ImportRetention
{
    /// <summary>Rows of imports older than this moment go.</summary>
    /// <param name="now">UTC.</param>
    public static DateTime LimitOf(DateTime now, int days) => now.AddDays(-days);

    /// <summary>Raw rows of imports that were applied, or else loaded, before the moment.</summary>
    public static IQueryable<ImportRow> RowsBefore(AppDbContext db, DateTime limit) =>
        db.ImportRows.Where(row => db.RosterImports.Any(import => import.Id == row.ImportId && (import.AppliedAt ?? import.CreatedAt) < limit));
}
