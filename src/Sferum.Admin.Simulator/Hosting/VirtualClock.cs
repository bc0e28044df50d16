namespace Sferum.Admin.Simulator.Hosting;

/// <summary>
/// The journal's own clock: the given one, put forward or back. It goes on at the given one's pace. Timers and time stamps are the
/// given clock's.
/// </summary>
public sealed class VirtualClock(TimeProvider given) : TimeProvider
{
    private long _offset;

    public override TimeZoneInfo LocalTimeZone => given.LocalTimeZone;

    public override long TimestampFrequency => given.TimestampFrequency;

    /// <summary>Whether it differs from the given clock.</summary>
    public bool IsMoved => Interlocked.Read(ref _offset) != 0;

    public override DateTimeOffset GetUtcNow() => given.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => given.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => given.CreateTimer(callback, state, dueTime, period);

    /// <summary>Puts the clock to a moment.</summary>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _offset, (now - given.GetUtcNow()).Ticks);

    /// <summary>Puts the clock forward, or back by a negative time.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>Back to the given clock.</summary>
    public void UseReal() => Interlocked.Exchange(ref _offset, 0);
}
