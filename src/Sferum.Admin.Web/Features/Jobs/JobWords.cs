using System.Globalization;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Jobs;

/// <summary>Background jobs in words.</summary>
internal static class JobWords
{
    /// <summary>Numbers of a run that are worth a word, in the order of reading; a run tells those it has.</summary>
    private static readonly (string Name, string One, string Few, string Many)[] Numbers =
    [
        ("added", "человек добавлен", "человека добавлено", "человек добавлено"),
        ("updated", "человек изменён", "человека изменено", "человек изменено"),
        ("left", "человек выбыл", "человека выбыло", "человек выбыло"),
        ("rows", "строка", "строки", "строк"),
        ("drafts", "загрузка отложена", "загрузки отложены", "загрузок отложено"),
        ("records", "запись списков ЭПОС стёрта", "записи списков ЭПОС стёрты", "записей списков ЭПОС стёрто"),
        ("weeks", "неделя закрыта", "недели закрыто", "недель закрыто"),
        ("renewed", "статус обновлён", "статуса обновлено", "статусов обновлено"),
        ("dropped", "черновик выброшен", "черновика выброшено", "черновиков выброшено"),
        ("people", "человек прочитан", "человека прочитано", "человек прочитано"),
        ("linked", "привязан", "привязаны", "привязано"),
        ("seen", "место в чате видно", "места в чатах видно", "мест в чатах видно"),
        ("missing", "место не видно", "места не видно", "мест не видно"),
        ("notRead", "человек не прочитан", "человека не прочитано", "человек не прочитано"),
        ("calls", "запрос к ЭПОС", "запроса к ЭПОС", "запросов к ЭПОС"),
        ("refused", "отказ «слишком часто»", "отказа «слишком часто»", "отказов «слишком часто»"),
    ];

    public static string Title(string job) => job switch
    {
        JobNames.JournalCheck => "Проверка по ЭПОС",
        JobNames.RenewLinks => "Обновление статусов привязки",
        JobNames.DropDrafts => "Уборка черновиков",
        JobNames.Retention => "Очистка устаревшего",
        JobNames.ImportApply => "Применение загрузки",
        JobNames.WeekSnapshot => "Снимок недели",
        _ => throw new ArgumentOutOfRangeException(nameof(job), job, null),
    };

    public static string About(string job) => job switch
    {
        JobNames.JournalCheck => "Читает в ЭПОС, стоит ли привязка и видны ли обязательные чаты: ночью у всех, в 14:30 у тех, чьё исправление должно было появиться.",
        JobNames.RenewLinks => "После полуночи пересчитывает статусы, которые изменило одно лишь время: вышел срок проверки, наступил первый или последний день.",
        JobNames.DropDrafts => "Ночью выбрасывает черновики форм, к которым никто не вернулся за 30 дней.",
        JobNames.Retention => "Ночью стирает исходные строки старых загрузок, а когда ЭПОС отключён — и людей из его списков, которых ни с кем не сопоставили.",
        JobNames.ImportApply => "Записывает проверенный файл в базу одной операцией.",
        JobNames.WeekSnapshot => "В воскресенье в 23:00 записывает показатели недели, после этого они не меняются. Недели, которые прошли, пока портал был выключен, досчитывает при запуске.",
        _ => throw new ArgumentOutOfRangeException(nameof(job), job, null),
    };

    public static StatusFace State(JobRunState state) => state switch
    {
        JobRunState.Running => new StatusFace(ChipKind.Accent, "Идёт", Glyph.Clock),
        JobRunState.Succeeded => new StatusFace(ChipKind.Ok, "Прошла", Glyph.Check),
        JobRunState.Partial => new StatusFace(ChipKind.Attention, "Частично", Glyph.HalfCircle),
        JobRunState.Failed => new StatusFace(ChipKind.Danger, "Не удалась", Glyph.Alert),
        JobRunState.Skipped => new StatusFace(ChipKind.Neutral, "Пропущена", Glyph.Dash),
        JobRunState.Interrupted => new StatusFace(ChipKind.Neutral, "Прервана", Glyph.Hourglass),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Scope(JobRunView run) => run.Scope?.Split('/')[0] switch
    {
        null or "everyone" => run.Job == JobNames.JournalCheck ? "все" : RussianText.NoValue,
        "due" => "подошёл срок",
        "group" => run.GroupName is null ? "группа из архива" : $"группа {run.GroupName}",
        "person" => "один человек",
        _ => RussianText.NoValue,
    };

    public static string Trigger(JobRunView run) => run.Trigger switch
    {
        JobTrigger.Schedule => "по расписанию",
        JobTrigger.Hand => run.By is null ? "вручную" : $"вручную, {run.By}",
        JobTrigger.Console => "из консоли",
        JobTrigger.Start => "при запуске портала",
        _ => throw new ArgumentOutOfRangeException(nameof(run), run.Trigger, null),
    };

    /// <summary>«3 812 человек прочитано, 3 100 привязано»; empty when the run has no such numbers.</summary>
    public static string Counts(JobRunView run) => string.Join(
        ", ",
        Numbers.Where(n => run.Counts.ContainsKey(n.Name))
            .Select(n => (Words: n, Value: Of(run, n.Name)))
            .Where(n => n.Value > 0 || n.Words.Name is "renewed" or "dropped" or "weeks")
            .Select(n => RussianText.Count(n.Value, n.Words.One, n.Words.Few, n.Words.Many)));

    /// <summary>«Сотрудники», «ИС-21, студенты».</summary>
    public static string Section(ScopeTrouble trouble) => trouble.Scope.Population switch
    {
        ReadingPopulation.Staff => "Сотрудники",
        ReadingPopulation.Students => $"{trouble.GroupName ?? "Группа из архива"}, студенты",
        ReadingPopulation.Representatives => $"{trouble.GroupName ?? "Группа из архива"}, представители",
        ReadingPopulation.Person => "Один человек",
        _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble.Scope.Population, null),
    };

    /// <summary>«сегодня, 14:30», «вчера, 05:10», «чт 26.11, 00:00»: a schedule always names its day.</summary>
    public static string Moment(DateTime utc, SchoolClock clock) =>
        $"{RussianText.NearDate(clock.DayOf(utc), clock.Today)}, {clock.ToLocal(utc).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>«12 с», «2 мин 5 с»; empty while it runs.</summary>
    public static string Took(JobRunView run)
    {
        if (run.FinishedAt is not { } end)
        {
            return "";
        }

        var took = TimeSpan.FromSeconds(Math.Max(1, Math.Round((run.Worked ?? end - run.StartedAt).TotalSeconds)));
        var parts = new[] { (took.Days * 24 + took.Hours, "ч"), (took.Minutes, "мин"), (took.Seconds, "с") };
        return string.Join(' ', parts.Where(p => p.Item1 > 0).Take(2).Select(p => $"{p.Item1}{RussianText.NoBreakSpace}{p.Item2}"));
    }

    /// <summary>A run counts everybody it asked about; those it has read are the rest of them.</summary>
    private static long Of(JobRunView run, string name) => name == "people" ? run.Counts[name] - run.Counts.GetValueOrDefault("notRead") : run.Counts[name];
}
