using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Features.Imports;

namespace Sferum.Admin.Web.Features.Setup;

/// <summary>Organisation, academic year, lists, place and journal: what is done, what comes next.</summary>
public sealed partial class SetupSteps
{
    private bool _busy;
    private Error? _error;
    private Result<SetupView>? _result;
    private SetupView? _view;

    [Inject] public required SetupQueries Queries { get; init; }

    [Inject] public required RosterUpload Upload { get; init; }

    [Inject] public required SaveJournalConnection Connection { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private SetupStep? Current => _view!.Open is [var first, ..] ? first : null;

    private string Title => _view!.Open.Count switch
    {
        0 => "Портал настроен",
        4 => "Начнём: четыре шага до первой проверки",
        var left => $"Начнём: {RussianText.Plural(left, "остался", "осталось", "осталось")} {RussianText.Count(left, "шаг", "шага", "шагов")} до первой проверки",
    };

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _result = await Queries.ReadAsync(await ActorAsync(), Ct);
        _view = _result.IsOk ? _result.Value : null;
    }

    private async Task TakeAsync(InputFileChangeEventArgs e)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var draft = await Upload.TakeAsync(await ActorAsync(), e.File, _view!.LimitBytes, new ImportOptions(), Ct);
            _error = draft.Error;
            if (draft.IsOk)
            {
                Navigation.NavigateTo(ImportAddress.Changes(draft.Value.ImportId));
            }
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>The decision is the stored mode itself: nobody connects, people look.</summary>
    private async Task WithoutConnectionAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            _error = (await Connection.SaveAsync(await ActorAsync(), new SaveConnectionRequest(JournalReaderMode.Off, "", JournalReaderMode.Off, ""), Ct)).Error;
            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
