using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Components.Lists;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.People;

/// <summary>The list of people. Filters, order, columns and page are the address; the text of a search is state of the tab on the server.</summary>
public sealed partial class PeoplePage
{
    private Actor? _actor;
    private PeopleAddress _address = new();
    private PeopleChoices? _choices;
    private IReadOnlyList<string> _columns = [];
    private IReadOnlyDictionary<PeopleTab, int> _counts = new Dictionary<PeopleTab, int>();
    private IReadOnlyList<PeopleHint> _hints = [];
    private ElementReference _host;
    private ListKeys? _keys;
    private PeopleListing? _page;
    private Error? _refusal;
    private Result<PeopleListing>? _result;
    private HashSet<Guid> _selected = [];

    /// <summary>Whose marks the page shows: those of others do not move it.</summary>
    /// <summary>Whose marks the list shows; <see langword="null"/> = of anybody.</summary>
    private HashSet<Guid>? _shown = [];

    private string _text = "";

    /// <summary>Not read itself (the address is): with it the page loads anew when the address changes; a component without parameters never does.</summary>
    [SupplyParameterFromQuery(Name = "tab")] public string? TabQuery { get; set; }

    [Inject] public required PeopleQueries Queries { get; init; }

    [Inject] public required PeopleChoiceQueries Choices { get; init; }

    [Inject] public required ColumnChoices Saved { get; init; }

    [Inject] public required PeopleMarks Marks { get; init; }

    [Inject] public required UndoToasts Undo { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required SearchState Search { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required PortalScripts Js { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    private IReadOnlyList<TabLink> Tabs => [.. Enum.GetValues<PeopleTab>().Select(tab => new TabLink(
        PeopleFilterWords.Tab(tab),
        _address.With(_address.Filter with { Tab = tab }).ToString(),
        _address.Filter.Tab == tab,
        _counts.TryGetValue(tab, out var count) && count <= PeopleListing.MaxTotal ? count : null))];

    private string Sub => $"Списки на{RussianText.NoBreakSpace}{RussianText.Date(Clock.Today)}" + (_counts.Count == 0 ? "" : ": " + string.Join(", ",
        Populations.Select(row => _counts[row.Tab] > PeopleListing.MaxTotal
            ? $"{PeopleFilterWords.Count(_counts[row.Tab])}{RussianText.NoBreakSpace}{row.Many}"
            : RussianText.Count(_counts[row.Tab], row.One, row.Few, row.Many))));

    private static (PeopleTab Tab, string One, string Few, string Many)[] Populations =>
    [
        (PeopleTab.Staff, "сотрудник", "сотрудника", "сотрудников"),
        (PeopleTab.Students, "студент", "студента", "студентов"),
        (PeopleTab.Representatives, "представитель", "представителя", "представителей"),
    ];

    private IReadOnlyList<ListColumn> Columns => ListColumns.Chosen(PeopleColumns.All, _address.Columns);

    private bool Sensitive => RefusalView.IsOpenTo(_actor!);

    private bool MayMark => _actor is not null && AccessPolicy.Holds(_actor, Permission.Mark);

    private int MostSelectable => Math.Min(_page!.Total, PeopleQueries.MostSelected);

    private string SelectAllText => _page!.Total > PeopleQueries.MostSelected
        ? $"выбрать первых {RussianText.Number(PeopleQueries.MostSelected)}"
        : $"выбрать всех {RussianText.Number(_page.Total)}";

    private int From => _page! switch
    {
        { Rows.Count: 0 } => 0,
        { HasNext: false, TotalIsCapped: false } page => page.Total - page.Rows.Count + 1,
        _ when _address.Last => 0,
        _ => ((_address.Page - 1) * _address.Size) + 1,
    };

    private int LastPage => ((_page!.Total - 1) / _address.Size) + 1;

    private string? FirstHref => _page is { HasPrevious: true } ? _address.First.ToString() : null;

    private string? PreviousHref => _page is { HasPrevious: true, Rows: [var first, ..] }
        ? _address.Page <= 2 && !_address.Last ? _address.First.ToString() : (_address.First with { Before = first.Id, Page = Math.Max(1, _address.Page - 1) }).ToString()
        : null;

    private string? NextHref => _page is { HasNext: true, Rows: [.., var last] }
        ? (_address.First with { After = last.Id, Page = _address.Page + 1 }).ToString()
        : null;

    private string? LastHref => _page is { HasNext: true }
        ? (_address.First with { Last = true, Page = _page.TotalIsCapped ? 1 : LastPage }).ToString()
        : null;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_keys is not null)
        {
            await _keys.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Search.Changed += OnSearchChangedAsync;

    protected override async Task OnParametersSetAsync()
    {
        _text = Search.Text;
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_page is { Rows.Count: > 0 })
        {
            _keys ??= new ListKeys(Js, (ids, on) => InvokeAsync(() =>
            {
                Select((ids, on));
                StateHasChanged();
            }));
            await _keys.FollowAsync(_host, Assets["lists.js"], Ct);
        }
    }

    protected override void Dispose(bool disposing)
    {
        Search.Changed -= OnSearchChangedAsync;
        base.Dispose(disposing);
    }

    private async Task LoadAsync()
    {
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        var address = PeopleAddress.Read(name => query.TryGetValue(name, out var value) ? value.ToString() : null);
        var text = Search.Text;
        _actor = await ActorAsync();
        if (_choices is null)
        {
            await LoadOnceAsync(_actor);
        }

        address = address.Columns.Count == 0 ? address with { Columns = _columns } : address;
        var result = await Queries.PageAsync(_actor, address.Request(text), Ct);
        var hints = result is { IsOk: true, Value.Rows.Count: 0 } ? await Queries.HintsAsync(_actor, address.Request(text).Filter, Ct) : null;
        if (text == Search.Text)
        {
            if (address.Query != _address.Query)
            {
                ClearSelection();
            }

            (_address, _result, _page, _hints) = (address, result, result.IsOk ? result.Value : null, hints is { IsOk: true } ? hints.Value : []);
            _shown = address.Request(text).Filter.IsByMarks ? null : _page?.Rows.Select(row => row.Id).ToHashSet() ?? [];
        }
    }

    /// <summary>What does not change from page to page.</summary>
    private async Task LoadOnceAsync(Actor actor)
    {
        if (await Choices.ReadAsync(actor, Ct) is { IsOk: true } choices)
        {
            _choices = choices.Value;
            _columns = (await Saved.ReadAsync(actor, PeopleAddress.Path, Ct)).Value;
            _counts = (await Queries.TabsAsync(actor, Ct)).Value;
        }
    }

    private Task SearchAsync() => Search.SetAsync(_text);

    private Task ClearSearchAsync() => Search.SetAsync("");

    /// <summary>Another text begins at the first page.</summary>
    private Task OnSearchChangedAsync() => InvokeAsync(async () =>
    {
        _text = Search.Text;
        ClearSelection();
        if (_address.ToString() != _address.First.ToString())
        {
            Navigation.NavigateTo(_address.First.ToString());
            return;
        }

        await LoadAsync();
        StateHasChanged();
    });

    private void Choose(PeopleFilter filter) => Navigation.NavigateTo(_address.With(filter).ToString());

    private void ChooseColumns(IReadOnlyList<string> keys)
    {
        _columns = keys;
        _address = _address with { Columns = keys };
        Navigation.NavigateTo(_address.ToString(), replace: true);
    }

    private void ChooseSize(ChangeEventArgs e) =>
        Navigation.NavigateTo((_address.First with { Size = int.Parse(e.Value!.ToString()!, CultureInfo.InvariantCulture) }).ToString());

    private void ClearSelection() => _selected = [];

    private void Select((IReadOnlyList<Guid> Ids, bool On) choice)
    {
        // A new set: the table compares what it was given.
        _selected = choice.On ? [.. _selected.Concat(choice.Ids).Take(PeopleQueries.MostSelected)] : [.. _selected.Except(choice.Ids)];
    }

    private async Task SelectAllAsync()
    {
        var ids = await Queries.IdsAsync(await ActorAsync(), _address.Request(Search.Text).Filter, Ct);
        _refusal = ids.Error;
        _selected = ids.IsOk ? [.. ids.Value] : _selected;
    }

    private Task MarkSelectedAsync(LinkFactKind kind) => MarkAsync(kind, [.. _selected]);

    private Task MarkOneAsync((LinkFactKind Kind, Guid PersonId) mark) => MarkAsync(mark.Kind, [mark.PersonId]);

    /// <summary>Counts, asks, marks, offers the way back.</summary>
    private async Task MarkAsync(LinkFactKind kind, IReadOnlyList<Guid> people)
    {
        var preview = await Marks.PreviewAsync(await ActorAsync(), kind, people, Ct);
        _refusal = preview.Error;
        if (!preview.IsOk || await PeopleMarkDialog.AskAsync(Dialogs, kind, preview.Value) is not { } reason)
        {
            return;
        }

        var marked = await Marks.MarkAsync(await ActorAsync(), kind, people, reason, Ct);
        _refusal = marked.Error;
        if (marked.IsOk)
        {
            ClearSelection();
            await LoadAsync();
            Undo.Show($"{PeopleMarks.Face(kind).Word}: {RussianText.Count(people.Count, "человек", "человека", "человек")}", () => InvokeAsync(() => UndoAsync(marked.Value)));
        }
    }

    private async Task UndoAsync(IReadOnlyList<Guid> facts)
    {
        _refusal = (await Marks.UndoAsync(await ActorAsync(), facts, Ct)).Error;
        await LoadAsync();
        StateHasChanged();
    }
}
