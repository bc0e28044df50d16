using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>A question of a run to the journal, and the scopes that its answer fills.</summary>
internal abstract record CheckQuestion(IReadOnlyList<ReadingScope> Scopes)
{
    public abstract Task<JournalAnswer<IReadOnlyList<JournalSighting>>> AskAsync(IJournalSession session, CancellationToken ct);

    /// <summary>
    /// Asks several questions at once, paced by the connector, and gives the answers as they come. Once the session ended nothing more
    /// is asked; what is under way may still bring something. Once the journal is gone, the rest is answered in its place.
    /// </summary>
    /// <param name="atOnce">1 or more.</param>
    public static async IAsyncEnumerable<(CheckQuestion Question, JournalAnswer<IReadOnlyList<JournalSighting>> Answer)> AskAllAsync(
        IJournalSession session, IReadOnlyList<CheckQuestion> questions, int atOnce, SchoolClock clock, [EnumeratorCancellation] CancellationToken ct)
    {
        // No more answers wait for the database than are asked for at once: memory stays small whatever the college.
        var answers = Channel.CreateBounded<(CheckQuestion, JournalAnswer<IReadOnlyList<JournalSighting>>)>(atOnce);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var patience = new JournalPatience();
        var asking = AskAsync();
        try
        {
            await foreach (var answer in answers.Reader.ReadAllAsync(ct))
            {
                yield return answer;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await asking;
        }

        ct.ThrowIfCancellationRequested();

        async Task AskAsync()
        {
            Exception? bug = null;
            try
            {
                await Parallel.ForEachAsync(
                    questions,
                    new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop.Token },
                    async (question, token) =>
                    {
                        var lost = patience.Lost;
                        if (lost is { Kind: JournalTroubleKind.SessionEnded })
                        {
                            return;
                        }

                        var answer = lost is null ? await question.AskAsync(session, token) : NotAsked(lost, clock.Now);
                        patience.Note(answer.Trouble);
                        await answers.Writer.WriteAsync((question, answer), token);
                    });
            }
            catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                bug = e;
            }
            catch (OperationCanceledException)
            {
                // The caller has left the loop.
            }

            answers.Writer.Complete(bug);
        }
    }

    private static JournalAnswer<IReadOnlyList<JournalSighting>> NotAsked(JournalTrouble trouble, DateTime now) => new(ReadingVerdict.Failed, null, now, null, trouble);
}

/// <summary>A group, or all employees.</summary>
internal sealed record SectionQuestion(string? JournalGroupId, IReadOnlyList<ReadingScope> Scopes) : CheckQuestion(Scopes)
{
    public override Task<JournalAnswer<IReadOnlyList<JournalSighting>>> AskAsync(IJournalSession session, CancellationToken ct) => session.SightingsAsync(JournalGroupId, ct);
}

/// <summary>One person by every id bound: complete only when each of them is.</summary>
internal sealed record PersonQuestion(IReadOnlyList<string> OutsideIds, IReadOnlyList<ReadingScope> Scopes) : CheckQuestion(Scopes)
{
    public override async Task<JournalAnswer<IReadOnlyList<JournalSighting>>> AskAsync(IJournalSession session, CancellationToken ct)
    {
        var answers = new List<JournalAnswer<JournalSighting>>();
        foreach (var id in OutsideIds)
        {
            answers.Add(await session.SightingAsync(id, ct));
        }

        var verdict = answers.TrueForAll(a => a.Verdict == ReadingVerdict.Complete) ? ReadingVerdict.Complete
            : answers.TrueForAll(a => a.Verdict == ReadingVerdict.Failed) ? ReadingVerdict.Failed
            : ReadingVerdict.Partial;
        return new JournalAnswer<IReadOnlyList<JournalSighting>>(
            verdict,
            [.. answers.Select(a => a.Value).OfType<JournalSighting>()],
            answers.Max(a => a.TakenAt),
            answers.Min(a => a.AsOf),
            answers.Select(a => a.Trouble).FirstOrDefault(t => t is not null));
    }
}
