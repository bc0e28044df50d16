using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.People;

/// <summary>The list of people. Filters, order and page are the address; the text of a search is state of the tab on the server.</summary>
public sealed partial class PeoplePage
{
    private Actor? _actor;
    private PeopleAddress _address = new();
    private IReadOnlyList<GroupName> _groups = [];
    private PeopleListing? _page;
    private Result<PeopleListing>? _result;
    private string _text = "";

    [Inject] public required PeopleQueries Queries { get; init; }

    [Inject] public required GroupQueries Groups { get; init; }

    [Inject] public required SearchState Search { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    private IReadOnlyList<TabLink> Tabs =>
    [
        Tab("Все", PeopleTab.All),
        Tab("Сотрудники", PeopleTab.Staff),
        Tab("Студенты", PeopleTab.Students),
        Tab("Представители", PeopleTab.Representatives),
    ];

    private IEnumerable<(LinkState State, string Word)> LinkChoices => Enum.GetValues<LinkState>()
        .Where(state => state != LinkState.Refused || RefusalView.IsOpenTo(_actor!))
        .Select(state => (state, StatusFace.Of(state, RefusalView.IsOpenTo(_actor!)).Word));

    private int From => _page!.Rows.Count == 0 ? 0 : ((_address.Page - 1) * PeopleRequest.DefaultSize) + 1;

    private string? PreviousHref => _page is { HasPrevious: true, Rows: [var first, ..] }
        ? _address.Page <= 2 ? _address.First.ToString() : (_address with { After = null, Before = first.Id, Page = _address.Page - 1 }).ToString()
        : null;

    private string? NextHref => _page is { HasNext: true, Rows: [.., var last] }
        ? (_address with { After = last.Id, Before = null, Page = _address.Page + 1 }).ToString()
        : null;

    private string EmptyText => (Search.Text.Length > 0, _address.HasFilters) switch
    {
        (true, true) => "По поиску и фильтрам вместе никто не подходит. Уберите что-нибудь из них.",
        (true, false) => "Проверьте написание: достаточно начала фамилии или последних цифр телефона.",
        (false, true) => "По фильтрам никто не подходит. Уберите один из них.",
        _ => "Здесь появятся люди из загруженных списков.",
    };

    protected override void OnInitialized() => Search.Changed += OnSearchChangedAsync;

    protected override async Task OnParametersSetAsync()
    {
        _text = Search.Text;
        await LoadAsync();
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
        if (_groups.Count == 0 && await Groups.NamesAsync(_actor, Ct) is { IsOk: true } names)
        {
            _groups = names.Value;
        }

        var result = await Queries.PageAsync(_actor, address.Request(text), Ct);
        if (text == Search.Text)
        {
            (_address, _result, _page) = (address, result, result.IsOk ? result.Value : null);
        }
    }

    private Task SearchAsync() => Search.SetAsync(_text);

    private Task ClearSearchAsync() => Search.SetAsync("");

    /// <summary>Another text begins at the first page.</summary>
    private Task OnSearchChangedAsync() => InvokeAsync(async () =>
    {
        _text = Search.Text;
        if (_address != _address.First)
        {
            Navigation.NavigateTo(_address.First.ToString());
            return;
        }

        await LoadAsync();
        StateHasChanged();
    });

    private void Choose(object? group) =>
        Navigation.NavigateTo(Filtered(_address with { Group = Guid.TryParse(group?.ToString(), out var id) ? id : null }));

    private void ChooseLink(object? link) =>
        Navigation.NavigateTo(Filtered(_address with { Link = Enum.TryParse<LinkState>(link?.ToString(), out var state) ? state : null }));

    private static string Filtered(PeopleAddress address) => address.First.ToString();

    private TabLink Tab(string text, PeopleTab tab) => new(text, Filtered(_address with { Tab = tab }), _address.Tab == tab);
}
