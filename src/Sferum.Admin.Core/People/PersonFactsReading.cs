using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Core.People;

/// <param name="Ids">Ids of all rows shown, for the history.</param>
internal sealed record PersonFacts(
    IReadOnlyList<PersonFactRow> Names,
    IReadOnlyList<PersonFactRow> Contacts,
    IReadOnlyList<PersonFactRow> Posts,
    IReadOnlyList<PersonFactRow> Duties,
    IReadOnlyList<PersonFactRow> Studies,
    IReadOnlyList<PersonFactRow> Representatives,
    IReadOnlyList<PersonFactRow> Children,
    IReadOnlyList<Guid> Ids);

/// <summary>The dated facts of one person, the latest first, with the reasons of both ends.</summary>
internal sealed class PersonFactsReading(AppDbContext db, DateOnly today, AccessScope scope, bool mayKnowRestrictions)
{
    private FactReasons _reasons = null!;

    public async Task<PersonFacts> ReadAsync(Guid id, CancellationToken ct)
    {
        var names = await Latest(db.PersonNames.Where(row => row.PersonId == id)).ToListAsync(ct);
        var contacts = await Latest(db.PersonContacts.Where(row => row.PersonId == id)).ToListAsync(ct);
        var posts = await Latest(db.Employments.Where(row => row.PersonId == id)).ToListAsync(ct);
        var absences = await db.Absences.InForce(today).Where(row => db.Employments.Any(post => post.Id == row.EmploymentId && post.PersonId == id)
            || db.Enrollments.Any(study => study.Id == row.EnrollmentId && study.PersonId == id)).AsNoTracking().ToListAsync(ct);
        var curated = await Latest(db.CuratorAssignments.Where(row => row.PersonId == id)).ToListAsync(ct);
        var administrations = await Latest(db.PlatformAdministrators.Where(row => row.PersonId == id)).ToListAsync(ct);
        var studies = await Latest(db.GroupMemberships.Where(row => row.PersonId == id)).ToListAsync(ct);
        var enrollments = await Latest(db.Enrollments.Where(row => row.PersonId == id)).ToListAsync(ct);
        var families = (await Latest(db.Guardianships.Where(row => row.StudentId == id || row.RepresentativeId == id)).ToListAsync(ct))
            .ToLookup(row => row.StudentId == id);
        var children = await InScopeAsync(families[false].Select(row => row.StudentId), ct);
        var (shown, parents) = (families[false].Where(row => children.ContainsKey(row.StudentId)).ToList(), families[true].ToList());
        _reasons = await FactReasons.ReadAsync(db, [.. names, .. contacts, .. posts, .. curated, .. administrations, .. studies, .. enrollments, .. shown, .. parents], ct);
        var people = await NamesAsync([.. shown.Select(row => row.StudentId), .. parents.Select(row => row.RepresentativeId).OfType<Guid>()], ct);
        var groups = await GroupNamesAsync([.. curated.Select(row => row.StudyGroupId), .. studies.Select(row => row.StudyGroupId)], ct);
        var platforms = await db.Platforms.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var onLeave = absences.ToLookup(row => row.EmploymentId ?? row.EnrollmentId!.Value);
        return new PersonFacts(
            [.. names.Select(row => Row(row, row.Patronymic is null ? $"{row.LastName} {row.FirstName}" : $"{row.LastName} {row.FirstName} {row.Patronymic}"))],
            [.. contacts.Select(row => Row(row, row.Kind == ContactKind.Phone ? PhoneMask.Full(row.Value) : row.Value, row.Label))],
            [.. posts.Select(row => Row(row, row.Position, Join(row.Department, Leave(onLeave[row.Id])), kind: FactKind.Employment))],
            [.. curated.Select(row => Row(row, row.Kind == CuratorKind.Main ? "Куратор" : "Замещающий куратор", groups.GetValueOrDefault(row.StudyGroupId), GroupHref(row.StudyGroupId), FactKind.Curator)),
                .. administrations.Select(row => Row(row, $"Администратор {platforms.GetValueOrDefault(row.PlatformId)}", row.PhoneOfRecord is { } phone ? $"номер в заявке {PhoneMask.Full(phone)}" : null, kind: FactKind.PlatformAdministrator))],
            [.. studies.Select(row => Row(row, groups.GetValueOrDefault(row.StudyGroupId) ?? "Группа", Leave(onLeave[row.EnrollmentId]), GroupHref(row.StudyGroupId), FactKind.Membership) with
            {
                Study = enrollments.Find(study => study.Id == row.EnrollmentId) is { } study ? new FactRef(FactKind.Enrollment, study.Id, study.Version) : null,
                Leave = onLeave[row.EnrollmentId].FirstOrDefault() is { } leave ? new FactRef(FactKind.Leave, leave.Id, leave.Version) : null,
            })],
            [.. parents.Select(row => Row(row, row.RepresentativeId is { } who ? people[who] : row.OrganizationName!, Join(KinshipText.Of(row.Kind), Restriction(row)), row.RepresentativeId is { } page ? $"/people/{page}" : null, FactKind.Guardianship))],
            [.. shown.Select(row => Row(row, people[row.StudentId], Join(KinshipText.Of(row.Kind), children[row.StudentId], Restriction(row)), $"/people/{row.StudentId}", FactKind.Guardianship))],
            [.. new IEnumerable<DatedFact>[] { names, contacts, posts, curated, administrations, studies, enrollments, shown, parents }.SelectMany(rows => rows).Select(row => row.Id)]);
    }

    private static IQueryable<T> Latest<T>(IQueryable<T> rows)
        where T : DatedFact => rows.AsNoTracking().OrderByDescending(row => row.ValidFrom).ThenByDescending(row => row.RecordedAt).ThenBy(row => row.Id);

    private static string? Join(params string?[] parts) =>
        parts.Where(part => !string.IsNullOrEmpty(part)).ToList() is { Count: > 0 } words ? string.Join(", ", words) : null;

    private static string? Leave(IEnumerable<Absence> absences) => absences.FirstOrDefault() is { } absence
        ? (absence.Kind switch
        {
            AbsenceKind.Leave => "в отпуске",
            AbsenceKind.AcademicLeave => "в академическом отпуске",
            AbsenceKind.Army => "в армии",
            _ => throw new InvalidOperationException($"Unknown absence {absence.Kind}."),
        }) + (absence.ValidTo is { } to ? $" по {RussianText.Date(to.AddDays(-1))}" : "")
        : null;

    private PersonFactRow Row(DatedFact fact, string what, string? note = null, string? href = null, FactKind? kind = null) =>
        new(fact.Id, fact.Version, what, note, fact.ValidFrom, fact.ValidTo?.AddDays(-1), _reasons.Of(fact), fact.Covers(today), href, kind is { } known ? new FactRef(known, fact.Id, fact.Version) : null);

    private string? Restriction(Guardianship row) => mayKnowRestrictions && row.RestrictedFrom is { } from
        ? $"права ограничены с {RussianText.Date(from)}{(row.RestrictedTo is { } to ? $" по {RussianText.Date(to.AddDays(-1))}" : "")}{(row.RestrictionReason is null ? "" : $": {row.RestrictionReason}")}"
        : null;

    private string? GroupHref(Guid group) => scope.Includes(group) ? $"/groups/{group}" : null;

    /// <summary>The children whom the reader may see, each with the group of today; none for one who studies nowhere now.</summary>
    private async Task<Dictionary<Guid, string?>> InScopeAsync(IEnumerable<Guid> students, CancellationToken ct)
    {
        var ids = students.Distinct().ToList();
        var studies = await db.GroupMemberships.InForce(today).Where(row => EF.Parameter(ids).Contains(row.PersonId)).Select(row => new { row.PersonId, row.StudyGroupId }).ToListAsync(ct);
        var names = await GroupNamesAsync([.. studies.Select(row => row.StudyGroupId)], ct);
        var groups = studies.Where(row => scope.Includes(row.StudyGroupId)).ToLookup(row => row.PersonId, row => names.GetValueOrDefault(row.StudyGroupId));
        return ids.Where(id => scope.All || groups.Contains(id)).ToDictionary(id => id, id => Join([.. groups[id]]));
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(List<Guid> ids, CancellationToken ct) =>
        (await db.People.Where(row => EF.Parameter(ids).Contains(row.Id)).Select(row => new { row.Id, row.LastName, row.FirstName, row.Patronymic }).ToListAsync(ct))
        .ToDictionary(row => row.Id, row => row.Patronymic is null ? $"{row.LastName} {row.FirstName}" : $"{row.LastName} {row.FirstName} {row.Patronymic}");

    /// <summary>The name of today, or the last one of a group that is over.</summary>
    private async Task<Dictionary<Guid, string>> GroupNamesAsync(List<Guid> ids, CancellationToken ct) =>
        (await db.StudyGroupNames.Where(row => EF.Parameter(ids).Contains(row.StudyGroupId) && row.ValidFrom <= today).Select(row => new { row.StudyGroupId, row.Name, row.ValidFrom }).ToListAsync(ct))
        .GroupBy(row => row.StudyGroupId).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.ValidFrom)!.Name);
}
