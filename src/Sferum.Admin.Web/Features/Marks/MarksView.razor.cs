using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>The page of marks of a group or of all staff: every mark is saved at once and can be taken back.</summary>
public sealed partial class MarksView : PortalPage, IAsyncDisposable
{
    private readonly HashSet<Guid> _selected = [];
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private MarksUndo? _undo;
    private Result<MarksPage>? _page;
    private MarksConfirmation? _confirmed;
    private Error? _error;
    private string _announcement = "";
    private bool _help;
    private ElementReference _host;
    private IJSObjectReference? _keys;
    private DotNetObjectReference<MarksView>? _self;

    /// <summary>The group; <see langword="null"/> for all staff.</summary>
    [Parameter, EditorRequired] public Guid? StudyGroupId { get; set; }

    /// <summary>Which rows are shown.</summary>
    [Parameter] public MarksFilter Filter { get; set; }

    [Inject] public required MarksQueries Queries { get; init; }

    [Inject] public required MarksActs Acts { get; init; }

    [Inject] public required ConfirmWeek Week { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    private IReadOnlyList<MarksRow> Selected => [.. Rows.Where(row => _selected.Contains(row.PersonId)).DistinctBy(row => row.PersonId)];

    private IEnumerable<MarksRow> Rows => _page is { IsOk: true } page ? page.Value.Rows : [];

    /// <summary>A key of the page's own script.</summary>
    /// <param name="act">A <see cref="MarkAct"/>, or <c>Select</c>, <c>Undo</c>, <c>Help</c>.</param>
    /// <param name="personId">The person whose row has the focus, if any.</param>
    /// <param name="chatId">The chat whose cell has the focus, if any.</param>
    [JSInvokable]
    public Task KeyAsync(string act, Guid? personId, Guid? chatId) => InvokeAsync(async () =>
    {
        switch (act)
        {
            case "Help":
                _help = !_help;
                break;
            case "Undo":
                await UndoLastAsync();
                break;
            case "Select" when personId is { } person:
                Select(person);
                break;
            default:
                if (Enum.TryParse<MarkAct>(act, out var mark))
                {
                    await ActOnKeyAsync(mark, personId, chatId);
                }

                break;
        }

        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("stop", _host);
                await _keys.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and the script with it.
        }

        _self?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_page is null)
        {
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_keys is null && _page is { IsOk: true } page && page.Value.Counts.Must > 0)
        {
            _self = DotNetObjectReference.Create(this);
            _keys = await Js.InvokeAsync<IJSObjectReference>("import", Ct, $"/{Assets["marks.js"]}");
            await _keys.InvokeVoidAsync("start", Ct, _host, _self, page.Value.MayMark);
        }
    }

    private async Task LoadAsync()
    {
        var actor = await ActorAsync();
        _page = StudyGroupId is { } group ? await Queries.GroupAsync(actor, group, Ct) : await Queries.StaffAsync(actor, Ct);
        _confirmed = _page is { IsOk: true } page ? page.Value.Weeks.FirstOrDefault(week => week.IsCurrent)?.Confirmation : null;
    }

    private async Task ActOnKeyAsync(MarkAct act, Guid? personId, Guid? chatId)
    {
        if (Selected.Count > 0)
        {
            await ActAsync(act);
        }
        else if (Rows.FirstOrDefault(row => row.PersonId == personId) is { } row)
        {
            await (act is MarkAct.Visible or MarkAct.Missing && row.Cells.FirstOrDefault(cell => cell.ChatId == chatId) is { } cell
                ? SeeAsync([(row, cell)], State(act))
                : ActAsync(act, [row]));
        }
    }

    private Task ActAsync(MarkAct act) => ActAsync(act, Selected);

    private async Task ActAsync(MarkAct act, IReadOnlyList<MarksRow> rows)
    {
        if (act is MarkAct.Visible or MarkAct.Missing)
        {
            await SeeAsync([.. rows.SelectMany(row => row.Cells.Where(cell => cell is { MayMark: true, Demand: not Demand.MustNot }).Select(cell => (row, cell)))], State(act));
            return;
        }

        var markable = rows.Where(row => row.MayMarkLink).ToList();
        if (markable.Count == 0)
        {
            _announcement = "Привязку этого человека отмечает администратор портала.";
            return;
        }

        switch (act)
        {
            case MarkAct.Invited:
                await RunAsync(async () => await Acts.InviteAsync(await ActorAsync(), markable, Ct));
                break;
            case MarkAct.Claimed:
                await RunAsync(async () => await Acts.ClaimAsync(await ActorAsync(), markable, Ct));
                break;
            case MarkAct.Withdrawn:
                foreach (var row in markable.Where(row => row.Link.OptOutId is not null))
                {
                    await RunAsync(async () => await Acts.WithdrawAsync(await ActorAsync(), row, Ct));
                }

                break;
            case MarkAct.Refused when await Dialogs.AskChannelAsync(markable) is { } channel:
                await RunAsync(async () => await Acts.RefuseAsync(await ActorAsync(), markable, channel, Ct));
                break;
            case MarkAct.NotApplicable when await Dialogs.AskReasonAsync(markable) is { } reason:
                await RunAsync(async () => await Acts.SetAsideAsync(await ActorAsync(), markable, reason, Ct));
                break;
        }
    }

    private Task MarkCellAsync((MarksRow Row, MarksCell Cell, VisibilityState State) mark) => SeeAsync([(mark.Row, mark.Cell)], mark.State);

    private Task GoneAsync(MarksExtra extra) => RunAsync(async () => await Acts.SeeAsync(
        await ActorAsync(), StudyGroupId, VisibilityState.Missing, [new MarkCell(extra.ChatId, extra.PersonId, extra.Look.ObservationId)], extra.Name, Ct));

    private async Task SeeAsync(IReadOnlyList<(MarksRow Row, MarksCell Cell)> cells, VisibilityState state)
    {
        var markable = cells.Where(pair => pair.Cell.MayMark).ToList();
        if (markable.Count == 0)
        {
            return;
        }

        var who = markable.Count == 1
            ? $"{markable[0].Row.Name}, чат «{MarksWords.Chat(markable[0].Cell.Kind)}»"
            : RussianText.Count(markable.Count, "отметка", "отметки", "отметок");
        await RunAsync(async () => await Acts.SeeAsync(
            await ActorAsync(), StudyGroupId, state, [.. markable.Select(pair => new MarkCell(pair.Cell.ChatId, pair.Row.PersonId, pair.Cell.Look?.ObservationId))], who, Ct));
    }

    /// <summary>Marks follow each other in the order of the keys, however fast these come.</summary>
    private async Task RunAsync(Func<Task<Result<MarkDone>>> act)
    {
        await _oneAtATime.WaitAsync(Ct);
        try
        {
            var result = await act();
            _error = result.Error;
            await LoadAsync();
            if (result.IsOk)
            {
                Offer(result.Value);
                _selected.Clear();
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private void Offer(MarkDone done)
    {
        _announcement = done.Text;
        _undo ??= new MarksUndo(Snackbar);
        _undo.Offer(done, () => InvokeAsync(() => UndoAsync(done)));
    }

    private Task UndoLastAsync()
    {
        _announcement = "Отменять нечего.";
        return _undo?.Last is { } last ? UndoAsync(last) : Task.CompletedTask;
    }

    private async Task UndoAsync(MarkDone done)
    {
        await _oneAtATime.WaitAsync(Ct);
        try
        {
            if (_undo?.Holds(done) == true)
            {
                _error = (await done.UndoAsync(await ActorAsync(), Ct)).Error;
                if (_error is null)
                {
                    _undo.Forget(done);
                    _announcement = $"Отменено. {done.Text}";
                }

                await LoadAsync();
            }
        }
        finally
        {
            _oneAtATime.Release();
        }

        StateHasChanged();
    }

    private async Task AskWeekAsync()
    {
        var question = await Week.AskAsync(await ActorAsync(), StudyGroupId, Ct);
        if (!question.IsOk)
        {
            _error = question.Error;
            return;
        }

        if (await Dialogs.AskWeekAsync(Value.Week.Number, question.Value))
        {
            await RunAsync(async () =>
            {
                var result = await Week.ConfirmAsync(await ActorAsync(), new ConfirmWeekRequest(StudyGroupId, question.Value.Week, question.Value.Counts), Ct);
                return result.IsOk
                    ? new MarkDone($"Неделя {Value.Week.Number} подтверждена", async (actor, ct) => await Week.RetractAsync(actor, result.Value, ct))
                    : result.Error!;
            });
        }
    }

    private MarksPage Value => _page!.Value;

    private void Select(Guid person)
    {
        if (!_selected.Remove(person))
        {
            _selected.Add(person);
        }
    }

    private void SelectAll(bool all)
    {
        _selected.Clear();
        if (all)
        {
            _selected.UnionWith(Rows.Where(row => Filter.Shows(row)).Select(row => row.PersonId));
        }
    }

    private static VisibilityState State(MarkAct act) => act == MarkAct.Visible ? VisibilityState.Visible : VisibilityState.Missing;
}
