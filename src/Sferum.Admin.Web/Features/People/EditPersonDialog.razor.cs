using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.People;
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

    /// <summary>The use case.</summary>
    [Inject] public required EditPerson Edit { get; init; }

    /// <summary>Today.</summary>
    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary>What is being typed.</summary>
    [Parameter, EditorRequired] public EditPersonModel Model { get; set; } = null!;

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Opens the form; true when the person was saved.</summary>
    public static async Task<bool> ShowAsync(IDialogService dialogs, PersonForm form)
    {
        var parameters = new DialogParameters<EditPersonDialog> { { x => x.Model, new EditPersonModel(form) } };
        var dialog = await dialogs.ShowAsync<EditPersonDialog>("Исправить сведения", parameters);
        return await dialog.Result is { Canceled: false };
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private string? ErrorOf(string field) => _error?.Field == field ? _error.Message : null;

    private string? Invalid(string field) => _error?.Field == field ? "true" : null;

    /// <summary>What describes the control: its hint and its error, where there are any.</summary>
    private string? Described(string id, string field, bool hint = false) => (hint, _error?.Field == field) switch
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
