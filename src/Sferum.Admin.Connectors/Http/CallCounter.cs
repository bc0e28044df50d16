using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Connectors.Http;

/// <summary>Counts the calls of one session; several run at once.</summary>
public sealed class CallCounter
{
    private int _sent;
    private int _refused;
    private int _repeated;

    /// <summary>The counts at this moment.</summary>
    public JournalCalls Snapshot => new(Volatile.Read(ref _sent), Volatile.Read(ref _refused), Volatile.Read(ref _repeated));

    internal void AddSent(bool repeated)
    {
        Interlocked.Increment(ref _sent);
        if (repeated)
        {
            Interlocked.Increment(ref _repeated);
        }
    }

    internal void AddRefused() => Interlocked.Increment(ref _refused);
}
