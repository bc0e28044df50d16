using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>
/// Checks links and chats against the journal (clause 2.1): asks section by section and writes each scope whole, in a transaction of
/// its own. At most one run at a time over all processes. A run that was interrupted since the journal's latest switch goes on: what
/// it has read is not asked again.
/// </summary>
public sealed class JournalCheck(
    IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, JobRuns runs, UnfinishedChecks unfinished, JournalAccess journal, RefreshJournalRecords lists, ScopeWriter writer)
{
    /// <summary>Questions under way at once; the connector's limiter paces them.</summary>
    private const int AtOnce = 4;

    /// <summary>Reads now. No session and nothing to read are ends of a run, not refusals; a run that is at it is a refusal.</summary>
    /// <exception cref="OperationCanceledException">Stopped: the run is interrupted and may go on later.</exception>
    public async Task<Result<JournalCheckSummary>> RunAsync(Actor actor, JournalCheckRequest request, CancellationToken ct)
    {
        if (await CheckAccess.DemandAsync(access, actor, request.Target, request.SubjectId, ct) is { } refused)
        {
            return refused;
        }

        if (CheckAccess.Validate(request.Target, request.SubjectId) is { } invalid)
        {
            return invalid;
        }

        var begin = await runs.BeginAsync(new JobStart(JobNames.JournalCheck, request.Scope, request.Trigger, actor.UserId, await unfinished.LastSwitchAsync(ct)), ct);
        if (begin.Lease is not { } lease)
        {
            return CheckWords.Busy(begin.Busy!, clock);
        }

        await using (lease)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Lost);
            var run = new Run(actor, request, lease, clock.Now);
            try
            {
                return await RunAsync(run, stop.Token);
            }
            catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                return Error.Conflict(CheckWords.TakenOver);
            }
            catch (Exception e) when (e is not OperationCanceledException && !e.IsUnavailable())
            {
                await lease.FinishAsync(JobRunState.Failed, CheckWords.Bug, lease.Counts, CancellationToken.None);
                throw;
            }
        }
    }

    private async Task<JournalCheckSummary> RunAsync(Run run, CancellationToken ct)
    {
        // What is due is known without the journal, and most days nothing is.
        var plan = run.Request.Target == CheckTarget.Everyone ? null : await PlanAsync(run.Request, ct);
        if (!run.Lease.IsResumed && plan?.Nothing is { } nothing)
        {
            return await EndAsync(run, JobRunState.Skipped, nothing);
        }

        var opening = await journal.OpenAsync(ct);
        if (opening.Session is not { } session)
        {
            var isNeutral = opening.Absence!.Kind is JournalAbsenceKind.Off or JournalAbsenceKind.NoSession;
            return await EndAsync(run, isNeutral ? JobRunState.Skipped : JobRunState.Failed, opening.Absence.Sentence);
        }

        await using (session)
        {
            run.Session = session;
            var read = await ReadBeforeAsync(run, ct);
            run.Tally = new CheckTally(run.Lease.Counts, read);
            if (run.Request.Target == CheckTarget.Everyone && read.Count == 0)
            {
                await RefreshListsAsync(run, ct);
            }

            if (!run.Tally.IsSessionEnded)
            {
                plan ??= await PlanAsync(run.Request, ct);
                if (read.Count == 0 && plan.Nothing is { } nobody)
                {
                    return await EndAsync(run, JobRunState.Skipped, run.Tally.ListsNote is { } note ? $"{nobody} {note}" : nobody);
                }

                await ReadAsync(run, plan.Without(read.Select(s => s.Scope).ToHashSet()), ct);
            }

            if (run.Tally.IsSessionEnded)
            {
                await journal.NoteSessionEndedAsync(opening, ct);
            }
        }

        var (state, sentence) = run.Tally.Outcome(await GroupNamesAsync(ct));
        return await EndAsync(run, state, sentence);
    }

    private async Task ReadAsync(Run run, CheckPlan plan, CancellationToken ct)
    {
        run.Tally.Total = run.Tally.Scopes.Count + plan.Questions.Sum(q => q.Scopes.Count);
        await ReportAsync(run, ct);
        await foreach (var (question, answer) in CheckQuestion.AskAllAsync(run.Session!, plan.Questions, AtOnce, clock, ct))
        {
            foreach (var scope in question.Scopes)
            {
                run.Tally.Add(await writer.WriteAsync(run.Actor, plan.Board, scope, run.Lease.RunId, answer, ct));
                await ReportAsync(run, ct);
            }

            run.Tally.IsSessionEnded |= answer.Trouble is { Kind: JournalTroubleKind.SessionEnded };
        }
    }

    /// <summary>Its failure does not stop the check: people are read by what is bound.</summary>
    private async Task RefreshListsAsync(Run run, CancellationToken ct)
    {
        var answer = await lists.ReadAsync(run.Actor, run.Session!, null, ct);
        var notRead = answer.IsOk ? answer.Value.NotRead : [];
        run.Tally.IsSessionEnded = notRead.Any(n => n.Trouble.Kind == JournalTroubleKind.SessionEnded);
        run.Tally.ListsNote = !answer.IsOk ? answer.Error!.Message : notRead.Count == 0 ? null : CheckWords.Lists(notRead);
    }

    private async Task<CheckPlan> PlanAsync(JournalCheckRequest request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var code = await db.CurrentJournalCode(clock.Today).FirstOrDefaultAsync(ct) ?? "";
        return await CheckPlan.MakeAsync(db, await CheckBoard.LoadAsync(db, code, clock, ct), request, clock, ct);
    }

    /// <summary>Scopes that the run had read completely before it was interrupted.</summary>
    private async Task<List<ScopeOutcome>> ReadBeforeAsync(Run run, CancellationToken ct)
    {
        if (!run.Lease.IsResumed)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Readings.AsNoTracking().Where(r => r.RunId == run.Lease.RunId && r.Verdict == ReadingVerdict.Complete).ToListAsync(ct);
        return [.. rows.Select(r => (Row: r, Scope: ReadingScope.Parse(r.Scope))).Where(r => r.Scope is not null)
            .Select(r => new ScopeOutcome(r.Scope!.Value, r.Row.Verdict, r.Row.People, r.Row.Linked, r.Row.Seen, r.Row.Missing, r.Row.NotRead, null))];
    }

    private async Task<Dictionary<Guid, string>> GroupNamesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.GroupNamesOn(clock.Today).ToDictionaryAsync(n => n.StudyGroupId, n => n.Name, ct);
    }

    private async Task ReportAsync(Run run, CancellationToken ct)
    {
        var (done, total) = (run.Tally.Scopes.Count, run.Tally.Total);
        await run.Lease.ReportAsync(done, total, CountsOf(run), ct);
        run.Request.Progress?.Report(new CheckProgress(done, total));
    }

    private async Task<JournalCheckSummary> EndAsync(Run run, JobRunState state, string? note)
    {
        // Written even while the program stops: the run has ended.
        await run.Lease.FinishAsync(state, note, CountsOf(run), CancellationToken.None);
        return new JournalCheckSummary(run.Lease.RunId, state, note, run.Tally.Scopes, CallsOf(run), TimeOf(run));
    }

    private string CountsOf(Run run) => run.Tally.Counts(CallsOf(run), TimeOf(run));

    private TimeSpan TimeOf(Run run) => clock.Now - run.StartedAt;

    private static JournalCalls CallsOf(Run run) => run.Session?.Calls ?? new JournalCalls(0, 0, 0);

    /// <param name="StartedAt">UTC, of this part of the run.</param>
    private sealed record Run(Actor Actor, JournalCheckRequest Request, JobLease Lease, DateTime StartedAt)
    {
        public IJournalSession? Session { get; set; }

        public CheckTally Tally { get; set; } = new("{}", []);
    }
}
