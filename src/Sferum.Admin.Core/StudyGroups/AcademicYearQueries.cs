using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>An academic year in the settings.</summary>
/// <param name="LastDay">Inclusive.</param>
/// <param name="IsCurrent">The year of today.</param>
/// <param name="Chats">Rows of the chat register that belong to it.</param>
public sealed record AcademicYearRow(Guid Id, string Name, DateOnly StartsOn, DateOnly LastDay, bool IsCurrent, int Chats);

/// <summary>Reads the academic years.</summary>
public sealed class AcademicYearQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>All, latest first: one query.</summary>
    public async Task<Result<IReadOnlyList<AcademicYearRow>>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var current = AcademicYear.Of(clock.Today).Name;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.AcademicYears.OrderByDescending(y => y.StartsOn)
            .Select(y => new { y.Id, y.Name, y.StartsOn, y.EndsOn, Chats = db.Chats.Count(c => c.AcademicYearId == y.Id) })
            .ToListAsync(ct);
        return rows.ConvertAll(y => new AcademicYearRow(y.Id, y.Name, y.StartsOn, y.EndsOn.AddDays(-1), y.Name == current, y.Chats));
    }
}
