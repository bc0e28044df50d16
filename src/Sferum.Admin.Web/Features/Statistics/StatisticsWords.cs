using System.Globalization;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Web.Components.Ui;

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

    /// <summary>The noun alone, to stand beside a number: «места».</summary>
    public static string Unit(int count, IndicatorUnit unit) => Count(count, unit).Split(RussianText.NoBreakSpace)[^1];

    /// <summary>«81,3 %», «≥ 65,0 %», «≥ 3», «37»; «—» for 0 of 0. Never rounded up to 100 %.</summary>
    public static string Share(FigureView figure) => Share(new FigureCount(figure.Value, figure.Whole, figure.IsAtLeast));

    /// <summary>The same of a count.</summary>
    public static string Share(FigureCount count) => count switch
    {
        { Denominator: null } => Prefix(count) + RussianText.Number(count.Numerator),
        { Denominator: 0 } => RussianText.NoValue,
        { Denominator: { } whole } => (count.Numerator == whole ? "" : Prefix(count)) + Tenths(count.Numerator, whole),
    };

    /// <summary>«1 220 / 1 500», or the noun of an absolute number.</summary>
    public static string Fraction(FigureView figure) => figure.Whole is { } whole
        ? $"{RussianText.Number(figure.Value)} / {RussianText.Number(whole)}"
        : Unit(figure.Value, figure.Indicator.Unit);

    /// <summary>What week it is and how sure its numbers are.</summary>
    public static string State(WeekView view, SchoolClock clock)
    {
        var week = $"Неделя {view.Week.Number}, {view.Week.RangeText}.{view.Week.Sunday.Year}.";
        return view switch
        {
            { State: WeekState.Open } => $"{week} Снимок — в{RussianText.NoBreakSpace}воскресенье в{RussianText.NoBreakSpace}23:00, сейчас предварительно",
            { State: WeekState.Gap } => week,
            { TakenAt: { } at, State: WeekState.Frozen } => $"{week} Снимок {ReadingWords.When(at, clock)}: числа не{RussianText.NoBreakSpace}меняются",
            { TakenAt: { } at } => $"{week} Посчитано задним числом {ReadingWords.When(at, clock)} по{RussianText.NoBreakSpace}тому, что было внесено к{RussianText.NoBreakSpace}этому времени",
            _ => $"{week} Снимка нет: посчитано задним числом по{RussianText.NoBreakSpace}тому, что внесено к{RussianText.NoBreakSpace}сегодняшнему дню",
        };
    }

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
        hasReadings && indicator.Source == IndicatorRules.Looks ? "чтения и взгляды" : indicator.Source;

    /// <summary>Always one decimal, so that a column of them stands in line; 100,0 only when nothing is missing, 0,0 only when there is nothing.</summary>
    private static string Tenths(int part, int whole)
    {
        var percent = Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero);
        percent = percent >= 100 && part < whole ? 99.9m : percent <= 0 && part > 0 ? 0.1m : percent;
        return $"{percent.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',')}{RussianText.NoBreakSpace}%";
    }

    private static string Prefix(FigureCount count) => count.IsAtLeast ? $"≥{RussianText.NoBreakSpace}" : "";

    /// <summary>«привязаны» for the numbers beside the numerator; the figure's own words for the other two.</summary>
    public static string Part(FigureView figure, IndicatorPart part) => part switch
    {
        IndicatorPart.Numerator => figure.Indicator.Numerator,
        IndicatorPart.Denominator => figure.Indicator.Denominator ?? "",
        _ => figure.Parts.First(p => p.Part == part).Title,
    };
}
