using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>One person in one chat.</summary>
/// <param name="SeenObservationId">The mark that the page showed there, so that a mark made meanwhile is noticed; none = «не проверено».</param>
public sealed record MarkCell(Guid ChatId, Guid PersonId, Guid? SeenObservationId);

/// <param name="StudyGroupId">The page the cells stand on; <see langword="null"/> for «Преподаватели».</param>
/// <param name="State">«Видно» or «не видно».</param>
public sealed record MarkVisibilityRequest(Guid? StudyGroupId, VisibilityState State, IReadOnlyList<MarkCell> Cells);

/// <summary>A mark that somebody else made after the page was shown.</summary>
public sealed record EarlierMark(string PersonName, VisibilityState State, DateTime At, string? ByName);

/// <param name="ObservationIds">The new marks, for undoing them with <see cref="RetractMark"/>.</param>
/// <param name="Earlier">Marks of others that the new ones follow. They stay in the history.</param>
public sealed record MarkVisibilityResult(IReadOnlyList<Guid> ObservationIds, IReadOnlyList<EarlierMark> Earlier);

/// <summary>
/// «Видно» / «не видно»: a person looked at ЭПОС «Личные сообщения» and says what the screen showed, of one person or of several
/// at once (regulation, clause 2.1). Every look is a row of its own with its author, so that each can be undone. Two people who
/// look at one cell are both right, each at a moment: the later look counts and its author is told of the other.
/// </summary>
public sealed class MarkVisibility(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    /// <summary>More than any page shows.</summary>
    public const int MostCells = 1000;

    public async Task<Result<MarkVisibilityResult>> MarkAsync(Actor actor, MarkVisibilityRequest request, CancellationToken ct)
    {
        if (await MarkScope.DemandAsync(access, actor, request.StudyGroupId, ct) is { } refused)
        {
            return refused;
        }

        if (request.Cells.Count is 0 or > MostCells)
        {
            return Error.Invalid("Отмечать нечего: люди не выбраны.", nameof(request.Cells));
        }

        if (request.State is not (VisibilityState.Visible or VisibilityState.Missing))
        {
            return Error.Invalid("Отметка бывает «видно» или «не видно»; чтобы убрать её, отмените отметку.", nameof(request.State));
        }

        return await WriteConflicts.RetryAsync(() => MarkOnceAsync(actor, request, ct));
    }

    private async Task<Result<MarkVisibilityResult>> MarkOnceAsync(Actor actor, MarkVisibilityRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var board = await MarkBoard.ReadAsync(db, request.StudyGroupId, clock.Today, ct);
        var cells = request.Cells.DistinctBy(cell => (cell.ChatId, cell.PersonId)).ToList();
        if (!cells.TrueForAll(cell => MayBeMarked(board, cell.ChatId, cell.PersonId, request.State)))
        {
            return Error.NotFound("Отметка не записана: человека больше нет в этом списке. Обновите страницу.");
        }

        var now = clock.Now;
        var journal = await MarkScope.JournalAsync(db, clock.Today, ct);
        var looks = cells.ConvertAll(cell => new ChatObservation
        {
            ChatId = cell.ChatId,
            PersonId = cell.PersonId,
            SourceId = journal,
            Method = ObservationMethod.Look,
            State = request.State,
            FirstAsOf = now,
            LastAsOf = now,
            ByUserId = actor.UserId,
            RecordedAt = now,
        });

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, request.State == VisibilityState.Visible ? "mark-visible" : "mark-missing");
        var earlier = await EarlierAsync(db, actor, cells, ct);
        db.ChatObservations.AddRange(looks);
        await VisibilityProjection.ApplyAsync(db, looks, ct);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, [.. cells.Select(cell => cell.PersonId).Distinct()], ct);
        await transaction.CommitAsync(ct);
        return new MarkVisibilityResult(looks.ConvertAll(look => look.Id), earlier);
    }

    /// <summary>
    /// Whoever belongs in the chat; whoever was seen there once; and seen now, whoever the register knows on this page: a
    /// guardian with restricted rights is to be reported, and then to be reported gone.
    /// </summary>
    internal static bool MayBeMarked(MarkBoard board, Guid chatId, Guid personId, VisibilityState state)
    {
        if (board.Chats.FirstOrDefault(chat => chat.Id == chatId) is not { } chat)
        {
            return false;
        }

        var demand = board.DemandOf(chat, personId);
        return demand.Demand != Demand.MustNot
            || board.LookOf(chat.Id, personId) is not null
            || (state == VisibilityState.Visible && demand.Reason.Rule != ChatRule.NoGround);
    }

    private static async Task<IReadOnlyList<EarlierMark>> EarlierAsync(AppDbContext db, Actor actor, List<MarkCell> cells, CancellationToken ct)
    {
        var shown = cells.ToDictionary(cell => (cell.ChatId, cell.PersonId), cell => cell.SeenObservationId);
        var chats = cells.Select(cell => cell.ChatId).Distinct().ToList();
        var people = cells.Select(cell => cell.PersonId).Distinct().ToList();
        var looks = await (
            from look in db.ChatVisibilities
            where chats.Contains(look.ChatId) && people.Contains(look.PersonId) && look.ByUserId != actor.UserId
            join person in db.People on look.PersonId equals person.Id
            select new
            {
                look.ChatId,
                look.PersonId,
                look.ObservationId,
                look.State,
                look.AsOf,
                person.LastName,
                person.FirstName,
                person.Patronymic,
                By = db.Users.Where(user => user.Id == look.ByUserId).Select(user => user.DisplayName).FirstOrDefault(),
            }).ToListAsync(ct);
        return [.. looks
            .Where(look => shown.TryGetValue((look.ChatId, look.PersonId), out var seen) && seen != look.ObservationId)
            .Select(look => new EarlierMark(
                RussianText.ShortName(look.LastName, look.FirstName, look.Patronymic), look.State, look.AsOf, look.By))];
    }
}
