using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Simulator.Control;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>Each fault of the source over real HTTP: what the connector says of it. Pages are small, so that lists have several.</summary>
public sealed class EposFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FaultKind.ServerError, JournalTroubleKind.Unavailable, 2)]
    [InlineData(FaultKind.BadGateway, JournalTroubleKind.Unavailable, 2)]
    [InlineData(FaultKind.Unavailable, JournalTroubleKind.Unavailable, 2)]
    [InlineData(FaultKind.Reset, JournalTroubleKind.Unavailable, 2)]
    [InlineData(FaultKind.MessageObject, JournalTroubleKind.Unreadable, 1)]
    [InlineData(FaultKind.Malformed, JournalTroubleKind.Unreadable, 1)]
    [InlineData(FaultKind.Expired, JournalTroubleKind.SessionEnded, 1)]
    [InlineData(FaultKind.Forbidden, JournalTroubleKind.Forbidden, 1)]
    [InlineData(FaultKind.Flood, JournalTroubleKind.Throttled, 1)]
    public async Task Sightings_AnswerIsNoList_NothingIsRead(FaultKind fault, JournalTroubleKind kind, int calls)
    {
        await using var scene = await EposScene.StartAsync(adjust: o => o.LongestDelay = TimeSpan.FromMilliseconds(1));
        await using var session = await scene.OpenAsync();
        scene.Spoil(EposScene.Persons, fault);

        var answer = await session.SightingsAsync(scene.Unit, Ct);

        (answer.Verdict, answer.Value, answer.Trouble?.Kind).Should().Be((ReadingVerdict.Failed, null, kind));
        scene.Spoiled.Should().Be(calls, "what passes is asked for once more");
    }

    [Theory]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.BadGateway)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Flood)]
    public async Task Sightings_FaultPasses_AreComplete(FaultKind fault)
    {
        await using var scene = await EposScene.StartAsync(pageLimit: 20, adjust: o => o.LongestDelay = TimeSpan.FromSeconds(5));
        await using var session = await scene.OpenAsync();
        scene.Spoil(EposScene.Persons, fault, times: 1, after: 1);

        var answer = await session.SightingsAsync(scene.Unit, Ct);

        (answer.Verdict, answer.Trouble, session.Calls.Repeated).Should().Be((ReadingVerdict.Complete, null, 1));
        scene.Spoiled.Should().Be(1);
    }

    [Fact]
    public async Task Sightings_LaterPageFails_ArePartialWithTheFirst()
    {
        await using var scene = await EposScene.StartAsync(pageLimit: 20);
        await using var session = await scene.OpenAsync();
        scene.Spoil(EposScene.Persons, FaultKind.Malformed, after: 1);

        var answer = await session.SightingsAsync(scene.Unit, Ct);

        (answer.Verdict, answer.Value!.Count, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Partial, 20, JournalTroubleKind.Unreadable));
        answer.AsOf.Should().NotBeNull();
    }

    [Fact]
    public async Task Sightings_TimeOut_AreUnavailable()
    {
        var clock = new FakeTimeProvider();
        await using var scene = await EposScene.StartAsync(adjust: o => o.WaitClock = clock);
        await using var session = await scene.OpenAsync();
        scene.Spoil(EposScene.Persons, FaultKind.Timeout);

        var reading = session.SightingsAsync(scene.Unit, Ct);
        for (var seen = 0; !reading.IsCompleted; await Task.Yield())
        {
            // Time passes for the connector only while the simulator holds its call.
            if (scene.Spoiled > seen)
            {
                seen = scene.Spoiled;
                clock.Advance(TimeSpan.FromSeconds(31));
            }
        }

        var answer = await reading;
        (answer.Verdict, answer.Trouble!.Kind, scene.Spoiled).Should().Be((ReadingVerdict.Failed, JournalTroubleKind.Unavailable, 2));
        answer.Trouble.Sentence.Should().Be("Не удалось прочитать привязки и чаты группы: ЭПОС не ответил вовремя.");
    }

    [Fact]
    public async Task Sightings_SlowAnswer_IsAnAnswer()
    {
        await using var scene = await EposScene.StartAsync();
        await using var session = await scene.OpenAsync();
        scene.Spoil(EposScene.Persons, FaultKind.Slow, times: 1);

        var answer = await session.SightingsAsync(scene.Unit, Ct);

        (answer.Verdict, session.Calls.Repeated, scene.Spoiled).Should().Be((ReadingVerdict.Complete, 0, 1));
    }

    [Fact]
    public async Task Sightings_EmptyList_IsIncomplete()
    {
        await using var scene = await EposScene.StartAsync();
        await using var session = await scene.OpenAsync();
        scene.Spoil("/epos", FaultKind.Empty);

        var answer = await session.SightingsAsync(scene.Unit, Ct);

        (answer.Verdict, answer.Value!.Count, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Partial, 0, JournalTroubleKind.Incomplete));
        (await session.GroupsAsync(Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Incomplete);
        (await session.EmployeesAsync(Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Incomplete);
    }

    [Fact]
    public async Task Sightings_HalfAList_IsIncompleteByTheTotal()
    {
        await using var scene = await EposScene.StartAsync();
        await using var session = await scene.OpenAsync();
        var all = (await session.SightingsAsync(scene.Unit, Ct)).Value!.Count;
        scene.Spoil(EposScene.Persons, FaultKind.Half);

        var answer = await session.SightingsAsync(scene.Unit, Ct);

        (answer.Verdict, answer.Value!.Count, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Partial, all / 2, JournalTroubleKind.Incomplete));
        answer.Trouble.Sentence.Should().Be($"Прочитали привязки и чаты группы не полностью: получено {all / 2} из {all}.");
    }

    [Fact]
    public async Task Sightings_CounterAheadOfTheRows_IsIncomplete()
    {
        await using var scene = await EposScene.StartAsync();
        await using var session = await scene.OpenAsync();
        scene.Spoil(EposScene.Persons, FaultKind.CountLag);

        (await session.SightingsAsync(scene.Unit, Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Incomplete);
    }

    [Fact]
    public async Task Sightings_RepeatedRows_AreTakenOnceAndComplete()
    {
        await using var scene = await EposScene.StartAsync(pageLimit: 20);
        await using var session = await scene.OpenAsync();
        var clean = await session.SightingsAsync(scene.Unit, Ct);
        scene.Spoil(EposScene.Persons, FaultKind.Duplicate);

        var answer = await session.SightingsAsync(scene.Unit, Ct);

        (answer.Verdict, answer.Trouble).Should().Be((ReadingVerdict.Complete, null));
        answer.Value!.Select(s => s.PersonId).Should().Equal(clean.Value!.Select(s => s.PersonId));
        scene.Spoiled.Should().BeGreaterThan(clean.Value!.Count / 20);
    }

    [Fact]
    public async Task Sightings_ShiftingPages_AreIncomplete()
    {
        await using var scene = await EposScene.StartAsync();
        await using var session = await scene.OpenAsync();
        var all = (await session.SightingsAsync(scene.Unit, Ct)).Value!.Count;
        scene.Spoil(EposScene.Persons, FaultKind.Shift);

        var answer = await session.SightingsAsync(scene.Unit, Ct);

        (answer.Verdict, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Partial, JournalTroubleKind.Incomplete));
        answer.Value!.Count.Should().BeLessThan(all);
    }

    /// <summary>Within 20 minutes after 14:00 each page switches to the new data by itself.</summary>
    [Fact]
    public async Task Sightings_MixedSnapshots_ArePartialAsOfTheEarlier()
    {
        await using var scene = await EposScene.StartAsync(pageLimit: 20);
        var (before, after) = (new DateTime(2026, 11, 19, 9, 0, 0, DateTimeKind.Utc), new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc));
        scene.Host.Clock.Set(new DateTimeOffset(after));
        await using var session = await scene.OpenAsync();
        scene.Spoil(EposScene.Persons, FaultKind.Lag);

        var mixed = 0;
        for (var minute = 0; minute <= 20; minute++)
        {
            scene.Host.Clock.Set(new DateTimeOffset(after).AddMinutes(minute));
            var answer = await session.SightingsAsync(scene.Unit, Ct);
            var moments = answer.Value!.Select(s => s.AsOf).Distinct().Order().ToList();
            moments.Should().BeSubsetOf([before, after]);
            answer.AsOf.Should().Be(moments[0]);
            (answer.Verdict, answer.Trouble?.Kind).Should().Be(moments.Count == 1
                ? (ReadingVerdict.Complete, null)
                : (ReadingVerdict.Partial, JournalTroubleKind.Incomplete));
            mixed += moments.Count - 1;
        }

        mixed.Should().BePositive();
    }

    [Fact]
    public async Task Students_FaultOfOneGroup_LeavesTheOthers()
    {
        await using var scene = await EposScene.StartAsync();
        await using var session = await scene.OpenAsync();
        scene.Spoil($"{EposScene.Students}?class_unit_ids={scene.Unit}", FaultKind.BadGateway);
        var other = scene.Units.First(u => u != scene.Unit);

        (await session.StudentsAsync(scene.Unit, Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Unavailable);
        (await session.StudentsAsync(other, Ct)).Verdict.Should().Be(ReadingVerdict.Complete);
    }
}
