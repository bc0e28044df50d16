using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>
/// The page of marks of a group or of all staff: every mark is saved at once and can be taken back. The page's script makes the
/// marks, keeps them on the device until they are answered, and holds the selection; this saves them and shows what is so.
/// </summary>
public sealed partial class MarksView : PortalPage, IAsyncDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly List<UnsavedMark> _unsaved = [];
    private MarksUndo? _undo;
    private Actor? _me;
    private Result<MarksPage>? _page;
    private MarksConfirmation? _confirmed;
    private MarksFilter _byDefault;
    private Error? _error;
    private string _announcement = "";
    private int _waiting;
    private bool _started;
    private ElementReference _host;
    private IJSObjectReference? _script;
    private DotNetObjectReference<MarksView>? _self;

    /// <summary>The group; <see langword="null"/> for all staff.</summary>
    [Parameter, EditorRequired] public Guid? StudyGroupId { get; set; }

    /// <summary>Which rows are shown; none named = all at a desk, «осталось» on a phone.</summary>
    [Parameter] public MarksFilter? Filter { get; set; }

    [Inject] public required MarksQueries Queries { get; init; }

    [Inject] public required MarksActs Acts { get; init; }

    [Inject] public required SentMarks Sent { get; init; }

    [Inject] public required ConfirmWeek Week { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    [Inject] public required PortalScripts Js { get; init; }

    private MarksFilter Shown => Filter ?? _byDefault;

    private MarksPage Value => _page!.Value;

    private IEnumerable<MarksRow> Rows => _page is { IsOk: true } page ? page.Value.Rows : [];

    /// <summary>Marks that the browser made, now or while there was no connection.</summary>
    /// <param name="user">The account under which the device keeps them.</param>
    /// <returns>What the device may forget; the rest stays with it.</returns>
    [JSInvokable]
    public async Task<IReadOnlyList<SentAnswer>> SaveAsync(Guid user, IReadOnlyList<SentMark> marks)
    {
        IReadOnlyList<SentAnswer> answers = [];
        try
        {
            await RunAsync(async () =>
            {
                var outcome = await Sent.SaveAsync(await ActorAsync(), user, Value, marks, Ct);
                answers = outcome.Answers;
                _unsaved.RemoveAll(unsaved => outcome.Answers.Any(answer => answer.Id == unsaved.Mark.Id));
                _unsaved.AddRange(outcome.Unsaved);
                if (outcome.Done is { } done)
                {
                    Offer(done);
                }

                return null;
            });
        }
        catch (Exception e) when (!Ct.IsCancellationRequested)
        {
            // The script hears of it, shows them as not saved and sends them again; nobody else would ever know.
            LogNotSaved(Log, e, marks.Count);
            throw;
        }

        return answers;
    }

    /// <summary>What is asked about first: a refusal, «не применимо», and a refusal taken back.</summary>
    /// <param name="act">A <see cref="MarkAct"/>.</param>
    /// <returns>Whether it was written.</returns>
    [JSInvokable]
    public async Task<bool> AskAsync(string act, IReadOnlyList<Guid> people)
    {
        var rows = Rows.Where(row => row.MayMarkLink && people.Contains(row.PersonId)).DistinctBy(row => row.PersonId).ToList();
        if (rows.Count == 0)
        {
            Toasts.Tell("Привязку этого человека отмечает администратор портала.");
            return false;
        }

        switch (Enum.TryParse<MarkAct>(act, out var asked) ? asked : (MarkAct?)null)
        {
            case MarkAct.Withdrawn:
                foreach (var row in rows.Where(row => row.Link.OptOutId is not null))
                {
                    await ActAsync(async actor => await Acts.WithdrawAsync(actor, row, Ct));
                }

                return _error is null;
            case MarkAct.Refused when await Dialogs.AskChannelAsync(rows) is { } channel:
                await ActAsync(async actor => await Acts.RefuseAsync(actor, rows, channel, Ct));
                return _error is null;
            case MarkAct.NotApplicable when await Dialogs.AskReasonAsync(rows) is { } reason:
                await ActAsync(async actor => await Acts.SetAsideAsync(actor, rows, reason, Ct));
                return _error is null;
            default:
                return false;
        }
    }

    /// <summary><c>Ctrl Z</c>: the last mark that can still be taken back, then the one before it.</summary>
    [JSInvokable]
    public async Task UndoAsync()
    {
        if (_undo?.Last is { } last)
        {
            await UndoAsync(last);
        }
        else
        {
            Toasts.Tell("Отменять нечего.");
        }
    }

    /// <summary>«Чаты проверены»: the counted question, then the confirmation.</summary>
    [JSInvokable]
    public async Task AskWeekAsync()
    {
        var question = await Week.AskAsync(await ActorAsync(), StudyGroupId, Ct);
        _error = question.Error;
        if (question.IsOk && await Dialogs.AskWeekAsync(Value.Week.Number, question.Value))
        {
            await ActAsync(async actor =>
            {
                var result = await Week.ConfirmAsync(actor, new ConfirmWeekRequest(StudyGroupId, question.Value.Week, question.Value.Counts), Ct);
                return result.IsOk
                    ? new MarkDone($"Неделя {Value.Week.Number} подтверждена", async (undoer, ct) => await Week.RetractAsync(undoer, result.Value, ct))
                    : result.Error!;
            });
        }

        StateHasChanged();
    }

    /// <summary>The script asks whether anybody hears it.</summary>
    [JSInvokable]
    public Task<bool> IsHereAsync() => Task.FromResult(!Ct.IsCancellationRequested);

    public async ValueTask DisposeAsync()
    {
        _hearing?.Dispose();
        Dispose();
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("stop", _host);
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and the script with it.
        }

        _self?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var script = Js.ModuleAsync(Assets["marks.js"], Ct);
        _hearing = News.Subscribe(Count);
        _me = await ActorAsync();
        var page = StudyGroupId is { } group ? await Queries.GroupAsync(_me, group, Ct) : await Queries.StaffAsync(_me, Ct);
        _script = await script;
        // Before the first row is drawn, or the phone would show all rows and take most of them away again.
        _byDefault = _script is not null && await _script.InvokeAsync<bool>("isPhone", Ct) ? MarksFilter.Left : MarksFilter.All;
        Show(page);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_started && _script is not null && _page is { IsOk: true } page && page.Value.Counts.Must > 0)
        {
            _started = true;
            _self = DotNetObjectReference.Create(this);
            await _script.InvokeVoidAsync("start", Ct, _host, _self, new { User = _me!.UserId, Scope = StudyGroupId?.ToString() ?? "staff", page.Value.MayMark });
        }
    }

    private Task GoneAsync(MarksExtra extra) => ActAsync(actor => Acts.SeeAsync(
        actor, StudyGroupId, VisibilityState.Missing, [new MarkCell(extra.ChatId, extra.PersonId, extra.Look.ObservationId)], extra.Name, Ct));

    private Task ActAsync(Func<Actor, Task<Result<MarkDone>>> act) => RunAsync(async () =>
    {
        var result = await act(await ActorAsync());
        if (result.IsOk)
        {
            Offer(result.Value);
        }

        return result.Error;
    });

    /// <summary>Acts follow each other in the order of the keys, however fast these come; the last one of a run reads for all.</summary>
    private async Task RunAsync(Func<Task<Error?>> act)
    {
        _waiting++;
        await _oneAtATime.WaitAsync(Ct);
        try
        {
            _error = await act();
            _news.Clear();
            if (_waiting == 1)
            {
                await LoadAgainAsync();
            }
        }
        finally
        {
            _waiting--;
            _oneAtATime.Release();
        }

        StateHasChanged();
    }

    private void Offer(MarkDone done)
    {
        _announcement = "";
        _undo ??= new MarksUndo(Toasts);
        _undo.Offer(done, () => InvokeAsync(() => UndoAsync(done)));
    }

    private Task UndoAsync(MarkDone done) => RunAsync(async () =>
    {
        if (_undo?.Holds(done) != true)
        {
            return null;
        }

        var undone = await done.UndoAsync(await ActorAsync(), Ct);
        if (undone.IsOk)
        {
            _undo.Forget(done);
            _announcement = $"Отменено. {done.Text}";
        }

        return undone.Error;
    });

    /// <summary>The author has decided about a mark that was not saved; the script sends it again, or forgets it.</summary>
    private async Task DecideAsync((UnsavedMark Unsaved, UnsavedDecision Decision) decided)
    {
        var (unsaved, decision) = decided;
        var standing = unsaved.Answer.Standing;
        if (decision == UnsavedDecision.Drop)
        {
            _unsaved.Remove(unsaved);
        }

        await _script!.InvokeVoidAsync("decide", Ct, _host, unsaved.Mark.Id, decision.ToString(), standing?.ObservationId, standing?.Link?.ToString());
    }
}
