using System.Net;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>How long the connector waits, how many calls it makes at once, and what it leaves in the log.</summary>
public sealed class EposPacingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 30)]
    [InlineData("7", 7)]
    [InlineData("Tue, 24 Nov 2026 09:00:11 GMT", 11)]
    [InlineData("Tue, 24 Nov 2026 08:00:00 GMT", 0)]
    public async Task Throttled_ThenFree_WaitsAsAsked(string? retryAfter, int seconds)
    {
        var clock = new WaitingClock(StubEpos.Now);
        using var epos = new StubEpos(o => (o.WaitClock, o.ThrottleDelay) = (clock, TimeSpan.FromSeconds(30)));
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/class_units", (_, n) => n > 1 ? StubEpos.Json(EposSamples.Text("class_units"))
            : retryAfter is null ? StubEpos.Json("", HttpStatusCode.TooManyRequests) : StubEpos.Json("", HttpStatusCode.TooManyRequests, ("Retry-After", retryAfter)));

        var answer = await session.GroupsAsync(Ct);

        answer.Verdict.Should().Be(ReadingVerdict.Complete);
        session.Calls.Should().Be(new JournalCalls(4, 1, 1));
        clock.Waited.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Throttled_ForTooLong_IsNotAskedAgain()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/class_units", (_, _) => StubEpos.Json("", HttpStatusCode.TooManyRequests, ("Retry-After", "3600")));

        var answer = await session.GroupsAsync(Ct);

        (answer.Trouble!.Kind, session.Calls).Should().Be((JournalTroubleKind.Throttled, new JournalCalls(3, 1, 0)));
    }

    [Fact]
    public async Task Calls_ManyAtOnce_NeverExceedTheLimit()
    {
        using var epos = new StubEpos(o => o.ParallelCalls = 3);
        await using var session = await epos.OpenAsync(Ct);
        var (now, most) = (0, 0);
        epos.On("core/api/class_units", async (_, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return StubEpos.Json(EposSamples.Text("class_units"));
        });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => session.GroupsAsync(Ct)));

        most.Should().BeInRange(1, 3);
    }

    [Fact]
    public async Task CallsAboutPersons_MoreThanAWindowTakes_WaitForTheNext()
    {
        var clock = new FakeTimeProvider();
        using var epos = new StubEpos(o => (o.WaitClock, o.PersonCalls) = (clock, 3));
        await using var session = await epos.OpenAsync(Ct);
        int Asked() => epos.Requests.Count(r => r.Contains("/persons/", StringComparison.Ordinal));
        await session.SightingAsync("6f1e7a52-0000-4000-8000-000000000002", Ct);
        Asked().Should().Be(3, "link, chats and the page after the chats");

        var next = session.SightingAsync("6f1e7a52-0000-4000-8000-000000000002", Ct);

        (await session.GroupsAsync(Ct)).Verdict.Should().Be(ReadingVerdict.Complete, "lists have their own limit");
        clock.Advance(TimeSpan.FromSeconds(60));
        Asked().Should().Be(3);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await next).Verdict.Should().Be(ReadingVerdict.Complete);
        (Asked(), session.Calls.Refused).Should().Be((6, 0));
    }

    [Fact]
    public async Task Log_OfGoodAndBadRuns_HoldsNoTokenNoAddressNoName()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        await session.StudentsAsync("2101", Ct);
        await session.SightingsAsync("2101", Ct);
        await session.SightingAsync("6f1e7a52-0000-4000-8000-000000000002", Ct);
        epos.On("links", (_, n) => n < 4 ? StubEpos.Json("", HttpStatusCode.InternalServerError) : throw new HttpRequestException(HttpRequestError.ConnectionError, "reset"));
        await session.SightingAsync("6f1e7a52-0000-4000-8000-000000000101", Ct);
        epos.On("core/api/student_profiles", (_, _) => StubEpos.Json("""[ { "id": 1, "person_id": null, "user_name": "Волков Олег Андреевич" } ]"""));
        await session.StudentsAsync("2101", Ct);

        epos.Log.Text.Should().Contain("person links", "the test must see the log").And.Contain("OnRetry");
        epos.Log.Text.Split('\n').Where(l => l.StartsWith("Information", StringComparison.Ordinal) || l.StartsWith("Warning", StringComparison.Ordinal) || l.StartsWith("Error", StringComparison.Ordinal))
            .Should().HaveCount(2, "a line for each reading that went wrong").And.OnlyContain(l => l.Contains("EposJournal", StringComparison.Ordinal));
        epos.Log.Text.Should().NotContainAny(StubEpos.Token, "5100001", "6f1e7a52", "Волков", "2101", "pid=", "x-assumed", "student_profiles?");
    }

    [Fact]
    public void Credentials_AsText_SayNothing() => $"{StubEpos.Credentials}".Should().Be("JournalCredentials");

    /// <summary>Time jumps over each wait at once and adds it up. A wait for an attempt's time-out is none: it is only set.</summary>
    private sealed class WaitingClock(DateTime start) : TimeProvider
    {
        private readonly FakeTimeProvider _inner = new(new DateTimeOffset(start));

        public TimeSpan Waited => _inner.GetUtcNow().UtcDateTime - start;

        public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow();

        public override long GetTimestamp() => _inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = _inner.CreateTimer(callback, state, dueTime, period);
            // Twenty seconds are the time-out that StubEpos sets.
            if (dueTime > TimeSpan.Zero && dueTime != TimeSpan.FromSeconds(20))
            {
                ThreadPool.QueueUserWorkItem(_ => _inner.Advance(dueTime));
            }

            return timer;
        }
    }
}
