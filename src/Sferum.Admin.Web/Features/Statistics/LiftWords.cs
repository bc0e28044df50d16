using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Web.Features.Chats;

namespace Sferum.Admin.Web.Features.Statistics;

/// <summary>Acts that raise a figure, and causes that hold it down, in words.</summary>
internal static class LiftWords
{
    private static readonly string Space = RussianText.NoBreakSpace.ToString();

    /// <summary>«24 представителя в ИС-22 не приняли приглашение: поговорить на собрании».</summary>
    public static string Sentence(LiftView item)
    {
        var (lift, place) = (item.Lift, item.Group is { } group ? $"в{Space}{NoBreak(group)}" : "в техникуме");
        return lift.Kind switch
        {
            LiftKind.Invite => $"{People(lift)} {place} не{Space}{Verb(lift, "приглашён", "приглашены", "приглашено")}: раздать приглашения",
            LiftKind.Persuade => $"{People(lift)} {place} не{Space}{Verb(lift, "принял", "приняли", "приняли")} приглашение: поговорить",
            LiftKind.Relink => $"{People(lift)} {place} {Verb(lift, "сменил", "сменили", "сменили")} телефон или профиль: привязать заново",
            LiftKind.Check => $"{People(lift)} {place} {Verb(lift, "говорит", "говорят", "говорят")}, что {Verb(lift, "привязан", "привязаны", "привязаны")}: проверить по{Space}ЭПОС",
            LiftKind.LookAgain => $"{RussianText.Count(lift.Gain, "привязка", "привязки", "привязок")} {place} {Verb(lift, "не проверена", "не проверены", "не проверены")} или {Verb(lift, "проверена", "проверены", "проверены")} давно: посмотреть чаты",
            LiftKind.Look => $"{RussianText.Count(lift.Gain, "место", "места", "мест")} в{Space}чатах {NoBreak(item.Group ?? "техникума")} не{Space}{Verb(lift, "проверено", "проверены", "проверены")}: посмотреть в{Space}ЭПОС",
            LiftKind.Appoint => $"{RussianText.Count(lift.Gain, "чат", "чата", "чатов")} {NoBreak(item.Group ?? "«Преподаватели»")}: назначить второго администратора",
            LiftKind.Remove => $"{RussianText.Count(lift.Gain, "лишний участник", "лишних участника", "лишних участников")} в{Space}чатах {NoBreak(item.Group ?? "техникума")}: вывести",
            _ => throw new ArgumentOutOfRangeException(nameof(item), lift.Kind, null),
        };
    }

    /// <summary>«+1,1 п. п. к K2», «K8: 4 → 2».</summary>
    public static string Gain(Lift lift)
    {
        var label = IndicatorRules.Find(lift.Code)!.Label;
        return lift.IsShare
            ? $"{(lift.Kind is LiftKind.Look ? $"до{Space}" : "")}+{RussianText.Number(Math.Max(lift.Points, 0.1m), 1)}{Space}п.{Space}п. к{Space}{label}"
            : $"{label}: {RussianText.Number(lift.Now)}{Space}→{Space}{RussianText.Number(lift.Now - lift.Gain)}";
    }

    /// <summary>The exact list: as many rows as the sentence says.</summary>
    public static string List(Lift lift) => StatisticsAddress.List(lift.Code, lift.Part, null, lift.StudyGroupId, 1, lift.Cause);

    /// <summary>Where the act is done; <see langword="null"/> when there is only the list.</summary>
    public static (string Verb, string Href)? Act(Lift lift) => (lift.Kind, lift.StudyGroupId) switch
    {
        (LiftKind.Appoint, _) => ("Назначить", new ChatsAddress(ChatFilter.FewAdministrators).ToString()),
        (LiftKind.Remove, _) => ("К чатам", new ChatsAddress(ChatFilter.Extras).ToString()),
        (_, { } group) => ("Отметить", $"/groups/{group}"),
        _ => null,
    };

    public static string Footer(WeekAdvice advice) =>
        $"{RussianText.Count(advice.Lifts.Count, "действие", "действия", "действий")} из{Space}{RussianText.Number(advice.LiftsInAll)}, по убыванию пользы на{Space}одно обращение; одного показателя — не{Space}больше двух.";

    public static string Cause(Cause cause) => cause switch
    {
        Core.Statistics.Cause.NotAccepted => "Не приняли приглашение",
        Core.Statistics.Cause.NotInvited => "Не приглашены",
        Core.Statistics.Cause.NoPhone => "Нет телефона",
        Core.Statistics.Cause.Relink => "Сменился телефон или профиль",
        Core.Statistics.Cause.ToCheck => "Говорят, что привязаны: не проверено",
        Core.Statistics.Cause.AwaitsJournal => "Ждут ЭПОС до 14:00",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    private static string People(Lift lift) => lift.Code == "K2-students"
        ? RussianText.Count(lift.Gain, "студент", "студента", "студентов")
        : RussianText.Count(lift.Gain, "представитель", "представителя", "представителей");

    private static string Verb(Lift lift, string one, string few, string many) => RussianText.Plural(lift.Gain, one, few, many);

    /// <summary>A group's name is not torn at its dash.</summary>
    private static string NoBreak(string name) => name.Replace('-', '\u2011');
}
