using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>
/// Writes what one scope of an answer says: the reading, observations, facts and both projections in one transaction, so that a
/// scope is read whole or not at all, and may be written again. Two reads, and three commands that write: the lock, the save of
/// the audit entry, and one batch of the rest. Access is asked for by the run.
/// </summary>
public sealed class ScopeWriter(IDbContextFactory<AppDbContext> contexts, IBulkWriter bulk, SchoolClock clock, TimeProvider time, LinkProjection links)
{
    /// <summary>Of the audit entry of each scope.</summary>
    public const string Action = "journal-reading";

    /// <summary>Judges the answer for the scope and writes what follows.</summary>
    /// <param name="board">Of the same run.</param>
    public async Task<ScopeOutcome> WriteAsync(
        Actor actor, CheckBoard board, ReadingScope scope, Guid runId, JournalAnswer<IReadOnlyList<JournalSighting>> answer, CancellationToken ct)
    {
        var rows = ScopeRows.Of(board, scope, answer);
        var result = await WriteConflicts.RetryAsync<ScopeOutcome>(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            return answer.Verdict == ReadingVerdict.Failed
                ? await WriteFailureAsync(db, board, scope, runId, answer, ct)
                : await WriteOnceAsync(db, new ScopeAnswer(actor, board, scope, runId, answer, rows), ct);
        });
        return result.IsOk ? result.Value : NotWritten(board, scope);
    }

    private async Task<ScopeOutcome> WriteOnceAsync(AppDbContext db, ScopeAnswer answer, CancellationToken ct)
    {
        var (board, scope, people) = (answer.Board, answer.Scope, answer.Rows.People);
        // Whatever is refused, the whole scope begins anew.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var known = await KnownReader.ReadAsync(db, board, [.. people.Select(row => row.PersonId)], ct);
        var verdict = Judge(answer, known);
        var changes = new ScopeChanges(board, answer.Actor, clock.Now);
        foreach (var row in people)
        {
            var before = known.Of(row.PersonId);
            changes.Add(row, before, JournalEffects.Of(board, board.Person(row.PersonId)!, row, before, verdict.Verdict));
        }

        var reading = answer.Reading(verdict, changes);
        if (changes.Audited > 0)
        {
            await BulkAudit.DeclareAsync(db, answer.Actor, time, Action, nameof(Reading), reading.Id.ToString(), changes.Audited, ct);
        }

        // Rare: somebody edits the register while the run goes on, or it passes midnight. The board's musts and its day are old then.
        var isBoardOld = known.RegisterChanged || clock.Today != board.Rules.Day;
        await bulk.WriteAsync(db, changes.ToBatch(reading, withStatuses: !isBoardOld), ct);
        if (isBoardOld)
        {
            await links.RefreshAsync(db, [.. people.Select(row => row.PersonId)], ct);
        }

        await transaction.CommitAsync(ct);
        return new ScopeOutcome(scope, reading.Verdict, reading.People, reading.Linked, reading.Seen, reading.Missing, reading.NotRead, verdict.Trouble) { Added = changes.Added };
    }

    private static ScopeVerdict Judge(ScopeAnswer answer, KnownPeople known)
    {
        var bound = answer.Board.PeopleOf(answer.Scope).ToHashSet();
        var mine = answer.Rows.People.Where(row => bound.Contains(row.PersonId)).ToList();
        var empty = mine.Count(row => JournalEffects.WentEmpty(answer.Board, row, known.Of(row.PersonId)));
        var unlinked = mine.Count(row => JournalEffects.WentUnlinked(answer.Board, row, known.Of(row.PersonId)));
        var counts = new ScopeCounts(bound.Count, answer.Rows.Rows, bound.Count - mine.Count, empty, unlinked, answer.Rows.FromTheFuture);
        return ScopeJudge.Judge(answer.Answer.Verdict, answer.Answer.Trouble, counts);
    }

    private static async Task<ScopeOutcome> WriteFailureAsync(
        AppDbContext db, CheckBoard board, ReadingScope scope, Guid runId, JournalAnswer<IReadOnlyList<JournalSighting>> answer, CancellationToken ct)
    {
        var people = board.PeopleOf(scope).Count;
        db.Readings.Add(new Reading
        {
            SourceId = board.JournalId,
            Method = ObservationMethod.Reading,
            Scope = scope.ToString(),
            RunId = runId,
            TakenAt = answer.TakenAt,
            AsOf = answer.AsOf ?? answer.TakenAt,
            Verdict = ReadingVerdict.Failed,
            People = people,
            NotRead = people,
            Trouble = answer.Trouble?.Sentence,
        });
        await db.SaveChangesAsync(ct);
        return new ScopeOutcome(scope, ReadingVerdict.Failed, people, 0, 0, 0, people, answer.Trouble);
    }

    private static ScopeOutcome NotWritten(CheckBoard board, ReadingScope scope)
    {
        var people = board.PeopleOf(scope).Count;
        const string sentence = "Ответ ЭПОС прочитан, но не записан: данные тех же людей всё время менял кто-то другой. Запустите проверку ещё раз.";
        return new ScopeOutcome(scope, ReadingVerdict.Failed, people, 0, 0, 0, people, new JournalTrouble(JournalTroubleKind.Unavailable, sentence));
    }
}

/// <summary>An answer with what it is asked for.</summary>
internal sealed record ScopeAnswer(
    Actor Actor, CheckBoard Board, ReadingScope Scope, Guid RunId, JournalAnswer<IReadOnlyList<JournalSighting>> Answer, ScopeRows Rows)
{
    /// <summary>The row that remembers the answer.</summary>
    public Reading Reading(ScopeVerdict verdict, ScopeChanges changes)
    {
        var bound = Board.PeopleOf(Scope);
        var read = Rows.People.Select(row => row.PersonId).ToHashSet();
        return new Reading
        {
            SourceId = Board.JournalId,
            Method = ObservationMethod.Reading,
            Scope = Scope.ToString(),
            RunId = RunId,
            TakenAt = Answer.TakenAt,
            AsOf = Rows.People.Count == 0 ? Answer.AsOf ?? Answer.TakenAt : Rows.People.Min(row => row.AsOf),
            Verdict = verdict.Verdict,
            People = bound.Count,
            Linked = Rows.People.Count(row => row.LinkOn(Board.Rules.PlatformId) == JournalLinkState.Linked),
            Seen = changes.Seen,
            Missing = changes.Missing,
            NotRead = bound.Count(id => !read.Contains(id)),
            Trouble = verdict.Trouble?.Sentence,
        };
    }
}
