using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Tests.Journal.Support;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>Runs of the check against the journal over HTTP.</summary>
public sealed class JournalCheckTests
{
    private static readonly Actor Job = Actor.System(JobNames.JournalCheck);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Everyone_ByAGoodJournal_IsReadWholeAndVerified(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);

        var summary = await scene.CheckAsync();

        (summary.State, summary.Note).Should().Be((JobRunState.Succeeded, null));
        summary.Scopes.Should().HaveCount(7).And.OnlyContain(s => s.Verdict == ReadingVerdict.Complete && s.People == CheckScene.Size && s.NotRead == 0);
        foreach (var person in scene.Everybody)
        {
            (await scene.LinkAsync(person)).Should().Be(LinkState.Verified);
        }

        var run = await scene.LastRunAsync();
        (run.State, run.Done, run.Total, run.Scope).Should().Be((JobRunState.Succeeded, 7, 7, "everyone"));
        run.Counts.Should().Contain("\"scopes\":7").And.Contain("\"people\":56").And.Contain("\"refused\":0");
        (await scene.ReadingsAsync(run.Id)).Select(r => r.Scope).Should().OnlyHaveUniqueItems().And.HaveCount(7);
    }

    [Theory, Databases]
    public async Task Run_WhileAnotherIsAtIt_SaysSinceWhenAndByWhom(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        await scene.PasteSessionAsync();
        await using var other = await RunningAsync(scene);
        var before = scene.Journal.Log.Last;

        var answer = await scene.RunAsync(Job);

        answer.Error!.Message.Should().Be("Проверка уже идёт с 12:00 (из командной строки). Дождитесь её окончания.");
        scene.Journal.Log.Last.Should().Be(before);
    }

    [Theory, Databases]
    public async Task Run_WithoutASession_IsSkippedAndNeutral(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);

        var summary = (await scene.RunAsync(Job)).Value;

        summary.State.Should().Be(JobRunState.Skipped);
        summary.Note.Should().StartWith("Нет сеанса ЭПОС.");
        (await scene.LastRunAsync()).Should().BeEquivalentTo(new { State = JobRunState.Skipped, summary.Note, Done = 0 });
    }

    [Theory, Databases]
    public async Task Run_WhenTheJournalDoesNotAnswer_Failed(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        scene.Spoil("/epos", FaultKind.BadGateway);

        var summary = await scene.CheckAsync();

        summary.State.Should().Be(JobRunState.Failed);
        summary.Note.Should().Contain("ЭПОС");
        summary.Scopes.Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Run_OfWhatIsNotOnes_IsRefused(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        await scene.PasteSessionAsync();
        var curator = TestActors.Curator(scene.Staff[0]);
        var (own, other) = (scene.Groups[0], scene.Groups[1]);

        (await scene.RunAsync(curator)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await scene.RunAsync(curator, CheckTarget.Group, own.Id)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await scene.RunAsync(curator, CheckTarget.Person, scene.Students[other][0].Id)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await scene.RunAsync(TestActors.Director, CheckTarget.Person, scene.Students[own][0].Id)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await scene.RunAsync(Job, CheckTarget.Group)).Error!.Code.Should().Be(Error.InvalidCode);

        (await scene.RunAsync(curator, CheckTarget.Person, scene.Mothers[own][0].Id)).Value.State.Should().Be(JobRunState.Succeeded);
    }

    [Theory, Databases]
    public async Task Person_IsAskedAloneAndOnlyHeChanges(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        var person = scene.Students[scene.Groups[1]][3];
        var before = scene.Journal.Log.Last;

        var summary = await scene.CheckAsync(CheckTarget.Person, person.Id);

        summary.Scopes.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Scope = ReadingScope.Person(person.Id), Verdict = ReadingVerdict.Complete, People = 1, Linked = 1, Seen = 1 });
        scene.AskedSince(before).Should().OnlyContain(path => path.StartsWith($"/epos/x-assumed/1/persons/{scene.IdOf(person.Id)}/", StringComparison.Ordinal));
        (await scene.StatusesAsync()).Where(s => s.Value.StartsWith("Verified", StringComparison.Ordinal)).Should().ContainSingle(s => s.Key == person.Id);
    }

    [Theory, Databases]
    public async Task Group_IsAskedAlone_AndAnUnboundOneIsSkipped(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        var group = scene.Groups[2];
        var before = scene.Journal.Log.Last;

        var summary = await scene.CheckAsync(CheckTarget.Group, group.Id);

        summary.Scopes.Select(s => s.Scope).Should().BeEquivalentTo([ReadingScope.Students(group.Id), ReadingScope.Representatives(group.Id)]);
        scene.AskedSince(before).Should().Equal(scene.RouteOf(group));
        var unbound = await scene.CheckAsync(CheckTarget.Group, Guid.CreateVersion7());
        (unbound.State, unbound.Note).Should().Be((JobRunState.Skipped, CheckWords.GroupNotBound));
        (await scene.CheckAsync(CheckTarget.Person, Guid.CreateVersion7())).Note.Should().Be(CheckWords.PersonNotBound);
    }

    [Theory, Databases]
    public async Task Due_ReadsOnlySectionsWithAClaimWhoseMomentHasCome_Once(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        var group = scene.Groups[1];
        var student = scene.Students[group][0];
        (await scene.CheckAsync(CheckTarget.Due)).Note.Should().Be(CheckWords.NothingDue);
        (await scene.Database.Get<MarkClaimed>().MarkAsync(TestActors.Administrator, new MarkLinkRequest([student.Id]), Ct)).Error.Should().BeNull();
        (await scene.CheckAsync(CheckTarget.Due)).Note.Should().Be(CheckWords.NothingDue);
        // Wednesday: tomorrow at 14:00 the journal shows it.
        scene.Database.Time.Advance(TimeSpan.FromHours(26));
        var before = scene.Journal.Log.Last;

        var summary = await scene.CheckAsync(CheckTarget.Due);

        summary.State.Should().Be(JobRunState.Succeeded);
        scene.AskedSince(before).Should().Equal(scene.RouteOf(group));
        (await scene.LinkAsync(student)).Should().Be(LinkState.Verified);
        (await scene.CheckAsync(CheckTarget.Due)).Note.Should().Be(CheckWords.NothingDue);
    }

    [Theory, Databases]
    public async Task Due_ReadsSectionsWithACorrectionThatShowsByNow_Once(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        var mother = scene.Mothers[scene.Groups[0]][0];
        var now = scene.Database.Clock.Now;
        scene.Register.Add(new JournalCorrection { PersonId = mother.Id, What = "телефон", EnteredAt = now, ShowsAt = new EposClock(SchoolCalendar.Initial, scene.Database.Clock).ShowsAt(now) });
        await scene.Register.SaveAsync(Ct);
        (await scene.CheckAsync(CheckTarget.Due)).Note.Should().Be(CheckWords.NothingDue);
        scene.Database.Time.Advance(TimeSpan.FromHours(26));

        (await scene.CheckAsync(CheckTarget.Due)).Scopes.Select(s => s.Scope.SubjectId).Distinct().Should().Equal(scene.Groups[0].Id);

        (await scene.CheckAsync(CheckTarget.Due)).Note.Should().Be(CheckWords.NothingDue);
    }

    [Theory, Databases]
    public async Task Everyone_WhenAListIsNotRead_ChecksAllTheSameAndSaysSo(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        scene.Spoil($"/epos/core/api/student_profiles?class_unit_ids={scene.IdOf(scene.Groups[0].Id)}", FaultKind.Malformed);

        var summary = await scene.CheckAsync();

        (summary.State, summary.Note).Should().Be((JobRunState.Partial, "Списки ЭПОС обновлены не все: ИС-21."));
        summary.Scopes.Should().OnlyContain(s => s.Verdict == ReadingVerdict.Complete);
    }

    [Theory, Databases]
    public async Task Everyone_WhenASecondRunSeesNothingNew_AddsNothing(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        await scene.CheckAsync();

        var again = await scene.CheckAsync();

        again.Scopes.Should().HaveCount(7).And.OnlyContain(s => s.Added == 0);
    }

    [Theory, Databases]
    public async Task Journal_SwitchedOff_SkipsTheRun(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        await using (var db = scene.Database.NewContext())
        {
            db.Act(TestActors.Administrator, "test");
            (await db.Settings.SingleAsync(s => s.Key == nameof(SchoolSettings.JournalMode), Ct)).Value = nameof(JournalReaderMode.Off);
            await db.SaveChangesAsync(Ct);
        }

        var summary = (await scene.RunAsync(Job)).Value;

        (summary.State, summary.Note).Should().Be((JobRunState.Skipped, "Чтение ЭПОС выключено."));
    }

    private static async Task<JobLease> RunningAsync(CheckScene scene) =>
        (await scene.Database.Get<JobRuns>().BeginAsync(new JobStart(JobNames.JournalCheck, "everyone", JobTrigger.Console, null, null), Ct)).Lease!;
}
