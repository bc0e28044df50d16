using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Web.Features.Statistics;

/// <summary>Words around the numbers.</summary>
public static class StatisticsWords
{
    /// <summary>«12 человек», «3 места».</summary>
    public static string Count(int count, IndicatorUnit unit) => unit switch
    {
        IndicatorUnit.People => RussianText.Count(count, "человек", "человека", "человек"),
        IndicatorUnit.Groups => RussianText.Count(count, "группа", "группы", "групп"),
        IndicatorUnit.Chats => RussianText.Count(count, "чат", "чата", "чатов"),
        IndicatorUnit.Places => RussianText.Count(count, "место", "места", "мест"),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary>«Преподаватели», «ИС-21 · Группа», «ИС-21 · Родители».</summary>
    public static string ChatTitle(ChatKind kind, string? group) => kind switch
    {
        ChatKind.Staff => "Преподаватели",
        ChatKind.Group => $"{group} · Группа",
        ChatKind.Parents => $"{group} · Родители",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only mandatory chats are counted."),
    };

    /// <summary>On what a figure rests.</summary>
    public static string Source(Indicator indicator, bool hasReadings) =>
        hasReadings && indicator.Source == IndicatorRules.Looks ? "чтения и взгляды на ЭПОС" : indicator.Source;

    /// <summary>«привязаны» for the numbers beside the numerator; the figure's own words for the other two.</summary>
    public static string Part(FigureView figure, IndicatorPart part) => part switch
    {
        IndicatorPart.Numerator => figure.Indicator.Numerator,
        IndicatorPart.Denominator => figure.Indicator.Denominator ?? "",
        _ => figure.Parts.First(p => p.Part == part).Title,
    };
}
