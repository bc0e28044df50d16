using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Today;

/// <summary>
/// The tasks of «Сегодня»: each with its reason, sorted by harm. A task is never stored: it is there while
/// its reason is, and closes with it. Pure.
/// </summary>
public static class TodayRules
{
    /// <summary>A chat with fewer administrators may be left without a master (DESIGN §3).</summary>
    public const int FewestAdministrators = 2;

    public static IReadOnlyList<TodayTask> Tasks(TodayFacts facts, TodayReader reader)
    {
        var tasks = Extras(facts, reader)
            .Concat(Curators(facts, reader))
            .Concat(Administrators(facts, reader))
            .Concat(OldLooks(facts, reader))
            .Concat(Weeks(facts, reader))
            .Concat(TodayJournalRules.Tasks(facts, reader))
            .Concat(Claims(facts, reader))
            .Concat(TodayWaitingRules.Tasks(facts, reader));
        return [.. reader.SeesNames ? tasks.OrderBy(task => task.Kind) : TodayCounts.Of(tasks)];
    }

    /// <summary>Whom «Напомнить» would remind.</summary>
    public static TodayRemind? Remind(TodayFacts facts, TodayReader reader)
    {
        var places = facts.Places.Where(place => MayRemind(place, facts, reader)).ToList();
        return places.Count == 0
            ? null
            : new TodayRemind(places.ConvertAll(place => place.StudyGroupId!.Value), places.SelectMany(place => place.Curators ?? []).Select(curator => curator.PersonId).Distinct().Count());
    }

    private static IEnumerable<TodayTask> Extras(TodayFacts facts, TodayReader reader) => facts.Extras
        .OrderBy(extra => extra.SeenOn).ThenBy(extra => extra.PersonName, StringComparer.Ordinal)
        .Select(extra => new TodayTask(
            $"extra-{extra.Cell.ChatId}-{extra.Cell.PersonId}",
            extra.IsRestricted ? TodayKind.RestrictedGuardian : TodayKind.Extra,
            extra.PersonName,
            $"видит чат {ChatName(extra.Kind, extra.PlaceName)}",
            $"{extra.Why}. Видно на {RussianText.Date(extra.SeenOn)}: исключите из чата и отметьте «не видно»",
            reader.MayMark,
            extra.Cell.StudyGroupId,
            extra.Cell.ChatId,
            [extra.Cell],
            PersonId: extra.Cell.PersonId));

    private static IEnumerable<TodayTask> Curators(TodayFacts facts, TodayReader reader) => facts.Places
        .Where(place => place is { StudyGroupId: not null, HasCurator: false })
        .OrderBy(place => place.Name, StringComparer.Ordinal)
        .Select(place => new TodayTask(
            $"curator-{place.StudyGroupId}",
            TodayKind.GroupWithoutCurator,
            place.Name,
            "— группа без куратора",
            "Её чаты никто не смотрит и не ведёт",
            reader.MayAssign,
            place.StudyGroupId));

    private static IEnumerable<TodayTask> Administrators(TodayFacts facts, TodayReader reader) => facts.Chats
        .Where(chat => chat.Administrators.Count < FewestAdministrators)
        .OrderBy(chat => chat.Administrators.Count).ThenBy(chat => chat.PlaceName, StringComparer.Ordinal).ThenBy(chat => chat.Kind)
        .Select(chat => new TodayTask(
            $"administrators-{chat.Id}",
            TodayKind.FewAdministrators,
            ChatName(chat.Kind, chat.PlaceName),
            chat.Administrators.Count == 0 ? "— в чате нет администратора" : $"— в чате один администратор, {chat.Administrators[0]}",
            "По приказам. Если администратор уйдёт, чат останется без хозяина",
            reader.MayAssign,
            chat.StudyGroupId,
            chat.Id));

    private static IEnumerable<TodayTask> OldLooks(TodayFacts facts, TodayReader reader) => facts.Places
        .Where(place => IsOld(place, facts))
        .OrderBy(place => place.LastLook).ThenBy(place => place.Name, StringComparer.Ordinal)
        .Select(place => new TodayTask(
            $"look-{place.StudyGroupId}",
            TodayKind.OldLook,
            place.Name,
            $"— в ЭПОС не смотрели {RussianText.Count(DaysSince(facts, place.LastLook!.Value), "день", "дня", "дней")}",
            $"Последний взгляд {RussianText.Date(place.LastLook.Value)}; смотрят раз в неделю, старше {RussianText.Count(facts.LookDays, "дня", "дней", "дней")} — уже не данные",
            reader.MayMark,
            place.StudyGroupId,
            IsCurators: IsCurators(place, reader),
            MayRemind: MayRemind(place, facts, reader)));

    private static IEnumerable<TodayTask> Weeks(TodayFacts facts, TodayReader reader)
    {
        var week = IsoWeek.Of(facts.Today);
        return facts.Places
            .Where(place => place.IsWaiting && !(reader.SeesNames && IsOld(place, facts)))
            .OrderBy(place => place.Reminder is null || reader.MayAssign)
            .ThenBy(place => place.LastConfirmedWeek, StringComparer.Ordinal).ThenBy(place => place.Name, StringComparer.Ordinal)
            .Select(place => new TodayTask(
                $"week-{week}-{place.StudyGroupId}",
                TodayKind.WeekUnconfirmed,
                place.Name,
                $"— чаты не подтверждены, неделя {week.Number}",
                WhyOfWeek(place, reader),
                reader.MayMark,
                place.StudyGroupId,
                IsCurators: IsCurators(place, reader),
                MayRemind: MayRemind(place, facts, reader)));
    }

    private static string WhyOfWeek(TodayPlace place, TodayReader reader)
    {
        var before = place.LastConfirmedWeek is { } last && IsoWeek.TryParse(last, out var week)
            ? $"последнее подтверждение — неделя {week.Number}, {week.RangeText}"
            : "ещё ни разу не подтверждали";
        return (place.Reminder, reader.MayAssign) switch
        {
            (null, true) when place.Curators is { Count: > 0 } => $"Куратор {CuratorsOf(place)}; {before}",
            (null, _) => $"{char.ToUpperInvariant(before[0])}{before[1..]}",
            ({ } reminder, true) => $"Напомнили {reminder.Text}: {CuratorsOf(place)}; {before}",
            ({ } reminder, false) => $"Администратор портала просит проверить: {reminder.ByName}, {reminder.Text}",
        };
    }

    private static string CuratorsOf(TodayPlace place) => string.Join(", ", (place.Curators ?? []).Select(curator => curator.ShortName));

    /// <summary>Only an administrator's lines are cut in two: what is his own, and what the curators do.</summary>
    private static bool IsCurators(TodayPlace place, TodayReader reader) => reader.MayAssign && place.HasCurator;

    private static bool MayRemind(TodayPlace place, TodayFacts facts, TodayReader reader) =>
        IsCurators(place, reader) && place.IsWaiting && !(place.Reminder is { } reminder && facts.Now - reminder.At < RemindCurators.Pause);

    /// <summary>An old look says more than a week to be confirmed; one group, one line.</summary>
    private static bool IsOld(TodayPlace place, TodayFacts facts) => place is { Musts: > 0, LastLook: { } look } && DaysSince(facts, look) > facts.LookDays;

    /// <summary>One by one where somebody looks; where a check reads them all, they are one line of their own.</summary>
    private static IEnumerable<TodayTask> Claims(TodayFacts facts, TodayReader reader) => facts.Claims
        .Where(claim => claim.IsDue(facts.Now) && !TodayJournalRules.IsCheckedAtOnce(facts, reader))
        .OrderBy(claim => claim.RecheckAt).ThenBy(claim => claim.PersonName, StringComparer.Ordinal)
        .Select(claim => new TodayTask(
            $"claim-{claim.PersonId}",
            TodayKind.ClaimDue,
            claim.PersonName,
            $"({claim.PlaceName}) — {(claim.IsCorrection ? "исправлено в ЭПОС" : "«заявил сам»")}, пора посмотреть в ЭПОС",
            $"{(claim.ClaimedOn is { } day ? $"Заявлено {RussianText.Date(day)}, " : "")}ЭПОС показывает с {claim.RecheckText}",
            reader.MayMark,
            claim.Cells[0].StudyGroupId,
            Cells: claim.Cells,
            PersonId: claim.PersonId,
            IsCurators: facts.Places.FirstOrDefault(place => place.StudyGroupId == claim.Cells[0].StudyGroupId) is { } place && IsCurators(place, reader)));

    private static int DaysSince(TodayFacts facts, DateOnly day) => facts.Today.DayNumber - day.DayNumber;

    private static string ChatName(ChatKind kind, string place) => kind switch
    {
        ChatKind.Staff => "«Преподаватели»",
        ChatKind.Group => $"«{place} · Группа»",
        ChatKind.Parents => $"«{place} · Родители»",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
