using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>Words and faces of the pages of marks.</summary>
internal static class MarksWords
{
    public static StatusFace Face(MarksLink link) => link.State is { } state ? StatusFace.Of(state) : StatusFace.NotRequired;

    /// <summary>What a cell shows: the look, or why none is expected.</summary>
    public static StatusFace Face(MarksCell cell, MarksLink link) => cell switch
    {
        { Look: { } look } => StatusFace.Of(look.State),
        { OptedOut: true } => StatusFace.Refused,
        _ when link.Waits => new StatusFace(ChipKind.Waiting, "Ждёт ЭПОС", Glyph.Hourglass),
        _ => StatusFace.NotChecked,
    };

    /// <summary>The kind of a chat as people call it.</summary>
    public static string Chat(ChatKind kind) => kind switch
    {
        ChatKind.Staff => "Преподаватели",
        ChatKind.Group => "Группы",
        ChatKind.Parents => "Родители",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Filter(MarksFilter filter) => filter switch
    {
        MarksFilter.All => "Все",
        MarksFilter.Left => "Осталось",
        MarksFilter.Missing => "Не видно",
        MarksFilter.Waiting => "Ждёт",
        MarksFilter.Refused => "Отказы",
        MarksFilter.Adults => "Совершеннолетние",
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };

    /// <summary>The filters of a page. Refusals are no list for those from whom they are hidden.</summary>
    public static IEnumerable<MarksFilter> Filters(MarksPage page) => Enum.GetValues<MarksFilter>().Where(filter => filter switch
    {
        MarksFilter.Refused => page.MayMark,
        MarksFilter.Adults => page.StudyGroupId is not null,
        _ => true,
    });

    /// <summary>The line under the title: how many people, and whether the week is confirmed.</summary>
    public static string Sub(MarksPage page, MarksConfirmation? confirmed)
    {
        var people = page.StudyGroupId is null
            ? RussianText.Count(page.Families.Count, "сотрудник", "сотрудника", "сотрудников")
            : $"{RussianText.Count(page.Families.Count, "студент", "студента", "студентов")}, {RussianText.Count(page.Links.Representatives.Total, "представитель", "представителя", "представителей")}";
        return confirmed is null
            ? $"{people}. Неделя {page.Week.Number} ({page.Week.RangeText}) ещё не подтверждена"
            : $"{people}. Неделя {page.Week.Number} подтверждена: {confirmed.Visible} видно, {confirmed.Missing} не видно, {confirmed.NotChecked} не проверено{(confirmed.ByName is null ? "" : $" — {confirmed.ByName}")}";
    }

    public static string Channel(AlternativeChannel channel) => channel switch
    {
        AlternativeChannel.Paper => "На бумаге",
        AlternativeChannel.Email => "По электронной почте",
        AlternativeChannel.Sms => "По СМС",
        AlternativeChannel.Epos => "Через ЭПОС",
        AlternativeChannel.Phone => "По телефону",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    /// <summary>What «П», «О» and the like act on, for titles: a name, or a number of people.</summary>
    public static string People(IReadOnlyList<MarksRow> rows) =>
        rows.Count == 1 ? rows[0].Name : RussianText.Count(rows.Count, "человек", "человека", "человек");
}
