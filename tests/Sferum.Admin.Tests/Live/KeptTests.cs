using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Tests.Live;

public sealed class KeptTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly LiveNews _news = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Guid _own = Guid.CreateVersion7();
    private readonly Kept<string, int> _kept;
    private int _readings;

    public KeptTests() => _kept = new Kept<string, int>(_news, _time, Longest, (change, _) => change.Concerns([LiveTopic.Marks], new HashSet<Guid> { _own }), most: 10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _kept.Dispose();

    [Fact]
    public async Task Answer_NothingHappened_IsReadOnce()
    {
        (await AskAsync()).Should().Be(1);

        (await AskAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Answer_AChangeConcernsIt_IsReadAgain()
    {
        await AskAsync();
        Change(_own);

        (await AskAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Answer_AChangeOfOthers_IsKept()
    {
        await AskAsync();
        Change(Guid.CreateVersion7());

        (await AskAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Answer_OfSomebodyUnknown_IsReadAgain()
    {
        await AskAsync();
        _news.Tell(LiveChange.Everything);

        (await AskAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Answer_Old_IsReadAgain()
    {
        await AskAsync();
        _time.Advance(Longest);

        (await AskAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Answer_WhileItIsRead_IsWaitedForByAll()
    {
        var reading = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = AskAsync(reading.Task);
        var second = AskAsync();
        reading.SetResult(7);

        (await first, await second).Should().Be((7, 7));
        _readings.Should().Be(1);
    }

    [Fact]
    public async Task Answer_OvertakenWhileItWasRead_GoesToWhoAskedBeforeAndIsNotKept()
    {
        var reading = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = AskAsync(reading.Task);
        Change(_own);
        var after = AskAsync();
        reading.SetResult(7);

        (await before, await after).Should().Be((7, 2));
        (await AskAsync()).Should().Be(2, "the later reading is kept");
    }

    [Fact]
    public async Task Answer_ThatOthersChangesCameInto_IsKept()
    {
        var reading = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = AskAsync(reading.Task);
        Change(Guid.CreateVersion7());
        reading.SetResult(7);
        await asked;

        (await AskAsync()).Should().Be(7);
    }

    [Fact]
    public async Task Answer_ThatCannotBeRead_IsTriedAgain()
    {
        await FluentActions.Awaiting(() => AskAsync(Task.FromException<int>(new TimeoutException()))).Should().ThrowAsync<TimeoutException>();

        (await AskAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Answer_WhoseFirstAskerIsGone_ReachesTheOthers()
    {
        using var left = new CancellationTokenSource();
        var reading = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var gone = _kept.GetAsync("key", _ => reading.Task, left.Token);
        var here = AskAsync();
        await left.CancelAsync();
        reading.SetResult(7);

        await FluentActions.Awaiting(() => gone).Should().ThrowAsync<OperationCanceledException>();
        (await here).Should().Be(7);
    }

    [Fact]
    public async Task Answers_MoreThanThereIsRoomFor_PushOutTheOldest()
    {
        for (var i = 0; i <= 10; i++)
        {
            await AskAsync(key: $"key {i}");
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var readings = _readings;
        await AskAsync(key: "key 10");
        _readings.Should().Be(readings);
        await AskAsync(key: "key 0");
        _readings.Should().Be(readings + 1);
    }

    private void Change(Guid subject) => _news.Tell(new LiveChange(new HashSet<LiveTopic> { LiveTopic.Marks }, null, new HashSet<Guid> { subject }));

    private Task<int> AskAsync(Task<int>? answer = null, string key = "key") => _kept.GetAsync(key, _ => answer is null ? Task.FromResult(++_readings) : CountAsync(answer), Ct);

    private Task<int> CountAsync(Task<int> answer)
    {
        _readings++;
        return answer;
    }
}
