using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Today;

/// <summary>
/// What was said or entered and ЭПОС cannot show yet: dated, at the bottom, no work (design/README, principle 7). Pure.
/// </summary>
internal static class TodayWaitingRules
{
    /// <summary>A line a moment: everybody whose claim or correction shows then.</summary>
    public static IEnumerable<TodayTask> Tasks(TodayFacts facts, TodayReader reader) => Waiting(facts)
        .Select(claims => (claims.Key, People: claims.OrderBy(claim => claim.PersonName, StringComparer.Ordinal).ToList()))
        .Select(group => new TodayTask(
            $"waiting-{group.Key.Ticks}",
            TodayKind.Waiting,
            group.People.Count == 1 ? group.People[0].PersonName : RussianText.Count(group.People.Count, "человек", "человека", "человек"),
            Sentence(group.People),
            $"{Entered(group.People)}Проявится {group.People[0].RecheckText}, раньше это не{RussianText.NoBreakSpace}расхождение",
            reader.MayMark,
            group.People.Count == 1 ? group.People[0].Cells[0].StudyGroupId : null,
            Count: group.People.Count,
            IsCounted: group.People.Count > 1,
            PersonId: group.People.Count == 1 ? group.People[0].PersonId : null,
            At: group.Key,
            People: [.. group.People.Select(claim => new TodayWaiting(claim.PersonId, claim.PersonName, claim.PlaceName, What(claim)))]));

    /// <summary>The newest moment that has passed with something still to be looked at, then each moment to come.</summary>
    public static IReadOnlyList<TodayClockRow> Clock(TodayFacts facts)
    {
        var due = facts.Claims.Where(claim => claim.IsDue(facts.Now)).GroupBy(claim => claim.RecheckAt).OrderBy(claims => claims.Key).TakeLast(1);
        return [.. due.Concat(Waiting(facts)).Select(claims => new TodayClockRow(
            claims.Min(claim => claim.ClaimedOn), claims.Max(claim => claim.ClaimedOn), claims.Count(), claims.Key, !claims.First().IsWaiting(facts.Now)))];
    }

    private static IOrderedEnumerable<IGrouping<DateTime, TodayClaim>> Waiting(TodayFacts facts) =>
        facts.Claims.Where(claim => claim.IsWaiting(facts.Now)).GroupBy(claim => claim.RecheckAt).OrderBy(claims => claims.Key);

    private static string Sentence(List<TodayClaim> people) => (people.Count(claim => claim.IsCorrection), people.Count) switch
    {
        (0, 1) => $"({people[0].PlaceName}) — «заявил сам»",
        (1, 1) => $"({people[0].PlaceName}) — исправлено в ЭПОС",
        (0, _) => "— «заявил сам»",
        var (corrected, all) when corrected == all => "— исправлено в ЭПОС",
        _ => "— заявлено или исправлено в ЭПОС",
    };

    private static string Entered(List<TodayClaim> people)
    {
        var (from, to) = (people.Min(claim => claim.ClaimedOn), people.Max(claim => claim.ClaimedOn));
        return from is null ? "" : from == to ? $"Записано {RussianText.Date(from.Value)}. " : $"Записано {RussianText.Date(from.Value)} – {RussianText.Date(to!.Value)}. ";
    }

    private static string What(TodayClaim claim) =>
        $"{(claim.IsCorrection ? "исправлено в ЭПОС" : "«заявил сам»")}{(claim.ClaimedOn is { } day ? $", {RussianText.Date(day)}" : "")}";
}
