using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Statistics;

/// <param name="Day">Null for today; a future day is refused.</param>
/// <param name="Page">Page of the table of groups, from 1.</param>
public sealed record StatisticsRequest(DateOnly? Day = null, int Page = 1);

/// <param name="Code">Of <see cref="IndicatorRules.All"/>.</param>
/// <param name="StudyGroupId">Only what belongs to the group: its places and chats, its students and their representatives.</param>
/// <param name="Page">From 1; beyond the end the last page is given.</param>
/// <param name="Cause">Only people who are not linked for this cause.</param>
public sealed record IndicatorListRequest(
    string Code, IndicatorPart Part = IndicatorPart.Numerator, DateOnly? Day = null, Guid? StudyGroupId = null, int Page = 1, Cause? Cause = null);

/// <summary>The figures of a day as the actor may see them.</summary>
/// <param name="LookDays">Days after which a look is old.</param>
/// <param name="HasReadings">Whether the journal was ever read by then; else all that is known are looks.</param>
public sealed record StatisticsView(DateOnly Day, IReadOnlyList<FigureView> Figures, GroupTable Groups, int LookDays, bool HasReadings);

/// <param name="Parts">The numbers beside numerator and denominator.</param>
/// <param name="HasList">False when the list behind <paramref name="Value"/> is not for the actor.</param>
/// <param name="OldestLook">UTC moment of the oldest look behind the figure; null when it rests on none.</param>
public sealed record FigureView(
    Indicator Indicator,
    int Value,
    int? Whole,
    bool IsAtLeast,
    bool HasList,
    IReadOnlyList<PartView> Parts,
    DateTime? OldestLook,
    DateTime? NewestLook)
{
    /// <summary>«81 %», «≥ 65 %», «≥ 3», «37»; «—» for 0 of 0. Never rounded up to 100 %, and there is no more than 100 %.</summary>
    public string Text => (IsAtLeast && Whole != 0 && Value != Whole, Whole) switch
    {
        (var atLeast, { } whole) => Prefix(atLeast) + RussianText.Percent(Value, whole),
        var (atLeast, _) => Prefix(atLeast) + RussianText.Number(Value),
    };

    private static string Prefix(bool atLeast) => atLeast ? $"≥{RussianText.NoBreakSpace}" : "";
}

/// <param name="HasList">False when only the number is for the actor.</param>
public sealed record PartView(IndicatorPart Part, string Title, int Count, bool HasList);

/// <summary>Completeness of the chats of each group on the day: <see cref="IndicatorRules.CompletenessCode"/> by group.</summary>
/// <param name="Total">Groups on all pages.</param>
public sealed record GroupTable(IReadOnlyList<GroupCompleteness> Rows, int Total, int Page, int Pages);

/// <param name="Expected">Places that must be taken, without refusals.</param>
/// <param name="LastLook">UTC moment of the newest look or reading; null when nobody looked.</param>
/// <param name="IsReadInPart">The last reading was not complete, and nobody looked since.</param>
public sealed record GroupCompleteness(
    Guid StudyGroupId, string Name, int Expected, int Seen, int NotSeen, int NotChecked, DateTime? LastLook, bool IsReadInPart);

/// <summary>A page of the list behind a number.</summary>
/// <param name="Figure">The figure of the whole technikum, with the numbers beside this one.</param>
/// <param name="Group">Name of the group the list is limited to.</param>
/// <param name="Total">Rows on all pages: the number itself.</param>
/// <param name="FrozenCount">What the week's snapshot says of this number; <see langword="null"/> for today and where there is none.</param>
public sealed record IndicatorList(
    FigureView Figure,
    IndicatorPart Part,
    DateOnly Day,
    string? Group,
    IReadOnlyList<IndicatorRow> Rows,
    int Total,
    int Page,
    int Pages,
    int LookDays,
    int? FrozenCount = null);

/// <param name="IsHidden">The row counts but has no name for this actor.</param>
/// <param name="Groups">Groups of the person, or the group of the chat, as text.</param>
/// <param name="ChatId">Row of the chat register; null when the chat is not kept there yet.</param>
public sealed record IndicatorRow(
    bool IsHidden,
    Guid? PersonId = null,
    string? PersonName = null,
    Guid? StudyGroupId = null,
    string? Groups = null,
    ChatKind? Chat = null,
    Guid? ChatId = null,
    LinkState? Link = null,
    VisibilityState? Look = null,
    DateTime? LookAt = null,
    int? Administrators = null);
