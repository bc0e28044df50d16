using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Statistics;

/// <summary>The figures of a week: two targets, the table, what raises and what hinders, the map of groups, the year.</summary>
public sealed partial class StatisticsPage
{
    private static readonly LiveTopic[] Topics = [LiveTopic.Marks, LiveTopic.Chats, LiveTopic.Groups, LiveTopic.People];

    private Result<WeekView>? _result;
    private WeekView? _view;
    private bool _mayAct;
    private CheckNow? _check;

    [Inject] public required WeekQueries Queries { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary><c>2026-W47</c>; the current week when empty.</summary>
    [SupplyParameterFromQuery(Name = "week")] public string? WeekQuery { get; set; }

    private IsoWeek? Week => IsoWeek.TryParse(WeekQuery, out var week) ? week : null;

    /// <summary>Lists of a week that is over are of its Sunday.</summary>
    private DateOnly? Day => _view is { HasNext: true } view ? view.Day : null;

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var week = Week;
        var actor = await ActorAsync();
        var result = await Queries.ReadAsync(actor, new WeekRequest(week), Ct);
        if (week == Week)
        {
            _mayAct = AccessPolicy.HoldsEverywhere(actor, Permission.EditRegister);
            _result = result;
            _view = result.IsOk ? result.Value : null;
        }
    }

    private Task CheckAsync(Guid group) => _check?.StartAsync(CheckTarget.Group, group) ?? Task.CompletedTask;
}
