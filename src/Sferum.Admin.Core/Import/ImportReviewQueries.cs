using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Core.Import;

/// <summary>What the form of a new import needs to know.</summary>
/// <param name="LimitBytes">A larger file is refused.</param>
public sealed record UploadRules(long LimitBytes);

/// <summary>A column as it was understood.</summary>
/// <param name="Index">From 1.</param>
/// <param name="Field">The contract's name of the field; null for a column that is not read.</param>
public sealed record UnderstoodColumn(int Index, string Header, string? Field);

/// <summary>A sheet as it was understood.</summary>
/// <param name="Name">Null for a text file.</param>
/// <param name="HeaderRow">As a spreadsheet numbers it; null when the sheet is no roster.</param>
/// <param name="Note">Why nothing of it was read.</param>
public sealed record UnderstoodSheet(
    string? Name, RosterKind Kind, int? HeaderRow, string? Group, int Rows, int Skipped, string? Note, IReadOnlyList<UnderstoodColumn> Columns);

/// <summary>A file as it was understood.</summary>
/// <param name="Sheets">Empty once the rows were purged.</param>
public sealed record UnderstoodFile(string? Format, string? Encoding, char? Delimiter, ImportCover Cover, IReadOnlyList<UnderstoodSheet> Sheets);

/// <summary>Everything an import changes about one person.</summary>
/// <param name="PersonId">Null for what belongs to nobody: new groups, orders, programs.</param>
/// <param name="Name">Null likewise.</param>
/// <param name="IsInRegister">False while the person is only planned.</param>
public sealed record PersonChanges(Guid? PersonId, string? Name, bool IsInRegister, ImportOutcome Outcome, IReadOnlyList<ImportChangeLine> Changes);

/// <summary>A page of people with the numbers of all pages.</summary>
/// <param name="Counts">People by what happens to them: added, updated, leaving.</param>
public sealed record PeopleChangesPage(IReadOnlyList<PersonChanges> People, IReadOnlyDictionary<ImportOutcome, int> Counts, int Total);

/// <summary>An import person by person, and how its file was understood.</summary>
public sealed class ImportReviewQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, ImportDrafts drafts, SchoolClock clock)
{
    /// <summary>People of a page.</summary>
    public const int PageSize = 50;

    public async Task<Result<UploadRules>> UploadRulesAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return new UploadRules((await SchoolSettings.LoadAsync(db, ct)).UploadLimitMb * 1024L * 1024L);
    }

    /// <summary>Reads the kept rows again: the answer is that of the import itself.</summary>
    public async Task<Result<UnderstoodFile>> UnderstoodAsync(Actor actor, Guid importId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.RosterImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == importId, ct) is not { } import)
        {
            return Error.NotFound("Загрузка не найдена.");
        }

        var (file, options) = await drafts.ReadAsync(db, import, ct);
        var sheets = file.Tables.Count == 0 ? [] : ImportReading.Parse([file], options, clock.DayOf(import.CreatedAt), ct).SelectMany(d => d.Sheets);
        return new UnderstoodFile(
            file.Format,
            file.Encoding,
            file.Delimiter,
            options.Cover,
            [
                .. sheets.Select(s => new UnderstoodSheet(
                    s.Name, s.Kind, s.HeaderRow, s.Group, s.Rows, s.Skipped.Count, s.Note,
                    [.. s.Columns.Select(c => new UnderstoodColumn(c.Index, c.Header, c.Meaning?.Name))])),
            ]);
    }

    /// <summary>
    /// People in the order in which they were planned, each with all changes. It shows people, so it leaves an
    /// <see cref="AccessEntry"/>. Three queries and the entry.
    /// </summary>
    /// <param name="outcome">Added, updated or leaving; null = all.</param>
    /// <param name="page">From 1.</param>
    public async Task<Result<PeopleChangesPage>> PeopleAsync(Actor actor, Guid importId, ImportOutcome? outcome, int page, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ImportRosters, ct) is { } refusal)
        {
            return refusal;
        }

        await log.RecordAsync(actor, AccessKind.Viewed, nameof(RosterImport), importId, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = (await db.ImportChanges.Where(c => c.ImportId == importId)
                .GroupBy(c => c.PersonId)
                .Select(g => new
                {
                    PersonId = g.Key,
                    First = g.Min(c => c.Ordinal),
                    IsNew = g.Max(c => c.Entity == nameof(Person) && c.Operation == ImportOperation.Add ? 1 : 0),
                    Leaves = g.Max(c => c.Entity == nameof(Enrollment) && c.Operation == ImportOperation.End ? 1 : 0),
                    LosesPost = g.Max(c => c.Entity == nameof(Employment) && c.Operation == ImportOperation.End ? 1 : 0),
                    GetsPost = g.Max(c => c.Entity == nameof(Employment) && c.Operation == ImportOperation.Add ? 1 : 0),
                })
                .ToListAsync(ct))
            .Select(p => (
                p.PersonId,
                p.First,
                Outcome: p.PersonId is null || p.IsNew == 1 ? ImportOutcome.Add
                    : p.Leaves == 1 || (p.LosesPost == 1 && p.GetsPost == 0) ? ImportOutcome.Leave
                    : ImportOutcome.Update))
            .ToList();
        var chosen = people.Where(p => outcome is null || (p.Outcome == outcome && p.PersonId is not null)).OrderBy(p => p.PersonId is not null).ThenBy(p => p.First).ToList();
        var onPage = chosen.Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToList();
        return new PeopleChangesPage(
            await WithChangesAsync(db, importId, onPage, ct),
            people.Where(p => p.PersonId is not null).CountBy(p => p.Outcome).ToDictionary(),
            chosen.Count);
    }

    private static async Task<IReadOnlyList<PersonChanges>> WithChangesAsync(
        AppDbContext db, Guid importId, List<(Guid? PersonId, int First, ImportOutcome Outcome)> people, CancellationToken ct)
    {
        var ids = people.Where(p => p.PersonId is not null).Select(p => p.PersonId!.Value).ToList();
        var withoutPerson = people.Any(p => p.PersonId is null);
        var changes = (await db.ImportChanges
                .Where(c => c.ImportId == importId && ((c.PersonId != null && EF.Parameter(ids).Contains(c.PersonId.Value)) || (withoutPerson && c.PersonId == null)))
                .OrderBy(c => c.Ordinal)
                .Select(c => new ImportChangeLine(c.PersonId, c.Entity, c.Operation, c.Before, c.After))
                .ToListAsync(ct))
            .ToLookup(c => c.PersonId);
        var names = await db.People.Where(p => EF.Parameter(ids).Contains(p.Id))
            .Select(p => new { p.Id, Name = p.LastName + " " + p.FirstName + (p.Patronymic == null ? "" : " " + p.Patronymic) })
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return
        [
            .. people.Select(p => p.PersonId is { } id
                ? new PersonChanges(id, names.GetValueOrDefault(id) ?? PlannedName.Of(changes[id]), names.ContainsKey(id), p.Outcome, [.. changes[id]])
                : new PersonChanges(null, null, false, p.Outcome, [.. changes[null].Take(PageSize)])),
        ];
    }
}
