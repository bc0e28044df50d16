using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Applying;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>Imports so far, and the form of a new one.</summary>
public sealed partial class ImportsPage
{
    private readonly UploadFormModel _form = new();
    private bool _busy;
    private Error? _error;
    private Result<ImportPage<ImportLine>>? _list;
    private Result<UploadRules>? _rules;

    [Inject] public required ImportQueries Queries { get; init; }

    [Inject] public required ImportReviewQueries Review { get; init; }

    [Inject] public required PreviewRosterImport Preview { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    /// <summary>Page of the list.</summary>
    [SupplyParameterFromQuery(Name = "page")] public string? PageQuery { get; set; }

    private int Page => ImportAddress.Page(PageQuery);

    protected override async Task OnParametersSetAsync()
    {
        var actor = await ActorAsync();
        _rules ??= await Review.UploadRulesAsync(actor, Ct);
        if (_rules.IsOk)
        {
            _list = await Queries.ListAsync(actor, Page, Ct);
        }
    }

    private async Task UploadAsync(UploadFormModel form)
    {
        if (_busy || form.File is not { } file)
        {
            return;
        }

        var limit = _rules!.Value.LimitBytes;
        if (file.Size > limit)
        {
            _error = Error.Invalid(ImportBlock.TooLarge(limit).Message);
            return;
        }

        _busy = true;
        _error = null;
        try
        {
            var content = await ReadAsync(file, limit);
            var actor = await ActorAsync();
            var options = new ImportOptions(Cover: form.Cover, EffectiveOn: form.EffectiveOn);
            // Reading and matching thousands of rows must not hold up the circuit.
            var draft = await Task.Run(() => Preview.SaveAsync(actor, new ImportFile(Path.GetFileName(file.Name), content), options, Ct), Ct);
            _error = draft.Error;
            if (draft.IsOk)
            {
                Navigation.NavigateTo(ImportAddress.Changes(draft.Value.ImportId));
            }
        }
        catch (IOException)
        {
            _error = Error.Invalid("Файл не дошёл до конца: связь прервалась или он изменился. Ничего не записано. Выберите файл ещё раз.");
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>The browser sends the file piece by piece into a temporary file that is gone when it is closed.</summary>
    private async Task<byte[]> ReadAsync(IBrowserFile file, long limit)
    {
        var path = Path.GetTempFileName();
        await using var temporary = new FileStream(path, FileMode.Truncate, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (var stream = file.OpenReadStream(limit, Ct))
        {
            await stream.CopyToAsync(temporary, Ct);
        }

        var content = new byte[temporary.Length];
        temporary.Position = 0;
        await temporary.ReadExactlyAsync(content, Ct);
        return content;
    }
}
