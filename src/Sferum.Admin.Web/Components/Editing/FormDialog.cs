using System.Text.Json;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Web.Components.Ui;
using Error = Sferum.Admin.Core.Common.Error;

namespace Sferum.Admin.Web.Components.Editing;

/// <summary>
/// Base of the forms over the register. Stays open until the save succeeds: mistakes stand beside their fields, another's change in a table
/// above, the consequence for the chats under them; what is typed is kept as a draft. <see cref="EditFrame{TForm}"/> draws it.
/// </summary>
/// <typeparam name="TForm">What is typed.</typeparam>
public abstract class FormDialog<TForm> : PortalPage, IEditForm
    where TForm : class, new()
{
    private static readonly TimeSpan PreviewPause = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _taken = [];
    private TForm? _mine;
    private string _previewed = "";
    private CancellationTokenSource? _previewing;
    private bool _saved;
    private bool _isGone;

    /// <summary>Called after a save and after its undo, so that the page behind reads anew.</summary>
    [Parameter] public Func<Task>? Changed { get; set; }

    [Inject] public required UndoToasts Toasts { get; init; }

    [Inject] public required UndoEdit Undo { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [CascadingParameter] public IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>What is typed; none until the form is read.</summary>
    public EditDraft<TForm>? Draft { get; set; }

    /// <summary>What stands against the save.</summary>
    public Error? Error { get; private set; }

    /// <summary>Fields that somebody else changed.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; private set; } = [];

    /// <summary>Who did.</summary>
    public OtherEdit? Other { get; private set; }

    /// <summary>What the save would do.</summary>
    public EditConsequences? Consequences { get; private set; }

    public bool IsSaving { get; private set; }

    /// <summary>What is typed could not be kept as a draft.</summary>
    public bool HasNoDraft { get; set; }

    /// <summary>Kind of form, kebab-case: the draft's name and the prefix of ids.</summary>
    public abstract string FormName { get; }

    /// <summary>What the form is about, for the draft.</summary>
    public virtual Guid Subject => Draft?.Shown?.Id ?? Guid.Empty;

    /// <summary>The doing verb.</summary>
    public virtual string Verb => "Записать";

    /// <summary>Whether an order can be named.</summary>
    public virtual bool HasReason => true;

    /// <summary>Takes something away.</summary>
    public virtual bool IsDangerous => false;

    /// <summary>Fields with their names, for conflicts and for the summary of mistakes.</summary>
    public virtual IReadOnlyList<FormField<TForm>> Fields => [];

    /// <summary>Told at the bottom of the tab after a save, past tense.</summary>
    protected abstract string Done { get; }

    protected TForm Typed => Draft!.Typed;

    /// <inheritdoc />
    public Error? ErrorOf(string field) => Error?.All.FirstOrDefault(error => error.Field == field);

    /// <inheritdoc />
    public string IdOf(string field) => $"{FormName}-{field}";

    /// <summary>Name of a field in the summary of mistakes.</summary>
    public virtual string LabelOf(string field) => field switch
    {
        nameof(ReasonForm.OrderNumber) => "Номер приказа",
        nameof(ReasonForm.OrderDate) => "Дата приказа",
        "StudyGroupId" => "Группа",
        "From" => "Первый день",
        "LastDay" => "Последний день",
        _ => Fields.FirstOrDefault(known => known.Name == field)?.Label ?? "Поле",
    };

    /// <summary>Whether «Взять текущее» is what the field holds.</summary>
    public bool IsTaken(string field) => _taken.Contains(field);

    /// <summary>«Взять текущее».</summary>
    public void Take(string field)
    {
        _taken.Add(field);
        Fields.First(known => known.Name == field).Copy(Draft!.Shown!.Values, Typed);
    }

    /// <summary>«Оставить моё»: what was typed before the conflict comes back.</summary>
    public void Keep(string field)
    {
        _taken.Remove(field);
        Fields.First(known => known.Name == field).Copy(_mine!, Typed);
    }

    /// <summary>The draft was taken back.</summary>
    public void Restore(EditDraft<TForm> draft)
    {
        Draft = draft;
        (Error, Conflicts) = (null, []);
        StateHasChanged();
    }

    /// <summary>Draws anew after an event inside the frame.</summary>
    public void Refresh() => StateHasChanged();

    /// <summary>Saves; the frame calls it with the keeper of the draft.</summary>
    public async Task SubmitAsync(DraftKeeper<EditDraft<TForm>>? keeper)
    {
        // Enter pressed twice is one save.
        if (IsSaving || Draft is null)
        {
            return;
        }

        IsSaving = true;
        try
        {
            var result = await SaveAsync(await ActorAsync());
            Error = result.Error;
            if (result.IsOk && result.Value.IsSaved)
            {
                await CloseAsync(result.Value.Receipt, keeper);
            }
            else if (result.IsOk)
            {
                Meet(result.Value);
            }
        }
        finally
        {
            IsSaving = false;
            StateHasChanged();
        }
    }

    /// <summary>Makes the act.</summary>
    protected abstract Task<Result<EditResult<TForm>>> SaveAsync(Actor actor);

    /// <summary>Asks what the act would do; <see langword="null"/> where nothing can follow.</summary>
    protected virtual Task<Result<EditConsequences>>? PreviewAsync(Actor actor) => null;

    /// <summary>An act without a form of its own, as a save.</summary>
    protected static Result<EditResult<TForm>> Of(Result<EditReceipt> result) =>
        result.IsOk ? new EditResult<TForm>(null, [], result.Value) : result.Error!;

    /// <summary>The form as it was read, or the refusal, which closes the dialog.</summary>
    protected void Open(Result<FormState<TForm>> form, Func<TForm> copy)
    {
        Error = form.Error;
        if (form.IsOk)
        {
            Draft = new EditDraft<TForm> { Shown = form.Value, Typed = copy() };
        }
    }

    /// <summary>A record of its own with the same values: what is typed must not change what was shown.</summary>
    protected void Open(Result<FormState<TForm>> form) =>
        Open(form, () => JsonSerializer.Deserialize<TForm>(JsonSerializer.Serialize(form.Value.Values))!);

    protected override void OnAfterRender(bool firstRender)
    {
        if (_isGone || Draft is null || IsSaving || JsonSerializer.Serialize(Draft) is var json && json == _previewed)
        {
            return;
        }

        _previewed = json;
        _previewing?.Cancel();
        _previewing?.Dispose();
        _previewing = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        _ = LookAheadAsync(_previewing.Token);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_saved && IsChanged)
        {
            Toasts.Tell(HasNoDraft ? "Не записано. Черновик не сохранён." : "Не записано. Черновик ждёт в этой форме.");
        }

        _isGone = true;
        _previewing?.Cancel();
        _previewing?.Dispose();
        _previewing = null;
        base.Dispose(disposing);
    }

    private string _opened = "";

    /// <summary>What the form began with: whatever differs is worth a draft.</summary>
    public void MarkOpened() => _opened = JsonSerializer.Serialize(Draft);

    /// <summary>Something was typed that is not saved.</summary>
    public bool IsChanged => Draft is not null && JsonSerializer.Serialize(Draft) != _opened;

    /// <summary>Closes without a save and without a draft.</summary>
    public async Task DiscardAsync(DraftKeeper<EditDraft<TForm>>? keeper)
    {
        _saved = true;
        if (keeper is not null)
        {
            await keeper.FinishAsync();
        }

        Dialog.Cancel();
    }

    private async Task LookAheadAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(PreviewPause, Time, ct);
            await InvokeAsync(async () =>
            {
                if (!ct.IsCancellationRequested && PreviewAsync(await ActorAsync()) is { } asked)
                {
                    var result = await asked;
                    Consequences = result.IsOk ? result.Value : null;
                    StateHasChanged();
                }
            });
        }
        catch (OperationCanceledException)
        {
            // More was typed, or the form is gone.
        }
    }

    private async Task CloseAsync(EditReceipt? receipt, DraftKeeper<EditDraft<TForm>>? keeper)
    {
        _saved = true;
        if (keeper is not null)
        {
            await keeper.FinishAsync();
        }

        Dialog.Close(DialogResult.Ok(receipt));
        var (changed, current, undo, toasts) = (Changed, CurrentActor, Undo, Toasts);
        if (receipt is { Rows.Count: > 0 })
        {
            toasts.Show(Done, async () =>
            {
                var result = await undo.UndoAsync(await current.GetAsync(), receipt, CancellationToken.None);
                if (result.Error is { } error)
                {
                    toasts.Tell(error.Message);
                }

                if (changed is not null)
                {
                    await changed();
                }
            });
        }

        if (changed is not null)
        {
            await changed();
        }
    }

    /// <summary>Goes on over the present state: what was typed stays, what was not touched follows the register.</summary>
    private void Meet(EditResult<TForm> result)
    {
        _mine = JsonSerializer.Deserialize<TForm>(JsonSerializer.Serialize(Typed));
        _taken.Clear();
        Draft!.Shown = result.Now;
        (Conflicts, Other) = (result.Conflicts, result.Other);
        foreach (var conflict in Conflicts.Where(conflict => !conflict.NeedsChoice))
        {
            Take(conflict.Field);
        }
    }
}
