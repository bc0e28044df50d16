using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.People;

/// <summary>What the list shows of the people of one page, in one query.</summary>
internal static class PeopleRows
{
    /// <summary>The rows in the order of the ids.</summary>
    public static async Task<IReadOnlyList<PersonRow>> ReadAsync(AppDbContext db, List<Guid> ids, AccessScope scope, DateOnly today, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var all = scope.All;
        var groups = scope.StudyGroupIds.ToList();
        var names = db.StudyGroupNames.InForce(today);
        var memberships = db.GroupMemberships.InForce(today).Where(m => all || groups.Contains(m.StudyGroupId));
        var rows = await db.People.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Id)).Select(p => new
        {
            p.Id,
            p.LastName,
            p.FirstName,
            p.Patronymic,
            p.BirthDate,
            Positions = db.Employments.InForce(today).Where(e => e.PersonId == p.Id).OrderBy(e => e.ValidFrom).Select(e => e.Position).ToList(),
            Phones = db.PersonContacts.InForce(today).Where(c => c.PersonId == p.Id && c.Kind == ContactKind.Phone).OrderBy(c => c.ValidFrom).Select(c => c.Value).ToList(),
            Groups = memberships.Where(m => m.PersonId == p.Id)
                .Join(names, m => m.StudyGroupId, n => n.StudyGroupId, (m, n) => new GroupRef(n.StudyGroupId, n.Name)).ToList(),
            Children = (from g in db.Guardianships.InForce(today)
                        where g.RepresentativeId == p.Id
                        join s in db.People on g.StudentId equals s.Id
                        join m in memberships on s.Id equals m.PersonId
                        join n in names on m.StudyGroupId equals n.StudyGroupId
                        orderby s.SearchKey
                        select new { s.Id, s.LastName, s.FirstName, s.Patronymic, g.Kind, GroupId = n.StudyGroupId, n.Name }).ToList(),
        }).AsSingleQuery().ToListAsync(ct);

        var byId = rows.ToDictionary(r => r.Id);
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id]).Select(r => new PersonRow(
            r.Id,
            r.Patronymic is null ? $"{r.LastName} {r.FirstName}" : $"{r.LastName} {r.FirstName} {r.Patronymic}",
            r.BirthDate,
            r.Positions,
            r.Groups,
            [.. r.Children.Select(c => new ChildRef(c.Id, RussianText.ShortName(c.LastName, c.FirstName, c.Patronymic), c.Kind, new GroupRef(c.GroupId, c.Name)))],
            [.. r.Phones.Select(PhoneMask.Tail)],
            LinkState.NotInvited))];
    }
}
