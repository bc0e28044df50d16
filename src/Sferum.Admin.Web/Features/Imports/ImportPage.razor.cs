using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>One import: what it would change, what was wrong, how it was understood; apply or put away.</summary>
public sealed partial class ImportPage
{
    private bool _busy;
    private Result<ImportDetails>? _details;
    private Error? _error;
    private ImportPage<ImportIssueLine>? _issues;
    private PeopleChangesPage? _people;
    private ImportRun? _run;
    private string _reason = "";
    private UnderstoodFile? _understood;

    [Inject] public required ImportQueries Queries { get; init; }

    [Inject] public required ImportReviewQueries Review { get; init; }

    [Inject] public required ApplyRosterImport Apply { get; init; }

    [Inject] public required StartImport Start { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary>The import.</summary>
    [Parameter] public Guid Id { get; set; }

    /// <summary><c>issues</c>, <c>understood</c>; changes when empty.</summary>
    [SupplyParameterFromQuery(Name = "tab")] public string? TabQuery { get; set; }

    /// <summary><c>add</c>, <c>update</c>, <c>leave</c>.</summary>
    [SupplyParameterFromQuery(Name = "outcome")] public string? OutcomeQuery { get; set; }

    /// <summary>Code of a remark.</summary>
    [SupplyParameterFromQuery(Name = "code")] public string? CodeQuery { get; set; }

    /// <summary>Page of the list shown.</summary>
    [SupplyParameterFromQuery(Name = "page")] public string? PageQuery { get; set; }

    private ImportLine Import => _details!.Value.Import;

    private ImportTab Tab => ImportAddress.Tab(TabQuery);

    private ImportOutcome? Outcome => ImportAddress.Outcome(OutcomeQuery);

    private int PageNumber => ImportAddress.Page(PageQuery);

    private bool IsOpen => Import.State is RosterImportState.Previewed or RosterImportState.Blocked;

    private int Changed => Import.Added + Import.Updated + Import.Left;

    private bool CanApply => !_busy && Changed > 0 && (Import.State == RosterImportState.Previewed || !string.IsNullOrWhiteSpace(_reason));

    private string ApplyText => Changed == 0
        ? "Применять нечего"
        : $"Применить: {RussianText.Count(Changed, "человек", "человека", "человек")}";

    private IReadOnlyList<TabLink> Tabs =>
    [
        new("Изменения", ImportAddress.Changes(Id), Tab == ImportTab.Changes, Changed),
        new("Замечания", ImportAddress.Issues(Id), Tab == ImportTab.Issues, _details!.Value.Issues.Sum(i => i.Count)),
        new("Как мы поняли файл", ImportAddress.Understood(Id), Tab == ImportTab.Understood),
    ];

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await ActorAsync();
        _details = await Queries.GetAsync(actor, Id, Ct);
        if (!_details.IsOk)
        {
            return;
        }

        switch (Tab)
        {
            case ImportTab.Issues:
                _issues = (await Queries.IssuesAsync(actor, Id, CodeQuery, PageNumber, Ct)).Value;
                break;
            case ImportTab.Understood:
                _understood ??= (await Review.UnderstoodAsync(actor, Id, Ct)).Value;
                break;
            case ImportTab.Changes:
                _people = (await Review.PeopleAsync(actor, Id, Outcome, PageNumber, Ct)).Value;
                break;
        }
    }

    private async Task ApplyAsync()
    {
        if (!CanApply)
        {
            return;
        }

        _busy = true;
        _error = (await Start.StartAsync(await ActorAsync(), Id, _reason, Ct)).Error;
        if (_error is null)
        {
            await _run!.ExpectAsync();
        }
        else
        {
            _busy = false;
        }
    }

    private async Task EndAsync()
    {
        _busy = false;
        await LoadAsync();
    }

    private async Task DiscardAsync()
    {
        _error = (await Apply.DiscardAsync(await ActorAsync(), Id, Ct)).Error;
        await LoadAsync();
    }
}
