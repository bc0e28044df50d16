using System.Diagnostics;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Web.Tests.Cli;

/// <summary>
/// The real program is killed (SIGKILL), or asked to stop (SIGTERM), in the middle of a check: what was read is whole by scope, nothing
/// is read twice, the next run goes on and ends as if nothing had happened.
/// </summary>
public sealed class CheckKillTests
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One kill in every run, at a place of its own; ten with the full set.</summary>
    private static int Kills => TestEnvironment.Full ? 10 : 1;

    [Theory, Databases]
    public async Task Check_KilledAtAnyPoint_LosesNothingAndReadsNothingTwice(DatabaseKind kind)
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var undisturbed = await CheckedCollege.CreateAsync(kind);
        (await undisturbed.CheckAsync()).Code.Should().Be(0);
        var traces = await undisturbed.TracesAsync();
        await using var college = await CheckedCollege.CreateAsync(kind);
        var dice = new Random(20261124);
        var most = 48 / Kills;
        for (var kill = 0; kill < Kills; kill++)
        {
            // All of them together are fewer sections than there are; the last one is late enough to leave something.
            await KillAsync(college, kill == Kills - 1 ? 12 : 1 + dice.Next(most));

            var left = await college.TracesAsync();
            var read = (await college.ScopesReadAsync()).ToHashSet();
            left.Should().BeSubsetOf(traces, $"what kill {kill + 1} left is whole by scope");
            traces.Keys.Where(read.Contains).Should().BeSubsetOf(left.Keys, "a reading came with what it says");
        }

        await GoesOnAsync(college);

        (await college.ScopesReadAsync()).Should().OnlyHaveUniqueItems().And.HaveCount(await college.ScopeCountAsync());
        (await college.RunsAsync()).Should().ContainSingle().Which.State.Should().Be(JobRunState.Succeeded);
        (await college.StateAsync()).Should().Be(await undisturbed.StateAsync());
    }

    [Theory, Databases]
    public async Task Check_AskedToStop_EndsSoonAndThePortalGoesOnAndStopsAndGoesOn(DatabaseKind kind)
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        Assert.SkipUnless(kind == DatabaseKind.Sqlite || TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var college = await CheckedCollege.CreateAsync(kind);
        using (var check = college.Start("check"))
        {
            await college.AskedAsync(0, 30, check);
            var error = check.StandardError.ReadToEndAsync(Ct);
            await StopAsync(check);
            (check.ExitCode, (await college.RunsAsync()).Single().State).Should().Be((1, JobRunState.Interrupted));
            (await error).Should().Contain("Проверка остановлена: прочитано");
        }

        // The portal takes the run up at its start.
        var read = await college.SectionsReadAsync();
        var before = college.Journal.Log.Last;
        using (var portal = college.Start("--urls=http://127.0.0.1:0"))
        {
            _ = portal.StandardError.ReadToEndAsync(Ct);
            _ = portal.StandardOutput.ReadToEndAsync(Ct);
            await college.AskedAsync(before, 15, portal);
            await StopAsync(portal);
            portal.ExitCode.Should().Be(0);
        }

        college.AskedSince(before).Should().NotIntersectWith(read);
        (await college.RunsAsync()).Should().ContainSingle().Which.State.Should().Be(JobRunState.Interrupted);

        await GoesOnAsync(college);
        (await college.ScopesReadAsync()).Should().OnlyHaveUniqueItems().And.HaveCount(await college.ScopeCountAsync());
    }

    /// <summary>Starts the check and kills it once it has asked so many sections.</summary>
    private static async Task KillAsync(CheckedCollege college, int sections)
    {
        var (before, read) = (college.Journal.Log.Last, await college.SectionsReadAsync());
        using var process = college.Start("check");
        try
        {
            _ = process.StandardError.ReadToEndAsync(Ct);
            await college.AskedAsync(before, sections, process);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Ct);
        }

        college.AskedSince(before).Should().NotIntersectWith(read);
    }

    /// <summary>The next check ends what is left, and asks nothing of what was read.</summary>
    private static async Task GoesOnAsync(CheckedCollege college)
    {
        var (before, read) = (college.Journal.Log.Last, await college.SectionsReadAsync());
        read.Should().NotBeEmpty();
        var (code, _, error) = await college.CheckAsync();
        code.Should().Be(0, error);
        college.AskedSince(before).Should().NotBeEmpty().And.OnlyHaveUniqueItems().And.NotIntersectWith(read);
    }

    private static async Task StopAsync(Process process)
    {
        var clock = Stopwatch.StartNew();
        using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        clock.Elapsed.Should().BeLessThan(StopsWithin);
    }
}
