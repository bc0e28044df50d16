namespace Sferum.Admin.Core.Live;

/// <summary>
/// Answers that this process keeps until a commit concerns them (ADR 026). Who asks while an answer is being read waits for that
/// reading; an answer that a commit overtook while it was read goes to those who had asked before, and is not kept. For reading only:
/// what decides about a write is read in its transaction.
/// </summary>
/// <param name="longest">An answer is not kept longer, whatever is heard: a bound, should a change ever go unheard. Each has its own, between
/// half of this and the whole: what many people asked for at one moment is not asked for again at one moment.</param>
/// <param name="concerns">Whether a change makes an answer old. Quick, does not throw.</param>
/// <param name="most">Answers kept at a time; the oldest go first.</param>
public sealed class Kept<TKey, TValue>(LiveNews news, TimeProvider time, TimeSpan longest, Func<LiveChange, TValue, bool> concerns, int most = 1000) : IDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>Readings that a change came into: nobody new waits for them.</summary>
    private readonly HashSet<Entry> _overtaken = [];
    private IDisposable? _hearing;

    /// <summary>The answer, read by <paramref name="read"/> when none is kept. What it throws is thrown to everybody who waits, and not kept.</summary>
    /// <param name="read">Runs to its end even when its caller is gone: others may wait for it.</param>
    public Task<TValue> GetAsync(TKey key, Func<CancellationToken, Task<TValue>> read, CancellationToken ct)
    {
        Entry entry;
        lock (_gate)
        {
            _hearing ??= news.Subscribe(Hear);
            if (_entries.TryGetValue(key, out var known) && time.GetElapsedTime(known.Began) < known.Longest)
            {
                return known.Answer.WaitAsync(ct);
            }

            entry = new Entry(key, time.GetTimestamp(), longest * (1 - (Random.Shared.NextDouble() / 2)));
            _entries[key] = entry;
            MakeRoom();
        }

        _ = ReadAsync(entry, read);
        return entry.Answer.WaitAsync(ct);
    }

    /// <summary>Hears nothing any more.</summary>
    public void Dispose() => _hearing?.Dispose();

    private async Task ReadAsync(Entry entry, Func<CancellationToken, Task<TValue>> read)
    {
        try
        {
            var value = await read(CancellationToken.None);
            lock (_gate)
            {
                // What it was overtaken by may have been of others only.
                if (_overtaken.Remove(entry) && !entry.Heard.Exists(change => concerns(change, value)))
                {
                    _entries.TryAdd(entry.Key, entry);
                }

                entry.Heard.Clear();
                entry.IsRead = true;
                entry.Value = value;
                entry.Source.SetResult(value);
            }
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _overtaken.Remove(entry);
                Drop(entry);
                entry.Source.SetException(e);
            }

            // Whoever asked has it; with nobody left it is nobody's.
            _ = entry.Answer.Exception;
        }
    }

    private void Hear(LiveChange change)
    {
        lock (_gate)
        {
            foreach (var reading in _overtaken)
            {
                reading.Heard.Add(change);
            }

            foreach (var entry in _entries.Values)
            {
                if (!entry.IsRead)
                {
                    entry.Heard.Add(change);
                    _overtaken.Add(entry);
                    _entries.Remove(entry.Key);
                }
                else if (concerns(change, entry.Value!))
                {
                    _entries.Remove(entry.Key);
                }
            }
        }
    }

    private void Drop(Entry entry)
    {
        if (_entries.GetValueOrDefault(entry.Key) == entry)
        {
            _entries.Remove(entry.Key);
        }
    }

    private void MakeRoom()
    {
        if (_entries.Count <= most)
        {
            return;
        }

        foreach (var old in _entries.Values.OrderBy(entry => entry.Began).Take(_entries.Count - (most * 9 / 10)).ToList())
        {
            _entries.Remove(old.Key);
        }
    }

    private sealed class Entry(TKey key, long began, TimeSpan longest)
    {
        public TKey Key { get; } = key;

        /// <summary>When its reading began.</summary>
        public long Began { get; } = began;

        /// <summary>How long it is kept from then on.</summary>
        public TimeSpan Longest { get; } = longest;

        /// <summary>Continuations run elsewhere: they would run under the lock.</summary>
        public TaskCompletionSource<TValue> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TValue> Answer => Source.Task;

        public bool IsRead { get; set; }

        /// <summary>Once read.</summary>
        public TValue? Value { get; set; }

        /// <summary>What was told while it was read.</summary>
        public List<LiveChange> Heard { get; } = [];
    }
}
