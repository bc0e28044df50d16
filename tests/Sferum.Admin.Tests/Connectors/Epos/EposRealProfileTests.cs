using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>
/// The profile «real»: slow answers, cut connections, 100 calls about persons in any minute. Its latency passes in real time, the
/// minutes of both sides on clocks that run twenty times as fast.
/// </summary>
public sealed class EposRealProfileTests
{
    private const int Persons = 110;
    private const int Groups = 15;

    [Fact]
    public async Task RealProfile_MorePersonsThanAMinuteTakes_IsRefusedNothing()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        var (calls, verdicts) = await ReadAsync(personCalls: 100, stopAtRefusal: false);

        calls.Refused.Should().Be(0);
        calls.Sent.Should().BeGreaterThan(Persons + Groups);
        verdicts.Should().HaveCount(Persons + Groups).And.OnlyContain(v => v == ReadingVerdict.Complete);
    }

    [Fact]
    public async Task RealProfile_WithoutTheLimit_IsRefused()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        var (calls, _) = await ReadAsync(personCalls: 1000, stopAtRefusal: true);

        calls.Refused.Should().BePositive();
    }

    private static async Task<(JournalCalls Calls, IReadOnlyList<ReadingVerdict> Verdicts)> ReadAsync(int personCalls, bool stopAtRefusal)
    {
        var wait = new FakeTimeProvider();
        await using var scene = await EposScene.StartAsync(SimulatorProfile.Real, adjust: o =>
            (o.WaitClock, o.PersonCalls, o.ParallelCalls, o.Repeats, o.AttemptTimeout) = (wait, personCalls, 70, 3, TimeSpan.FromHours(1)));
        await using var session = await scene.OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        // Without a link a person is one call.
        var people = scene.Host.College.People.Where(p => p.Max.State != SimulatedLinkState.Linked && p.VkId.State != SimulatedLinkState.Linked).Take(Persons);
        var reading = Task.WhenAll([
            .. people.Select(async p => (await session.SightingAsync(p.Id, stop.Token)).Verdict),
            .. scene.Units.Take(Groups).Select(async u => (await session.SightingsAsync(u, stop.Token)).Verdict),
        ]);
        while (!reading.IsCompleted && !(stopAtRefusal && session.Calls.Refused > 0))
        {
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
            // First the server's: the connector may only be the slower one.
            scene.Time.Advance(TimeSpan.FromSeconds(1));
            wait.Advance(TimeSpan.FromSeconds(1));
        }

        if (!reading.IsCompleted)
        {
            await stop.CancelAsync();
            await reading.ContinueWith(_ => { }, TaskScheduler.Default);
            return (session.Calls, []);
        }

        return (session.Calls, await reading);
    }
}
