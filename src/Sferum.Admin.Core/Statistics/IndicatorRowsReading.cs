using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Statistics;

/// <summary>A page of the list behind a number, with names.</summary>
internal static class IndicatorRowsReading
{
    public static async Task<IReadOnlyList<IndicatorRow>> ReadAsync(
        AppDbContext db,
        LinkRulesContext context,
        CollegeOnDay college,
        Dictionary<Guid, GroupNameOnDay> names,
        List<IndicatorSubject> subjects,
        bool sensitive,
        int page,
        CancellationToken ct)
    {
        var persons = subjects.Where(s => s.PersonId is not null).Select(s => s.PersonId!.Value).Distinct().ToList();
        var people = await db.NamesOn(context.Day).Where(p => EF.Parameter(persons).Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId, ct);
        var chats = await CollegeReader.ChatsOfDay(db, context)
            .Select(c => new { c.Id, c.Kind, c.StudyGroupId })
            .ToDictionaryAsync(c => new ChatKey(c.Kind, c.StudyGroupId), c => c.Id, ct);

        var ordered = subjects
            .OrderBy(s => s.IsSensitive && !sensitive)
            .ThenBy(s => s.PersonId is { } id ? people[id].SearchKey : null, StringComparer.Ordinal)
            .ThenBy(s => s.StudyGroupId is { } group ? names.GetValueOrDefault(group)?.SearchKey : null, StringComparer.Ordinal)
            .ThenBy(s => s.Chat?.Kind)
            .ThenBy(s => s.PersonId)
            .ThenBy(s => s.StudyGroupId);
        return
        [
            .. ordered.Skip((page - 1) * StatisticsQueries.PageSize).Take(StatisticsQueries.PageSize).Select(s => s.IsSensitive && !sensitive
                ? new IndicatorRow(true)
                : new IndicatorRow(
                    false,
                    s.PersonId,
                    s.PersonId is { } id ? people[id].FullName : null,
                    s.StudyGroupId,
                    GroupsOf(college, names, s),
                    s.Chat?.Kind,
                    s.Chat is { } chat && chats.TryGetValue(chat, out var chatId) ? chatId : null,
                    s.Link,
                    s.Look,
                    s.LookAt,
                    s.Administrators)),
        ];
    }

    private static string? GroupsOf(CollegeOnDay college, Dictionary<Guid, GroupNameOnDay> names, IndicatorSubject subject)
    {
        IEnumerable<Guid> groups = subject switch
        {
            { StudyGroupId: { } group } => [group],
            { Chat: null, PersonId: { } person } => college.GroupsOf(person),
            _ => [],
        };
        var text = string.Join(", ", groups.Distinct().Select(id => StatisticsQueries.NameOf(names, id)).Order(StringComparer.Ordinal));
        return text.Length == 0 ? null : text;
    }
}
