using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Core.People;

/// <summary>A person's own columns of the list.</summary>
internal sealed record PersonHead(Guid Id, string LastName, string FirstName, string? Patronymic, DateOnly? BirthDate, DateTime CreatedAt, string SearchKey);

/// <summary>
/// What the list shows beside a person's own columns, of all people of a page in one query: a union of flat rows. Joins nested
/// in the projection would be one query too, but SQLite then goes over the whole tables (measured: 900 ms against 4).
/// </summary>
internal static class PeopleRows
{
    private enum What
    {
        Post,
        Phone,
        Group,
        Child,
        Link,

        /// <summary>A stored status that today may be another one.</summary>
        StaleLink,
        Email,

        /// <summary>A phone that is another person's too.</summary>
        SharedPhone,

        /// <summary>What was last seen of a chat of the year.</summary>
        Seen,
    }

    /// <summary>The rows in the order of the heads.</summary>
    /// <param name="wholePhones">Else they are masked.</param>
    public static async Task<IReadOnlyList<PersonRow>> ReadAsync(AppDbContext db, IReadOnlyList<PersonHead> heads, Actor actor, AccessScope scope, SchoolClock clock, bool wholePhones, CancellationToken ct)
    {
        if (heads.Count == 0)
        {
            return [];
        }

        var ids = heads.Select(h => h.Id).ToList();
        var details = (await Details(db, ids, scope, clock.Today).ToListAsync(ct)).ToLookup(d => d.PersonId);
        var stale = details.SelectMany(d => d).Where(d => d.What == (int)What.StaleLink).Select(d => d.PersonId).ToList();
        var renewed = stale.Count == 0 ? [] : await LinkProjection.ComputeAsync(db, await LinkRulesContext.LoadAsync(db, clock.Today, clock, ct), stale, ct);
        return [.. heads.Select(h => Row(h, [.. details[h.Id]], wholePhones, id => RefusalView.For(actor, renewed.TryGetValue(id, out var answer) ? answer.State : Stored(details[id]))))];
    }

    private static LinkState Stored(IEnumerable<Detail> details) =>
        details.FirstOrDefault(d => d.What == (int)What.Link) is { } link ? Enum.Parse<LinkState>(link.Text!) : LinkState.NotInvited;

    private static PersonRow Row(PersonHead head, IReadOnlyList<Detail> details, bool wholePhones, Func<Guid, LinkState> link)
    {
        var name = head.Patronymic is null ? $"{head.LastName} {head.FirstName}" : $"{head.LastName} {head.FirstName} {head.Patronymic}";
        List<string> posts = [.. Of(details, What.Post).Select(d => d.Text!)];
        List<GroupRef> groups = [.. Of(details, What.Group).Select(d => new GroupRef(d.GroupId!.Value, d.Text!))];
        List<ChildRef> children = [.. Of(details, What.Child).Select(d => new ChildRef(d.OtherId!.Value, RussianText.ShortName(d.LastName!, d.FirstName, d.Patronymic), Enum.Parse<GuardianshipKind>(d.Kinship!), new GroupRef(d.GroupId!.Value, d.Text!)))];
        List<string> phones = [.. Of(details, What.Phone).Select(d => wholePhones ? PhoneMask.Full(d.Text!) : PhoneMask.Tail(d.Text!))];
        var hasRole = posts.Count + groups.Count + children.Count > 0;
        return new PersonRow(
            head.Id,
            name,
            head.BirthDate,
            posts,
            groups,
            children,
            phones,
            link(head.Id),
            details.Any(d => d.What == (int)What.Email),
            Seen([.. Of(details, What.Seen).Select(d => Enum.Parse<VisibilityState>(d.Text!))]),
            PersonData.TroublesOf(name, head.BirthDate, hasRole, phones.Count, details.Any(d => d.What == (int)What.SharedPhone)),
            head.CreatedAt);
    }

    private static VisibilityState Seen(List<VisibilityState> chats) =>
        chats.Contains(VisibilityState.Missing) ? VisibilityState.Missing
        : chats.Contains(VisibilityState.Visible) ? VisibilityState.Visible
        : VisibilityState.NotChecked;

    private static IEnumerable<Detail> Of(IEnumerable<Detail> details, What what) =>
        details.Where(d => d.What == (int)what).OrderBy(d => d.LastName, StringComparer.Ordinal).ThenBy(d => d.Since).ThenBy(d => d.Text, StringComparer.Ordinal);

    private static IQueryable<Detail> Details(AppDbContext db, List<Guid> ids, AccessScope scope, DateOnly today)
    {
        var (all, groups) = (scope.All, scope.StudyGroupIds.ToList());
        var studies = from m in db.GroupMemberships.InForce(today)
                      where all || groups.Contains(m.StudyGroupId)
                      join n in db.StudyGroupNames.InForce(today) on m.StudyGroupId equals n.StudyGroupId
                      select new { m.PersonId, m.StudyGroupId, m.ValidFrom, n.Name };
        var posts = db.Employments.InForce(today).Where(e => EF.Parameter(ids).Contains(e.PersonId)).Select(e => new Detail
        {
            PersonId = e.PersonId, What = (int)What.Post, Since = e.ValidFrom, Text = e.Position, GroupId = null, OtherId = null, LastName = null, FirstName = null, Patronymic = null, Kinship = null,
        });
        var phones = db.PersonContacts.InForce(today).Where(c => c.Kind == ContactKind.Phone && EF.Parameter(ids).Contains(c.PersonId)).Select(c => new Detail
        {
            PersonId = c.PersonId, What = (int)What.Phone, Since = c.ValidFrom, Text = c.Value, GroupId = null, OtherId = null, LastName = null, FirstName = null, Patronymic = null, Kinship = null,
        });
        var own = studies.Where(s => EF.Parameter(ids).Contains(s.PersonId)).Select(s => new Detail
        {
            PersonId = s.PersonId, What = (int)What.Group, Since = s.ValidFrom, Text = s.Name, GroupId = s.StudyGroupId, OtherId = null, LastName = null, FirstName = null, Patronymic = null, Kinship = null,
        });
        var children = from g in db.Guardianships.InForce(today)
                       where g.RepresentativeId != null && EF.Parameter(ids).Contains(g.RepresentativeId!.Value)
                       join p in db.People on g.StudentId equals p.Id
                       join s in studies on g.StudentId equals s.PersonId
                       select new Detail
                       {
                           PersonId = g.RepresentativeId!.Value, What = (int)What.Child, Since = g.ValidFrom, Text = s.Name, GroupId = s.StudyGroupId, OtherId = p.Id, LastName = p.LastName, FirstName = p.FirstName, Patronymic = p.Patronymic, Kinship = (string)(object)g.Kind,
                       };
        var links = db.LinkStatuses.Where(l => EF.Parameter(ids).Contains(l.PersonId) && db.CurrentMessenger(today).Any(m => m.Id == l.PlatformId)).Select(l => new Detail
        {
            PersonId = l.PersonId, What = l.ValidUntil <= today ? (int)What.StaleLink : (int)What.Link, Since = today, Text = (string)(object)l.State, GroupId = null, OtherId = null, LastName = null, FirstName = null, Patronymic = null, Kinship = null,
        });
        var emails = db.PersonContacts.InForce(today).Where(c => c.Kind == ContactKind.Email && EF.Parameter(ids).Contains(c.PersonId)).Select(c => new Detail
        {
            PersonId = c.PersonId, What = (int)What.Email, Since = c.ValidFrom, Text = null, GroupId = null, OtherId = null, LastName = null, FirstName = null, Patronymic = null, Kinship = null,
        });
        var numbers = db.PersonContacts.InForce(today).Where(c => c.Kind == ContactKind.Phone);
        var shared = numbers.Where(c => EF.Parameter(ids).Contains(c.PersonId) && numbers.Any(other => other.Value == c.Value && other.PersonId != c.PersonId)).Select(c => new Detail
        {
            PersonId = c.PersonId, What = (int)What.SharedPhone, Since = c.ValidFrom, Text = null, GroupId = null, OtherId = null, LastName = null, FirstName = null, Patronymic = null, Kinship = null,
        });
        var seen = from look in db.ChatVisibilities
                   where EF.Parameter(ids).Contains(look.PersonId)
                   join chat in db.Chats on look.ChatId equals chat.Id
                   where chat.Kind != ChatKind.Custom && chat.State == ChatStateKind.Expected && (all || (chat.StudyGroupId != null && groups.Contains(chat.StudyGroupId.Value)))
                   select new Detail
                   {
                       PersonId = look.PersonId, What = (int)What.Seen, Since = today, Text = (string)(object)look.State, GroupId = null, OtherId = null, LastName = null, FirstName = null, Patronymic = null, Kinship = null,
                   };
        return posts.Concat(phones).Concat(own).Concat(children).Concat(links).Concat(emails).Concat(shared).Concat(seen);
    }

    /// <summary>One row of the union; what its kind does not have is null.</summary>
    private sealed record Detail
    {
        public required Guid PersonId { get; init; }

        public required int What { get; init; }

        public required DateOnly Since { get; init; }

        public required string? Text { get; init; }

        public required Guid? GroupId { get; init; }

        public required Guid? OtherId { get; init; }

        public required string? LastName { get; init; }

        public required string? FirstName { get; init; }

        public required string? Patronymic { get; init; }

        public required string? Kinship { get; init; }
    }
}
