using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links.Marking;

/// <summary>
/// The person takes the refusal back: it ends today and stays in the history; the status is then as if it had not been. One of
/// today never held and is removed, since a period is never closed with from = to.
/// </summary>
public sealed class WithdrawOptOut(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    /// <returns>Id of the refusal that was withdrawn, for <see cref="UndoAsync"/>.</returns>
    public async Task<Result<Guid>> WithdrawAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        if (await access.DemandPersonAsync(actor, Permission.Mark, personId, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = clock.Today;
        if (await db.OptOuts.InForce(today).FirstOrDefaultAsync(row => row.PersonId == personId, ct) is not { } optOut)
        {
            return Error.NotFound("Отказа нет: возможно, его уже сняли.");
        }

        if (optOut.ValidFrom == today)
        {
            db.OptOuts.Remove(optOut);
        }
        else
        {
            optOut.ValidTo = today;
            optOut.EndReason = ReasonKind.Hand;
        }

        return await SaveAsync(db, actor, "opt-out-withdraw", optOut, ct);
    }

    /// <summary>The withdrawal of today was a mistake: the refusal goes on.</summary>
    public async Task<Result<Guid>> UndoAsync(Actor actor, Guid optOutId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var optOut = await db.OptOuts.FirstOrDefaultAsync(row => row.Id == optOutId, ct);
        if (await access.DemandPersonAsync(actor, Permission.Mark, optOut?.PersonId ?? Guid.Empty, ct) is { } refused)
        {
            return refused;
        }

        if (optOut is null || optOut.ValidTo != clock.Today
            || await db.OptOuts.AnyAsync(row => row.PersonId == optOut.PersonId && row.Id != optOut.Id && row.ValidTo == null, ct))
        {
            return Error.Conflict("Вернуть отказ нельзя: с тех пор запись изменили. Если он действует, запишите его заново.");
        }

        optOut.ValidTo = null;
        optOut.EndReason = null;
        return await SaveAsync(db, actor, "opt-out-withdraw-undo", optOut, ct);
    }

    private async Task<Result<Guid>> SaveAsync(AppDbContext db, Actor actor, string action, OptOut optOut, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, action);
        try
        {
            await db.SaveChangesAsync(ct);
            await links.RefreshAsync(db, [optOut.PersonId], ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            return Error.Conflict("Отказ только что изменил другой человек. Ваше действие не записано; обновите страницу.");
        }

        return optOut.Id;
    }
}
