using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>What is asked before «Чаты проверены».</summary>
/// <param name="Week">The current ISO week, «2026-W47».</param>
/// <param name="Counts">Marks of everyone who must be in the page's chats.</param>
/// <param name="Already">«сегодня в 14:05, Южакова М. Ю.» when the week is confirmed already; a second confirmation only renews the dates.</param>
public sealed record WeekQuestion(Guid? StudyGroupId, string Week, MarkCounts Counts, string? Already = null)
{
    /// <summary>«24 видно, 2 не видно, 3 не проверено — верно?»; before it that somebody has answered already.</summary>
    public string Text =>
        (Already is null ? "" : $"Неделя уже подтверждена: {Already}. Подтвердить ещё раз — обновить даты взглядов. ") +
        $"{RussianText.Number(Counts.Visible)} видно, {RussianText.Number(Counts.Missing)} не видно, {RussianText.Number(Counts.NotChecked)} не проверено — верно?";
}

/// <summary>The answer «верно» to a <see cref="WeekQuestion"/>, which names what was asked.</summary>
public sealed record ConfirmWeekRequest(Guid? StudyGroupId, string Week, MarkCounts Counts);

/// <summary>
/// «Чаты проверены»: once a week the curator says that the page is what ЭПОС shows. The page's «видно» are dated anew as
/// observations of the method «недельное подтверждение»; «не видно» keep their date, and what was not marked stays not checked.
/// </summary>
public sealed class ConfirmWeek(
    IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, TimeProvider time, IBulkWriter bulk, LinkProjection links)
{
    private const string Action = "week-confirm";

    /// <summary>The counted question.</summary>
    public async Task<Result<WeekQuestion>> AskAsync(Actor actor, Guid? studyGroupId, CancellationToken ct)
    {
        if (await MarkScope.DemandAsync(access, actor, studyGroupId, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var board = await MarkBoard.ReadAsync(db, studyGroupId, clock.Today, ct);
        var week = IsoWeek.Of(clock.Today).ToString();
        return new WeekQuestion(studyGroupId, week, board.Counts(), await AlreadyAsync(db, studyGroupId, week, ct));
    }

    private async Task<string?> AlreadyAsync(AppDbContext db, Guid? studyGroupId, string week, CancellationToken ct)
    {
        var last = await db.WeeklyConfirmations
            .Where(row => row.StudyGroupId == studyGroupId && row.Week == week && row.RetractsId == null && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id))
            .OrderByDescending(row => row.At)
            .Select(row => new { row.At, By = db.Users.Where(user => user.Id == row.ByUserId).Select(user => user.DisplayName).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        return last is null
            ? null
            : $"{RussianText.NearDate(clock.DayOf(last.At), clock.Today)} в{RussianText.NoBreakSpace}{clock.ToLocal(last.At).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)}{(last.By is null ? "" : $", {last.By}")}";
    }

    /// <summary>Confirms what was asked. When marks changed since, nothing is written and the question has to be asked anew.</summary>
    /// <returns>Id of the <see cref="WeeklyConfirmation"/>, for <see cref="RetractAsync"/>.</returns>
    public async Task<Result<Guid>> ConfirmAsync(Actor actor, ConfirmWeekRequest request, CancellationToken ct)
    {
        if (await MarkScope.DemandAsync(access, actor, request.StudyGroupId, ct) is { } refused)
        {
            return refused;
        }

        if (!IsoWeek.TryParse(request.Week, out var week))
        {
            return Error.Invalid("Неделя указана неверно.", nameof(request.Week));
        }

        if (week != IsoWeek.Of(clock.Today))
        {
            return Error.Conflict("Началась новая неделя. Ничего не записано; обновите страницу и подтвердите её.");
        }

        return await WriteConflicts.RetryAsync(() => ConfirmOnceAsync(actor, request, ct));
    }

    /// <summary>Takes a confirmation back with the dates it gave. Taken back already = nothing to do.</summary>
    public async Task<Result<Guid>> RetractAsync(Actor actor, Guid confirmationId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var confirmation = await db.WeeklyConfirmations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == confirmationId && row.RetractsId == null, ct);
        if (await MarkScope.DemandAsync(access, actor, confirmation?.StudyGroupId, ct) is { } refused)
        {
            return refused;
        }

        return confirmation is null
            ? Error.NotFound("Подтверждение не найдено.")
            : await WriteConflicts.RetryAsync(() => RetractOnceAsync(actor, confirmation, ct));
    }

    private async Task<Result<Guid>> ConfirmOnceAsync(Actor actor, ConfirmWeekRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var board = await MarkBoard.ReadAsync(db, request.StudyGroupId, clock.Today, ct);
        var counts = board.Counts();
        if (counts != request.Counts)
        {
            return Error.Conflict("Отметки изменились, пока вы смотрели. Ничего не записано; посмотрите новые числа и подтвердите ещё раз.");
        }

        if (counts.Must == 0)
        {
            return Error.Invalid("Проверять нечего: в этих чатах сегодня никто не обязан быть.");
        }

        var now = clock.Now;
        var confirmation = new WeeklyConfirmation
        {
            StudyGroupId = request.StudyGroupId,
            Week = request.Week,
            At = now,
            ByUserId = actor.UserId,
            Visible = counts.Visible,
            Missing = counts.Missing,
            NotChecked = counts.NotChecked,
        };
        var journal = await MarkScope.JournalAsync(db, clock.Today, ct);
        var looks = board.Memberships
            .Where(membership => membership.Demand == Demand.Must && board.StateOf(membership) == VisibilityState.Visible)
            .Select(membership => new ChatObservation
            {
                ChatId = board.ChatOf(membership.Chat).Id,
                PersonId = membership.PersonId,
                SourceId = journal,
                Method = ObservationMethod.WeeklyConfirmation,
                State = VisibilityState.Visible,
                FirstAsOf = now,
                LastAsOf = now,
                ByUserId = actor.UserId,
                RecordedAt = now,
            }).ToList();

        db.Act(actor, Action);
        db.WeeklyConfirmations.Add(confirmation);
        await WriteAsync(db, actor, Action, confirmation.Id, looks, ct);
        await transaction.CommitAsync(ct);
        return confirmation.Id;
    }

    private async Task<Result<Guid>> RetractOnceAsync(Actor actor, WeeklyConfirmation confirmation, CancellationToken ct)
    {
        const string action = "week-retract";
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.WeeklyConfirmations.FirstOrDefaultAsync(row => row.RetractsId == confirmation.Id, ct) is { } done)
        {
            return done.Id;
        }

        // The dates of a confirmation are known by its moment and its author in its own chats.
        var chats = (await MarkScope.ChatsAsync(db, confirmation.StudyGroupId, clock.DayOf(confirmation.At), ct)).Select(chat => chat.Id).ToList();
        var looks = await db.ChatObservations.AsNoTracking()
            .Where(row => chats.Contains(row.ChatId) && row.Method == ObservationMethod.WeeklyConfirmation && row.RetractsId == null
                && row.FirstAsOf == confirmation.At && row.ByUserId == confirmation.ByUserId
                && !db.ChatObservations.Any(other => other.RetractsId == row.Id))
            .ToListAsync(ct);

        var now = clock.Now;
        var retraction = new WeeklyConfirmation
        {
            StudyGroupId = confirmation.StudyGroupId,
            Week = confirmation.Week,
            At = now,
            ByUserId = actor.UserId,
            Visible = confirmation.Visible,
            Missing = confirmation.Missing,
            NotChecked = confirmation.NotChecked,
            RetractsId = confirmation.Id,
        };
        db.Act(actor, action);
        db.WeeklyConfirmations.Add(retraction);
        await WriteAsync(db, actor, action, retraction.Id, looks.ConvertAll(look => RetractMark.Retracting(look, actor, now)), ct);
        await transaction.CommitAsync(ct);
        return retraction.Id;
    }

    /// <summary>One audit entry for all the looks of a confirmation: the rows themselves are its before and after.</summary>
    private async Task WriteAsync(AppDbContext db, Actor actor, string action, Guid confirmationId, List<ChatObservation> looks, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        if (looks.Count == 0)
        {
            return;
        }

        await BulkAudit.DeclareAsync(db, actor, time, action, nameof(WeeklyConfirmation), confirmationId.ToString(), looks.Count, ct);
        await bulk.InsertAsync(db, looks, ct);
        await VisibilityProjection.ApplyAsync(db, looks, ct);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, [.. looks.Select(look => look.PersonId).Distinct()], ct);
    }
}
