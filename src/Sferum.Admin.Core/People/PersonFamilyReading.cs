using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.People;

/// <summary>The family of one person in the reader's scope: a student's representatives, or a representative's children with all who represent them.</summary>
internal sealed class PersonFamilyReading(AppDbContext db, DateOnly today, AccessScope scope, bool mayKnowRestrictions)
{
    public async Task<PersonFamily> ReadAsync(Person person, CancellationToken ct)
    {
        var children = await ChildrenAsync(person.Id, ct);
        if (children.Count == 0)
        {
            return PersonFamily.None;
        }

        var ids = children.ConvertAll(child => child.PersonId!.Value);
        var rows = await (
            from family in db.RepresentativesOn(today)
            where EF.Parameter(ids).Contains(family.StudentId)
            join link in db.Guardianships on family.GuardianshipId equals link.Id
            join who in db.People on family.RepresentativeId equals who.Id into named
            from who in named.DefaultIfEmpty()
            orderby family.Kind
            select new { family.RepresentativeId, link.OrganizationName, family.Kind, family.IsRestricted, who.LastName, who.FirstName, who.Patronymic }).ToListAsync(ct);
        var representatives = rows
            .GroupBy(row => (row.RepresentativeId, row.OrganizationName))
            .Select(group => group.First())
            .Select(row => new FamilyMember(
                row.RepresentativeId,
                row.RepresentativeId is null ? row.OrganizationName! : RussianText.ShortName(row.LastName, row.FirstName, row.Patronymic),
                KinshipText.Of(row.Kind),
                null,
                null,
                row.RepresentativeId == person.Id,
                mayKnowRestrictions && row.IsRestricted))
            .ToList();
        return new PersonFamily(representatives, [.. children.Select(child => child with { IsSelf = child.PersonId == person.Id })], await SharesPhoneAsync([.. representatives.Concat(children).Select(member => member.PersonId).OfType<Guid>()], ct));
    }

    /// <summary>The person, where somebody represents the person; else the children whom the reader may see.</summary>
    private async Task<List<FamilyMember>> ChildrenAsync(Guid personId, CancellationToken ct)
    {
        var links = await db.Guardianships.InForce(today).Where(row => row.StudentId == personId || row.RepresentativeId == personId).Select(row => row.StudentId).Distinct().ToListAsync(ct);
        var ids = links.Contains(personId) ? [personId] : links;
        var (all, groups) = (scope.All, scope.StudyGroupIds.ToList());
        var rows = await (
            from child in db.People
            where EF.Parameter(ids).Contains(child.Id)
            join study in db.GroupMemberships.InForce(today) on child.Id equals study.PersonId into studies
            from study in studies.DefaultIfEmpty()
            join name in db.GroupNamesOn(today) on study.StudyGroupId equals name.StudyGroupId into names
            from name in names.DefaultIfEmpty()
            where all || child.Id == personId || groups.Contains(study.StudyGroupId)
            orderby child.BirthDate, child.Id
            select new { child.Id, child.LastName, child.FirstName, child.Patronymic, child.BirthDate, Group = name == null ? null : name.Name }).ToListAsync(ct);
        return [.. rows.GroupBy(row => row.Id).Select(group => group.First())
            .Select(row => new FamilyMember(row.Id, RussianText.ShortName(row.LastName, row.FirstName, row.Patronymic), null, row.Group, row.BirthDate, false, false))];
    }

    private async Task<bool> SharesPhoneAsync(List<Guid> people, CancellationToken ct) =>
        (await db.PersonContacts.InForce(today).Where(row => row.Kind == ContactKind.Phone && EF.Parameter(people).Contains(row.PersonId)).Select(row => new { row.Value, row.PersonId }).Distinct().ToListAsync(ct))
        .GroupBy(row => row.Value).Any(rows => rows.Count() > 1);
}
