using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>A binding that was taken off.</summary>
/// <param name="RejectionId">The remembered «не он».</param>
public sealed record UnboundId(Guid IdentityId, Guid RejectionId);

/// <summary>
/// Takes a binding off: it ends today, one of today is deleted and stays in the audit. The pair is remembered as «не он», else the
/// next confirmation of all exact matches would bind it again. What the journal showed through it stays on record.
/// </summary>
public sealed class Unbind(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    public async Task<Result<UnboundId>> UnbindAsync(Actor actor, Guid identityId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        return await WriteConflicts.RetryAsync(() => UnbindOnceAsync(actor, identityId, ct));
    }

    /// <summary>Binds the pair again, unless one of the two was bound otherwise meanwhile.</summary>
    public async Task<Result<Guid>> UndoAsync(Actor actor, UnboundId unbound, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        try
        {
            return await UndoOnceAsync(actor, unbound, ct);
        }
        catch (Exception e) when (e.IsUniqueViolation())
        {
            return Error.Conflict("Этот номер ЭПОС уже сопоставлен с другой записью. Прежнее сопоставление не вернулось.");
        }
    }

    private async Task<Result<UnboundId>> UnbindOnceAsync(Actor actor, Guid identityId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ExternalIdentities.FirstOrDefaultAsync(i => i.Id == identityId && i.ValidTo == null, ct) is not { } binding
            || binding.IdKind is not (IdKinds.Person or IdKinds.Group or IdKinds.Chat))
        {
            return Error.NotFound("Сопоставление не найдено: его уже сняли.");
        }

        var rejection = await db.BindingRejections.FirstOrDefaultAsync(
            r => r.System == binding.System && r.IdKind == binding.IdKind && r.Value == binding.Value && r.SubjectId == binding.SubjectId, ct);
        db.Act(actor, "binding-end");
        if (rejection is null)
        {
            rejection = new BindingRejection { System = binding.System, IdKind = binding.IdKind, Value = binding.Value, SubjectId = binding.SubjectId, At = clock.Now, ByUserId = actor.UserId };
            db.BindingRejections.Add(rejection);
        }

        if (binding.ValidFrom >= clock.Today)
        {
            db.ExternalIdentities.Remove(binding);
        }
        else
        {
            (binding.ValidTo, binding.EndReason) = (clock.Today, ReasonKind.Hand);
        }

        await db.SaveChangesAsync(ct);
        return new UnboundId(identityId, rejection.Id);
    }

    private async Task<Result<Guid>> UndoOnceAsync(Actor actor, UnboundId unbound, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BindingRejections.FirstOrDefaultAsync(r => r.Id == unbound.RejectionId, ct) is not { } rejection)
        {
            return BindingErrors.PairIsGone;
        }

        db.Act(actor, "binding-end-undo");
        db.BindingRejections.Remove(rejection);
        if (await db.ExternalIdentities.FirstOrDefaultAsync(i => i.Id == unbound.IdentityId && i.Value == rejection.Value && i.SubjectId == rejection.SubjectId, ct) is { } ended)
        {
            (ended.ValidTo, ended.EndReason) = (null, null);
            await db.SaveChangesAsync(ct);
            return ended.Id;
        }

        var binding = new ExternalIdentity
        {
            Subject = BindingSubjects.Of(rejection.IdKind),
            SubjectId = rejection.SubjectId,
            System = rejection.System,
            IdKind = rejection.IdKind,
            Value = rejection.Value,
            ValidFrom = clock.Today,
            StartReason = ReasonKind.Hand,
            RecordedAt = clock.Now,
            ConfirmedAt = clock.Now,
            ConfirmedByUserId = actor.UserId,
        };
        db.ExternalIdentities.Add(binding);
        await db.SaveChangesAsync(ct);
        return binding.Id;
    }
}
