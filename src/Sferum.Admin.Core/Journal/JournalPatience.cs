using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal;

/// <summary>
/// Says when a run should ask nothing more: the session ended, or nothing came several times in a row. Each silent answer costs
/// minutes of waiting and repeating, and the rest would cost the same.
/// </summary>
public sealed class JournalPatience
{
    /// <summary>Answers without any answer in a row.</summary>
    public const int Most = 4;

    private static readonly JournalTrouble Silent = new(JournalTroubleKind.Unavailable, "ЭПОС не отвечает: дальше не спрашивали.");

    private readonly Lock _lock = new();
    private JournalTrouble? _lost;
    private int _silences;

    /// <summary>Why nothing more is worth asking; <see langword="null"/> while it is.</summary>
    public JournalTrouble? Lost
    {
        get
        {
            lock (_lock)
            {
                return _lost;
            }
        }
    }

    /// <summary>Takes an answer into account.</summary>
    /// <param name="trouble">Of the answer.</param>
    public void Note(JournalTrouble? trouble)
    {
        lock (_lock)
        {
            _silences = trouble?.Kind == JournalTroubleKind.Unavailable ? _silences + 1 : 0;
            _lost ??= trouble?.Kind == JournalTroubleKind.SessionEnded ? trouble : _silences >= Most ? Silent : null;
        }
    }
}
