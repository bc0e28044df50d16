using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Journal;

/// <summary>Age and source of what is known: of the technikum and of each group, on both databases.</summary>
public sealed class ReadingAgeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task NotConnected_WithLooks_IsNeutralAndTellsOfTheLook(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.GroupChat, scene.Student);

        var ages = await ReadAsync(scene);

        ages.Should().BeEquivalentTo(new { SourceName = "ЭПОС", IsConnected = false, IsDemonstration = false, State = AgeState.Neutral, Newest = (object?)null, ReadGroups = 0, Groups = 1 });
        ages.LookAt.Should().Be(scene.Database.Clock.Now);
        Of(ages, scene.Group).State.Should().Be(AgeState.Ok);
        ages.Pages.Single(page => page.StudyGroupId is null).State.Should().Be(AgeState.Neutral, "nobody ever looked at the staff");
        scene.Database.Time.Advance(TimeSpan.FromDays(15));
        (await ReadAsync(scene)).State.Should().Be(AgeState.Old);
    }

    [Theory, Databases]
    public async Task Connected_AfterACompleteReading_IsOkForThirtySixHours(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await ConnectAsync(scene);
        (await ReadAsync(scene)).State.Should().Be(AgeState.Neutral, "it was never read");
        await scene.ReadAsync(ReadingVerdict.Complete);

        var ages = await ReadAsync(scene);

        ages.Should().BeEquivalentTo(new { IsConnected = true, IsDemonstration = true, State = AgeState.Ok, ReadGroups = 1, Groups = 1, HasSession = false });
        ages.Newest!.TakenAt.Should().Be(scene.Database.Clock.Now);
        ages.Newest.AsOf.Should().Be(scene.Database.Clock.Now.AddMinutes(-30));
        scene.Database.Time.Advance(TimeSpan.FromHours(36));
        (await ReadAsync(scene)).State.Should().Be(AgeState.Ok, "thirty-six hours are not more than thirty-six");
        scene.Database.Time.Advance(TimeSpan.FromMinutes(1));
        (await ReadAsync(scene)).Should().BeEquivalentTo(new { State = AgeState.Old, ReadGroups = 0 });
    }

    [Theory]
    [Databases(ReadingVerdict.Partial)]
    [Databases(ReadingVerdict.Failed)]
    public async Task Group_WhoseLastReadingIsNotComplete_FailsUntilSomebodyLooks(DatabaseKind kind, ReadingVerdict verdict)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await ConnectAsync(scene);
        await scene.ReadAsync(ReadingVerdict.Complete);
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await scene.ReadAsync(verdict, ReadingScope.Representatives(scene.Group.Id));

        var ages = await ReadAsync(scene);

        ages.State.Should().Be(AgeState.Ok, "the source itself answers");
        ages.ReadGroups.Should().Be(0);
        var group = Of(ages, scene.Group);
        group.Should().BeEquivalentTo(new { State = AgeState.Failing, Trouble = new { Verdict = verdict, Trouble = "ЭПОС ответил не полностью" } });
        group.Complete!.Verdict.Should().Be(ReadingVerdict.Complete, "what was read before stays known");
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await scene.LookAsync(scene.ParentsChat, scene.Mother);
        Of(await ReadAsync(scene), scene.Group).Should().BeEquivalentTo(new { State = AgeState.Ok, Trouble = (object?)null });
    }

    [Theory, Databases]
    public async Task Source_WhoseLastRunFailed_FailsUntilItIsReadAgain(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await ConnectAsync(scene);
        await scene.ReadAsync(ReadingVerdict.Complete);
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync(scene, "everyone", JobRunState.Failed);

        (await ReadAsync(scene)).Should().BeEquivalentTo(new { State = AgeState.Failing, Note = "ЭПОС не отвечает." });

        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync(scene, $"person/{scene.Mother.Id}", JobRunState.Succeeded);
        (await ReadAsync(scene)).State.Should().Be(AgeState.Failing, "one person is not the source");
        await RunAsync(scene, "due", JobRunState.Skipped);
        (await ReadAsync(scene)).State.Should().Be(AgeState.Failing, "nothing was due: the source was not asked");
        scene.Database.Time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(scene, "everyone", JobRunState.Interrupted);
        (await ReadAsync(scene)).State.Should().Be(AgeState.Failing, "a run that was stopped says nothing of the source");
        scene.Database.Time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(scene, "everyone", JobRunState.Skipped);
        (await ReadAsync(scene)).State.Should().Be(AgeState.Ok, "a run without a session is neutral");
    }

    [Theory, Databases]
    public async Task Session_ThatHasNotExpired_IsThere(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await ConnectAsync(scene);
        var now = scene.Database.Clock.Now;
        scene.Register.Add(new StoredJournalSession { System = RegisterDefaults.JournalCode, Protected = "…", PastedAt = now, ExpiresAt = now.AddHours(1) });
        await scene.Register.SaveAsync(Ct);

        (await ReadAsync(scene)).HasSession.Should().BeTrue();

        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        (await ReadAsync(scene)).HasSession.Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Curator_GetsOwnGroupsOnly(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        scene.Register.Student(scene.Register.Group("ИС-22"));
        await scene.Register.SaveAsync(Ct);

        (await ReadAsync(scene, scene.Curator)).Pages.Should().ContainSingle().Which.StudyGroupId.Should().Be(scene.Group.Id);
        (await ReadAsync(scene, TestActors.Director)).Pages.Should().HaveCount(3);
    }

    [Theory, Databases]
    public async Task Ages_OfMoreGroupsAndReadings_AskAsManyQuestions(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await ConnectAsync(scene);
        var few = await CountAsync(scene);
        for (var i = 0; i < 6; i++)
        {
            scene.Register.Group($"ТО-{i + 1}");
            await scene.ReadAsync(ReadingVerdict.Complete);
            scene.Database.Time.Advance(TimeSpan.FromMinutes(5));
        }

        (await CountAsync(scene)).Should().Be(few).And.Be(7);
    }

    private static async Task<int> CountAsync(MarksScene scene)
    {
        scene.Database.Queries.Reset();
        await ReadAsync(scene);
        return scene.Database.Queries.Count;
    }

    private static async Task ConnectAsync(MarksScene scene)
    {
        scene.Register.Add(new Setting { Key = nameof(SchoolSettings.JournalMode), Value = nameof(JournalReaderMode.Assumed) });
        await scene.Register.SaveAsync(Ct);
    }

    private static async Task RunAsync(MarksScene scene, string scope, JobRunState state)
    {
        var now = scene.Database.Clock.Now;
        scene.Register.Add(new JobRun { Job = JobNames.JournalCheck, Scope = scope, StartedAt = now, FinishedAt = now, State = state, Note = "ЭПОС не отвечает." });
        await scene.Register.SaveAsync(Ct);
    }

    private static PageAge Of(ReadingAges ages, StudyGroup group) => ages.Pages.Single(page => page.StudyGroupId == group.Id);

    private static async Task<ReadingAges> ReadAsync(MarksScene scene, Actor? actor = null) =>
        (await scene.Get<ReadingAgeQueries>().ReadAsync(actor ?? TestActors.Administrator, Ct)).Value;
}
