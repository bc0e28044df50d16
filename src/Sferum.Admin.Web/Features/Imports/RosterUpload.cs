using Microsoft.AspNetCore.Components.Forms;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Applying;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>Takes a roster out of the browser into a draft; used by the page of imports and by the first set-up.</summary>
public sealed class RosterUpload(PreviewRosterImport preview)
{
    /// <summary>Reads the file and plans it. The register stays as it is.</summary>
    /// <param name="limit">Largest file taken, bytes.</param>
    public async Task<Result<RosterDraft>> TakeAsync(Actor actor, IBrowserFile file, long limit, ImportOptions options, CancellationToken ct)
    {
        if (file.Size > limit)
        {
            return Error.Invalid(ImportBlock.TooLarge(limit).Message);
        }

        try
        {
            var content = await ReadAsync(file, limit, ct);
            // Reading and matching thousands of rows must not hold up the circuit.
            return await Task.Run(() => preview.SaveAsync(actor, new ImportFile(Path.GetFileName(file.Name), content), options, ct), ct);
        }
        catch (IOException)
        {
            return Error.Invalid("Файл не дошёл до конца: связь прервалась или он изменился. Ничего не записано. Выберите файл ещё раз.");
        }
    }

    /// <summary>The browser sends the file piece by piece into a temporary file that is gone when it is closed.</summary>
    private static async Task<byte[]> ReadAsync(IBrowserFile file, long limit, CancellationToken ct)
    {
        var path = Path.GetTempFileName();
        await using var temporary = new FileStream(path, FileMode.Truncate, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (var stream = file.OpenReadStream(limit, ct))
        {
            await stream.CopyToAsync(temporary, ct);
        }

        var content = new byte[temporary.Length];
        temporary.Position = 0;
        await temporary.ReadExactlyAsync(content, ct);
        return content;
    }
}
