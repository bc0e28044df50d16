using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links.Marking;

/// <param name="Channel">How the person is informed instead; a refusal is not recorded without one.</param>
public sealed record RecordOptOutRequest(IReadOnlyList<Guid> PersonIds, AlternativeChannel? Channel);

/// <summary>
/// «Отказ»: lawful and a normal end (regulation, clause 2.7), from today until it is withdrawn. The person leaves «должны» and
/// every list of what is left to do.
/// </summary>
public sealed class RecordOptOut(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    private static Error AlreadyRecorded { get; } =
        Error.Conflict("Отказ уже записан. Новый не добавлен; чтобы сменить канал, снимите прежний отказ.");

    /// <returns>Ids of the refusals, for <see cref="UndoAsync"/>.</returns>
    public async Task<Result<IReadOnlyList<Guid>>> RecordAsync(Actor actor, RecordOptOutRequest request, CancellationToken ct)
    {
        if (await access.DemandPeopleAsync(actor, Permission.Mark, request.PersonIds, ct) is { } refused)
        {
            return refused;
        }

        if (LinkMarks.Check(request.PersonIds) is { } invalid)
        {
            return invalid;
        }

        if (request.Channel is not { } channel || !Enum.IsDefined(channel))
        {
            return Error.Invalid("Укажите, как человека будут извещать вместо чата: отказ без этого не записывается.", nameof(request.Channel));
        }

        return await WriteConflicts.RetryAsync(() => RecordOnceAsync(actor, request.PersonIds, channel, ct));
    }

    private async Task<Result<IReadOnlyList<Guid>>> RecordOnceAsync(Actor actor, IReadOnlyList<Guid> personIds, AlternativeChannel channel, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = personIds.Distinct().ToList();
        if (await db.People.CountAsync(person => ids.Contains(person.Id), ct) != ids.Count)
        {
            return Error.NotFound("Человек не найден.");
        }

        var today = clock.Today;
        if (await db.OptOuts.NotOver(today).AnyAsync(optOut => ids.Contains(optOut.PersonId), ct))
        {
            return AlreadyRecorded;
        }

        var now = clock.Now;
        var rows = ids.ConvertAll(person => new OptOut
        {
            PersonId = person,
            AlternativeChannel = channel,
            ByUserId = actor.UserId,
            ValidFrom = today,
            RecordedAt = now,
        });
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, "opt-out-record");
        db.OptOuts.AddRange(rows);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, ids, ct);
        await transaction.CommitAsync(ct);
        return rows.ConvertAll(row => row.Id);
    }

    /// <summary>A refusal recorded by mistake: a wrong fact is removed, the audit keeps it. For one that held, <see cref="WithdrawOptOut"/>.</summary>
    /// <returns>How many were removed; those that are gone already count nothing.</returns>
    public Task<Result<int>> UndoAsync(Actor actor, IReadOnlyList<Guid> optOutIds, CancellationToken ct) =>
        WriteConflicts.RetryAsync(() => UndoOnceAsync(actor, optOutIds, ct));

    private async Task<Result<int>> UndoOnceAsync(Actor actor, IReadOnlyList<Guid> optOutIds, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.OptOuts.Where(optOut => optOutIds.Contains(optOut.Id)).ToListAsync(ct);
        if (await access.DemandPeopleAsync(actor, Permission.Mark, [.. rows.Select(row => row.PersonId).Distinct()], ct) is { } refused)
        {
            return refused;
        }

        if (rows.Any(row => row.ValidFrom != clock.Today || row.ValidTo is not null))
        {
            return Error.Conflict("Отказ уже действовал, отменить запись нельзя. Его можно снять: тогда он останется в истории.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, "opt-out-undo");
        db.OptOuts.RemoveRange(rows);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, [.. rows.Select(row => row.PersonId).Distinct()], ct);
        await transaction.CommitAsync(ct);
        return rows.Count;
    }
}
