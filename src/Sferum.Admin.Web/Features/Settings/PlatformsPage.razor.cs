using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>Places: which are in force, which were; one begins, another ends.</summary>
public sealed partial class PlatformsPage
{
    private bool _busy;
    private PlatformFormCard? _card;
    private IReadOnlyList<FormConflict> _conflicts = [];
    private Error? _error;
    private PlatformModel? _form;
    private Result<IReadOnlyList<PlatformRow>>? _rows;

    [Inject] public required PlatformQueries Queries { get; init; }

    [Inject] public required EditPlatforms Edit { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _rows = await Queries.ListAsync(await ActorAsync(), Ct);

    private void StartAdding() => Open(new PlatformModel { From = Clock.Today });

    private void StartEditing(PlatformRow row) => Open(new PlatformModel { Id = row.Id, Kind = row.Kind, Name = row.Name, Connector = row.Connector, Shown = new PlatformForm(row.Name, row.Connector) });

    private void StartEnding(PlatformRow row) => Open(new PlatformModel { Id = row.Id, IsEnding = true, Kind = row.Kind, Name = row.Name, LastDay = Clock.Today, Chats = row.Chats, People = row.People });

    private void Open(PlatformModel form) => (_form, _error, _conflicts) = (form, null, []);

    private void Close() => (_form, _error, _conflicts) = (null, null, []);

    private async Task SaveAsync(PlatformModel form)
    {
        // Enter pressed twice is one save.
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            await (form switch
            {
                { IsEnding: true } => EndAsync(form),
                { Id: null } => AddAsync(form),
                _ => CorrectAsync(form),
            });
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task AddAsync(PlatformModel form)
    {
        var added = await Edit.AddAsync(await ActorAsync(), new AddPlatformRequest(form.Kind, form.Name, form.Connector.Length > 0 ? form.Connector : null, form.From), Ct);
        _error = added.Error;
        if (added.IsOk)
        {
            await DoneAsync();
            Toasts.Tell($"Площадка «{added.Value.Name}» начата");
        }
    }

    private async Task EndAsync(PlatformModel form)
    {
        var ended = await Edit.EndAsync(await ActorAsync(), new EndPlatformRequest(form.Id!.Value, form.LastDay, null), Ct);
        _error = ended.Error;
        if (ended.IsOk)
        {
            await DoneAsync();
            Toasts.Show($"Площадка «{ended.Value.Name}»: последний день {RussianText.Date(form.LastDay)}", () => UndoAsync(async actor => (await Edit.EndAsync(actor, new EndPlatformRequest(form.Id.Value, null, form.LastDay), Ct)).Error));
        }
    }

    private async Task CorrectAsync(PlatformModel form)
    {
        var (shown, wanted) = (form.Shown, new PlatformForm(form.Name.Trim(), form.Connector));
        var saved = await Edit.SaveAsync(await ActorAsync(), new SavePlatformRequest(form.Id!.Value, shown, wanted), Ct);
        _error = saved.Error;
        if (!saved.IsOk)
        {
            return;
        }

        if (saved.Value.Conflicts is { Count: > 0 } conflicts)
        {
            await LoadAsync();
            _conflicts = conflicts;
            form.Shown = _rows is { IsOk: true } && _rows.Value.FirstOrDefault(row => row.Id == form.Id) is { } now ? new PlatformForm(now.Name, now.Connector) : form.Shown;
            return;
        }

        await DoneAsync();
        Toasts.Show("Площадка сохранена", () => UndoAsync(async actor => (await Edit.SaveAsync(actor, new SavePlatformRequest(form.Id.Value, wanted, shown), Ct)).Error));
    }

    private async Task DoneAsync()
    {
        await _card!.FinishAsync();
        Close();
        await LoadAsync();
    }

    private Task UndoAsync(Func<Core.Access.Actor, Task<Error?>> undo) => InvokeAsync(async () =>
    {
        _error = await undo(await ActorAsync());
        await LoadAsync();
        StateHasChanged();
    });

    private void Choose((string Field, string Value) chosen)
    {
        if (chosen.Field == nameof(PlatformForm.Name))
        {
            _form!.Name = chosen.Value;
        }
        else
        {
            _form!.Connector = chosen.Value;
        }
    }

    private static string NameOf(string field) => field == nameof(PlatformForm.Name) ? "Название" : "Подключение";
}
