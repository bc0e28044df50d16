using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Today;

/// <summary>
/// The director's «Сегодня»: one line a kind with its number, nobody by name, nothing to press. Restricted rights are counted
/// with the other people who see what they must not, so that the number tells nothing of them.
/// </summary>
internal static class TodayCounts
{
    public static IEnumerable<TodayTask> Of(IEnumerable<TodayTask> tasks) => tasks
        .GroupBy(task => task.Kind == TodayKind.RestrictedGuardian ? TodayKind.Extra : task.Kind)
        .OrderBy(kind => kind.Key)
        .Select(kind => IsOfTheSource(kind.Key) ? kind.First() : Line(kind.Key, kind.Sum(task => task.Count)));

    /// <summary>One line for everybody already, with nobody's name.</summary>
    private static bool IsOfTheSource(TodayKind kind) => kind is TodayKind.SourceFails or TodayKind.OutOfSight or TodayKind.LinkBroken;

    private static TodayTask Line(TodayKind kind, int count)
    {
        var (subject, sentence, why) = kind switch
        {
            TodayKind.Extra => (
                People(count),
                RussianText.Plural(count, "видит чат, в котором быть не должен", "видят чаты, в которых быть не должны", "видят чаты, в которых быть не должны"),
                "Переписка и телефоны открыты посторонним"),
            TodayKind.GroupWithoutCurator => (Groups(count), "без куратора", "Чаты никто не смотрит и не ведёт"),
            TodayKind.FewAdministrators => (RussianText.Count(count, "чат", "чата", "чатов"), "— меньше двух администраторов", "По приказам. Чат может остаться без хозяина"),
            TodayKind.OldLook => (Pages(count), "— в ЭПОС давно не смотрели", "Данные об этих чатах устарели"),
            TodayKind.WeekUnconfirmed => (Pages(count), "— неделя ещё не подтверждена", "Чаты подтверждают раз в неделю, до воскресенья"),
            TodayKind.ClaimDue => (People(count), "— «заявил сам», пора посмотреть в ЭПОС", "ЭПОС уже должен показывать"),
            TodayKind.Waiting => (People(count), "— сказано или исправлено, ЭПОС ещё не показывает", "Раньше срока это не расхождение"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        return new TodayTask($"count-{kind}", kind, subject, sentence, why, MayClose: false, Count: count, IsCounted: true);
    }

    private static string People(int count) => RussianText.Count(count, "человек", "человека", "человек");

    private static string Groups(int count) => RussianText.Count(count, "группа", "группы", "групп");

    /// <summary>Groups, and «Преподаватели» as one more.</summary>
    private static string Pages(int count) => RussianText.Count(count, "список", "списка", "списков");
}
