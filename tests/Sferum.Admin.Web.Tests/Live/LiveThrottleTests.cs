using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Web.Live;

namespace Sferum.Admin.Web.Tests.Live;

public sealed class LiveThrottleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LiveNews _news = new();
    private int _looks;

    [Fact]
    public void Changes_AtOnce_AreOneLookSoonAfter()
    {
        using var throttle = New();

        throttle.Ask();
        throttle.Ask();
        Advance(199);
        _looks.Should().Be(0);
        Advance(2);
        _looks.Should().Be(1);
        Advance(5000);
        _looks.Should().Be(1, "nothing has changed since");
    }

    [Fact]
    public void Changes_WithoutEnd_AreOneLookASecond_AndTheLastIsNotLost()
    {
        using var throttle = New();
        for (var i = 0; i < 100; i++)
        {
            throttle.Ask();
            Advance(100);
        }

        _looks.Should().BeInRange(8, 11);
        var before = _looks;
        throttle.Ask();
        Advance(1500);
        _looks.Should().Be(before + 1);
    }

    [Fact]
    public void Held_NothingIsLookedAt_LetGo_Once()
    {
        using var throttle = New();
        throttle.Hold(true);
        throttle.Ask();
        throttle.Ask();
        Advance(60_000);
        _looks.Should().Be(0);

        throttle.Hold(false);
        Advance(250);
        _looks.Should().Be(1);
    }

    [Fact]
    public void Look_ThatLasts_IsNotOverlapped_AndIsFollowedByAnother()
    {
        var end = new TaskCompletionSource<bool>();
        using var throttle = New(() => end.Task);
        throttle.Ask();
        Advance(250);
        throttle.Ask();
        Advance(3000);
        _looks.Should().Be(1);

        end.SetResult(true);
        // It took three seconds, so the next waits twelve: a slow page must not do nothing else.
        Advance(11_000);
        _looks.Should().Be(1);
        Advance(2000);
        _looks.Should().Be(2);
    }

    [Fact]
    public void Look_ThatCouldNot_IsTriedAgain()
    {
        var can = false;
        using var throttle = New(() => Task.FromResult(can));
        throttle.Ask();
        Advance(250);
        can = true;
        Advance(5500);

        _looks.Should().Be(2);
    }

    [Fact]
    public void Disposed_LooksNoMore()
    {
        var throttle = New();
        throttle.Ask();
        throttle.Dispose();
        Advance(5000);

        _looks.Should().Be(0);
    }

    /// <summary>One change, a thousand pages: not at once, and all of them within two seconds where a look takes a millisecond.</summary>
    [Fact]
    public async Task ThousandPages_LookAFewAtATimeWithinTwoSeconds()
    {
        using var pace = new LivePace(TimeProvider.System, _news, 0.15);
        var (now, most, done) = (0, 0, 0);
        var all = new TaskCompletionSource();
        var pages = Enumerable.Range(0, 1000).Select(_ => new LiveThrottle(TimeProvider.System, pace, async () =>
        {
            var at = Interlocked.Increment(ref now);
            InterlockedMax(ref most, at);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            if (Interlocked.Increment(ref done) == 1000)
            {
                all.SetResult();
            }

            return true;
        })).ToList();
        var hearing = pages.ConvertAll(page => _news.Subscribe(_ => page.Ask()));

        _news.Tell(LiveChange.Everything);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        most.Should().BeLessThanOrEqualTo(Math.Max(2, Environment.ProcessorCount));
        hearing.ForEach(h => h.Dispose());
        pages.ForEach(p => p.Dispose());
        _news.Listeners.Should().Be(0);
    }

    /// <summary>Endless changes take a share of the machine; after a quiet time there is room again.</summary>
    [Fact]
    public async Task Pace_AfterABurst_MakesPagesWaitUntilTheShareIsEarned()
    {
        using var pace = new LivePace(_time, _news, 0.15);
        await pace.EnterAsync(CancellationToken.None);
        pace.Leave(TimeSpan.FromSeconds((2 * Environment.ProcessorCount) + 0.15));

        var next = pace.EnterAsync(CancellationToken.None);
        next.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(1.1));
        await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }

    private LiveThrottle New(Func<Task<bool>>? look = null) => new(_time, null, () =>
    {
        _looks++;
        return look?.Invoke() ?? Task.FromResult(true);
    });

    private void Advance(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
