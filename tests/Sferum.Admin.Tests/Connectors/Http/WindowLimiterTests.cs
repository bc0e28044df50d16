using System.Collections.Concurrent;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Connectors.Http;

namespace Sferum.Admin.Tests.Connectors.Http;

/// <summary>A server with a sliding window never sees more than it takes.</summary>
public sealed class WindowLimiterTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Acquire_SlotsTaken_WaitsUntilAWindowAfterTheAnswer()
    {
        using var limiter = new WindowLimiter(1, Window, _time);
        var first = await TakeAsync(limiter);
        _time.Advance(TimeSpan.FromSeconds(10));
        var second = TakeAsync(limiter);

        second.IsCompleted.Should().BeFalse("the first call has no answer yet");
        first.Dispose();
        first.Dispose();
        _time.Advance(Window + TimeSpan.FromMilliseconds(5));
        await second;
        TakeAsync(limiter).IsCompleted.Should().BeFalse("a lease disposed twice frees one slot");
    }

    [Fact]
    public async Task Release_TimerThatMayBeEarly_IsSetALittleLater()
    {
        var time = new RecordingTime();
        using var limiter = new WindowLimiter(1, Window, time);

        (await TakeAsync(limiter)).Dispose();

        time.Due.Should().ContainSingle().Which.Should().BeGreaterThan(Window).And.BeLessThan(Window * 1.01);
    }

    [Fact]
    public async Task Acquire_NoWindow_LimitsOnlyWhatRunsAtOnce()
    {
        using var limiter = new WindowLimiter(1, TimeSpan.Zero, _time);
        (await TakeAsync(limiter)).Dispose();
        TakeAsync(limiter).IsCompleted.Should().BeTrue();
        TakeAsync(limiter).IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Acquire_CallerGivesUp_TakesNoSlot()
    {
        using var limiter = new WindowLimiter(1, TimeSpan.Zero, _time);
        var lease = await TakeAsync(limiter);
        using var stop = new CancellationTokenSource();
        var waiting = limiter.AcquireAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await waiting.Awaiting(w => w).Should().ThrowAsync<OperationCanceledException>();
        lease.Dispose();
        TakeAsync(limiter).IsCompleted.Should().BeTrue();
    }

    /// <summary>Whatever the round trips are and wherever in them the server counts, no window holds more than the limit.</summary>
    [Fact]
    public Task Acquire_AnyRoundTrips_NoWindowHoldsMoreThanTheLimit() =>
        Gen.Select(Gen.Int[1, 5], Gen.Select(Gen.Int[1, 300], Gen.Double[0, 1]).Array[1, 40]).SampleAsync(async (limit, calls) =>
        {
            var time = new FakeTimeProvider();
            using var limiter = new WindowLimiter(limit, Window, time);
            var counted = new ConcurrentBag<TimeSpan>();
            var start = time.GetTimestamp();
            async Task CallAsync(int roundTrip, double share)
            {
                using var lease = await TakeAsync(limiter);
                counted.Add(time.GetElapsedTime(start) + TimeSpan.FromMilliseconds(roundTrip * share));
                await Task.Delay(TimeSpan.FromMilliseconds(roundTrip), time, TestContext.Current.CancellationToken);
            }

            var all = Task.WhenAll(calls.Select(c => CallAsync(c.Item1, c.Item2)));
            while (!all.IsCompleted)
            {
                time.Advance(TimeSpan.FromMilliseconds(10));
                await Task.Yield();
            }

            await all;
            var stamps = counted.Order().ToList();
            return Enumerable.Range(0, Math.Max(0, stamps.Count - limit)).All(i => stamps[i + limit] - stamps[i] >= Window);
        }, iter: 50, threads: 1);

    private static Task<IDisposable> TakeAsync(WindowLimiter limiter) => limiter.AcquireAsync(TestContext.Current.CancellationToken).AsTask();

    private sealed class RecordingTime : TimeProvider
    {
        public List<TimeSpan> Due { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Due.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
