using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>«Это не он»: remembers that a suggested pair is wrong, so that it is not suggested again; what stood in its way may then be certain.</summary>
public sealed class RejectBinding(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <returns>Id of the rejection, for <see cref="UndoAsync"/>. Rejected already = the same.</returns>
    public async Task<Result<Guid>> RejectAsync(Actor actor, BindingPairRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync(() => RejectOnceAsync(actor, request, ct));
    }

    /// <summary>Lets the pair be suggested again. Gone already = nothing to do.</summary>
    public async Task<Result<Guid>> UndoAsync(Actor actor, Guid rejectionId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BindingRejections.FirstOrDefaultAsync(r => r.Id == rejectionId, ct) is { } rejection)
        {
            db.Act(actor, "binding-reject-undo");
            db.BindingRejections.Remove(rejection);
            await db.SaveChangesAsync(ct);
        }

        return rejectionId;
    }

    private async Task<Result<Guid>> RejectOnceAsync(Actor actor, BindingPairRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.JournalRecords.AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.RecordId, ct) is not { } record)
        {
            return BindingErrors.PairIsGone;
        }

        var known = await db.BindingRejections.Where(r => r.System == record.System && r.IdKind == record.IdKind && r.Value == record.Value && r.SubjectId == request.SubjectId)
            .Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct);
        if (known is { } id)
        {
            return id;
        }

        var board = await BindingBoardReader.LoadAsync(db, clock.Today, ct);
        if (board is null || !board.Suggestions.All.Any(s => s.Record.Id == request.RecordId && s.Candidates.Any(c => c.SubjectId == request.SubjectId)))
        {
            return BindingErrors.PairIsGone;
        }

        var rejection = new BindingRejection { System = record.System, IdKind = record.IdKind, Value = record.Value, SubjectId = request.SubjectId, At = clock.Now, ByUserId = actor.UserId };
        db.Act(actor, "binding-reject");
        db.BindingRejections.Add(rejection);
        await db.SaveChangesAsync(ct);
        return rejection.Id;
    }
}
