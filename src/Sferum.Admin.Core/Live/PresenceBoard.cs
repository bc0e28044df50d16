namespace Sferum.Admin.Core.Live;

/// <summary>Takes a line to the boards of other nodes; a lost one is made good by the next heartbeat.</summary>
public interface IPresenceWire
{
    /// <summary>Returns at once and does not throw.</summary>
    void Send(string line);
}

/// <summary>One process: nobody else to tell.</summary>
public sealed class NoPresenceWire : IPresenceWire
{
    /// <inheritdoc/>
    public void Send(string line)
    {
    }
}

/// <summary>
/// Who works at a place now (a group's page of marks), on every node. Nothing of it is stored: whoever has not been heard of for
/// <see cref="GoneAfter"/> is gone. Ids only; names are read by whoever may see the place (<see cref="PresenceQueries"/>).
/// </summary>
public sealed class PresenceBoard(TimeProvider time, LiveNews news, IPresenceWire wire)
{
    /// <summary>How often a visitor and a node are heard of.</summary>
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>Silence that means gone.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(40);

    private readonly Lock _gate = new();

    /// <summary>Place and user → who has seen them there and when: a page of this node, or another node for its pages.</summary>
    private readonly Dictionary<(Guid Place, Guid User), Dictionary<Witness, DateTimeOffset>> _seen = [];

    /// <summary>Raised when somebody came to the place or left it. Called on any thread; returns at once.</summary>
    public event Action<Guid>? Changed;

    private DateTimeOffset Oldest => time.GetUtcNow() - GoneAfter;

    /// <summary>Comes to a place; disposed, leaves it.</summary>
    public PresenceVisit Enter(Guid place, Guid userId)
    {
        var visit = Expect(place, userId);
        visit.Beat();
        return visit;
    }

    /// <summary>A visit that begins with its first beat: whoever hears <see cref="Changed"/> must hold it before it is told.</summary>
    public PresenceVisit Expect(Guid place, Guid userId) => new(this, place, userId);

    /// <summary>Who is there, own visits among them.</summary>
    public IReadOnlyList<Guid> At(Guid place)
    {
        lock (_gate)
        {
            var oldest = Oldest;
            return [.. _seen.Where(s => s.Key.Place == place && s.Value.Values.Any(at => at >= oldest)).Select(s => s.Key.User)];
        }
    }

    /// <summary>Tells other nodes who is here, each <see cref="BeatEvery"/>, and forgets who is gone.</summary>
    public void Beat()
    {
        List<(Guid Place, Guid User)> here;
        lock (_gate)
        {
            var oldest = Oldest;
            foreach (var (pair, witnesses) in _seen.ToList())
            {
                foreach (var gone in witnesses.Where(w => w.Value < oldest).ToList())
                {
                    witnesses.Remove(gone.Key);
                }

                if (witnesses.Count == 0)
                {
                    _seen.Remove(pair);
                }
            }

            here = [.. _seen.Where(s => s.Value.Keys.Any(w => !w.IsNode)).Select(s => s.Key)];
        }

        foreach (var part in here.Chunk(PresenceLine.MostPairs))
        {
            wire.Send(PresenceLine.Write(news.Node, isHere: true, part));
        }
    }

    /// <summary>What another node said; a node's own words come back to it and mean nothing.</summary>
    public void Hear(string line)
    {
        if (PresenceLine.Read(line) is not var (node, isHere, pairs) || node == news.Node)
        {
            return;
        }

        foreach (var (place, user) in pairs)
        {
            Note((place, user), new Witness(node, IsNode: true), isHere);
        }
    }

    internal void Note(PresenceVisit visit, bool isHere)
    {
        var pair = (visit.Place, visit.UserId);
        if (Note(pair, new Witness(visit.Id, IsNode: false), isHere))
        {
            wire.Send(PresenceLine.Write(news.Node, isHere, [pair]));
        }
    }

    /// <returns>Whether the first page of this node came to show the pair, or the last one left.</returns>
    private bool Note((Guid Place, Guid User) pair, Witness by, bool isHere)
    {
        bool changed, isNewsHere;
        lock (_gate)
        {
            if (!_seen.TryGetValue(pair, out var witnesses))
            {
                _seen[pair] = witnesses = [];
            }

            var (was, wasHere) = (IsSeen(witnesses, false), IsSeen(witnesses, true));
            if (isHere)
            {
                witnesses[by] = time.GetUtcNow();
            }
            else
            {
                witnesses.Remove(by);
            }

            (changed, isNewsHere) = (was != IsSeen(witnesses, false), wasHere != IsSeen(witnesses, true));
            if (witnesses.Count == 0)
            {
                _seen.Remove(pair);
            }
        }

        if (changed)
        {
            Changed?.Invoke(pair.Place);
        }

        return isNewsHere;
    }

    private bool IsSeen(Dictionary<Witness, DateTimeOffset> witnesses, bool onThisNode) =>
        witnesses.Any(w => w.Value >= Oldest && !(onThisNode && w.Key.IsNode));

    /// <param name="Id">Of the visit or the node.</param>
    private readonly record struct Witness(Guid Id, bool IsNode);
}

/// <summary>One page at a place. Without a beat for <see cref="PresenceBoard.GoneAfter"/> it counts as gone.</summary>
public sealed class PresenceVisit : IDisposable
{
    private readonly PresenceBoard _board;
    private volatile bool _isOver;

    internal PresenceVisit(PresenceBoard board, Guid place, Guid userId) => (_board, Place, UserId) = (board, place, userId);

    internal Guid Id { get; } = Guid.CreateVersion7();

    internal Guid Place { get; }

    internal Guid UserId { get; }

    /// <summary>Still there; nothing once the visit is over: a beat that was on its way would bring the visitor back for <see cref="PresenceBoard.GoneAfter"/>.</summary>
    public void Beat()
    {
        if (!_isOver)
        {
            _board.Note(this, isHere: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOver = true;
        _board.Note(this, isHere: false);
    }
}
