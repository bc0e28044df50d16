using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Web.Live;

/// <summary>
/// How fast this process brings its open pages up to date. One change may concern a thousand of them, and people who act come first:
/// a burst is worked off at once, a few pages at a time; under changes that do not end the pages take turns and get a fixed share of
/// the machine. Nothing is left out, it only comes later.
/// </summary>
/// <param name="share">Part of the machine that endless changes may take, between 0 and 1.</param>
public sealed class LivePace(TimeProvider time, LiveNews news, double share) : IDisposable
{
    /// <summary>Pages at the same time.</summary>
    private static readonly int Slots = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Work that a quiet time leaves room for.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2 * Environment.ProcessorCount);

    private static readonly TimeSpan MostJitter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan JitterPerListener = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim _slots = new(Slots, Slots);
    private readonly Lock _gate = new();
    private TimeSpan _credit = Burst;
    private long _countedAt = time.GetTimestamp();

    /// <summary>A wait by which pages that heard of one change do not all ask at the same moment; next to nothing where few listen.</summary>
    public TimeSpan Jitter()
    {
        var most = news.Listeners * JitterPerListener;
        return Random.Shared.NextDouble() * (most < MostJitter ? most : MostJitter);
    }

    /// <summary>Waits for this page's turn; <see cref="Leave"/> ends it.</summary>
    public async Task EnterAsync(CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        try
        {
            while (Debt() is { } debt)
            {
                await Task.Delay(debt, time, ct);
            }
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    /// <param name="worked">How long the page took.</param>
    public void Leave(TimeSpan worked)
    {
        lock (_gate)
        {
            _credit -= worked;
        }

        _slots.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    /// <summary>How long until there is room; <see langword="null"/> when there is now.</summary>
    private TimeSpan? Debt()
    {
        var rate = share * Environment.ProcessorCount;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var earned = _credit + (rate * time.GetElapsedTime(_countedAt, now));
            (_credit, _countedAt) = (earned < Burst ? earned : Burst, now);
            return _credit > TimeSpan.Zero ? null : (-_credit / rate) + TimeSpan.FromMilliseconds(1);
        }
    }
}

/// <summary>Two kinds of pages, which do not wait for each other.</summary>
public sealed class LivePaces(TimeProvider time, LiveNews news) : IDisposable
{
    /// <summary>Of pages that show just what has changed: somebody looks at it.</summary>
    public LivePace Near { get; } = new(time, news, 0.25);

    /// <summary>Of pages that may show anybody: lists, figures, counters.</summary>
    public LivePace Far { get; } = new(time, news, 0.1);

    /// <inheritdoc/>
    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }
}
