using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>Imports so far, the one that is being applied, and the form of a new one.</summary>
public sealed partial class ImportsPage
{
    private readonly UploadFormModel _form = new();
    private bool _busy;
    private Error? _error;
    private Result<ImportList>? _list;
    private Result<UploadRules>? _rules;

    [Inject] public required ImportQueries Queries { get; init; }

    [Inject] public required ImportReviewQueries Review { get; init; }

    [Inject] public required RosterUpload Upload { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary>Page of the list.</summary>
    [SupplyParameterFromQuery(Name = "page")] public string? PageQuery { get; set; }

    /// <summary>Imports in one state.</summary>
    [SupplyParameterFromQuery(Name = "state")] public string? StateQuery { get; set; }

    /// <summary>Files that list these people.</summary>
    [SupplyParameterFromQuery(Name = "kind")] public string? KindQuery { get; set; }

    private int Page => Address.Page(PageQuery);

    private ImportFilter Filter => ImportAddress.Filter(StateQuery, KindQuery);

    private bool IsFiltered => Filter is { State: not null } or { Kind: not null };

    private IEnumerable<RosterImportState> States => Enum.GetValues<RosterImportState>().Where(state => state == Filter.State || _list!.Value.States.GetValueOrDefault(state) > 0);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await ActorAsync();
        _rules ??= await Review.UploadRulesAsync(actor, Ct);
        if (_rules.IsOk)
        {
            _list = await Queries.ListAsync(actor, Filter, Page, Ct);
        }
    }

    private async Task UploadAsync(UploadFormModel form)
    {
        if (_busy || form.File is not { } file)
        {
            return;
        }

        _busy = true;
        _error = null;
        try
        {
            var draft = await Upload.TakeAsync(await ActorAsync(), file, _rules!.Value.LimitBytes, new ImportOptions(Cover: form.Cover, EffectiveOn: form.EffectiveOn), Ct);
            _error = draft.Error;
            if (draft.IsOk)
            {
                Navigation.NavigateTo(ImportAddress.Changes(draft.Value.ImportId));
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string StateHref(RosterImportState state) => ImportAddress.List(Filter with { State = Filter.State == state ? null : state });

    private string KindHref(RosterKind kind) => ImportAddress.List(Filter with { Kind = Filter.Kind == kind ? null : kind });
}
