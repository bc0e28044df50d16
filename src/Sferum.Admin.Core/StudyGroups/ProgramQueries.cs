using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>A program in the settings.</summary>
/// <param name="Code">Empty while unknown.</param>
/// <param name="Groups">Groups in force today.</param>
/// <param name="Ever">Groups that ever had it: while there are any it is not removed.</param>
public sealed record ProgramRow(Guid Id, string Code, string Title, int Groups, int Ever);

/// <summary>Reads the programs.</summary>
public sealed class ProgramQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>All, by code and title: one query. A technikum has some dozens.</summary>
    public async Task<Result<IReadOnlyList<ProgramRow>>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var today = clock.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Programs
            .Select(p => new ProgramRow(
                p.Id, p.Code ?? "", p.Title,
                db.StudyGroups.Count(g => g.ProgramId == p.Id && g.ValidFrom <= today && (g.ValidTo == null || today < g.ValidTo)),
                db.StudyGroups.Count(g => g.ProgramId == p.Id)))
            .ToListAsync(ct);
        return rows.OrderBy(p => p.Code.Length == 0).ThenBy(p => p.Code, StringComparer.Ordinal).ThenBy(p => p.Title, StringComparer.CurrentCulture).ToList();
    }
}
