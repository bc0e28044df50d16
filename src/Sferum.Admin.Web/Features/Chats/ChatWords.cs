using System.Globalization;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Chats;

/// <summary>Numbers of a chat in words.</summary>
public static class ChatWords
{
    /// <summary>«≥ 22» while somebody was not looked for.</summary>
    public static string Missing(ChatRow row) => row.IsAtLeast ? $"≥{RussianText.NoBreakSpace}{RussianText.Number(row.Marks.Missing)}" : RussianText.Number(row.Marks.Missing);

    /// <summary>The tab of a kind.</summary>
    public static string Kind(ChatKind? kind) => kind switch
    {
        null => "Все обязательные",
        ChatKind.Staff => "Преподаватели",
        ChatKind.Group => "Группы",
        ChatKind.Parents => "Родители",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Who belongs in a chat of the kind, by clause 2.1.</summary>
    public static string About(ChatKind kind) => kind switch
    {
        ChatKind.Staff => "Все сотрудники и администраторы платформы",
        ChatKind.Group => "Студенты группы, куратор и администраторы платформы",
        ChatKind.Parents => "Представители несовершеннолетних студентов группы, куратор и администраторы платформы",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>«119 обязательных чатов: «Преподаватели», 60 «Группы», 58 «Родители»».</summary>
    public static string Sentence(ChatListing page, DateOnly today)
    {
        var kinds = new[] { ChatKind.Staff, ChatKind.Group, ChatKind.Parents }
            .Where(kind => page.Kinds.GetValueOrDefault(kind) > 0)
            .Select(kind => kind == ChatKind.Staff ? $"«{Kind(kind)}»" : $"{RussianText.Number(page.Kinds[kind])} «{Kind(kind)}»");
        var total = page.Kinds.Values.Sum();
        return total == 0
            ? $"Обязательных чатов на {RussianText.Date(today)} нет"
            : $"{RussianText.Count(total, "обязательный чат", "обязательных чата", "обязательных чатов")} на {RussianText.Date(today)}: {string.Join(", ", kinds)}";
    }

    public static StatusFace Verdict(ReadingVerdict verdict) => verdict switch
    {
        ReadingVerdict.Complete => new StatusFace(ChipKind.Ok, "Полное", Glyph.Check),
        ReadingVerdict.Partial => new StatusFace(ChipKind.Attention, "Частичное", Glyph.HalfCircle),
        ReadingVerdict.Failed => new StatusFace(ChipKind.Danger, "Не удалось", Glyph.Alert),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>«Чаты проверены, неделя 47: 24 видно, 2 не видно, 3 не проверено».</summary>
    public static string Event(ChatEvent row) => row.Kind switch
    {
        ChatEventKind.Looked => $"Посмотрели в ЭПОС: {Marks(row)}",
        ChatEventKind.Confirmed => $"Чаты проверены, неделя {Week(row.Week)}: {Marks(row)}",
        ChatEventKind.Appointed => "Назначен администратор чата: ",
        ChatEventKind.Dismissed => "Больше не администратор чата: ",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Kind, null),
    };

    public static ChipKind EventKind(ChatEvent row) => row switch
    {
        { Kind: ChatEventKind.Confirmed } => ChipKind.Ok,
        { Kind: ChatEventKind.Dismissed } => ChipKind.Attention,
        { Kind: ChatEventKind.Appointed } => ChipKind.Accent,
        _ => ChipKind.Neutral,
    };

    private static string Marks(ChatEvent row) => string.Join(", ", new[]
    {
        row.Visible > 0 || row.Missing + row.NotChecked == 0 ? $"{RussianText.Number(row.Visible)} видно" : null,
        row.Missing > 0 ? $"{RussianText.Number(row.Missing)} не видно" : null,
        row.NotChecked > 0 ? $"{RussianText.Number(row.NotChecked)} не проверено" : null,
    }.OfType<string>());

    private static string Week(string? text) => IsoWeek.TryParse(text, out var week) ? week.Number.ToString(CultureInfo.InvariantCulture) : "";
}
