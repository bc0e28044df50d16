using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Views;

namespace Sferum.Admin.Web.Features.Chats;

/// <summary>Columns of the list of chats: on the screen, in saved views, in a file.</summary>
public static class ChatsColumns
{
    public const string Page = "/chats";

    public const string Must = "must";
    public const string Visible = "visible";
    public const string Share = "share";
    public const string Missing = "missing";
    public const string NotChecked = "notchecked";
    public const string Extras = "extras";
    public const string Administrators = "admins";
    public const string Refused = "refused";
    public const string Look = "look";

    public static IReadOnlyList<ListColumn> All { get; } =
    [
        new("title", "Чат", IsFixed: true),
        new(Must, "Должны"),
        new(Visible, "Видно в\u00A0ЭПОС"),
        new(Share, "Полнота"),
        new(Missing, "Не видно"),
        new(NotChecked, "Не проверено"),
        new(Extras, "Лишние"),
        new(Administrators, "Админы"),
        new(Refused, "Отказы", IsShown: false),
        new(Look, "Чтение"),
    ];

    /// <summary>By which order a head sorts; <see langword="null"/> for a column without one.</summary>
    public static ChatSort? SortOf(string key) => key switch
    {
        "title" => ChatSort.Title,
        Must => ChatSort.Must,
        Visible => ChatSort.Visible,
        Share => ChatSort.Completeness,
        Missing => ChatSort.Missing,
        NotChecked => ChatSort.NotChecked,
        Extras => ChatSort.Extras,
        Administrators => ChatSort.Administrators,
        Look => ChatSort.Look,
        _ => null,
    };

    /// <summary>Whether numbers stand at the right.</summary>
    public static bool IsNumber(string key) => key is Must or Visible or Missing or NotChecked or Extras or Refused;

    /// <summary>The cell of a file.</summary>
    public static object? Cell(ChatRow row, string key, SchoolClock clock) => key switch
    {
        "title" => row.Title,
        Must => row.Marks.Must,
        Visible => row.Marks.Visible,
        Share => RussianText.Percent(row.Marks.Visible, row.Marks.Must),
        Missing => row.IsAtLeast ? ChatWords.Missing(row) : row.Marks.Missing,
        NotChecked => row.Marks.NotChecked,
        Extras => row.Extras,
        Administrators => row.Administrators,
        Refused => row.Marks.Refused,
        Look => row.Last is { } last ? clock.DayOf(last.AsOf) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };
}
