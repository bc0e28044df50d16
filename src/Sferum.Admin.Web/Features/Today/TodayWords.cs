using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Groups;
using Sferum.Admin.Web.Features.People;
using Sferum.Admin.Web.Features.Statistics;

namespace Sferum.Admin.Web.Features.Today;

/// <summary>Words and faces of «Сегодня».</summary>
internal static class TodayWords
{
    public static StatusFace Face(TodayKind kind) => kind switch
    {
        TodayKind.RestrictedGuardian => new(ChipKind.Danger, "Нельзя", Glyph.Alert),
        TodayKind.Extra => new(ChipKind.Danger, "Лишний", Glyph.Alert),
        TodayKind.GroupWithoutCurator => new(ChipKind.Danger, "Нет куратора", Glyph.Alert),
        TodayKind.FewAdministrators => new(ChipKind.Danger, "Мало админов", Glyph.Alert),
        TodayKind.SourceFails => new(ChipKind.Danger, "Чтение", Glyph.Alert),
        TodayKind.SessionMissing => new(ChipKind.Neutral, "Сеанс", Glyph.Key),
        TodayKind.BindingsWait => new(ChipKind.Accent, "Пары", Glyph.Swap),
        TodayKind.OutOfSight => new(ChipKind.Attention, "Пропал чат", Glyph.EyeOff),
        TodayKind.LinkBroken => StatusFace.NeedsRelink,
        TodayKind.RecheckDue => new(ChipKind.Waiting, "Перепроверка", Glyph.Hourglass),
        TodayKind.OldLook => new(ChipKind.Attention, "Старый взгляд", Glyph.Clock),
        TodayKind.WeekUnconfirmed => new(ChipKind.Attention, "Неделя", Glyph.Clock),
        TodayKind.ClaimDue => new(ChipKind.Waiting, "Заявил сам", Glyph.Hourglass),
        TodayKind.Waiting => new(ChipKind.Waiting, "Ждёт", Glyph.Hourglass),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Title of a band; the deadline is named by its day.</summary>
    public static (string Title, string Sub) Band(TodayBand band, IsoWeek week) => band switch
    {
        TodayBand.Harm => ("Вред сейчас", "чужие видят переписку, чат без хозяина, чтения не идут"),
        TodayBand.Deadline => ($"Срок — воскресенье {week.Sunday:dd.MM}", "после срока придётся объясняться"),
        TodayBand.Decision => ("Ждёт вашего решения", "потеряно, не сопоставлено, пора посмотреть в ЭПОС"),
        TodayBand.Waiting => ("Ждёт проверки", "сказано или исправлено, покажет ЭПОС — делать ничего не надо"),
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, null),
    };

    /// <summary>The list behind a counted line; none where no list has just these people.</summary>
    public static string? ListOf(TodayKind kind) => kind switch
    {
        TodayKind.Extra => StatisticsAddress.List("K6", IndicatorPart.Numerator),
        TodayKind.FewAdministrators => StatisticsAddress.List("K8", IndicatorPart.Numerator),
        TodayKind.GroupWithoutCurator => new GroupsAddress(Filter: GroupFilter.WithoutCurator).ToString(),
        TodayKind.OldLook => new GroupsAddress(Filter: GroupFilter.OldLook).ToString(),
        TodayKind.OutOfSight => new PeopleAddress { Filter = new PeopleFilter { Attention = AttentionKind.OutOfSight } }.ToString(),
        TodayKind.LinkBroken => new PeopleAddress { Filter = new PeopleFilter { Attention = AttentionKind.Relink } }.ToString(),
        TodayKind.RecheckDue => new PeopleAddress { Filter = new PeopleFilter { Attention = AttentionKind.Recheck } }.ToString(),
        TodayKind.WeekUnconfirmed => new GroupsAddress(Filter: GroupFilter.WeekUnconfirmed).ToString(),
        _ => null,
    };

    /// <summary>The chip of a line: what it is; of what waits, when it shows: «Пн 14:00».</summary>
    public static StatusFace Face(TodayTask task, SchoolClock clock)
    {
        var face = Face(task.Kind);
        if (task.At is not { } at)
        {
            return face;
        }

        var day = RussianText.WeekDay(clock.DayOf(at));
        return face with { Word = $"{char.ToUpperInvariant(day[0])}{day[1..]}{RussianText.NoBreakSpace}{clock.ToLocal(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)}" };
    }

    /// <summary>The sentence cut at the chat it names, so that the name can be a link; none where it names none.</summary>
    public static (string Before, string Chat, string After) Parts(TodayTask task)
    {
        var (from, to) = (task.Sentence.IndexOf('«'), task.Sentence.IndexOf('»'));
        return task.Kind is TodayKind.Extra or TodayKind.RestrictedGuardian && task.ChatId is not null && from >= 0 && to > from
            ? (task.Sentence[..from], task.Sentence[from..(to + 1)], task.Sentence[(to + 1)..])
            : (task.Sentence, "", "");
    }

    /// <summary>The pairs that a line about bindings counts.</summary>
    public static string BindingsOf(TodayTask task) => task.Key switch
    {
        "bindings-doubtful" => "/settings/bindings?state=doubtful",
        "bindings-conflict" => "/settings/bindings?state=conflict",
        _ => "/settings/bindings",
    };

    /// <summary>«Пятница, 20 ноября 2026 г.».</summary>
    public static string Day(DateOnly today)
    {
        var text = today.ToString("dddd, d MMMM yyyy 'г.'", System.Globalization.CultureInfo.GetCultureInfo("ru-RU"));
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
