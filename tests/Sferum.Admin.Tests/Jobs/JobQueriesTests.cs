using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Jobs;

/// <summary>What the page of jobs tells, and «Запустить сейчас».</summary>
public sealed class JobQueriesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task JobsThatNeverRan_AreListedWithTheirNextRuns(DatabaseKind kind)
    {
        var scheduler = new FakeScheduler { Next = { [JobNames.JournalCheck] = [TestClock.Now.AddHours(1), TestClock.Now.AddHours(12)] } };
        await using var database = await TestDatabase.CreateAsync(kind, Ct, s => s.AddSingleton<IJobScheduler>(scheduler));

        var view = await ReadAsync(database);

        view.CanRun.Should().BeTrue();
        view.History.Should().BeEmpty();
        view.Jobs.Select(j => j.Name).Should().Equal(JobNames.All);
        view.Jobs.Should().OnlyContain(j => j.Last == null && j.ReadAt == null && !j.IsOld);
        view.Jobs[0].NextRuns.Should().HaveCount(2);
        view.Jobs[1].NextRuns.Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Portal_WithoutAScheduler_ShowsTheRunsAndStartsNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        (await ReadAsync(database)).CanRun.Should().BeFalse();
        (await database.Get<RunJobNow>().RunAsync(TestActors.Administrator, JobNames.JournalCheck, Ct)).Error!.Code.Should().Be(Error.InvalidCode);
    }

    [Theory, Databases]
    public async Task History_IsTheLastTwentyNewestFirst_OfAllOrOfOneJob(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await AddAsync(database, [.. Enumerable.Range(0, 25).Select(i => Run(i % 5 == 0 ? JobNames.RenewLinks : JobNames.JournalCheck, TestClock.Now.AddHours(-i)))]);

        var view = await ReadAsync(database);

        view.History.Should().HaveCount(JobQueries.HistoryLength).And.BeInDescendingOrder(r => r.StartedAt);
        view.Jobs.Select(j => j.Last?.StartedAt).OfType<DateTime>().Should().Equal(TestClock.Now.AddHours(-1), TestClock.Now);
        (await ReadAsync(database, JobNames.RenewLinks)).History.Should().HaveCount(5).And.OnlyContain(r => r.Job == JobNames.RenewLinks);
        (await ReadAsync(database, "no-such-job")).History.Should().HaveCount(JobQueries.HistoryLength);
    }

    [Theory, Databases]
    public async Task Run_OfAGroup_NamesItAndItsCounts(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        await register.SaveAsync(Ct);
        await AddAsync(database, Run(JobNames.JournalCheck, TestClock.Now, $"group/{group.Id:D}", """{"people":52,"linked":40}"""));

        var run = (await ReadAsync(database)).Jobs[0].Last!;

        run.GroupName.Should().Be("ИС-21");
        run.Counts.Should().BeEquivalentTo(new Dictionary<string, long> { ["people"] = 52, ["linked"] = 40 });
    }

    [Theory, Databases]
    public async Task Detail_CountsTheSectionsAndTellsWhatWasNotRead(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        await register.SaveAsync(Ct);
        var run = Run(JobNames.JournalCheck, TestClock.Now);
        await AddAsync(database, run);
        var journal = await JournalAsync(database);
        await AddAsync(
            database,
            Reading(journal, run.Id, ReadingScope.Staff, ReadingVerdict.Complete),
            Reading(journal, run.Id, ReadingScope.Students(group.Id), ReadingVerdict.Partial, 3, "Пришло 20 строк из 23."),
            Reading(journal, run.Id, ReadingScope.Representatives(group.Id), ReadingVerdict.Failed, 40, "ЭПОС не ответил."),
            Reading(journal, Guid.CreateVersion7(), ReadingScope.Staff, ReadingVerdict.Failed));

        var detail = (await database.Get<JobQueries>().RunAsync(TestActors.Administrator, run.Id, Ct)).Value;

        (detail.Complete, detail.Partial, detail.Failed).Should().Be((1, 1, 1));
        detail.Troubles.Should().Equal(
            new ScopeTrouble(ReadingScope.Representatives(group.Id), "ИС-21", ReadingVerdict.Failed, 40, "ЭПОС не ответил."),
            new ScopeTrouble(ReadingScope.Students(group.Id), "ИС-21", ReadingVerdict.Partial, 3, "Пришло 20 строк из 23."));
        (await database.Get<JobQueries>().RunAsync(TestActors.Administrator, Guid.CreateVersion7(), Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    /// <summary>A run that goes on asks again for what it could not read: the second answer is the one that counts.</summary>
    [Theory, Databases]
    public async Task Detail_OfARunThatWentOn_CountsTheLastAnswerOfASection(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var run = Run(JobNames.JournalCheck, TestClock.Now);
        await AddAsync(database, run);
        var journal = await JournalAsync(database);
        await AddAsync(
            database,
            Reading(journal, run.Id, ReadingScope.Staff, ReadingVerdict.Failed, 40, "ЭПОС не ответил."),
            Reading(journal, run.Id, ReadingScope.Staff, ReadingVerdict.Complete, at: TestClock.Now.AddMinutes(5)));

        var detail = (await database.Get<JobQueries>().RunAsync(TestActors.Administrator, run.Id, Ct)).Value;

        (detail.Complete, detail.Failed).Should().Be((1, 0));
        detail.Troubles.Should().BeEmpty();
    }

    [Theory]
    [Databases(35, true, false)]
    [Databases(37, true, true)]
    [Databases(37, false, false)]
    public async Task Reading_OlderThanTheLimit_IsOldOnlyWhileTheJournalIsToBeRead(DatabaseKind kind, int hours, bool on, bool old)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var journal = await JournalAsync(database);
        await AddAsync(database, Reading(journal, null, ReadingScope.Staff, ReadingVerdict.Complete));
        // «Проверить в ЭПОС» on somebody's card is no reading of the technikum.
        await AddAsync(database, Reading(journal, null, ReadingScope.Person(Guid.CreateVersion7()), ReadingVerdict.Complete, at: TestClock.Now.AddHours(hours)));
        await using (var db = database.NewContext())
        {
            await Setting.PutAsync(db, nameof(SchoolSettings.JournalMode), on ? nameof(JournalReaderMode.Assumed) : nameof(JournalReaderMode.Off), Ct);
            db.Act(TestActors.Administrator, "try");
            await db.SaveChangesAsync(Ct);
        }

        database.Time.Advance(TimeSpan.FromHours(hours));

        var job = (await ReadAsync(database)).Jobs.Single(j => j.Name == JobNames.JournalCheck);
        (job.ReadAt, job.IsOld).Should().Be((TestClock.Now, old));
    }

    [Theory, Databases]
    public async Task RunNow_HandsOverToTheScheduler(DatabaseKind kind)
    {
        var scheduler = new FakeScheduler();
        await using var database = await TestDatabase.CreateAsync(kind, Ct, s => s.AddSingleton<IJobScheduler>(scheduler));

        (await database.Get<RunJobNow>().RunAsync(TestActors.Administrator, JobNames.JournalCheck, Ct)).IsOk.Should().BeTrue();
        (await database.Get<RunJobNow>().RunAsync(TestActors.Administrator, "no-such-job", Ct)).Error!.Code.Should().Be(Error.NotFoundCode);

        scheduler.Triggered.Should().Equal((JobNames.JournalCheck, null, TestActors.Administrator.UserId));
    }

    [Theory]
    [Databases(60, JobRunState.Running)]
    [Databases(61, JobRunState.Interrupted)]
    public async Task Run_WhoseProcessIsSilent_ReadsAsInterrupted(DatabaseKind kind, int seconds, JobRunState state)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await AddAsync(database, new JobRun { Job = JobNames.JournalCheck, StartedAt = TestClock.Now.AddHours(-1), HeartbeatAt = TestClock.Now, State = JobRunState.Running });
        database.Time.Advance(TimeSpan.FromSeconds(seconds));

        (await ReadAsync(database)).Jobs[0].Last!.State.Should().Be(state);
    }

    [Theory, Databases]
    public async Task Latest_IsSeenByACuratorToo(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var curator = register.Curator(register.Group("ИС-21"));
        await register.SaveAsync(Ct);

        (await database.Get<JobQueries>().LatestAsync(TestActors.Curator(curator), JobNames.JournalCheck, Ct)).Value.Should().BeNull();
        await AddAsync(database, Run(JobNames.JournalCheck, TestClock.Now));
        (await database.Get<JobQueries>().LatestAsync(TestActors.Curator(curator), JobNames.JournalCheck, Ct)).Value!.State.Should().Be(JobRunState.Succeeded);
    }

    private static async Task<JobsView> ReadAsync(TestDatabase database, string? job = null) =>
        (await database.Get<JobQueries>().ReadAsync(TestActors.Administrator, job, Ct)).Value;

    private static JobRun Run(string job, DateTime startedAt, string? scope = null, string counts = "{}") => new()
    {
        Job = job,
        Scope = scope,
        StartedAt = startedAt,
        FinishedAt = startedAt.AddMinutes(1),
        State = JobRunState.Succeeded,
        Counts = counts,
    };

    private static Reading Reading(Guid source, Guid? run, ReadingScope scope, ReadingVerdict verdict, int notRead = 0, string? trouble = null, DateTime? at = null) => new()
    {
        SourceId = source,
        Method = ObservationMethod.Reading,
        Scope = scope.ToString(),
        RunId = run,
        TakenAt = at ?? TestClock.Now,
        AsOf = at ?? TestClock.Now,
        Verdict = verdict,
        NotRead = notRead,
        Trouble = trouble,
    };

    private static async Task<Guid> JournalAsync(TestDatabase database)
    {
        var register = new Register(database);
        var journal = register.Journal;
        await register.SaveAsync(Ct);
        return journal.Id;
    }

    private static async Task AddAsync(TestDatabase database, params object[] rows)
    {
        await using var db = database.NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync(Ct);
    }
}
