using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Components.Editing;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>The rules of the portal, with what a change would mean counted before it is saved.</summary>
public sealed partial class RulesPage
{
    private static readonly (string Title, string[] Keys)[] Sections =
    [
        ("Кто где должен быть", [nameof(SchoolSettings.AcademicLeave), nameof(SchoolSettings.AdultRepresentatives)]),
        ("Проверка и возраст данных",
            [nameof(SchoolSettings.VerifiedDays), nameof(SchoolSettings.LookDays), nameof(SchoolSettings.ReadingHours), nameof(SchoolSettings.HolidaysAreWorkingDays)]),
        ("Файлы и хранение", [nameof(SchoolSettings.UploadLimitMb), nameof(SchoolSettings.ImportRowDays)]),
    ];

    private readonly SettingsForm _form = new(SettingsPart.Rules);
    private bool _busy;
    private DraftKeeper<Dictionary<string, string>>? _draft;
    private Error? _error;
    private bool _loaded;
    private bool _missing;
    private RulesPreview? _preview;
    private string _said = "";

    [Inject] public required SettingsQueries Queries { get; init; }

    [Inject] public required EditSettings Edit { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    protected override async Task OnInitializedAsync()
    {
        var read = await Queries.ReadAsync(await ActorAsync(), Ct);
        (_missing, _loaded) = (!read.IsOk, read.IsOk);
        if (read.IsOk)
        {
            _form.Show(read.Value);
        }
    }

    private Task ChooseAsync((string Field, string Value) chosen) => ChangeAsync(chosen.Field, chosen.Value);

    private async Task ChangeAsync(string key, string value)
    {
        (_form[key], _preview, _said) = (value, null, "");
        if (_form.Typed(out _error) is not { } wanted || !_form.IsChanged)
        {
            return;
        }

        StateHasChanged();
        var preview = await Queries.PreviewAsync(await ActorAsync(), wanted, Ct);
        // A slow answer about rules that are typed no more is not shown.
        if (_form.Typed(out _) == wanted)
        {
            (_error, _preview) = (preview.Error, preview.IsOk ? preview.Value : null);
        }
    }

    private Task RestoreAsync(Dictionary<string, string> draft)
    {
        _form.Restore(draft);
        var key = Sections[0].Keys[0];
        return ChangeAsync(key, _form[key]);
    }

    private async Task ResetAsync()
    {
        await ForgetAsync();
        _form.Show(_form.Shown);
        (_error, _preview) = (null, null);
    }

    private async Task SaveAsync()
    {
        // Enter pressed twice is one save.
        if (_busy || !_form.IsChanged || _form.Typed(out _error) is not { } wanted)
        {
            return;
        }

        _busy = true;
        try
        {
            await TakeAsync(await Edit.SaveAsync(await ActorAsync(), new EditSettingsRequest(SettingsPart.Rules, _form.Shown, wanted), Ct), isUndo: false);
        }
        finally
        {
            _busy = false;
        }
    }

    private Task ForgetAsync() => _draft?.ForgetAsync() ?? Task.CompletedTask;

    private async Task TakeAsync(Result<FormOutcome<SettingsEdit>> result, bool isUndo)
    {
        _error = result.Error;
        if (!result.IsOk)
        {
            return;
        }

        _preview = null;
        if (result.Value.Edit is not { } edit)
        {
            var now = await Queries.ReadAsync(await ActorAsync(), Ct);
            _form.Meet(result.Value.Conflicts, now.IsOk ? now.Value : _form.Shown);
            return;
        }

        await ForgetAsync();
        _form.Show(edit.After);
        _said = isUndo ? "Правила прежние" : "Правила сохранены";
        if (!isUndo)
        {
            Toasts.Show("Правила сохранены", () => InvokeAsync(async () =>
            {
                await TakeAsync(await Edit.UndoAsync(await ActorAsync(), edit, Ct), isUndo: true);
                StateHasChanged();
            }));
        }
    }
}
