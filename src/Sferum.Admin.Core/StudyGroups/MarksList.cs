using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>
/// Who stands on a page of marks on a day, and what the page says of them that no look and no mark of a link changes. Does not change
/// itself, so that <see cref="KeptMarks"/> may hand it to all.
/// </summary>
internal sealed record MarksList
{
    public required string Name { get; init; }

    /// <summary>What it takes to mark them.</summary>
    public required MarkBasis Basis { get; init; }

    public required IReadOnlyList<MarksGuardianship> Guardianships { get; init; }

    /// <summary>Members and representatives; people who only were seen are not here.</summary>
    public required IReadOnlyDictionary<Guid, MarksPerson> People { get; init; }

    public required IReadOnlyDictionary<Guid, RefusalFact> Refusals { get; init; }

    public required IReadOnlySet<Guid> WithPhone { get; init; }

    public required IReadOnlyList<MarksCurator> Curators { get; init; }

    /// <summary><see langword="null"/> when there is no such group in force.</summary>
    /// <param name="studyGroupId"><see langword="null"/> for «Преподаватели».</param>
    public static async Task<MarksList?> ReadAsync(AppDbContext db, Guid? studyGroupId, SchoolClock clock, CancellationToken ct)
    {
        var today = clock.Today;
        if ((studyGroupId is { } named ? await NameAsync(db, named, today, ct) : "Преподаватели") is not { } name)
        {
            return null;
        }

        var basis = await MarkBasis.ReadAsync(db, studyGroupId, clock, ct);
        var guardianships = studyGroupId is { } family ? await GuardianshipsAsync(db, family, today, ct) : [];
        var people = basis.Register.Memberships.Select(membership => membership.PersonId)
            .Concat(guardianships.Select(row => row.RepresentativeId).OfType<Guid>())
            .Distinct().ToList();
        return new MarksList
        {
            Name = name,
            Basis = basis,
            Guardianships = guardianships,
            People = await PeopleAsync(db, people, ct),
            Refusals = await db.OptOuts.InForce(today).Where(row => EF.Parameter(people).Contains(row.PersonId))
                .Select(row => new { row.PersonId, Fact = new RefusalFact(row.Id, row.ValidFrom, row.AlternativeChannel) })
                .ToDictionaryAsync(row => row.PersonId, row => row.Fact, ct),
            WithPhone = await db.PersonContacts.InForce(today).Where(row => row.Kind == ContactKind.Phone && EF.Parameter(people).Contains(row.PersonId))
                .Select(row => row.PersonId).Distinct().ToHashSetAsync(ct),
            Curators = studyGroupId is { } curated ? await CuratorsAsync(db, curated, today, ct) : [],
        };
    }

    /// <summary>Names and birth dates by id.</summary>
    public static Task<Dictionary<Guid, MarksPerson>> PeopleAsync(AppDbContext db, List<Guid> ids, CancellationToken ct) =>
        db.People.Where(person => EF.Parameter(ids).Contains(person.Id))
            .Select(person => new MarksPerson(person.Id, person.LastName, person.FirstName, person.Patronymic, person.SearchKey, person.BirthDate))
            .ToDictionaryAsync(person => person.Id, ct);

    private static Task<string?> NameAsync(AppDbContext db, Guid studyGroupId, DateOnly today, CancellationToken ct) => db.StudyGroupNames.InForce(today)
        .Where(row => row.StudyGroupId == studyGroupId)
        .OrderByDescending(row => row.ValidFrom)
        .Select(row => row.Name)
        .FirstOrDefaultAsync(ct);

    private static Task<List<MarksGuardianship>> GuardianshipsAsync(AppDbContext db, Guid studyGroupId, DateOnly today, CancellationToken ct) => (
        from study in db.StudentsOn(today)
        where study.StudyGroupId == studyGroupId
        join guardianship in db.Guardianships.InForce(today) on study.PersonId equals guardianship.StudentId
        select new MarksGuardianship(guardianship.StudentId, guardianship.RepresentativeId, guardianship.OrganizationName, guardianship.Kind)).ToListAsync(ct);

    private static async Task<IReadOnlyList<MarksCurator>> CuratorsAsync(AppDbContext db, Guid studyGroupId, DateOnly today, CancellationToken ct)
    {
        var rows = await db.CuratorAssignments.InForce(today)
            .Where(row => row.StudyGroupId == studyGroupId)
            .Join(db.People, row => row.PersonId, person => person.Id, (row, person) => new
            {
                row.PersonId,
                person.LastName,
                person.FirstName,
                person.Patronymic,
                row.Kind,
                row.ValidFrom,
                row.ValidTo,
                Order = db.Orders.Where(order => order.Id == row.StartOrderId).Select(order => order.Number).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return [.. rows
            .OrderBy(row => row.Kind).ThenBy(row => row.ValidFrom).ThenBy(row => row.PersonId)
            .Select(row => new MarksCurator(
                row.PersonId, RussianText.ShortName(row.LastName, row.FirstName, row.Patronymic), row.Kind == CuratorKind.Substitute, row.ValidFrom, row.ValidTo?.AddDays(-1), row.Order))];
    }
}
