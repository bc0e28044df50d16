using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Editing;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>Programs: list with where each is used, a new one, corrections, removal of an unused one.</summary>
public sealed partial class ProgramsPage
{
    private bool _busy;
    private IReadOnlyList<FormConflict> _conflicts = [];
    private DraftKeeper<ProgramModel>? _draft;
    private Error? _error;
    private ProgramModel? _form;
    private Result<IReadOnlyList<ProgramRow>>? _rows;

    [Inject] public required ProgramQueries Queries { get; init; }

    [Inject] public required EditPrograms Edit { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _rows = await Queries.ListAsync(await ActorAsync(), Ct);

    private void StartEditing(ProgramRow row) => Open(new ProgramModel { Id = row.Id, Ever = row.Ever, Code = row.Code, Title = row.Title, Shown = new ProgramForm(row.Code, row.Title) });

    private void Open(ProgramModel form) => (_form, _error, _conflicts) = (form, null, []);

    private void Close() => (_form, _error, _conflicts) = (null, null, []);

    private async Task DiscardAsync()
    {
        await _draft!.FinishAsync();
        Close();
    }

    private Task SaveAsync() => ActAsync(form => async actor => await Edit.SaveAsync(actor, new SaveProgramRequest(form.Id, form.Code, form.Title, form.Shown), Ct));

    private Task DeleteAsync() => ActAsync(form => async actor => await Edit.DeleteAsync(actor, form.Id!.Value, Ct));

    private async Task ActAsync(Func<ProgramModel, Func<Core.Access.Actor, Task<Result<FormOutcome<ProgramEdit>>>>> act)
    {
        // Enter pressed twice is one save.
        if (_busy || _form is not { } form)
        {
            return;
        }

        _busy = true;
        try
        {
            var done = await act(form)(await ActorAsync());
            _error = done.Error;
            if (done.IsOk)
            {
                await TakeAsync(done.Value, form);
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task TakeAsync(FormOutcome<ProgramEdit> outcome, ProgramModel form)
    {
        await LoadAsync();
        if (outcome.Edit is not { } edit)
        {
            _conflicts = outcome.Conflicts;
            if (_rows is { IsOk: true } && _rows.Value.FirstOrDefault(row => row.Id == form.Id) is { } now)
            {
                form.Shown = new ProgramForm(now.Code, now.Title);
            }

            return;
        }

        await DiscardAsync();
        var said = edit switch { { After: null } => "Программа удалена", { Before: null } => "Программа добавлена", _ => "Программа сохранена" };
        Toasts.Show(said, () => InvokeAsync(async () =>
        {
            _error = (await Edit.UndoAsync(await ActorAsync(), edit, Ct)).Error;
            await LoadAsync();
            StateHasChanged();
        }));
    }

    private void Choose((string Field, string Value) chosen)
    {
        if (chosen.Field == nameof(ProgramForm.Code))
        {
            _form!.Code = chosen.Value;
        }
        else
        {
            _form!.Title = chosen.Value;
        }
    }

    private static string NameOf(string field) => field == nameof(ProgramForm.Code) ? "Код" : "Название";

    private static string TextOf(string field, string value) => value.Length > 0 ? value : RussianText.NoValue;

    private static string Used(int ever) => $"Используется в {RussianText.Count(ever, "группе", "группах", "группах")}";

    /// <summary>«3 группы», «была у 2 групп».</summary>
    private static string Used(int groups, int ever) => groups > 0 ? RussianText.Count(groups, "группа", "группы", "групп") : $"была у {RussianText.Count(ever, "группы", "групп", "групп")}, сейчас ни у одной";

    private string? ErrorOf(string field) => _error?.Field == field ? _error.Message : null;

    private string? Invalid(string field) => _error?.Field == field ? "true" : null;

    private string? Described(string id, string field, bool hint) => (hint, _error?.Field == field) switch
    {
        (true, true) => $"{id}-hint {id}-err",
        (true, false) => $"{id}-hint",
        (false, true) => $"{id}-err",
        _ => null,
    };

    private sealed class ProgramModel
    {
        public Guid? Id { get; init; }

        public int Ever { get; init; }

        public string Code { get; set; } = "";

        public string Title { get; set; } = "";

        public ProgramForm? Shown { get; set; }
    }
}
