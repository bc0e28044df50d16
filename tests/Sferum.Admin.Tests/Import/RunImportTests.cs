using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Import;

/// <summary>An import in the background: asked for, at it, over; and how long its rows are kept.</summary>
public sealed class RunImportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Import_AskedFor_IsAppliedByItsRunWithCounts(DatabaseKind kind)
    {
        var scheduler = new FakeScheduler();
        await using var database = await TestDatabase.CreateAsync(kind, Ct, s => s.AddSingleton<IJobScheduler>(scheduler));
        var id = await DraftAsync(database, ImportTestData.Header, ImportTestData.Lykov);
        var queries = database.Get<ImportQueries>();
        (await queries.RunAsync(TestActors.Administrator, id, Ct)).Value.Should().BeNull();

        (await database.Get<StartImport>().StartAsync(TestActors.Administrator, id, null, Ct)).IsOk.Should().BeTrue();
        scheduler.Triggered.Should().Equal((JobNames.ImportApply, id.ToString(), TestActors.Administrator.UserId));
        (await database.Get<RunImport>().RunAsync(TestActors.Administrator, id, JobTrigger.Hand, Ct)).IsOk.Should().BeTrue();

        (await queries.RunAsync(TestActors.Administrator, id, Ct)).Value.Should().Match<ImportRunView>(r => r.State == JobRunState.Succeeded && r.Number == 1);
        (await queries.RunAsync(TestActors.Administrator, null, Ct)).Value.Should().BeNull("nothing is at it now");
        var line = (await queries.ListAsync(TestActors.Administrator, new ImportFilter(RosterImportState.Applied, RosterKind.Students), 1, Ct)).Value.Lines.Should().ContainSingle().Subject;
        (line.Kinds.ToArray(), line.TookMilliseconds >= 0).Should().BeEquivalentTo((new[] { RosterKind.Students }, true));
        (await queries.ListAsync(TestActors.Administrator, new ImportFilter(Kind: RosterKind.Employees), 1, Ct)).Value.Total.Should().Be(0);
        (await database.Get<StartImport>().StartAsync(TestActors.Administrator, id, null, Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        await using var db = database.NewContext();
        (await db.People.CountAsync(Ct)).Should().Be(2);
        (await db.JobRuns.SingleAsync(r => r.Job == JobNames.ImportApply, Ct)).Counts.Should().Contain("\"added\":2");
    }

    [Theory, Databases]
    public async Task Import_StoppedByTheGuard_StartsOnlyWithAReasonAndTheRunUsesIt(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct, s => s.AddSingleton<IJobScheduler>(new FakeScheduler()));
        await database.ImportAsync(ImportTestData.Group("СВ-12", 20));
        var id = await DraftAsync(database, new ImportOptions(Cover: ImportCover.Groups), ImportTestData.Group("СВ-12", 8));
        var start = database.Get<StartImport>();

        (await start.StartAsync(TestActors.Administrator, id, " ", Ct)).Error!.Message.Should().Contain("нужна причина");
        (await database.Get<RunImport>().RunAsync(TestActors.Administrator, id, JobTrigger.Hand, Ct)).IsOk.Should().BeFalse();
        (await database.Get<ImportQueries>().RunAsync(TestActors.Administrator, id, Ct)).Value.Should().Match<ImportRunView>(r => r.State == JobRunState.Failed && r.Note != null);
        (await start.StartAsync(TestActors.Administrator, id, "Выпуск, приказ 14-к", Ct)).IsOk.Should().BeTrue();
        (await database.Get<RunImport>().RunAsync(TestActors.Administrator, id, JobTrigger.Hand, Ct)).IsOk.Should().BeTrue();

        (await database.Get<ImportQueries>().GetAsync(TestActors.Administrator, id, Ct)).Value.Should().Match<ImportDetails>(d => d.Import.State == RosterImportState.Applied && d.GuardReason == "Выпуск, приказ 14-к");
    }

    [Theory, Databases]
    public async Task Import_WhoseRunIsStopped_HasWrittenNothingAndMayBeAskedForAgain(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct, s => s.AddSingleton<IJobScheduler>(new FakeScheduler()));
        var id = await DraftAsync(database, ImportTestData.Group("СВ-12", 5));
        await using ((await database.Get<JobRuns>().BeginAsync(new JobStart(JobNames.ImportApply, Guid.Empty.ToString(), JobTrigger.Hand, null, null), Ct)).Lease)
        {
            (await database.Get<StartImport>().StartAsync(TestActors.Administrator, id, null, Ct)).Error!.Message.Should().Contain("другая загрузка");
            (await database.Get<RunImport>().RunAsync(TestActors.Administrator, id, JobTrigger.Hand, Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        }

        using var stop = new CancellationTokenSource();
        database.Bulk.Called += _ => stop.Cancel();
        await FluentActions.Awaiting(() => database.Get<RunImport>().RunAsync(TestActors.Administrator, id, JobTrigger.Hand, stop.Token)).Should().ThrowAsync<OperationCanceledException>();

        (await database.Get<ImportQueries>().RunAsync(TestActors.Administrator, id, Ct)).Value!.State.Should().Be(JobRunState.Interrupted);
        await using var db = database.NewContext();
        (await db.People.CountAsync(Ct)).Should().Be(0);
        (await db.RosterImports.SingleAsync(Ct)).State.Should().Be(RosterImportState.Previewed);
    }

    [Theory, Databases]
    public async Task Rows_OlderThanTheSetting_AreGoneAfterTheNightAndTheRegisterStays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await database.ImportAsync(ImportTestData.Header, ImportTestData.Lykov);
        var draft = await DraftAsync(database, ImportTestData.Header, ImportTestData.Shchukina);
        database.Time.Advance(TimeSpan.FromDays(new SchoolSettings().ImportRowDays - 1));
        var fresh = await DraftAsync(database, ImportTestData.Group("СВ-13", 1));
        var retention = database.Get<Retention>();
        (await retention.RunAsync(TestActors.Administrator, JobTrigger.Hand, Ct)).Value.Should().Be(new RetentionCounts(0, 0, 0));

        database.Time.Advance(TimeSpan.FromDays(2));
        (await retention.RunAsync(TestActors.Administrator, JobTrigger.Hand, Ct)).Value.Should().Be(new RetentionCounts(4, 1, 0));

        await using var db = database.NewContext();
        (await db.ImportRows.AllAsync(r => r.ImportId == fresh, Ct)).Should().BeTrue();
        (await db.RosterImports.SingleAsync(i => i.Id == draft, Ct)).State.Should().Be(RosterImportState.Discarded);
        (await db.People.CountAsync(Ct)).Should().Be(2);
        (await db.AuditEntries.CountAsync(a => a.Action == "retention" && a.Rows == 4, Ct)).Should().Be(1);
    }

    private static Task<Guid> DraftAsync(TestDatabase database, params string[] lines) => DraftAsync(database, new ImportOptions(), lines);

    private static async Task<Guid> DraftAsync(TestDatabase database, ImportOptions options, params string[] lines) =>
        (await database.Get<PreviewRosterImport>().SaveAsync(TestActors.Administrator, ImportTestData.File(lines), options, Ct)).Value.ImportId;
}
