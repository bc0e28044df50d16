using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
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

    public static string State(VisibilityState state) => state == VisibilityState.Visible ? "Видно" : "Не видно";

    public static string Kind(MadeMarkKind kind) => kind switch
    {
        MadeMarkKind.Visible => State(VisibilityState.Visible),
        MadeMarkKind.Missing => State(VisibilityState.Missing),
        MadeMarkKind.Invited => StatusFace.Invited.Word,
        MadeMarkKind.Claimed => StatusFace.SelfReported.Word,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The line under the title: how many people, who is curator and by which order, and who confirmed the week.</summary>
    /// <param name="reader">The reader's person: one's own name need not be told.</param>
    public static string Sub(MarksPage page, MarksConfirmation? confirmed, Guid? reader)
    {
        var people = page.StudyGroupId is null
            ? RussianText.Count(page.Families.Count, "сотрудник", "сотрудника", "сотрудников")
            : $"{RussianText.Count(page.Families.Count, "студент", "студента", "студентов")}, {RussianText.Count(page.Links.Representatives.Total, "представитель", "представителя", "представителей")}";
        var curators = string.Concat(page.Curators.Select(curator => $". {Curator(curator, reader)}"));
        var week = confirmed is null
            ? ""
            : $". Неделя {page.Week.Number} подтверждена: {confirmed.Visible} видно, {confirmed.Missing} не видно, {confirmed.NotChecked} не проверено{(confirmed.ByName is null ? "" : $" — {confirmed.ByName}")}";
        return $"{people}{curators}{week}";
    }

    private static string Curator(MarksCurator curator, Guid? reader)
    {
        var word = curator.IsSubstitute ? "Замещает" : "Куратор";
        var who = curator.PersonId == reader ? "" : $" {curator.ShortName}";
        var until = curator is { IsSubstitute: true, LastDay: { } last } ? $" до {RussianText.Date(last)}" : "";
        return $"{(curator.PersonId == reader && curator.IsSubstitute ? "Вы замещаете" : word)}{who} с {RussianText.Date(curator.From)}{until}{(curator.OrderNumber is null ? "" : $", приказ {RussianText.NumberSign(curator.OrderNumber)}")}";
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
