using System.Globalization;
using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Components.Editing;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>Names, zone and contact of the technikum.</summary>
public sealed partial class OrganizationPage
{
    private readonly SettingsForm _form = new(SettingsPart.Organization);
    private bool _busy;
    private DraftKeeper<Dictionary<string, string>>? _draft;
    private Error? _error;
    private bool _loaded;
    private bool _missing;
    private string _said = "";

    [Inject] public required SettingsQueries Queries { get; init; }

    [Inject] public required EditSettings Edit { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    private string Name { get => _form[nameof(SchoolSettings.OrganizationName)]; set => _form[nameof(SchoolSettings.OrganizationName)] = value; }

    private string FullName { get => _form[nameof(SchoolSettings.OrganizationFullName)]; set => _form[nameof(SchoolSettings.OrganizationFullName)] = value; }

    private string Zone { get => _form[nameof(SchoolSettings.TimeZone)]; set => _form[nameof(SchoolSettings.TimeZone)] = value; }

    private string Contact { get => _form[nameof(SchoolSettings.AdministratorContact)]; set => _form[nameof(SchoolSettings.AdministratorContact)] = value; }

    private string Wall => TimeZoneInfo.ConvertTimeFromUtc(Clock.Now, SchoolZones.Of(Zone)).ToString("HH:mm", CultureInfo.InvariantCulture);

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var read = await Queries.ReadAsync(await ActorAsync(), Ct);
        (_missing, _loaded) = (!read.IsOk, read.IsOk);
        if (read.IsOk)
        {
            _form.Show(read.Value);
        }
    }

    private async Task SaveAsync()
    {
        // Enter pressed twice is one save.
        if (_busy)
        {
            return;
        }

        (_busy, _said) = (true, "");
        try
        {
            var wanted = _form.Typed(out _error);
            if (wanted is not null)
            {
                await TakeAsync(await Edit.SaveAsync(await ActorAsync(), new EditSettingsRequest(SettingsPart.Organization, _form.Shown, wanted), Ct), "Сохранено");
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task TakeAsync(Result<FormOutcome<SettingsEdit>> result, string said)
    {
        _error = result.Error;
        if (!result.IsOk)
        {
            return;
        }

        if (result.Value.Edit is not { } edit)
        {
            var now = await Queries.ReadAsync(await ActorAsync(), Ct);
            _form.Meet(result.Value.Conflicts, now.IsOk ? now.Value : _form.Shown);
            return;
        }

        _said = said;
        if (_draft is not null)
        {
            await _draft.ForgetAsync();
        }

        _form.Show(edit.After);
        if (edit.Before != edit.After && said == "Сохранено")
        {
            Toasts.Show("Организация сохранена", () => InvokeAsync(async () =>
            {
                await TakeAsync(await Edit.UndoAsync(await ActorAsync(), edit, Ct), "Возвращено");
                StateHasChanged();
            }));
        }
    }

    private string? ErrorOf(string field) => _error?.Field == field ? _error.Message : null;

    private string? Invalid(string field) => _error?.Field == field ? "true" : null;

    private string Described(string id, string field) => _error?.Field == field ? $"{id}-hint {id}-err" : $"{id}-hint";
}
