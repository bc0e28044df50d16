namespace Sferum.Admin.Simulator.Hosting;

/// <summary>So many calls in any minute, by the real clock.</summary>
/// <param name="perMinute">0 = no limit.</param>
internal sealed class CallLimit(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<long> _taken = [];

    /// <summary>Takes a place, when there is one.</summary>
    public bool TryTake()
    {
        if (perMinute == 0)
        {
            return true;
        }

        lock (_lock)
        {
            while (_taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                _taken.Dequeue();
            }

            if (_taken.Count >= perMinute)
            {
                return false;
            }

            _taken.Enqueue(time.GetTimestamp());
            return true;
        }
    }
}
