using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Web.Components.Ui;
using Error = Sferum.Admin.Core.Common.Error;

namespace Sferum.Admin.Web.Features.Calendar;

/// <summary>The working calendar of a year: what departs from the week, and what that means for ЭПОС's clock.</summary>
public sealed partial class CalendarPage
{
    private Dictionary<DateOnly, CalendarDayState> _days = [];
    private Error? _error;
    private Result<CalendarYearView>? _result;
    private string _source = "";
    private CalendarYearView? _view;

    [Inject] public required CalendarQueries Queries { get; init; }

    [Inject] public required EditCalendarDay Edit { get; init; }

    [Inject] public required ConfirmCalendarYear Confirm { get; init; }

    [Inject] public required SetHolidayRule Rule { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary>The year; this year without it.</summary>
    [SupplyParameterFromQuery(Name = "year")] public string? YearQuery { get; set; }

    private DateOnly Focus => _view!.Year == Clock.Today.Year ? Clock.Today : new DateOnly(_view.Year, 1, 1);

    protected override Task OnParametersSetAsync()
    {
        (_error, _source) = (null, "");
        return LoadAsync();
    }

    private static string Href(int year) => Address.Of("/settings/calendar", ("year", year.ToString(CultureInfo.InvariantCulture)));

    private async Task LoadAsync()
    {
        int? year = int.TryParse(YearQuery, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : null;
        _result = await Queries.ReadAsync(await ActorAsync(), year, Ct);
        _view = _result.IsOk ? _result.Value : null;
        _days = _view?.Days.ToDictionary(d => d.Date, d => d.State) ?? [];
    }

    private async Task OpenAsync(DateOnly day)
    {
        if (await CalendarDayDialog.ShowAsync(Dialogs, day, _days.GetValueOrDefault(day) ?? CalendarDayState.Usual) is { } edit)
        {
            await LoadAsync();
            Offer($"{CalendarWords.Short(day)}: {CalendarWords.Mark(day, edit.After.Mark)}", async actor => (await Edit.UndoAsync(actor, edit, Ct)).Error);
        }
    }

    private async Task ConfirmAsync()
    {
        var confirmed = await Confirm.ConfirmAsync(await ActorAsync(), new ConfirmYearRequest(_view!.Year, _source), Ct);
        _error = confirmed.Error;
        if (confirmed.IsOk)
        {
            _source = "";
            await LoadAsync();
            Offer(
                $"{confirmed.Value.Year} год подтверждён: {RussianText.Count(confirmed.Value.Days, "день", "дня", "дней")}",
                async actor => (await Confirm.UndoAsync(actor, confirmed.Value, Ct)).Error);
        }
    }

    private async Task SetRuleAsync(bool on)
    {
        _error = (await Rule.SetAsync(await ActorAsync(), on, Ct)).Error;
        await LoadAsync();
        if (_error is null)
        {
            Offer(on ? "Праздники считаются рабочими днями ЭПОС" : "Праздники считаются выходными", async actor => (await Rule.SetAsync(actor, !on, Ct)).Error);
        }
    }

    private void Offer(string text, Func<Actor, Task<Error?>> undo) => Toasts.Show(text, () => InvokeAsync(async () =>
    {
        _error = await undo(await ActorAsync());
        await LoadAsync();
        StateHasChanged();
    }));
}
