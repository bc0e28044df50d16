using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Editing;
using Sferum.Admin.Web.Components.Ui;
using Error = Sferum.Admin.Core.Common.Error;

namespace Sferum.Admin.Web.Features.People;

/// <summary>
/// Corrects a person. Stays open until the save succeeds: an error stands beside its field, somebody else's change in a table above,
/// and nothing typed is lost.
/// </summary>
public partial class EditPersonDialog
{
    private Error? _error;
    private bool _saving;
    private bool _hasNoDraft;
    private bool _saved;
    private DraftKeeper<EditPersonModel>? _keeper;

    /// <summary>The use case.</summary>
    [Inject] public required EditPerson Edit { get; init; }

    /// <summary>Today.</summary>
    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary>What is being typed.</summary>
    [Parameter, EditorRequired] public EditPersonModel Model { get; set; } = null!;

    /// <summary>Says that a draft stays.</summary>
    [Inject] public required UndoToasts Toasts { get; init; }

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Opens the form; true when the person was saved.</summary>
    public static async Task<bool> ShowAsync(IDialogService dialogs, PersonForm form)
    {
        var parameters = new DialogParameters<EditPersonDialog> { { x => x.Model, new EditPersonModel(form) } };
        var dialog = await dialogs.ShowAsync<EditPersonDialog>($"Исправить: {RussianText.ShortName(form.LastName, form.FirstName, form.Patronymic)}", parameters);
        return await dialog.Result is { Canceled: false };
    }

    private IReadOnlyList<Error>? Mistakes => _error is { Field: not null } error ? [.. error.All] : null;

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_saved && _keeper is { IsDirty: true })
        {
            Toasts.Tell(_hasNoDraft ? "Не записано. Черновик не сохранён." : "Не записано. Черновик ждёт в этой форме.");
        }

        base.Dispose(disposing);
    }

    private static string IdOf(string field) => field switch
    {
        nameof(EditPersonRequest.LastName) => "edit-last",
        nameof(EditPersonRequest.FirstName) => "edit-first",
        nameof(EditPersonRequest.Patronymic) => "edit-patronymic",
        nameof(EditPersonRequest.NameChangedOn) => "edit-changed-on",
        nameof(EditPersonRequest.BirthDate) => "edit-birth",
        nameof(EditPersonRequest.Phone) => "edit-phone",
        _ => "edit-email",
    };

    private static string LabelOf(string field) => field switch
    {
        nameof(EditPersonRequest.LastName) => "Фамилия",
        nameof(EditPersonRequest.FirstName) => "Имя",
        nameof(EditPersonRequest.Patronymic) => "Отчество",
        nameof(EditPersonRequest.NameChangedOn) => "Первый день нового ФИО",
        nameof(EditPersonRequest.BirthDate) => "Дата рождения",
        nameof(EditPersonRequest.Phone) => "Телефон",
        _ => "Почта",
    };

    private Error? Mistake(string field) => _error?.All.FirstOrDefault(error => error.Field == field);

    private string? ErrorOf(string field) => Mistake(field)?.Message;

    private string? Invalid(string field) => Mistake(field) is null ? null : "true";

    private void Restore(EditPersonModel draft)
    {
        (Model, _error) = (draft, null);
        StateHasChanged();
    }

    /// <summary>What describes the control: its hint and its error, where there are any.</summary>
    private string? Described(string id, string field, bool hint = false) => (hint, Mistake(field) is not null) switch
    {
        (true, true) => $"{id}-hint {id}-err",
        (true, false) => $"{id}-hint",
        (false, true) => $"{id}-err",
        _ => null,
    };

    private void ChangeName()
    {
        Model.IsNameChange = true;
        Model.NameChangedOn ??= Clock.Today;
    }

    private void End(Guid contact, bool on)
    {
        if (on)
        {
            Model.Ended.Add(contact);
        }
        else
        {
            Model.Ended.Remove(contact);
        }
    }

    private async Task DiscardAsync()
    {
        _saved = true;
        await _keeper!.FinishAsync();
        Dialog.Cancel();
    }

    private async Task SaveAsync()
    {
        // Enter pressed twice is one save.
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            var result = await Edit.SaveAsync(await ActorAsync(), Model.ToRequest(), Ct);
            _error = result.Error;
            if (result.IsOk && result.Value.IsSaved)
            {
                _saved = true;
                if (_keeper is not null)
                {
                    await _keeper.FinishAsync();
                }

                Dialog.Close(true);
            }
            else if (result.IsOk)
            {
                Model.Meet(result.Value);
            }
        }
        finally
        {
            _saving = false;
        }
    }
}
