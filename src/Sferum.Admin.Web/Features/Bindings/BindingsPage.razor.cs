using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Marks;

namespace Sferum.Admin.Web.Features.Bindings;

/// <summary>Who of the journal's lists is who in the register: confirm what matches, decide what is doubtful.</summary>
public sealed partial class BindingsPage
{
    private MarksUndo? _undo;
    private string _announcement = "";
    private bool _busy;
    private Error? _error;
    private bool _failedToRead;
    private JournalListsSummary? _lists;
    private bool _mayConnect;
    private bool _moveFocus;
    private Result<BindingPage>? _page;
    private JournalListsProgress? _progress;

    [Inject] public required BindingQueries Queries { get; init; }

    [Inject] public required RefreshJournalRecords Refresh { get; init; }

    [Inject] public required ConfirmBindings Confirm { get; init; }

    [Inject] public required RejectBinding Reject { get; init; }

    [Inject] public required Unbind Unbind { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary>A <see cref="BindingState"/> in lower case; exact when empty.</summary>
    [SupplyParameterFromQuery(Name = "state")] public string? StateQuery { get; set; }

    /// <summary>A <see cref="JournalRecordKind"/> in lower case.</summary>
    [SupplyParameterFromQuery(Name = "kind")] public string? KindQuery { get; set; }

    /// <summary>Id of a study group.</summary>
    [SupplyParameterFromQuery(Name = "group")] public string? GroupQuery { get; set; }

    /// <summary>Page of the list.</summary>
    [SupplyParameterFromQuery(Name = "page")] public string? PageQuery { get; set; }

    private Dictionary<Guid, BindingCard?> Cards { get; } = [];

    private BindingAddress At => BindingAddress.Of(StateQuery, KindQuery, GroupQuery, PageQuery);

    private BindingPage Listing => _page!.Value;

    private BindingSummary? Summary => _page is { IsOk: true } page ? page.Value.Summary : null;

    private string InGroup => At.Group is { } id && Listing.Groups.FirstOrDefault(g => g.Id == id) is { } group ? $" в группе {group.Name}" : "";

    private IReadOnlyList<TabLink> Tabs =>
        [.. BindingWords.States.Select(state => new TabLink(BindingWords.State(state), (At.First with { State = state }).Href, state == At.State, Summary!.Of(state)))];

    private string EmptyTitle => At switch
    {
        { Kind: not null } or { Group: not null } => "По этому отбору ничего нет",
        { State: BindingState.Exact } => "Точных совпадений не осталось",
        { State: BindingState.Doubtful } => "Сомнительных пар не осталось",
        { State: BindingState.Conflict } => "Спорных записей нет",
        { State: BindingState.NotInRegister } => "Все записи ЭПОС кому-то соответствуют",
        { State: BindingState.NotInJournal } => "В ЭПОС есть все из реестра",
        { State: BindingState.Bound } => "Пока ничего не сопоставлено",
        _ => "Никто ничего не отклонял",
    };

    private string? EmptyText => At switch
    {
        { Kind: not null } or { Group: not null } => "Уберите отбор, чтобы увидеть остальные записи.",
        { State: BindingState.Bound } => "Подтвердите точные совпадения: после этого ЭПОС можно проверять.",
        { State: BindingState.Exact } => $"Ждут решения: сомнительных {RussianText.Number(Summary!.Of(BindingState.Doubtful))}, спорных {RussianText.Number(Summary.Of(BindingState.Conflict))}.",
        _ => null,
    };

    protected override async Task OnParametersSetAsync()
    {
        _error = null;
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_moveFocus)
        {
            _moveFocus = false;
            if (Listing.Rows is [{ Outside: { } next }, ..] && Cards.GetValueOrDefault(next.RecordId) is { } card)
            {
                await card.FocusAsync();
            }
        }
    }

    private async Task LoadAsync()
    {
        var actor = await ActorAsync();
        _mayConnect = AccessPolicy.HoldsEverywhere(actor, Permission.ManageSettings);
        var at = At;
        _page = await Queries.PageAsync(actor, new BindingPageRequest(at.State, at.Kind, at.Group, at.Page), Ct);
        foreach (var gone in Cards.Keys.Where(id => _page.IsOk && Listing.Rows.All(r => r.Outside?.RecordId != id)).ToList())
        {
            Cards.Remove(gone);
        }
    }

    private string Waiting(JournalRecordKind kind)
    {
        var waiting = new[] { BindingState.Exact, BindingState.Doubtful, BindingState.Conflict }.Sum(state => Summary!.Of(kind, state));
        return waiting == 0 ? "сопоставлены, решать нечего" : $"сопоставлены, ждут решения: {RussianText.Number(waiting)}";
    }

    private void ChooseGroup(ChangeEventArgs chosen) =>
        Navigation.NavigateTo((At.First with { Group = Guid.TryParse(chosen.Value as string, out var id) ? id : null }).Href);

    private async Task RefreshAsync()
    {
        (_busy, _error, _lists, _failedToRead) = (true, null, null, false);
        _progress = new JournalListsProgress(0, 0);
        var progress = new Progress<JournalListsProgress>(now =>
        {
            if (_busy)
            {
                _progress = now;
                StateHasChanged();
            }
        });
        try
        {
            var actor = await ActorAsync();
            // Not the page's token: a closed tab must not undo what a person has begun. Not the circuit's thread either.
            var read = await Task.Run(() => Refresh.RunAsync(actor, progress, CancellationToken.None), CancellationToken.None);
            (_error, _failedToRead) = (read.Error, !read.IsOk);
            _lists = read.IsOk ? read.Value : null;
        }
        finally
        {
            (_busy, _progress) = (false, null);
        }

        await LoadAsync();
    }

    private async Task ConfirmExactAsync()
    {
        var count = Listing.ExactHere;
        var confirmed = await Dialogs.ShowMessageBoxAsync(
            $"{BindingWords.ExactCount(count)}{InGroup}",
            "Портал свяжет записи ЭПОС с реестром. После этого проверка ЭПОС сможет отмечать привязки и чаты этих людей. Действие можно отменить.",
            yesText: $"Подтвердить {RussianText.Number(count)}",
            cancelText: "Отмена");
        if (confirmed == true)
        {
            await ActAsync(async actor =>
            {
                var done = await Confirm.ConfirmExactAsync(actor, new ConfirmExactRequest(count, At.Group), Ct);
                return done.IsOk ? Done($"Сопоставлено: {RussianText.Number(done.Value.Count)}", (undoer, ct) => UndoConfirmAsync(undoer, done.Value, ct)) : done.Error!;
            });
        }
    }

    private Task ConfirmAsync(BindingPairRequest pair) => ActAsync(async actor =>
    {
        var done = await Confirm.ConfirmAsync(actor, pair, Ct);
        return done.IsOk ? Done($"Сопоставлено: {NameOf(pair.RecordId)}", (undoer, ct) => UndoConfirmAsync(undoer, done.Value, ct)) : done.Error!;
    });

    private Task RejectAsync(BindingPairRequest pair) => ActAsync(async actor =>
    {
        var done = await Reject.RejectAsync(actor, pair, Ct);
        return done.IsOk ? Done($"Отмечено «не он»: {NameOf(pair.RecordId)}", async (undoer, ct) => await Reject.UndoAsync(undoer, done.Value, ct)) : done.Error!;
    });

    private Task UnbindAsync(BindingRow row) => ActAsync(async actor =>
    {
        var done = await Unbind.UnbindAsync(actor, row.Decision!.Id, Ct);
        return done.IsOk ? Done($"Сопоставление снято: {row.Register[0].Name}", async (undoer, ct) => await Unbind.UndoAsync(undoer, done.Value, ct)) : done.Error!;
    });

    private Task ReturnAsync(BindingRow row) => ActAsync(async actor =>
    {
        var done = await Reject.UndoAsync(actor, row.Decision!.Id, Ct);
        _announcement = done.IsOk ? $"Пара снова предложена: {row.Register[0].Name}" : "";
        return done.Error;
    });

    private async Task<Result> UndoConfirmAsync(Actor actor, ConfirmedBindings done, CancellationToken ct) => await Confirm.UndoAsync(actor, done.At, ct);

    private string NameOf(Guid recordId) => Listing.Rows.FirstOrDefault(r => r.Outside?.RecordId == recordId)?.Outside?.Name ?? "";

    private Error? Done(string text, Func<Actor, CancellationToken, Task<Result>> undo)
    {
        var done = new MarkDone(text, undo);
        _announcement = text;
        _undo ??= new MarksUndo(Toasts);
        _undo.Offer(done, () => InvokeAsync(() => UndoAsync(done)));
        return null;
    }

    private Task UndoAsync(MarkDone done) => ActAsync(async actor =>
    {
        var undone = await done.UndoAsync(actor, Ct);
        if (undone.IsOk)
        {
            _undo!.Forget(done);
            _announcement = $"Отменено. {done.Text}";
        }

        return undone.Error;
    });

    /// <summary>One act at a time; then the list anew, and the focus where the next decision is.</summary>
    private async Task ActAsync(Func<Actor, Task<Error?>> act)
    {
        if (_busy)
        {
            return;
        }

        (_busy, _lists) = (true, null);
        try
        {
            _error = await act(await ActorAsync());
        }
        finally
        {
            _busy = false;
        }

        await LoadAsync();
        _moveFocus = _error is null && At.State is BindingState.Doubtful or BindingState.Conflict;
        StateHasChanged();
    }

    private RenderFragment Pages => builder =>
    {
        builder.OpenComponent<Pager>(0);
        builder.AddComponentParameter(1, nameof(Pager.From), ((At.Page - 1) * BindingQueries.PageSize) + 1);
        builder.AddComponentParameter(2, nameof(Pager.Shown), Listing.Rows.Count);
        builder.AddComponentParameter(3, nameof(Pager.Total), (int?)Listing.Total);
        builder.AddComponentParameter(4, nameof(Pager.PreviousHref), At.Page > 1 ? (At with { Page = At.Page - 1 }).Href : null);
        builder.AddComponentParameter(5, nameof(Pager.NextHref), At.Page * BindingQueries.PageSize < Listing.Total ? (At with { Page = At.Page + 1 }).Href : null);
        builder.AddComponentParameter(6, nameof(Pager.ChildContent), (RenderFragment)(words => words.AddMarkupContent(0, "<span>Просмотр записывается</span>")));
        builder.CloseComponent();
    };
}
