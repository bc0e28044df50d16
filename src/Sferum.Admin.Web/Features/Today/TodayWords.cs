using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Components.Ui;

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
        TodayKind.OldLook => new(ChipKind.Attention, "Старый взгляд", Glyph.Clock),
        TodayKind.WeekUnconfirmed => new(ChipKind.Attention, "Неделя", Glyph.Clock),
        TodayKind.ClaimDue => new(ChipKind.Waiting, "Заявил сам", Glyph.Hourglass),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Title of a band; the deadline is named by its day.</summary>
    public static (string Title, string Sub) Band(TodayBand band, IsoWeek week) => band switch
    {
        TodayBand.Harm => ("Вред сейчас", "чужие видят переписку, чат может остаться без хозяина"),
        TodayBand.Deadline => ($"Срок — воскресенье {week.Sunday:dd.MM}", "после срока придётся объясняться"),
        TodayBand.Check => ("Пора проверить", "сказано людьми, ЭПОС уже должен показывать"),
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, null),
    };

    /// <summary>«Пятница, 20 ноября 2026 г.».</summary>
    public static string Day(DateOnly today)
    {
        var text = today.ToString("dddd, d MMMM yyyy 'г.'", System.Globalization.CultureInfo.GetCultureInfo("ru-RU"));
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
