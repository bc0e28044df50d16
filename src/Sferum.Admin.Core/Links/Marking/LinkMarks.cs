using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Links.Marking;

/// <summary>Marks of links: of one person, or of several at once.</summary>
public sealed record MarkLinkRequest(IReadOnlyList<Guid> PersonIds);

/// <summary>A mark to be written for each of some people.</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Reason">Of «не применимо».</param>
internal sealed record LinkMark(string Action, LinkFactKind Kind, string? Reason = null);

/// <summary>Why a link cannot be marked.</summary>
public static class LinkMarkErrors
{
    public static Error NoMessenger { get; } =
        Error.Invalid("Сегодня не действует ни один мессенджер: отмечать привязку не к чему. Добавьте его в настройках.");
}

/// <summary>Writes one <see cref="LinkFact"/> per person with its author and moment, and what follows from it, in one transaction.</summary>
internal static class LinkMarks
{
    /// <summary>More than any page shows.</summary>
    private const int MostPeople = 1000;

    /// <summary>A list that can be marked, or why not.</summary>
    public static Error? Check(IReadOnlyList<Guid> personIds) =>
        personIds.Count is 0 or > MostPeople ? Error.Invalid("Отмечать нечего: люди не выбраны.", nameof(MarkLinkRequest.PersonIds)) : null;

    /// <returns>Ids of the new facts, in the order of the people, for <see cref="RetractLinkMark"/>.</returns>
    public static Task<Result<IReadOnlyList<Guid>>> WriteAsync(
        IDbContextFactory<AppDbContext> contexts, LinkProjection links, SchoolClock clock, Actor actor, IReadOnlyList<Guid> personIds, LinkMark mark, CancellationToken ct) =>
        WriteConflicts.RetryAsync(() => WriteOnceAsync(contexts, links, clock, actor, personIds, mark, ct));

    private static async Task<Result<IReadOnlyList<Guid>>> WriteOnceAsync(
        IDbContextFactory<AppDbContext> contexts, LinkProjection links, SchoolClock clock, Actor actor, IReadOnlyList<Guid> personIds, LinkMark mark, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = personIds.Distinct().ToList();
        if (await db.People.CountAsync(person => ids.Contains(person.Id), ct) != ids.Count)
        {
            return Error.NotFound("Человек не найден.");
        }

        var rules = await LinkRulesContext.LoadAsync(db, clock.Today, clock, ct);
        if (rules.PlatformId is not { } messenger)
        {
            return LinkMarkErrors.NoMessenger;
        }

        var now = clock.Now;
        var facts = ids.ConvertAll(id => new LinkFact
        {
            PersonId = id,
            PlatformId = messenger,
            Kind = mark.Kind,
            At = now,
            // A claim is held against nobody before ЭПОС can show it.
            RecheckAt = mark.Kind == LinkFactKind.Claimed ? rules.Epos.ShowsAt(now) : null,
            Reason = mark.Reason,
            ByUserId = actor.UserId,
            RecordedAt = now,
        });
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, mark.Action);
        db.LinkFacts.AddRange(facts);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, ids, ct);
        await transaction.CommitAsync(ct);
        return facts.ConvertAll(row => row.Id);
    }
}
