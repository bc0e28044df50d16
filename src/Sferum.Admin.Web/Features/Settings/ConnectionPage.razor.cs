using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>How the journal is connected: mode and address, session, a look whether it answers.</summary>
public sealed partial class ConnectionPage
{
    private string _address = "";
    private bool _busy;
    private Error? _error;
    private JournalReaderMode _mode;
    private JournalProbe? _probe;
    private bool _probing;
    private Result<JournalConnectionView>? _result;
    private bool _saved;
    private JournalConnectionView? _view;

    [Inject] public required JournalConnectionQueries Queries { get; init; }

    [Inject] public required SaveJournalConnection Save { get; init; }

    [Inject] public required PasteJournalSession Paste { get; init; }

    [Inject] public required WipeJournalSession Wipe { get; init; }

    [Inject] public required ProbeJournal Probe { get; init; }

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        (_mode, _address) = (_view?.Mode ?? default, _view?.Address ?? "");
    }

    private async Task LoadAsync()
    {
        _result = await Queries.ReadAsync(await ActorAsync(), Ct);
        _view = _result.IsOk ? _result.Value : null;
    }

    private Task SaveAsync() => ActAsync(async () =>
    {
        _error = (await Save.SaveAsync(await ActorAsync(), new SaveConnectionRequest(_mode, _address, _view!.Mode, _view.Address), Ct)).Error;
        await LoadAsync();
        if (_error is null)
        {
            (_saved, _address) = (true, _view?.Address ?? "");
        }
    });

    private Task PasteAsync(PasteSessionRequest request) => ActAsync(async () =>
    {
        _error = (await Paste.PasteAsync(await ActorAsync(), request, Ct)).Error;
        await LoadAsync();
    });

    private Task WipeAsync() => ActAsync(async () =>
    {
        _error = (await Wipe.WipeAsync(await ActorAsync(), Ct)).Error;
        await LoadAsync();
    });

    private Task ProbeAsync() => ActAsync(async () =>
    {
        _probing = true;
        try
        {
            var probe = await Probe.ProbeAsync(await ActorAsync(), Ct);
            (_error, _probe) = (probe.Error, probe.IsOk ? probe.Value : null);
        }
        finally
        {
            _probing = false;
        }

        // The journal may have ended the session or told when it ends.
        await LoadAsync();
    });

    /// <summary>One act at a time; the finding of an earlier look is not true of what was changed since.</summary>
    private async Task ActAsync(Func<Task> act)
    {
        if (_busy)
        {
            return;
        }

        (_busy, _saved, _error, _probe) = (true, false, null, null);
        try
        {
            await act();
        }
        finally
        {
            _busy = false;
        }
    }

    private string? ErrorOf(string field) => _error?.Field == field ? _error.Message : null;

    private string? Invalid(string field) => _error?.Field == field ? "true" : null;

    private string Described(string id, string field) => _error?.Field == field ? $"{id}-hint {id}-err" : $"{id}-hint";
}
