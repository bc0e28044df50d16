using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Web.Components.Lists;

namespace Sferum.Admin.Web.Features.Statistics;

/// <summary>The figures of a week as a file: the rows of the table, and what has no source.</summary>
internal sealed class StatisticsExport(WeekQueries queries) : IListExport
{
    private const string NoData = "нет данных";

    public string What => "statistics";

    public async Task<Result<ExportTable>> OpenAsync(Actor actor, Func<string, string?> query, string text, CancellationToken ct)
    {
        var read = await queries.ReadAsync(actor, new WeekRequest(IsoWeek.TryParse(query("week"), out var week) ? week : null), ct);
        if (!read.IsOk)
        {
            return read.Error!;
        }

        var view = read.Value;
        return new ExportTable(
            "Statistics",
            $"Показатели, неделя {view.Week.Number}",
            Permission.ReadStatistics,
            [new("Код", 8), new("Показатель", 44), new("Значение", 12), new("Числитель", 12), new("Знаменатель", 12), new("За неделю", 12), new("Пункт", 12)],
            ExportTable.Of(
            [
                .. view.Figures.Select(Row),
                .. IndicatorRules.WithoutSource.Select(row => (IReadOnlyList<object?>)[row.Label, row.Title, NoData, null, null, null, null]),
            ]));
    }

    private static IReadOnlyList<object?> Row(WeekFigure item)
    {
        var (figure, indicator) = (item.Figure, item.Figure.Indicator);
        return [indicator.Label, indicator.Title, StatisticsWords.Share(figure), figure.Value, figure.Whole, item.Change?.Text, indicator.Clause];
    }
}
