using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>What looks, readings and marks say of a <see cref="MarksList"/>. Does not change itself.</summary>
internal sealed record MarksSeen
{
    public required MarksList List { get; init; }

    public required MarkBoard Board { get; init; }

    /// <summary>Those of the list, and who only was seen.</summary>
    public required IReadOnlyDictionary<Guid, MarksPerson> People { get; init; }

    public required IReadOnlyDictionary<Guid, LinkStatusAnswer> Links { get; init; }

    public required IReadOnlyDictionary<Guid, string?> NotApplicable { get; init; }

    /// <summary>UTC moments at which corrections in ЭПОС will show.</summary>
    public required IReadOnlyDictionary<Guid, DateTime> Corrections { get; init; }

    public required IReadOnlyList<(ChatVisibility Look, DesiredMembership Demand)> Extras { get; init; }

    public required ExtraReasons Reasons { get; init; }

    public required IReadOnlyDictionary<string, WeeklyConfirmation> Confirmations { get; init; }

    public required ILookup<Guid, GroundFact> LinkFacts { get; init; }

    /// <summary>When the readings behind observations were taken.</summary>
    public required IReadOnlyDictionary<Guid, DateTime> TakenAt { get; init; }

    public required SectionReadings Readings { get; init; }

    /// <summary>Ids by which a change of marks tells that it is of this page.</summary>
    public required IReadOnlySet<Guid> Subjects { get; init; }

    /// <param name="studyGroupId"><see langword="null"/> for «Преподаватели».</param>
    public static async Task<MarksSeen> ReadAsync(AppDbContext db, Guid? studyGroupId, MarksList list, SchoolClock clock, CancellationToken ct)
    {
        var today = clock.Today;
        var board = await MarkBoard.ReadAsync(db, list.Basis.Register, ct);
        var strangers = board.Looks.Select(look => look.PersonId).Distinct().Where(id => !list.People.ContainsKey(id)).ToList();
        var people = list.People.Keys.Concat(strangers).ToList();
        var extras = board.Extras();
        var links = await (await CurrentLinks.LoadAsync(db, clock, ct)).OfAsync(people, ct);
        return new MarksSeen
        {
            List = list,
            Board = board,
            People = strangers.Count == 0 ? list.People : list.People.Concat(await MarksList.PeopleAsync(db, strangers, ct)).ToDictionary(),
            Links = links,
            NotApplicable = await NotApplicableAsync(db, [.. links.Where(row => row.Value.State == LinkState.NotApplicable).Select(row => row.Key)], ct),
            Corrections = await db.JournalCorrections.Where(row => row.ShowsAt > clock.Now && EF.Parameter(people).Contains(row.PersonId))
                .GroupBy(row => row.PersonId)
                .Select(rows => new { PersonId = rows.Key, ShowsAt = rows.Max(row => row.ShowsAt) })
                .ToDictionaryAsync(row => row.PersonId, row => row.ShowsAt, ct),
            Extras = extras,
            Reasons = await ExtraReasons.ReadAsync(db, [.. extras.Select(extra => extra.Look.PersonId)], today, ct),
            Confirmations = await ConfirmationsAsync(db, studyGroupId, today, ct),
            LinkFacts = await LinkGrounds.FactsAsync(db, list.Basis.Rules.PlatformId, people, ct),
            TakenAt = await Provenance.TakenAtAsync(db, board.Looks, ct),
            Readings = await SectionReadings.LoadAsync(db, studyGroupId is { } group ? [group] : [], today, null, ct),
            Subjects = people.Concat(board.Chats.Select(chat => chat.Id)).Concat(studyGroupId is { } own ? [own] : []).ToHashSet(),
        };
    }

    /// <summary>Why «не применимо», of those who are marked so.</summary>
    private static async Task<Dictionary<Guid, string?>> NotApplicableAsync(AppDbContext db, List<Guid> people, CancellationToken ct)
    {
        if (people.Count == 0)
        {
            return [];
        }

        var rows = await db.LinkStatuses
            .Where(row => row.State == LinkState.NotApplicable && EF.Parameter(people).Contains(row.PersonId))
            .Select(row => new { row.PersonId, row.Reason })
            .ToListAsync(ct);
        return rows.DistinctBy(row => row.PersonId).ToDictionary(row => row.PersonId, row => row.Reason);
    }

    /// <summary>The latest confirmation of each of the last weeks that was not taken back.</summary>
    private static async Task<Dictionary<string, WeeklyConfirmation>> ConfirmationsAsync(AppDbContext db, Guid? studyGroupId, DateOnly today, CancellationToken ct)
    {
        var weeks = MarksQueries.LastWeeks(today).Select(week => week.ToString()).ToList();
        var rows = await db.WeeklyConfirmations.AsNoTracking()
            .Where(row => row.StudyGroupId == studyGroupId && weeks.Contains(row.Week) && row.RetractsId == null
                && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id))
            .ToListAsync(ct);
        return rows.GroupBy(row => row.Week).ToDictionary(week => week.Key, week => week.MaxBy(row => row.At)!);
    }
}
