using System.Globalization;
using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Editing;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>Academic years: list, a new one, the days of one.</summary>
public sealed partial class YearsPage
{
    private bool _busy;
    private IReadOnlyList<FormConflict> _conflicts = [];
    private DraftKeeper<YearForm>? _draft;
    private Error? _error;
    private YearForm? _form;
    private Result<IReadOnlyList<AcademicYearRow>>? _rows;

    [Inject] public required AcademicYearQueries Queries { get; init; }

    [Inject] public required EditAcademicYears Edit { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary>Years that have no row yet, this one and the next first.</summary>
    private IEnumerable<int> Choices
    {
        get
        {
            var known = _rows!.Value.Select(row => row.StartsOn.Year).ToHashSet();
            return Enumerable.Range(AcademicYearRules.FirstYear, Clock.Today.Year + AcademicYearRules.YearsAhead - AcademicYearRules.FirstYear + 1).Where(year => !known.Contains(year)).OrderDescending();
        }
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _rows = await Queries.ListAsync(await ActorAsync(), Ct);

    private void StartAdding()
    {
        var next = AcademicYear.Of(Clock.Today).StartsOn.Year + 1;
        Start(Choices.Contains(next) ? next : Choices.First());
    }

    private void Start(int year) => Open(new YearForm { Year = year, StartsOn = new DateOnly(year, 9, 1), LastDay = new DateOnly(year + 1, 8, 31) });

    private void StartEditing(AcademicYearRow row) => Open(new YearForm
    {
        Id = row.Id,
        Year = row.StartsOn.Year,
        StartsOn = row.StartsOn,
        LastDay = row.LastDay,
        Shown = new AcademicYearDays(row.StartsOn, row.LastDay),
    });

    private void Open(YearForm form) => (_form, _error, _conflicts) = (form, null, []);

    private void Close() => (_form, _error, _conflicts) = (null, null, []);

    private async Task DiscardAsync()
    {
        await _draft!.FinishAsync();
        Close();
    }

    private async Task SaveAsync()
    {
        // Enter pressed twice is one save.
        if (_busy || _form is not { } form)
        {
            return;
        }

        _busy = true;
        try
        {
            var request = new SaveAcademicYearRequest(form.Id, form.Year, form.StartsOn, form.LastDay, form.Shown);
            var saved = await Edit.SaveAsync(await ActorAsync(), request, Ct);
            _error = saved.Error;
            if (saved.IsOk)
            {
                await TakeAsync(saved.Value, form);
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task TakeAsync(FormOutcome<AcademicYearEdit> outcome, YearForm form)
    {
        await LoadAsync();
        if (outcome.Edit is not { } edit)
        {
            _conflicts = outcome.Conflicts;
            if (_rows is { IsOk: true } && _rows.Value.FirstOrDefault(row => row.Id == form.Id) is { } now)
            {
                form.Shown = new AcademicYearDays(now.StartsOn, now.LastDay);
            }

            return;
        }

        await DiscardAsync();
        Toasts.Show(edit.Before is null ? $"Добавлен учебный год {edit.Name}" : $"Дни учебного года {edit.Name} сохранены", () => InvokeAsync(async () =>
        {
            _error = (await Edit.UndoAsync(await ActorAsync(), edit, Ct)).Error;
            await LoadAsync();
            StateHasChanged();
        }));
    }

    private void Choose((string Field, string Value) chosen)
    {
        var day = DateOnly.ParseExact(chosen.Value, "O", CultureInfo.InvariantCulture);
        if (chosen.Field == nameof(AcademicYearDays.StartsOn))
        {
            _form!.StartsOn = day;
        }
        else
        {
            _form!.LastDay = day;
        }
    }

    private static string NameOf(string field) => field == nameof(AcademicYearDays.StartsOn) ? "Первый день" : "Последний день";

    private static string TextOf(string field, string value) => RussianText.Date(DateOnly.ParseExact(value, "O", CultureInfo.InvariantCulture));

    private string? ErrorOf(string field) => _error?.Field == field ? _error.Message : null;

    private string? Invalid(string field) => _error?.Field == field ? "true" : null;

    private string? Described(string id, string field, bool hint = true) => (hint, _error?.Field == field) switch
    {
        (true, true) => $"{id}-hint {id}-err",
        (true, false) => $"{id}-hint",
        (false, true) => $"{id}-err",
        _ => null,
    };

    private sealed class YearForm
    {
        public Guid? Id { get; init; }

        public int Year { get; init; }

        public DateOnly StartsOn { get; set; }

        public DateOnly LastDay { get; set; }

        public AcademicYearDays? Shown { get; set; }
    }
}
