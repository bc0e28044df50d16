using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Tests.Journal.Support;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>A check that is stopped, or lost to another process: what was read stays, and the next one goes on while the journal shows the same.</summary>
public sealed class CheckResumeTests
{
    private static readonly Actor Job = Actor.System(JobNames.JournalCheck);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Run_Stopped_IsInterruptedAndGoesOnWithoutAskingFinishedScopes(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        await scene.PasteSessionAsync();
        using var stop = new CancellationTokenSource();
        var stopped = () => scene.RunAsync(progress => StopAt(progress, 4, stop), stop.Token);
        await stopped.Should().ThrowAsync<OperationCanceledException>();
        var interrupted = await scene.LastRunAsync();
        (interrupted.State, interrupted.FinishedAt).Should().Be((JobRunState.Interrupted, scene.Database.Clock.Now));
        var finished = (await scene.ReadingsAsync(interrupted.Id)).Select(r => r.Scope).ToHashSet();
        finished.Should().HaveCount(4);
        var before = scene.Journal.Log.Last;

        var summary = (await scene.RunAsync(Job)).Value;

        (summary.RunId, summary.State).Should().Be((interrupted.Id, JobRunState.Succeeded));
        summary.Scopes.Should().HaveCount(7);
        (await scene.ReadingsAsync(interrupted.Id)).Select(r => r.Scope).Should().OnlyHaveUniqueItems().And.HaveCount(7);
        var missing = scene.Groups.Where(g => !finished.Contains(ReadingScope.Students(g.Id).ToString()) || !finished.Contains(ReadingScope.Representatives(g.Id).ToString())).Select(scene.RouteOf).ToList();
        scene.AskedSince(before).Should().BeEquivalentTo(finished.Contains(ReadingScope.Staff.ToString()) ? missing : [.. missing, "/epos/x-assumed/1/class_units/staff/persons"]);
        (await scene.StatusesAsync()).Values.Should().OnlyContain(s => s.StartsWith("Verified", StringComparison.Ordinal));
    }

    /// <summary>After the journal's switch the rest would be of another state than the beginning.</summary>
    [Theory, Databases]
    public async Task Run_StoppedBeforeTheSwitch_IsLeftAndANewOneBegins(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        await scene.PasteSessionAsync();
        using var stop = new CancellationTokenSource();
        var stopped = () => scene.RunAsync(progress => StopAt(progress, 2, stop), stop.Token);
        await stopped.Should().ThrowAsync<OperationCanceledException>();
        scene.Database.Time.Advance(TimeSpan.FromHours(26));

        var summary = await scene.CheckAsync();

        (await scene.ReadingsAsync(summary.RunId)).Should().HaveCount(7);
        await using var db = scene.Database.NewContext();
        (await db.JobRuns.Select(r => r.State).ToListAsync(Ct)).Should().BeEquivalentTo([JobRunState.Interrupted, JobRunState.Succeeded]);
    }

    [Theory, Databases]
    public async Task Run_TakenOverByAnotherProcess_StopsWithItsReason(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        await scene.PasteSessionAsync();

        var answer = await scene.RunAsync(
            progress =>
            {
                if (progress.Done == 1)
                {
                    using var db = scene.Database.NewContext();
                    db.JobRuns.ExecuteUpdate(s => s.SetProperty(r => r.Owner, "another-node/1/0/mark"));
                    scene.Database.Time.Advance(TimeSpan.FromSeconds(2));
                }
            },
            Ct);

        answer.Error!.Message.Should().Be(CheckWords.TakenOver);
        var run = await scene.LastRunAsync();
        run.State.Should().Be(JobRunState.Running);
        (await scene.ReadingsAsync(run.Id)).Count.Should().BeInRange(1, 3);
    }

    /// <summary>Stopped after its last section: what it has read stays what it has done.</summary>
    [Theory, Databases]
    public async Task Due_StoppedWithNothingLeft_EndsWithWhatItRead(DatabaseKind kind)
    {
        await using var scene = await CheckScene.CreateAsync(kind);
        var student = scene.Students[scene.Groups[1]][0];
        (await scene.Database.Get<MarkClaimed>().MarkAsync(TestActors.Administrator, new MarkLinkRequest([student.Id]), Ct)).Error.Should().BeNull();
        scene.Database.Time.Advance(TimeSpan.FromHours(26));
        await scene.PasteSessionAsync();
        using var stop = new CancellationTokenSource();
        var stopped = () => scene.RunAsync(progress => StopAt(progress, 2, stop), stop.Token, CheckTarget.Due);
        await stopped.Should().ThrowAsync<OperationCanceledException>();
        var before = scene.Journal.Log.Last;

        var summary = await scene.CheckAsync(CheckTarget.Due);

        (summary.State, summary.Note, summary.Scopes.Count).Should().Be((JobRunState.Succeeded, null, 2));
        scene.AskedSince(before).Should().BeEmpty();
        (await scene.LastRunAsync()).Counts.Should().Contain("\"complete\":2");
    }

    private static void StopAt(CheckProgress progress, int done, CancellationTokenSource stop)
    {
        if (progress.Done == done)
        {
            stop.Cancel();
        }
    }
}
