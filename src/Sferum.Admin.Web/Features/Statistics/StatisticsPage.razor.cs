using System.Globalization;
using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Web.Features.Statistics;

/// <summary>The director's page: figures with fraction, clause and age, each number a link to its list.</summary>
public sealed partial class StatisticsPage
{
    private Result<StatisticsView>? _result;
    private StatisticsView? _view;
    private ReadingAges? _ages;

    [Inject] public required StatisticsQueries Queries { get; init; }

    [Inject] public required ReadingAgeQueries Ages { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary><c>yyyy-MM-dd</c>; today when empty.</summary>
    [SupplyParameterFromQuery(Name = "day")] public string? DayQuery { get; set; }

    /// <summary>Page of the table of groups.</summary>
    [SupplyParameterFromQuery(Name = "page")] public string? PageQuery { get; set; }

    private DateOnly? Day => StatisticsAddress.Day(DayQuery);

    private string DayText => (Day ?? Clock.Today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string TodayText => Clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override async Task OnParametersSetAsync()
    {
        var request = new StatisticsRequest(Day, StatisticsAddress.Page(PageQuery));
        var actor = await ActorAsync();
        var result = await Queries.ReadAsync(actor, request, Ct);
        var ages = await Ages.ReadAsync(actor, Ct);
        if (request == new StatisticsRequest(Day, StatisticsAddress.Page(PageQuery)))
        {
            _result = result;
            _view = result.IsOk ? result.Value : null;
            _ages = ages.IsOk ? ages.Value : null;
        }
    }

    private void ChooseDay(ChangeEventArgs e)
    {
        var day = StatisticsAddress.Day(e.Value as string);
        Navigation.NavigateTo(StatisticsAddress.Figures(day == Clock.Today ? null : day));
    }
}
