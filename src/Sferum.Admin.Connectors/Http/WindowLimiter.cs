namespace Sferum.Admin.Connectors.Http;

/// <summary>
/// At most so many calls in any window, so that a server with a sliding window refuses none. A slot is freed one window after the
/// answer, not after the start: the server counts a call somewhere between the two, so by construction call n reaches it at least a
/// window after call n − limit. Spacing the starts instead is refused, since timers wake late and then catch up. The price is one
/// round trip a window.
/// </summary>
/// <param name="limit">Calls; at least 1.</param>
/// <param name="window">Length of the window; zero = a limit of parallel calls only.</param>
/// <param name="time">The clock of the waits.</param>
public sealed class WindowLimiter(int limit, TimeSpan window, TimeProvider time) : IDisposable
{
    /// <summary>A timer may fire a little before its moment.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(2);

    private readonly SemaphoreSlim _slots = new(limit, limit);

    /// <summary>Waits for a slot. Send, read the whole answer, then dispose the lease, also after a failure: the server may have counted it.</summary>
    public async ValueTask<IDisposable> AcquireAsync(CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        return new Lease(this);
    }

    public void Dispose() => _slots.Dispose();

    private async Task ReleaseLaterAsync()
    {
        await Task.Delay(window + Margin, time);
        _slots.Release();
    }

    private sealed class Lease(WindowLimiter owner) : IDisposable
    {
        private int _returned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _returned, 1) != 0)
            {
                return;
            }

            if (owner.IsParallelOnly)
            {
                owner._slots.Release();
            }
            else
            {
                _ = owner.ReleaseLaterAsync();
            }
        }
    }

    private bool IsParallelOnly => window == TimeSpan.Zero;
}
