namespace Sferum.Admin.Web.Live;

/// <summary>
/// When one page looks again: soon after the first change, so that a burst of commits counts as one; then at most once a second, and
/// less often where a look is slow; the last change is never left out. Never two looks at once, none while held.
/// </summary>
/// <param name="pace">Where pages take turns; <see langword="null"/> = it waits for nobody.</param>
/// <param name="look">Looks again. <see langword="false"/> = it could not now and wants to be called once more. Does not throw.</param>
internal sealed class LiveThrottle(TimeProvider time, LivePace? pace, Func<Task<bool>> look) : IDisposable
{
    /// <summary>From a change to the look.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    /// <summary>Between two looks, at least.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks, at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>After a look that could not.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    /// <summary>A page spends no more than this part of its time in looking again.</summary>
    private const int Rests = 4;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _gone = new();
    private ITimer? _timer;
    private long? _endedAt;
    private TimeSpan _between = Between;
    private bool _asked;
    private bool _armed;
    private bool _looking;
    private bool _held;

    /// <summary>Something has changed.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            _asked = true;
            Arm();
        }
    }

    /// <summary>While held the changes wait; let go, the page catches up.</summary>
    public void Hold(bool held)
    {
        lock (_gate)
        {
            _held = held;
            Arm();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _held = true;
            _timer?.Dispose();
        }

        _gone.Cancel();
    }

    private void Arm()
    {
        if (!_asked || _armed || _looking || _held)
        {
            return;
        }

        var wait = First + (pace?.Jitter() ?? TimeSpan.Zero);
        if (_endedAt is { } ended && _between - time.GetElapsedTime(ended) is var rest && rest > wait)
        {
            wait = rest;
        }

        _armed = true;
        _timer ??= time.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnTime()
    {
        lock (_gate)
        {
            _armed = false;
            if (_held)
            {
                return;
            }

            _looking = true;
        }

        _ = LookAsync();
    }

    private async Task LookAsync()
    {
        try
        {
            var asked = time.GetTimestamp();
            if (pace is not null)
            {
                await pace.EnterAsync(_gone.Token);
            }

            var began = time.GetTimestamp();
            var done = await LookOnceAsync();
            pace?.Leave(time.GetElapsedTime(began));
            lock (_gate)
            {
                _endedAt = time.GetTimestamp();
                _between = done ? Rests * time.GetElapsedTime(asked) : Again;
                _between = _between < Between ? Between : _between > Longest ? Longest : _between;
                _asked |= !done;
                _looking = false;
                Arm();
            }
        }
        catch (OperationCanceledException)
        {
            // The page is left.
        }
    }

    private async Task<bool> LookOnceAsync()
    {
        lock (_gate)
        {
            if (_held)
            {
                // Hidden while it waited for its turn: the question stands.
                return true;
            }

            // What is told from here on needs another look.
            _asked = false;
        }

        return await look();
    }
}
