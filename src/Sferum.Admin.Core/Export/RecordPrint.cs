using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Export;

/// <summary>Records that a list was put on paper (152-ФЗ).</summary>
public sealed class RecordPrint(AccessPolicy access, AccessLog log)
{
    /// <summary>Writes an <see cref="AccessEntry"/> of kind Printed.</summary>
    /// <param name="subject">Name of the list, Latin.</param>
    /// <param name="rows">Rows on the screen.</param>
    public async Task<Result> RecordAsync(Actor actor, string subject, int rows, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        await log.RecordAsync(actor, AccessKind.Printed, subject, null, ct, rows);
        return Result.Ok;
    }
}
