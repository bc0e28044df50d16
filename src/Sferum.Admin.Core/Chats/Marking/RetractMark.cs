using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Chats.Marking;

/// <param name="StudyGroupId">The page the marks stand on; <see langword="null"/> for «Преподаватели».</param>
/// <param name="ObservationIds">What <see cref="MarkVisibility"/> returned: one mark, or all of a bulk mark.</param>
public sealed record RetractMarkRequest(Guid? StudyGroupId, IReadOnlyList<Guid> ObservationIds);

/// <summary>
/// Takes marks back: a row that retracts each, nothing is deleted; the cell shows again what was seen before. Marks that were
/// taken back already stay so, which is no error: two people may press «Отменить».
/// </summary>
public sealed class RetractMark(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    /// <returns>How many marks were taken back now.</returns>
    public async Task<Result<int>> RetractAsync(Actor actor, RetractMarkRequest request, CancellationToken ct)
    {
        if (await MarkScope.DemandAsync(access, actor, request.StudyGroupId, ct) is { } refused)
        {
            return refused;
        }

        if (request.ObservationIds.Count is 0 or > MarkVisibility.MostCells)
        {
            return Error.Invalid("Отменять нечего: отметки не указаны.", nameof(request.ObservationIds));
        }

        return await WriteConflicts.RetryAsync(() => RetractOnceAsync(actor, request, ct));
    }

    private async Task<Result<int>> RetractOnceAsync(Actor actor, RetractMarkRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = request.ObservationIds.Distinct().ToList();
        var chats = await MarkScope.ChatsAsync(db, request.StudyGroupId, clock.Today, ct);
        var chatIds = chats.Select(chat => chat.Id).ToList();
        var marks = await db.ChatObservations.AsNoTracking()
            .Where(row => ids.Contains(row.Id) && chatIds.Contains(row.ChatId) && row.RetractsId == null
                && (row.Method == ObservationMethod.Look || row.Method == ObservationMethod.WeeklyConfirmation))
            .Select(row => new { Row = row, Retracted = db.ChatObservations.Any(other => other.RetractsId == row.Id) })
            .ToListAsync(ct);
        if (marks.Count != ids.Count)
        {
            return Error.NotFound("Отметка не найдена.");
        }

        var now = clock.Now;
        var rows = marks.Where(mark => !mark.Retracted).Select(mark => Retracting(mark.Row, actor, now)).ToList();
        if (rows.Count == 0)
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, "mark-retract");
        db.ChatObservations.AddRange(rows);
        await VisibilityProjection.ApplyAsync(db, rows, ct);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, [.. rows.Select(row => row.PersonId).Distinct()], ct);
        await transaction.CommitAsync(ct);
        return rows.Count;
    }

    /// <summary>The row that takes a mark back. It repeats the mark's cell and answer: what it says is only «not this one».</summary>
    internal static ChatObservation Retracting(ChatObservation mark, Actor actor, DateTime now) => new()
    {
        ChatId = mark.ChatId,
        PersonId = mark.PersonId,
        SourceId = mark.SourceId,
        Method = mark.Method,
        State = mark.State,
        FirstAsOf = mark.FirstAsOf,
        LastAsOf = mark.LastAsOf,
        ByUserId = actor.UserId,
        RecordedAt = now,
        RetractsId = mark.Id,
    };
}
