using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>
/// Writes the marks of a page as its device made them, each once however often it is sent: a mark made without a connection
/// arrives after it, maybe at another node, maybe a second time (ADR 020). Every mark gets its own answer; one that cannot be
/// written keeps no other from being so.
/// </summary>
public sealed class SaveMadeMarks(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links, KeptMarks kept)
{
    private const string Gone = "Человека больше нет в этом списке.";
    private const string NotYours = "Привязку этого человека отмечает администратор портала.";

    /// <returns>An answer per mark, in their order.</returns>
    public async Task<Result<IReadOnlyList<MadeMarkAnswer>>> SaveAsync(Actor actor, SaveMadeMarksRequest request, CancellationToken ct)
    {
        if (await MarkScope.DemandAsync(access, actor, request.StudyGroupId, ct) is { } refused)
        {
            return refused;
        }

        if (request.UserId != actor.UserId)
        {
            return Error.Conflict("Эти отметки сделал другой пользователь. Они остались на устройстве и запишутся, когда войдёт он.");
        }

        if (request.Marks.Count is 0 or > MarkVisibility.MostCells)
        {
            return Error.Invalid("Отмечать нечего: люди не выбраны.", nameof(request.Marks));
        }

        if (request.Marks.Any(mark => !Enum.IsDefined(mark.Kind) || mark.Id == Guid.Empty || mark.IsOfLink == mark.ChatId.HasValue))
        {
            return Error.Invalid("Отметки записаны на устройстве с ошибкой. Выбросьте их и отметьте снова.", nameof(request.Marks));
        }

        // Asked once for all: the page shows marks of links only for people whom its reader may mark.
        var linked = request.Marks.Where(mark => mark.IsOfLink).Select(mark => mark.PersonId).Distinct().ToList();
        var mayMarkLinks = linked.Count == 0 || await access.DemandPeopleAsync(actor, Permission.Mark, linked, ct) is null;
        return await WriteConflicts.RetryAsync(() => SaveOnceAsync(actor, request, mayMarkLinks, ct));
    }

    private async Task<Result<IReadOnlyList<MadeMarkAnswer>>> SaveOnceAsync(Actor actor, SaveMadeMarksRequest request, bool mayMarkLinks, CancellationToken ct)
    {
        if (await kept.BasisAsync(request.StudyGroupId, ct) is not { } basis)
        {
            return Error.NotFound("Группа не найдена.");
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var marks = request.Marks.DistinctBy(mark => mark.Id).ToList();
        var facts = await MadeMarkFacts.ReadAsync(db, basis, marks, clock, ct);
        var rules = basis.Rules;
        var now = clock.Now;
        var answers = marks.ConvertAll(mark => AnswerOf(mark, facts, rules, mayMarkLinks, actor.UserId, now));
        var toWrite = marks.Zip(answers, (mark, answer) => (mark, answer))
            .Where(pair => pair.answer.Verdict == MadeMarkVerdict.Saved && !facts.Written.ContainsKey(pair.mark.Id))
            .Select(pair => pair.mark).ToList();
        if (toWrite.Count > 0)
        {
            await WriteAsync(db, actor, toWrite, facts, rules, now, ct);
        }

        return answers;
    }

    private static MadeMarkAnswer AnswerOf(MadeMark mark, MadeMarkFacts facts, LinkRulesContext rules, bool mayMarkLinks, Guid? author, DateTime now)
    {
        if (facts.Written.TryGetValue(mark.Id, out var written))
        {
            return (written.PersonId, written.ChatId, written.ByUserId) == (mark.PersonId, mark.ChatId, author)
                ? new MadeMarkAnswer(mark.Id, MadeMarkVerdict.Saved)
                : new MadeMarkAnswer(mark.Id, MadeMarkVerdict.Refused, Why: Gone);
        }

        return mark.IsOfLink ? AnswerOfLink(mark, facts, rules, mayMarkLinks, author) : AnswerOfLook(mark, facts, author, now);
    }

    private static MadeMarkAnswer AnswerOfLook(MadeMark mark, MadeMarkFacts facts, Guid? author, DateTime now)
    {
        var state = MadeMarkRules.StateOf(mark.Kind);
        if (!MarkVisibility.MayBeMarked(facts.Board, mark.ChatId!.Value, mark.PersonId, state))
        {
            return new MadeMarkAnswer(mark.Id, MadeMarkVerdict.Refused, Why: Gone);
        }

        var look = facts.LookOf(mark);
        var verdict = MadeMarkRules.OfLook(mark, look, author, now);
        var isOthers = look is not null && look.ByUserId != author && look.ObservationId != mark.SeenObservationId;
        return new MadeMarkAnswer(mark.Id, verdict, isOthers ? facts.Standing(look!) : null, Why(verdict));
    }

    private static MadeMarkAnswer AnswerOfLink(MadeMark mark, MadeMarkFacts facts, LinkRulesContext rules, bool mayMarkLinks, Guid? author)
    {
        if (!mayMarkLinks)
        {
            return new MadeMarkAnswer(mark.Id, MadeMarkVerdict.Refused, Why: NotYours);
        }

        if (rules.PlatformId is null)
        {
            return new MadeMarkAnswer(mark.Id, MadeMarkVerdict.Refused, Why: LinkMarkErrors.NoMessenger.Message);
        }

        var verdict = MadeMarkRules.OfLink(mark, facts.LinkOf(mark.PersonId), facts.IsLastWordOfOther(mark.PersonId, author));
        return new MadeMarkAnswer(mark.Id, verdict, verdict == MadeMarkVerdict.Conflict ? facts.StandingLink(mark.PersonId) : null, Why(verdict));
    }

    private static string? Why(MadeMarkVerdict verdict) => verdict switch
    {
        MadeMarkVerdict.Conflict => "Пока не было связи, это отметил другой человек.",
        MadeMarkVerdict.TooOld => "Отметка сделана больше суток назад: за это время в ЭПОС могло измениться.",
        _ => null,
    };

    private async Task WriteAsync(AppDbContext db, Actor actor, List<MadeMark> marks, MadeMarkFacts facts, LinkRulesContext rules, DateTime now, CancellationToken ct)
    {
        var journal = await MarkScope.JournalAsync(db, clock.Today, ct);
        var looks = marks.Where(mark => !mark.IsOfLink).Select(mark => Look(mark, MadeMarkRules.LookAt(MadeMarkRules.MadeAt(mark.Age, now), facts.LookOf(mark), actor.UserId))).ToList();
        var linkFacts = marks.Where(mark => mark.IsOfLink).Select(mark => Fact(mark, MadeMarkRules.MadeAt(mark.Age, now))).ToList();

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, ActionOf(marks));
        db.ChatObservations.AddRange(looks);
        db.LinkFacts.AddRange(linkFacts);
        if (looks.Count > 0)
        {
            await VisibilityProjection.ApplyAsync(db, looks, ct);
        }

        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, [.. marks.Select(mark => mark.PersonId).Distinct()], ct);
        await transaction.CommitAsync(ct);

        ChatObservation Look(MadeMark mark, DateTime at) => new()
        {
            Id = mark.Id,
            ChatId = mark.ChatId!.Value,
            PersonId = mark.PersonId,
            SourceId = journal,
            Method = ObservationMethod.Look,
            State = MadeMarkRules.StateOf(mark.Kind),
            FirstAsOf = at,
            LastAsOf = at,
            ByUserId = actor.UserId,
            RecordedAt = now,
        };
        LinkFact Fact(MadeMark mark, DateTime at) => new()
        {
            Id = mark.Id,
            PersonId = mark.PersonId,
            PlatformId = rules.PlatformId!.Value,
            Kind = MadeMarkRules.FactOf(mark.Kind),
            At = at,
            // A claim is held against nobody before ЭПОС can show it.
            RecheckAt = mark.Kind == MadeMarkKind.Claimed ? rules.Epos.ShowsAt(at) : null,
            ByUserId = actor.UserId,
            RecordedAt = now,
        };
    }

    private static string ActionOf(List<MadeMark> marks) => marks.Select(mark => mark.Kind).Distinct().ToList() switch
    {
        [MadeMarkKind.Visible] => "mark-visible",
        [MadeMarkKind.Missing] => "mark-missing",
        [MadeMarkKind.Invited] => "mark-invited",
        [MadeMarkKind.Claimed] => "mark-claimed",
        _ => "mark-several",
    };
}
