using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Journal.Binding;

/// <param name="ExpectedCount">Exact matches that the person saw and agreed to.</param>
/// <param name="StudyGroupId">Only of this group; <see langword="null"/> = all.</param>
public sealed record ConfirmExactRequest(int ExpectedCount, Guid? StudyGroupId = null);

/// <param name="RecordId">A record of the journal.</param>
/// <param name="SubjectId">Its candidate.</param>
public sealed record BindingPairRequest(Guid RecordId, Guid SubjectId);

/// <summary>Bindings that were made by one act.</summary>
/// <param name="At">UTC; with the person who confirmed, the name of the act for <see cref="ConfirmBindings.UndoAsync"/>.</param>
public sealed record ConfirmedBindings(int Count, DateTime At);

/// <summary>
/// Binds ids of the journal to people, groups and chats: a suggestion becomes a fact only here, by somebody's word. The unique index
/// «one outside id, one subject» is the rule; what is asked before is courtesy.
/// </summary>
public sealed class ConfirmBindings(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, IBulkWriter bulk, SchoolClock clock, TimeProvider time)
{
    private static readonly Error Taken = Error.Conflict("Пока вы решали, кто-то сопоставил часть этих записей. Ничего не записано; обновите страницу.");

    /// <summary>
    /// Confirms all exact matches at once, with one audit entry. They are found anew: when their number is not the one that the
    /// person saw, nothing is written.
    /// </summary>
    public async Task<Result<ConfirmedBindings>> ConfirmExactAsync(Actor actor, ConfirmExactRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await BindingBoardReader.LoadAsync(db, clock.Today, ct) is not { } board)
        {
            return BindingErrors.NoJournal;
        }

        var exact = new BindingItems(board).OfGroup(request.StudyGroupId).Where(i => i.State == BindingState.Exact).ToList();
        if (exact.Count != request.ExpectedCount)
        {
            return Error.Conflict(
                $"Пока вы смотрели, точных совпадений стало {RussianText.Number(exact.Count)} вместо {RussianText.Number(request.ExpectedCount)}. Ничего не записано; посмотрите список и подтвердите снова.");
        }

        if (exact.Count == 0)
        {
            return Error.Invalid("Точных совпадений нет, подтверждать нечего.");
        }

        var now = Moment();
        List<ExternalIdentity> rows = [.. exact.Select(i => Binding(actor, board.System, i.Record!, i.SubjectId!.Value, now))];
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await BulkAudit.DeclareAsync(db, actor, time, "bindings-confirm", nameof(ExternalIdentity), NameOf(now), rows.Count, ct, after: Pairs(rows));
            await bulk.InsertAsync(db, rows, ct);
            await transaction.CommitAsync(ct);
            return new ConfirmedBindings(rows.Count, now);
        }
        catch (Exception e) when (e.IsUniqueViolation())
        {
            return Taken;
        }
    }

    /// <summary>«Это он»: confirms one suggested pair. A conflict is refused until somebody rejects what is wrong of it.</summary>
    public async Task<Result<ConfirmedBindings>> ConfirmAsync(Actor actor, BindingPairRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var board = await BindingBoardReader.LoadAsync(db, clock.Today, ct);
        if (board?.Suggestions.All.FirstOrDefault(s => s.Record.Id == request.RecordId && s.Candidates.Any(c => c.SubjectId == request.SubjectId)) is not { } suggestion)
        {
            return BindingErrors.PairIsGone;
        }

        if (suggestion.Verdict == BindingVerdict.Conflict)
        {
            return Error.Conflict(suggestion.Conflict switch
            {
                BindingConflict.BoundElsewhere => "В реестре эта запись уже сопоставлена с другим номером ЭПОС. Сначала снимите прежнее сопоставление.",
                BindingConflict.SeveralSubjects => "Один номер ЭПОС подходит нескольким записям реестра. Сначала отметьте, кто из них «не он».",
                _ => "Несколько номеров ЭПОС подходят одной записи реестра. Сначала отметьте, какие из них «не он».",
            });
        }

        var row = Binding(actor, board.System, suggestion.Record, request.SubjectId, Moment());
        db.Act(actor, "binding-confirm");
        db.ExternalIdentities.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return new ConfirmedBindings(1, row.ConfirmedAt!.Value);
        }
        catch (Exception e) when (e.IsUniqueViolation())
        {
            return Taken;
        }
    }

    /// <summary>
    /// Takes back what one act confirmed. Bindings of today are deleted, with their pairs kept in the audit entry; older ones end
    /// today. Gone already = nothing to do. What the journal showed through them meanwhile stays on record.
    /// </summary>
    /// <param name="confirmedAt"><see cref="ConfirmedBindings.At"/> of an act of the same person.</param>
    /// <returns>How many were taken back now.</returns>
    public async Task<Result<int>> UndoAsync(Actor actor, DateTime confirmedAt, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        var today = clock.Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var batch = db.ExternalIdentities.Where(i => i.ConfirmedAt == confirmedAt && i.ConfirmedByUserId == actor.UserId && i.ValidTo == null);
        var rows = await batch.AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0)
        {
            return 0;
        }

        await BulkAudit.DeclareAsync(db, actor, time, "bindings-confirm-undo", nameof(ExternalIdentity), NameOf(confirmedAt), rows.Count, ct, after: Pairs(rows));
        await batch.Where(i => i.ValidFrom >= today).ExecuteDeleteAsync(ct);
        await batch.Where(i => i.ValidFrom < today).ExecuteUpdateAsync(
            i => i.SetProperty(x => x.ValidTo, today).SetProperty(x => x.EndReason, ReasonKind.Hand).SetProperty(x => x.Version, Guid.CreateVersion7()), ct);
        await transaction.CommitAsync(ct);
        return rows.Count;
    }

    private ExternalIdentity Binding(Actor actor, string system, JournalRecord record, Guid subjectId, DateTime now) => new()
    {
        Subject = BindingSubjects.Of(record.IdKind),
        SubjectId = subjectId,
        System = system,
        IdKind = record.IdKind,
        Value = record.Value,
        ValidFrom = clock.Today,
        StartReason = ReasonKind.Hand,
        RecordedAt = now,
        ConfirmedAt = now,
        ConfirmedByUserId = actor.UserId,
    };

    /// <summary>Whole milliseconds: both databases give the same moment back, by which the act is named.</summary>
    private DateTime Moment() => new(clock.Now.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    private static string NameOf(DateTime moment) => moment.ToString("O", CultureInfo.InvariantCulture);

    private static string Pairs(IEnumerable<ExternalIdentity> rows) => AuditRecord.Serialize(rows.Select(r => new { r.IdKind, r.Value, r.SubjectId }));
}
