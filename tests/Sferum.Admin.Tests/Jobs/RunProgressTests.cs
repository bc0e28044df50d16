using CsCheck;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Tests.Jobs;

/// <summary>Rate and time left of a run.</summary>
public sealed class RunProgressTests
{
    [Fact]
    public void HalfOfTheWork_InAMinute_LeavesAMinute()
    {
        var progress = After(TimeSpan.FromMinutes(1), 60, 120);

        progress.Should().Be(new RunProgress(60, 120, 60, TimeSpan.FromMinutes(1)));
        progress.Percent.Should().Be(50);
    }

    [Fact]
    public void NothingDone_TellsNeitherRateNorTime() => After(TimeSpan.FromMinutes(5), 0, 120).Should().Be(new RunProgress(0, 120, null, null));

    [Fact]
    public void FirstMoment_TellsNeitherRateNorTime() => After(TimeSpan.FromMilliseconds(300), 5, 120).Should().Be(new RunProgress(5, 120, null, null));

    [Fact]
    public void UnknownTotal_TellsTheRateButNoTime()
    {
        var progress = After(TimeSpan.FromMinutes(2), 10, 0);

        progress.Should().Be(new RunProgress(10, 0, 5, null));
        progress.Percent.Should().BeNull();
    }

    [Fact]
    public void ClockOfAnotherNode_BehindTheStart_IsTheStart() => After(TimeSpan.FromSeconds(-5), 3, 120).Should().Be(new RunProgress(3, 120, null, null));

    [Fact]
    public void MoreThanAll_IsAll() => After(TimeSpan.FromMinutes(1), 130, 120).Should().Match<RunProgress>(p => p.Done == 120 && p.Left == TimeSpan.Zero && p.Percent == 100);

    [Fact]
    public void Percent_IsAHundredOnlyWhenAllIsDone() =>
        Gen.Select(Gen.Int[1, 100_000], Gen.Int[0, 100_000]).Sample((total, done) =>
            After(TimeSpan.FromMinutes(1), done, total).Percent == 100 == (done >= total));

    [Fact]
    public void TimeLeft_AtASteadyRate_IsTheRestOfTheWork() =>
        Gen.Select(Gen.Int[2, 10_000], Gen.Int[1, 10_000], Gen.Int[1, 600]).Sample((total, done, seconds) =>
        {
            done = Math.Min(done, total);
            var left = After(TimeSpan.FromSeconds(seconds), done, total).Left!.Value;
            return Math.Abs((left - TimeSpan.FromSeconds((double)seconds * (total - done) / done)).TotalMilliseconds) < 1;
        });

    private static RunProgress After(TimeSpan elapsed, int done, int total) => RunProgress.Of(TestClock.Now, done, total, TestClock.Now + elapsed);
}
