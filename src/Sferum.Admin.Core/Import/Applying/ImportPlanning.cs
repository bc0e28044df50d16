using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Import.Applying;

/// <summary>Plans parsed files against the register of a context; within a transaction the plan is what will be written.</summary>
internal static class ImportPlanning
{
    public static async Task<ImportPlan> PlanAsync(AppDbContext db, IReadOnlyList<RosterDocument> documents, ImportOptions options, SnilsHash snils, SchoolClock clock, Guid importId, CancellationToken ct)
    {
        var day = options.EffectiveOn ?? await DefaultDayAsync(db, documents, clock.Today, ct);
        var blocked = documents.Any(d => d.Blocked is not null);
        var register = blocked ? new RegisterSnapshot(day) : await RegisterSnapshotReader.LoadAsync(db, day, ct);
        return ImportPlanner.Plan(documents, register, options, snils, importId, clock.Now, ct);
    }

    /// <summary>1 September on the first import into an empty academic year, else today.</summary>
    private static async Task<DateOnly> DefaultDayAsync(AppDbContext db, IReadOnlyList<RosterDocument> documents, DateOnly today, CancellationToken ct)
    {
        var yearStart = AcademicYear.Of(today).StartsOn;
        var kinds = documents.SelectMany(d => d.People).Select(p => p.Kind).ToHashSet();
        var isFirst = kinds.Contains(RosterKind.Students) ? !await db.GroupMemberships.AnyAsync(m => m.ValidTo == null || m.ValidTo > yearStart, ct)
            : kinds.Contains(RosterKind.Employees) && !await db.Employments.AnyAsync(e => e.ValidTo == null || e.ValidTo > yearStart, ct);
        return isFirst ? yearStart : today;
    }
}
