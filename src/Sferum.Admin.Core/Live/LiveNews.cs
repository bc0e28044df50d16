namespace Sferum.Admin.Core.Live;

/// <summary>
/// The hub of this process: commits tell it what they changed, open pages hear it. Features publish nothing themselves: the
/// interceptors of the context do, after the commit. Decision 019.
/// </summary>
public sealed class LiveNews
{
    private readonly Lock _gate = new();
    private Action<LiveChange>[] _listeners = [];

    /// <summary>This process among those on one database, so that its own word is known when it comes back.</summary>
    public Guid Node { get; } = Guid.CreateVersion7();

    /// <summary>How many listen.</summary>
    public int Listeners => _listeners.Length;

    /// <summary>Hears every change until disposed.</summary>
    /// <param name="hear">Called on the teller's thread: returns at once and does not throw.</param>
    public IDisposable Subscribe(Action<LiveChange> hear)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners, hear];
        }

        return new Subscription(this, hear);
    }

    /// <summary>Passes a committed change on to everybody who listens in this process.</summary>
    public void Tell(LiveChange change)
    {
        foreach (var hear in _listeners)
        {
            hear(change);
        }
    }

    private void Leave(Action<LiveChange> hear)
    {
        lock (_gate)
        {
            var at = Array.IndexOf(_listeners, hear);
            if (at >= 0)
            {
                _listeners = [.. _listeners[..at], .. _listeners[(at + 1)..]];
            }
        }
    }

    private sealed class Subscription(LiveNews news, Action<LiveChange> hear) : IDisposable
    {
        public void Dispose() => news.Leave(hear);
    }
}
