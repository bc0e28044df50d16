using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.PersonalData;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>
/// The fifth stage of an import: people of a file against the register, into changes. Pure: the same file, register and options give the
/// same changes, ids apart. Students come first, then employees, then representatives, who may speak of students of the same import.
/// </summary>
public static class ImportPlanner
{
    /// <summary>Plans one or more files as one import.</summary>
    /// <param name="documents">Parsed files; a blocked one blocks the whole.</param>
    /// <param name="register">Loaded for this plan only: it is changed as rows are planned.</param>
    /// <param name="now">UTC moment of the import.</param>
    public static ImportPlan Plan(IReadOnlyList<RosterDocument> documents, RegisterSnapshot register, ImportOptions options, SnilsHash snils, Guid importId, DateTime now, CancellationToken ct)
    {
        var changes = new ChangeSet(importId, register.Day, now);
        if (documents.Select(d => d.Blocked).FirstOrDefault(b => b is not null) is { } blocked)
        {
            return new(documents, register.Day, [], new(0, 0, 0, 0, 0), changes, blocked);
        }

        var rows = documents.SelectMany(d => d.People).Select(p => new PlannedRow(p)).ToList();
        var names = rows.Where(r => r.Row is { IsRejected: false, Group: not null }).Select(r => r.Row.Group!).ToHashSet(StringComparer.Ordinal);
        var groups = new GroupResolver(register, names, options.Kind == RosterKind.Students);
        var context = new PlanContext(register, changes, groups, snils);
        var people = new PersonPlanner(context);
        var families = new FamilyPlanner(context, people);
        var departures = new DeparturePlanner(context);
        var students = new StudentPlanner(context, people, families, departures);
        var employees = new EmployeePlanner(context, people, departures);
        foreach (var row in rows.OrderBy(r => r.Row.Kind switch { RosterKind.Students => 0, RosterKind.Employees => 1, _ => 2 }))
        {
            ct.ThrowIfCancellationRequested();
            switch (row.Row.Kind)
            {
                case RosterKind.Students:
                    students.Plan(row);
                    break;
                case RosterKind.Employees:
                    employees.Plan(row);
                    break;
                case RosterKind.Representatives:
                    families.PlanRow(row);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown kind {row.Row.Kind}.");
            }
        }

        departures.PlanAbsent(options.Cover, rows.Exists(r => r.Row.Kind == RosterKind.Students), rows.Exists(r => r.Row.Kind == RosterKind.Employees));
        var counts = context.Count(rows.Count(r => r.Outcome == ImportOutcome.Doubtful));
        return new(documents, register.Day, rows, counts, changes, options.Reason is null ? departures.CheckBudget() : null);
    }
}
