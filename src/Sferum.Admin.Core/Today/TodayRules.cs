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
            .Concat(Claims(facts, reader));
        return [.. reader.SeesNames ? tasks.OrderBy(task => task.Kind) : TodayCounts.Of(tasks)];
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
            [extra.Cell]));

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
        .Where(place => place is { Musts: > 0, LastLook: { } look } && DaysSince(facts, look) > facts.LookDays)
        .OrderBy(place => place.LastLook).ThenBy(place => place.Name, StringComparer.Ordinal)
        .Select(place => new TodayTask(
            $"look-{place.StudyGroupId}",
            TodayKind.OldLook,
            place.Name,
            $"— в ЭПОС не смотрели {RussianText.Count(DaysSince(facts, place.LastLook!.Value), "день", "дня", "дней")}",
            $"Последний взгляд {RussianText.Date(place.LastLook.Value)}; смотрят раз в неделю, старше {RussianText.Count(facts.LookDays, "дня", "дней", "дней")} — уже не данные",
            reader.MayMark,
            place.StudyGroupId));

    private static IEnumerable<TodayTask> Weeks(TodayFacts facts, TodayReader reader)
    {
        var week = IsoWeek.Of(facts.Today);
        return facts.Places
            .Where(place => place is { Musts: > 0, IsConfirmed: false })
            .OrderBy(place => place.LastConfirmedWeek, StringComparer.Ordinal).ThenBy(place => place.Name, StringComparer.Ordinal)
            .Select(place => new TodayTask(
                $"week-{week}-{place.StudyGroupId}",
                TodayKind.WeekUnconfirmed,
                place.Name,
                $"— чаты не подтверждены, неделя {week.Number}",
                place.LastConfirmedWeek is { } last && IsoWeek.TryParse(last, out var before)
                    ? $"Последнее подтверждение — неделя {before.Number}, {before.RangeText}"
                    : "Ещё ни разу не подтверждали",
                reader.MayMark,
                place.StudyGroupId));
    }

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
            Cells: claim.Cells));

    private static int DaysSince(TodayFacts facts, DateOnly day) => facts.Today.DayNumber - day.DayNumber;

    private static string ChatName(ChatKind kind, string place) => kind switch
    {
        ChatKind.Staff => "«Преподаватели»",
        ChatKind.Group => $"«{place} · Группа»",
        ChatKind.Parents => $"«{place} · Родители»",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
