using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Reconciliation.Explaining;

/// <summary>
/// «Почему?»: a sentence, then the chain списки → правило → отказ → ЭПОС → часы → что дальше. Says what the rules and the looks said
/// already and decides nothing anew. Pure.
/// </summary>
public static class ChatExplainer
{
    /// <summary>Tells why, from facts that the reader may know.</summary>
    /// <param name="today">The day in the school's zone.</param>
    public static ChatExplanation Explain(ExplainFacts facts, DateOnly today)
    {
        var (mark, lead, rest, act) = Answer(facts);
        return new ChatExplanation(
            facts.ChatId,
            facts.Membership.StudyGroupId,
            Question(facts),
            mark,
            lead,
            rest,
            [RegisterStep(facts), RuleStep(facts, today), RefusalStep(facts), JournalStep(facts), ClockStep(facts), new ExplainStep(ExplainLink.Next, act == ExplainAct.None ? ExplainMark.Ok : ExplainMark.Go, Next(act, facts), null)],
            act);
    }

    private static string Question(ExplainFacts facts) => facts.State switch
    {
        VisibilityState.Visible => $"Почему есть в «{facts.ChatTitle}»?",
        VisibilityState.Missing => $"Почему нет в «{facts.ChatTitle}»?",
        _ => $"Должен ли быть в «{facts.ChatTitle}»?",
    };

    private static (ExplainMark Mark, string Lead, string Why, ExplainAct Act) Answer(ExplainFacts facts) => (facts.Membership.Demand, facts.State) switch
    {
        (Demand.Must, VisibilityState.Visible) => (ExplainMark.Ok, "Всё сходится.", "По спискам положено, и чат видно в ЭПОС.", ExplainAct.None),
        (Demand.MustNot, VisibilityState.Visible) => (ExplainMark.Broken, "Лишний в чате.", Ended(facts) is { } ended ? $"Не положен с {RussianText.Date(ended)}, а чат виден." : "По спискам не положен, а чат виден.", ExplainAct.Remove),
        (Demand.MustNot, _) => (ExplainMark.Neutral, "Не положен.", "По спискам в этом чате быть не должен.", ExplainAct.None),
        (Demand.May, _) when facts.Refusal is { } refusal => (ExplainMark.Neutral, "Отказ в силе.", $"Отказ с {RussianText.Date(refusal.From)}, связь — {refusal.Channel}. Отсутствие в чате не расхождение.", ExplainAct.None),
        (Demand.May, _) when facts.Membership.Reason.Rule == ChatRule.RepresentativeOfAdultWithoutConsent && facts.State == VisibilityState.Visible =>
            (ExplainMark.Waiting, "Нужно согласие.", "Студенту исполнилось 18: остаться в чате можно с его согласия.", ExplainAct.Consent),
        (Demand.May, VisibilityState.Visible) => (ExplainMark.Neutral, "Можно и не быть.", "Чат виден, но по правилам он не обязателен.", ExplainAct.None),
        (Demand.May, _) => (ExplainMark.Neutral, "Не обязательно.", "По правилам в этом чате быть можно, но не обязательно.", ExplainAct.None),
        (_, _) when facts.Wait is { } wait => (ExplainMark.Waiting, "Положено, ждём ЭПОС.", $"{wait.What} — ЭПОС покажет {wait.When}.", ExplainAct.Wait),
        (_, VisibilityState.NotChecked) => (ExplainMark.Neutral, "Положено, но не проверено.", "В ЭПОС ещё не смотрели.", facts.Link == LinkState.NotInvited ? ExplainAct.Invite : ExplainAct.Look),
        _ => Missing(facts.Link),
    };

    /// <summary>Must be there, was looked for, is not: the link says where it breaks.</summary>
    private static (ExplainMark Mark, string Lead, string Why, ExplainAct Act) Missing(LinkState link) => link switch
    {
        LinkState.NotInvited => (ExplainMark.Broken, "Положено, но чата не видно.", "Человека ещё не приглашали.", ExplainAct.Invite),
        LinkState.Invited => (ExplainMark.Broken, "Положено, но чата не видно.", "Приглашение выдано, профиль ещё не привязан.", ExplainAct.Link),
        LinkState.SelfReported => (ExplainMark.Broken, "Положено, но чата не видно.", "Говорит, что привязан, но ЭПОС этого не показал.", ExplainAct.Link),
        LinkState.NeedsRelink => (ExplainMark.Broken, "Положено, но чата не видно.", "Привязка потеряна.", ExplainAct.Link),
        LinkState.NotApplicable or LinkState.Refused => (ExplainMark.Neutral, "Чата не видно.", "Привязка не требуется.", ExplainAct.None),
        _ => (ExplainMark.Broken, "Положено, но чата не видно.", "Профиль привязан, значит ЭПОС не узнаёт человека.", ExplainAct.Compare),
    };

    private static ExplainStep RegisterStep(ExplainFacts facts) => facts.Fact is { } fact && !Hides(facts)
        ? new ExplainStep(ExplainLink.Register, ExplainMark.Ok, fact, facts.FactSource)
        : new ExplainStep(
            ExplainLink.Register,
            ExplainMark.Neutral,
            Ended(facts) is { } ended ? $"Основание было до {RussianText.Date(ended.AddDays(-1))}" : "Ни учёбы, ни должности, ни связи со студентом, которые вели бы в этот чат",
            null);

    private static ExplainStep RuleStep(ExplainFacts facts, DateOnly today)
    {
        var reason = facts.Membership.Reason;
        return (Hides(facts) ? ChatRule.NoGround : reason.Rule) switch
        {
            ChatRule.NoGround => new(ExplainLink.Rule, Against(facts), Ended(facts) is { } ended ? $"Не положен с {RussianText.Date(ended)}" : "Не положен: нет основания", null),
            ChatRule.RestrictedGuardianship => new(
                ExplainLink.Rule, Against(facts), $"Родительские права ограничены — в «Родители» не положен{(reason.Since is { } since ? $" с {RussianText.Date(since)}" : "")}", "Видно только администраторам"),
            ChatRule.RepresentativeOfMinor when reason.BirthDateUnknown => new(
                ExplainLink.Rule, ExplainMark.Ok, "Дата рождения ребёнка не указана: считаем, что ему нет 18, и представитель должен быть в «Родители»", "Станет точнее, когда дату внесут"),
            ChatRule.RepresentativeOfMinor => new(
                ExplainLink.Rule, ExplainMark.Ok, $"Ребёнку {Age(facts.AdultFrom!.Value, today)}, ограничений нет — представитель должен быть в «Родители»", $"Действует до 18-летия: {RussianText.Date(facts.AdultFrom.Value)}"),
            ChatRule.RepresentativeOfAdult or ChatRule.RepresentativeOfAdultWithoutConsent => new(
                ExplainLink.Rule, facts.Membership.Demand == Demand.MustNot ? Against(facts) : ExplainMark.Neutral, "Студенту есть 18: представитель в чате только с его согласия", facts.AdultFrom is { } adult ? $"18 лет — {RussianText.Date(adult)}" : null),
            ChatRule.StudentOnLeave or ChatRule.RepresentativeOfStudentOnLeave => new(ExplainLink.Rule, ExplainMark.Neutral, "Академический отпуск: быть в чате " + Words(facts.Membership.Demand), null),
            ChatRule.Student => new(ExplainLink.Rule, ExplainMark.Ok, "Студент должен быть в чате своей группы", null),
            ChatRule.Employee => new(ExplainLink.Rule, ExplainMark.Ok, "Сотрудник должен быть в «Преподаватели»", null),
            ChatRule.Curator or ChatRule.SubstituteCurator => new(ExplainLink.Rule, ExplainMark.Ok, $"Куратор ведёт чаты своей группы: {Words(facts.Membership.Demand)}", null),
            ChatRule.PlatformAdministrator => new(ExplainLink.Rule, ExplainMark.Ok, $"Администратор платформы входит в чаты всех групп: {Words(facts.Membership.Demand)}", null),
            _ => throw new ArgumentOutOfRangeException(nameof(facts), reason.Rule, null),
        };
    }

    private static ExplainStep RefusalStep(ExplainFacts facts) => facts switch
    {
        { RefusalsHidden: true } => new(ExplainLink.Refusal, ExplainMark.Neutral, RussianText.NoValue, null),
        { Refusal: { } refusal } => new(ExplainLink.Refusal, ExplainMark.Neutral, $"Отказ с {RussianText.Date(refusal.From)}", $"Связь — {refusal.Channel}"),
        _ => new(ExplainLink.Refusal, ExplainMark.Ok, "Отказа нет", null),
    };

    private static ExplainStep JournalStep(ExplainFacts facts) => facts.State switch
    {
        VisibilityState.Visible => new(ExplainLink.Journal, facts.Membership.Demand == Demand.MustNot ? ExplainMark.Broken : ExplainMark.Ok, "Чат видно в «Личных сообщениях»", null, facts.From),
        VisibilityState.Missing => new(ExplainLink.Journal, facts is { Membership.Demand: Demand.Must, Wait: null } ? ExplainMark.Broken : ExplainMark.Neutral, "Чата в «Личных сообщениях» нет", null, facts.From),
        _ => new(ExplainLink.Journal, ExplainMark.Neutral, "Ещё не смотрели и не читали", null),
    };

    private static ExplainStep ClockStep(ExplainFacts facts) => facts.Wait is { } wait
        ? new(ExplainLink.Clock, ExplainMark.Waiting, $"{wait.What} — проявится {wait.When}", "До этого момента не считается расхождением")
        : new(ExplainLink.Clock, ExplainMark.Ok, "Ждать нечего: всё внесённое ЭПОС уже показывает", null);

    private static string Next(ExplainAct act, ExplainFacts facts) => act switch
    {
        ExplainAct.None => "Делать ничего не нужно",
        ExplainAct.Wait => $"Подождать: проверка пройдёт сама, {facts.Wait!.When}",
        ExplainAct.Invite => "Выдать приглашение и отметить «Приглашён»",
        ExplainAct.Link => "Помочь привязать учебный профиль и отметить «Заявил сам»",
        ExplainAct.Compare => "Сверить ФИО и дату рождения с Госуслугами, исправить в ЭПОС",
        ExplainAct.Look => "Посмотреть в ЭПОС и отметить «видно» или «не видно»",
        ExplainAct.Remove => "Исключить из чата вручную; следующий взгляд подтвердит",
        ExplainAct.Consent => "Получить согласие студента или вывести представителя из чата",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    /// <summary>A restriction that the reader may not know reads as no ground at all.</summary>
    private static bool Hides(ExplainFacts facts) => facts is { RestrictionsHidden: true, Membership.Reason.Rule: ChatRule.RestrictedGuardianship };

    private static DateOnly? Ended(ExplainFacts facts) => facts.Membership.Reason.Rule == ChatRule.NoGround ? facts.EndedOn : null;

    private static ExplainMark Against(ExplainFacts facts) => facts.State == VisibilityState.Visible ? ExplainMark.Broken : ExplainMark.Neutral;

    private static string Words(Demand demand) => demand switch
    {
        Demand.Must => "должен быть",
        Demand.May => "можно, но не обязательно",
        _ => "не положено",
    };

    private static string Age(DateOnly adultFrom, DateOnly today)
    {
        var born = adultFrom.AddYears(-People.Adulthood.Years);
        var age = today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
        return RussianText.Count(age, "год", "года", "лет");
    }
}
