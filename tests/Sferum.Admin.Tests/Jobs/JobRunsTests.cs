using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Tests.Jobs;

/// <summary>One run of a job at a time, whatever the number of processes; an unfinished one goes on.</summary>
public sealed class JobRunsTests
{
    private static readonly JobStart Start = new("test-job", "everyone", JobTrigger.Hand, null, TestClock.Now.AddHours(-1));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task BeginAsync_WhileAnotherRuns_SaysWhoIsAtIt(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var runs = database.Get<JobRuns>();
        await using var first = (await runs.BeginAsync(Start, Ct)).Lease;

        var second = await runs.BeginAsync(Start with { Trigger = JobTrigger.Schedule, Scope = "due" }, Ct);

        first.Should().NotBeNull();
        second.Lease.Should().BeNull();
        second.Busy.Should().Be(new RunningJob(TestClock.Now, JobTrigger.Hand, null));
    }

    [Theory, Databases]
    public async Task BeginAsync_OfManyAtOnce_LetsOneIn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var runs = database.Get<JobRuns>();

        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => runs.BeginAsync(Start, Ct), Ct)));

        begun.Count(b => b.Lease is not null).Should().Be(1);
        begun.Count(b => b.Busy is not null).Should().Be(7);
        await begun.Single(b => b.Lease is not null).Lease!.DisposeAsync();
    }

    [Theory, Databases]
    public async Task BeginAsync_OfAnotherJob_IsFree(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var runs = database.Get<JobRuns>();
        await using var first = (await runs.BeginAsync(Start, Ct)).Lease;

        await using var second = (await runs.BeginAsync(Start with { Job = "other-job" }, Ct)).Lease;

        second.Should().NotBeNull();
    }

    /// <summary>Names of groups come from the journal as long as it likes; the run must end all the same.</summary>
    [Theory, Databases]
    public async Task Lease_FinishedWithALongNote_EndsWithItsBeginning(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await using (var lease = (await database.Get<JobRuns>().BeginAsync(Start, Ct)).Lease!)
        {
            await lease.FinishAsync(JobRunState.Partial, new string('н', 1500), "{}", Ct);
        }

        var run = await RunAsync(database);
        (run.State, run.Note!.Length).Should().Be((JobRunState.Partial, JobRun.LongestNote));
        run.Note.Should().EndWith("н…");
    }

    [Theory, Databases]
    public async Task Lease_Finished_LeavesStateCountsAndNote(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await using (var lease = (await database.Get<JobRuns>().BeginAsync(Start, Ct)).Lease!)
        {
            await lease.ReportAsync(3, 4, "{}", Ct);
            database.Time.Advance(TimeSpan.FromSeconds(2));
            await lease.FinishAsync(JobRunState.Partial, "Не прочитана одна группа.", """{"scopes":4}""", Ct);
        }

        var run = await RunAsync(database);
        (run.State, run.Done, run.Total, run.Note, run.Counts).Should().Be((JobRunState.Partial, 3, 4, "Не прочитана одна группа.", """{"scopes":4}"""));
        (run.StartedAt, run.FinishedAt).Should().Be((TestClock.Now, TestClock.Now.AddSeconds(2)));
    }

    [Theory, Databases]
    public async Task Lease_LeftWithoutAnEnd_IsInterruptedAndGoesOnUnderTheSameRow(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var runs = database.Get<JobRuns>();
        Guid id;
        await using (var lease = (await runs.BeginAsync(Start, Ct)).Lease!)
        {
            id = lease.RunId;
            await lease.ReportAsync(2, 5, """{"calls":7}""", Ct);
        }

        (await RunAsync(database)).State.Should().Be(JobRunState.Interrupted);
        (await runs.InterruptedAsync(Start.Job, TestClock.Now, Ct)).Should().ContainSingle(r => r.Id == id);
        database.Time.Advance(TimeSpan.FromMinutes(10));
        await using var resumed = (await runs.BeginAsync(Start with { ResumeFrom = TestClock.Now }, Ct)).Lease!;

        (resumed.RunId, resumed.IsResumed, resumed.Counts).Should().Be((id, true, """{"calls":7}"""));
        var run = await RunAsync(database);
        (run.State, run.FinishedAt, run.Done, run.StartedAt).Should().Be((JobRunState.Running, null, 2, TestClock.Now));
    }

    [Theory, Databases]
    public async Task BeginAsync_AfterAnInterruptedRunOfAnotherDayOrPart_IsNew(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var runs = database.Get<JobRuns>();
        await (await runs.BeginAsync(Start, Ct)).Lease!.DisposeAsync();

        await using (var other = (await runs.BeginAsync(Start with { Scope = "due" }, Ct)).Lease!)
        {
            other.IsResumed.Should().BeFalse();
        }

        await using (var later = (await runs.BeginAsync(Start with { ResumeFrom = TestClock.Now.AddSeconds(1) }, Ct)).Lease!)
        {
            later.IsResumed.Should().BeFalse();
        }

        await using var db = database.NewContext();
        (await db.JobRuns.CountAsync(r => r.State == JobRunState.Interrupted, Ct)).Should().Be(3);
    }

    /// <summary>A finished run between makes the interrupted one history.</summary>
    [Theory, Databases]
    public async Task BeginAsync_AfterALaterRunOfTheSamePart_IsNew(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var runs = database.Get<JobRuns>();
        await (await runs.BeginAsync(Start, Ct)).Lease!.DisposeAsync();
        database.Time.Advance(TimeSpan.FromMinutes(1));
        await using (var lease = (await runs.BeginAsync(Start with { ResumeFrom = null }, Ct)).Lease!)
        {
            await lease.FinishAsync(JobRunState.Succeeded, null, "{}", Ct);
        }

        await using var next = (await runs.BeginAsync(Start, Ct)).Lease!;

        next.IsResumed.Should().BeFalse();
    }

    [Theory, Databases]
    public async Task BeginAsync_AfterAKill_GoesOnAtOnceOnThisMachineAndAfterSilenceElsewhere(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var runs = database.Get<JobRuns>();
        var gone = await LeaveRunningAsync(database, $"{Environment.MachineName}/{int.MaxValue}/0/mark");
        await using (var lease = (await runs.BeginAsync(Start, Ct)).Lease!)
        {
            lease.RunId.Should().Be(gone);
            await lease.FinishAsync(JobRunState.Succeeded, null, "{}", Ct);
        }

        database.Time.Advance(TimeSpan.FromMinutes(1));
        var elsewhere = await LeaveRunningAsync(database, "another-node/1/0/mark");
        (await runs.BeginAsync(Start, Ct)).Busy.Should().NotBeNull();
        database.Time.Advance(JobRuns.SilentAfter + TimeSpan.FromSeconds(1));
        (await runs.RunningAsync(Start.Job, Ct)).Should().BeNull();
        await using var taken = (await runs.BeginAsync(Start, Ct)).Lease!;

        taken.RunId.Should().Be(elsewhere);
    }

    [Theory, Databases]
    public async Task Lease_OfALivingProcess_BeatsAndIsNotTakenOver(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var runs = database.Get<JobRuns>();
        await using var lease = (await runs.BeginAsync(Start, Ct)).Lease!;
        for (var beat = 0; beat < 30; beat++)
        {
            database.Time.Advance(JobLease.HeartbeatEvery);
            await BeatAsync(database);
        }

        (await runs.BeginAsync(Start, Ct)).Busy.Should().NotBeNull();
        lease.Lost.IsCancellationRequested.Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Lease_TakenOverByAnother_IsLostAndWritesNothingMore(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await using (var lease = (await database.Get<JobRuns>().BeginAsync(Start, Ct)).Lease!)
        {
            await using var db = database.NewContext();
            await db.JobRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.Owner, "another-node/1/0/mark"), Ct);
            database.Time.Advance(TimeSpan.FromSeconds(2));

            await lease.ReportAsync(1, 2, "{}", Ct);

            lease.Lost.IsCancellationRequested.Should().BeTrue();
            await lease.FinishAsync(JobRunState.Failed, "x", "{}", Ct);
        }

        (await RunAsync(database)).State.Should().Be(JobRunState.Running);
    }

    [Theory, Databases]
    public async Task ReportAsync_WithinASecond_SendsNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await using var lease = (await database.Get<JobRuns>().BeginAsync(Start, Ct)).Lease!;
        database.Queries.Reset();

        for (var done = 0; done < 50; done++)
        {
            await lease.ReportAsync(done, 50, "{}", Ct);
        }

        database.Queries.Count.Should().Be(0);
        database.Time.Advance(TimeSpan.FromSeconds(1));
        await lease.ReportAsync(50, 50, "{}", Ct);
        database.Queries.Count.Should().Be(1);
    }

    private static async Task<JobRun> RunAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return await db.JobRuns.AsNoTracking().SingleAsync(Ct);
    }

    private static async Task<Guid> LeaveRunningAsync(TestDatabase database, string owner)
    {
        var now = database.Clock.Now;
        var run = new JobRun { Job = Start.Job, Scope = Start.Scope, StartedAt = now, HeartbeatAt = now, State = JobRunState.Running, Owner = owner };
        await using var db = database.NewContext();
        db.JobRuns.Add(run);
        await db.SaveChangesAsync(Ct);
        return run.Id;
    }

    /// <summary>Waits until the beat of this moment is written.</summary>
    private static async Task BeatAsync(TestDatabase database)
    {
        var now = database.Clock.Now;
        await using var db = database.NewContext();
        while (!await db.JobRuns.AnyAsync(r => r.HeartbeatAt == now, Ct))
        {
            await Task.Yield();
        }
    }
}
