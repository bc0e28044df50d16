using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Import.Applying;

/// <summary>How far an import has come.</summary>
/// <param name="Done">Rows written.</param>
/// <param name="Total">Rows to write.</param>
public readonly record struct ImportProgress(int Done, int Total);

/// <summary>Writes a plan in its caller's transaction, whose audit is declared: tables in the order of their references, all in bulk.</summary>
public sealed class ImportWriter(IBulkWriter bulk, ChatRegister chats, LinkProjection links)
{
    /// <summary>Writes the register's rows, the remarks, the before and after, and what follows from them: chats of new groups, link statuses.</summary>
    internal async Task WriteAsync(AppDbContext db, ImportPlan plan, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var changes = plan.Changes;
        if (changes.Log.Count == 0)
        {
            return;
        }

        await LockYearAsync(db, changes.Day, ct);
        await EndOldNamesAsync(db, changes, ct);
        var counter = new Counter(progress, Total(changes));
        await WriteAsync(db, changes.Programs, counter, ct);
        await WriteAsync(db, changes.Orders, counter, ct);
        await WriteAsync(db, changes.Groups, counter, ct);
        await WriteAsync(db, changes.GroupNames, counter, ct);
        await WriteAsync(db, changes.People, counter, ct);
        await WriteAsync(db, changes.Names, counter, ct);
        await WriteAsync(db, changes.Contacts, counter, ct);
        await WriteAsync(db, changes.Identities, counter, ct);
        await WriteAsync(db, changes.Enrollments, counter, ct);
        await WriteAsync(db, changes.Memberships, counter, ct);
        await WriteAsync(db, changes.Movements, counter, ct);
        await WriteAsync(db, changes.Absences, counter, ct);
        await WriteAsync(db, changes.Guardianships, counter, ct);
        await WriteAsync(db, changes.Employments, counter, ct);
        await WriteAsync(db, changes.Curators, counter, ct);
        counter.Add(await bulk.InsertAsync(db, changes.LogRows(), ct));
        if (changes.Groups.Added.Count + changes.Memberships.Added.Count + changes.Employments.Added.Count > 0)
        {
            await chats.EnsureWithinAsync(db, changes.Day, ct);
        }

        // Without any look, mark or link nobody's status can have changed.
        if (await db.LinkFacts.AnyAsync(ct) || await db.ChatObservations.AnyAsync(ct))
        {
            await links.RefreshAsync(db, null, ct);
        }
    }

    /// <summary>Remarks of the rows and sheets, without any value.</summary>
    internal static IEnumerable<ImportIssue> IssuesOf(ImportPlan plan) =>
        plan.Documents.SelectMany(d => d.Sheets).SelectMany(s => s.Issues.Select(i => Issue(plan, s.Name, null, i)))
            .Concat(plan.Rows.SelectMany(r => r.Row.Issues.Select(i => Issue(plan, r.Row.Sheet.Name, r.Row.Row, i))));

    private static ImportIssue Issue(ImportPlan plan, string? sheet, int? row, RosterIssue issue) => new()
    {
        ImportId = plan.Changes.ImportId,
        Sheet = sheet is null ? null : CellText.Cut(sheet, 100),
        RowNumber = row,
        Code = issue.Code,
        Field = issue.Field,
        Severity = issue.Severity,
    };

    private static int Total(ChangeSet c)
    {
        return Of(c.Programs) + Of(c.Orders) + Of(c.Groups) + Of(c.GroupNames) + Of(c.People) + Of(c.Names) + Of(c.Contacts) + Of(c.Identities) + Of(c.Enrollments)
            + Of(c.Memberships) + Of(c.Movements) + Of(c.Absences) + Of(c.Guardianships) + Of(c.Employments) + Of(c.Curators) + c.Log.Count;

        static int Of<T>(RowChanges<T> rows)
            where T : class => rows.Added.Count + rows.Changed.Count;
    }

    private async Task WriteAsync<T>(AppDbContext db, RowChanges<T> rows, Counter counter, CancellationToken ct)
        where T : class
    {
        if (rows.Added.Count > 0)
        {
            counter.Add(await bulk.InsertAsync(db, rows.Added, ct));
        }

        if (rows.Changed.Count > 0)
        {
            counter.Add(await bulk.UpdateAsync(db, rows.Changed, ct));
        }
    }

    /// <summary>
    /// Renews the version of the academic year's row. Of two imports at once the second finds it changed since its own reading and is
    /// refused by the database, instead of adding the same people again.
    /// </summary>
    private async Task LockYearAsync(AppDbContext db, DateOnly day, CancellationToken ct)
    {
        var year = AcademicYear.Of(day);
        var known = await db.AcademicYearOf(day).AsNoTracking().FirstOrDefaultAsync(ct);
        if (known is null)
        {
            await bulk.InsertAsync(db, [year], ct);
            return;
        }

        known.Version = Guid.CreateVersion7();
        await bulk.UpdateAsync(db, [known], ct);
    }

    /// <summary>A name that began on the day or later was never borne: the new one takes its place.</summary>
    private static async Task EndOldNamesAsync(AppDbContext db, ChangeSet changes, CancellationToken ct)
    {
        if (changes.Renamed.Count == 0)
        {
            return;
        }

        var ids = changes.Renamed;
        var old = await db.PersonNames.AsNoTracking().Where(n => EF.Parameter(ids).Contains(n.PersonId) && (n.ValidTo == null || n.ValidTo > changes.Day)).ToListAsync(ct);
        foreach (var name in old)
        {
            var added = changes.Names.Added.Find(n => n.PersonId == name.PersonId);
            if (added is not null && name.ValidFrom >= changes.Day)
            {
                Replace(name, added);
                changes.Names.Added.Remove(added);
                changes.Names.Change(name);
            }
            else
            {
                changes.Names.Change(changes.End(name));
            }
        }
    }

    private static void Replace(PersonName name, PersonName by)
    {
        (name.LastName, name.FirstName, name.Patronymic, name.SearchKey) = (by.LastName, by.FirstName, by.Patronymic, by.SearchKey);
        (name.StartReason, name.StartImportId) = (ReasonKind.Import, by.StartImportId);
        name.Version = Guid.CreateVersion7();
    }

    private sealed class Counter(IProgress<ImportProgress>? progress, int total)
    {
        private int _done;

        public void Add(int rows) => progress?.Report(new(_done += rows, total));
    }
}
