using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Statistics;

/// <summary>The exact list behind a number of a figure.</summary>
public sealed partial class IndicatorPage
{
    private Result<IndicatorList>? _result;
    private IndicatorList? _list;

    [Inject] public required StatisticsQueries Queries { get; init; }

    /// <summary>Code of the figure.</summary>
    [Parameter] public string Code { get; set; } = "";

    /// <summary>The set; the numerator when empty.</summary>
    [SupplyParameterFromQuery(Name = "part")] public string? PartQuery { get; set; }

    /// <summary>Only of this group.</summary>
    [SupplyParameterFromQuery(Name = "group")] public string? GroupQuery { get; set; }

    /// <summary><c>yyyy-MM-dd</c>; today when empty.</summary>
    [SupplyParameterFromQuery(Name = "day")] public string? DayQuery { get; set; }

    /// <summary>Page of the list.</summary>
    [SupplyParameterFromQuery(Name = "page")] public string? PageQuery { get; set; }

    /// <summary>Only who is not linked for this cause.</summary>
    [SupplyParameterFromQuery(Name = "cause")] public string? CauseQuery { get; set; }

    private Cause? Cause => StatisticsAddress.CauseOf(CauseQuery);

    private DateOnly? Day => StatisticsAddress.Day(DayQuery);

    private Guid? Group => Guid.TryParse(GroupQuery, out var group) ? group : null;

    private Indicator Indicator => _list!.Figure.Indicator;

    /// <summary>An unknown set is asked for all the same: the query refuses it as «не найдено».</summary>
    private IndicatorListRequest Request =>
        new(Code, StatisticsAddress.Part(PartQuery) ?? (IndicatorPart)(-1), Day, Group, StatisticsAddress.Page(PageQuery), Cause);

    private IReadOnlyList<TabLink> Tabs
    {
        get
        {
            var figure = _list!.Figure;
            List<TabLink> tabs = [];
            Add(IndicatorPart.Numerator, figure.Value, figure.HasList);
            foreach (var part in figure.Parts)
            {
                Add(part.Part, part.Count, part.HasList);
            }

            if (figure.Whole is { } whole)
            {
                Add(IndicatorPart.Denominator, whole, true);
            }

            return tabs;

            void Add(IndicatorPart part, int count, bool hasList)
            {
                if (hasList)
                {
                    // Counts are of the technikum: beside the list of one group they would say something else.
                    tabs.Add(new TabLink(
                        Title(part), StatisticsAddress.List(Code, part, Day, Group), part == _list.Part, _list.Group is null && Cause is null ? count : null));
                }
            }
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var request = Request;
        var result = await Queries.ListAsync(await ActorAsync(), request, Ct);
        if (request == Request)
        {
            _result = result;
            _list = result.IsOk ? result.Value : null;
        }
    }

    private string PageHref(int page) => StatisticsAddress.List(Code, _list!.Part, Day, Group, page, Cause);

    private string Title(IndicatorPart part) => part switch
    {
        IndicatorPart.Numerator => "Числитель",
        IndicatorPart.Denominator => "Знаменатель",
        _ => Capital(StatisticsWords.Part(_list!.Figure, part)),
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
