using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>
/// Why somebody must not be in a chat any more, in words: what ended, when and by which order. Four queries whatever the number, none for nobody.
/// </summary>
public sealed class ExtraReasons
{
    private readonly ILookup<(Guid PersonId, Guid? StudyGroupId), Ended> _studies;
    private readonly ILookup<(Guid PersonId, Guid? StudyGroupId), Ended> _children;
    private readonly ILookup<(Guid PersonId, Guid? StudyGroupId), Ended> _posts;

    private readonly ILookup<(Guid PersonId, Guid? StudyGroupId), Ended> _curated;

    private ExtraReasons(List<Ended> studies, List<Ended> children, List<Ended> posts, List<Ended> curated)
    {
        _curated = curated.ToLookup(row => (row.PersonId, row.StudyGroupId));
        _studies = studies.ToLookup(row => (row.PersonId, row.StudyGroupId));
        _children = children.ToLookup(row => (row.PersonId, row.StudyGroupId));
        _posts = posts.ToLookup(row => (row.PersonId, row.StudyGroupId));
    }

    public static async Task<ExtraReasons> ReadAsync(AppDbContext db, IReadOnlyCollection<Guid> personIds, DateOnly day, CancellationToken ct)
    {
        var people = personIds.Distinct().ToList();
        if (people.Count == 0)
        {
            return new ExtraReasons([], [], [], []);
        }

        var ended = db.GroupMemberships.Where(study => study.ValidTo != null && study.ValidTo <= day);
        var studies = await ended
            .Where(study => people.Contains(study.PersonId))
            .Select(study => new Ended(
                study.PersonId, study.StudyGroupId, study.ValidTo!.Value, db.Orders.Where(order => order.Id == study.EndOrderId).Select(order => order.Number).FirstOrDefault()))
            .ToListAsync(ct);
        var children = await (
            from guardianship in db.Guardianships
            where guardianship.RepresentativeId != null && people.Contains(guardianship.RepresentativeId.Value)
            join study in ended on guardianship.StudentId equals study.PersonId
            select new Ended(
                guardianship.RepresentativeId!.Value, study.StudyGroupId, study.ValidTo!.Value, db.Orders.Where(order => order.Id == study.EndOrderId).Select(order => order.Number).FirstOrDefault()))
            .ToListAsync(ct);
        var posts = await db.Employments
            .Where(post => people.Contains(post.PersonId) && post.ValidTo != null && post.ValidTo <= day)
            .Select(post => new Ended(
                post.PersonId, null, post.ValidTo!.Value, db.Orders.Where(order => order.Id == post.EndOrderId).Select(order => order.Number).FirstOrDefault()))
            .ToListAsync(ct);
        var curated = await db.CuratorAssignments
            .Where(lead => people.Contains(lead.PersonId) && lead.ValidTo != null && lead.ValidTo <= day)
            .Select(lead => new Ended(
                lead.PersonId, lead.StudyGroupId, lead.ValidTo!.Value, db.Orders.Where(order => order.Id == lead.EndOrderId).Select(order => order.Number).FirstOrDefault()))
            .ToListAsync(ct);
        return new ExtraReasons(studies, children, posts, curated);
    }

    /// <param name="extra">«Не положен» of somebody who was seen there.</param>
    /// <param name="mayKnowRestrictions">Whether the reader may learn that rights are restricted.</param>
    public string Of(DesiredMembership extra, bool mayKnowRestrictions)
    {
        if (extra.Reason.Rule == ChatRule.RestrictedGuardianship && mayKnowRestrictions)
        {
            return extra.Reason.Since is { } since ? $"Родительские права ограничены с {RussianText.Date(since)}" : "Родительские права ограничены";
        }

        if (extra.Reason.Rule == ChatRule.RepresentativeOfAdult)
        {
            return "Студенту исполнилось 18: родители больше не законные представители";
        }

        var ends = extra.Chat.Kind switch
        {
            ChatKind.Staff => Words("Увольнение", _posts[(extra.PersonId, null)]),
            ChatKind.Parents => Words("Ребёнок выбыл из группы", _children[(extra.PersonId, extra.Chat.StudyGroupId)]),
            _ => Words("Выбытие из группы", _studies[(extra.PersonId, extra.Chat.StudyGroupId)]),
        };
        return ends ?? Words("Кураторство закончилось", _curated[(extra.PersonId, extra.Chat.StudyGroupId)]) ?? "По спискам в этом чате этого человека быть не должно";
    }

    private static string? Words(string what, IEnumerable<Ended> rows) => rows.MaxBy(row => row.On) is { } last
        ? $"{what} {RussianText.Date(last.On)}{(last.Order is null ? "" : $", приказ {RussianText.NumberSign(last.Order)}")}"
        : null;

    /// <param name="On">First day out.</param>
    private sealed record Ended(Guid PersonId, Guid? StudyGroupId, DateOnly On, string? Order);
}
