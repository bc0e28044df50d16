using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>
/// Gathers the pages of one list and decides when to stop and what the whole is worth (contract §2.1). Pure: pages go in one by one.
/// With a total in the headers it goes on until the total is reached; a short page proves nothing, since the server may cap pages.
/// Without one it stops at a page that brings nothing new. Rows that came twice are taken once, as they came first.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="route">What is read.</param>
/// <param name="maxPages">At least 1.</param>
internal sealed class EposPages<T>(EposRoute route, int maxPages)
{
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<T> _rows = [];
    private int _pages;
    private int? _total;
    private bool _shifted;
    private bool _mixed;
    private bool _endless;
    private JournalTrouble? _failure;

    /// <summary>Distinct rows so far.</summary>
    public IReadOnlyList<T> Rows => _rows;

    /// <summary>UTC, the earliest of the pages.</summary>
    public DateTime? AsOf { get; private set; }

    /// <summary>Nothing came at all.</summary>
    public bool IsFailed => _failure is not null && _pages == 0;

    /// <summary>Takes a page.</summary>
    /// <param name="rows">Its rows with their ids.</param>
    /// <param name="head">What its headers say.</param>
    /// <returns>True when the next page is due.</returns>
    public bool Add(IReadOnlyList<(string Key, T Row)> rows, EposHead head)
    {
        _pages++;
        _mixed |= _pages > 1 && head.AsOf != AsOf;
        AsOf = _pages == 1 || head.AsOf < AsOf ? head.AsOf : AsOf;
        // A list that grew or shrank meanwhile has moved its rows across the borders of pages: one may never have been shown.
        _shifted |= _total is { } before && head.Total is { } now && before != now;
        _total = head.Total ?? _total;

        var known = _pages == 1 ? [] : new HashSet<string>(_keys, StringComparer.OrdinalIgnoreCase);
        var fresh = 0;
        var repeats = false;
        foreach (var (key, row) in rows)
        {
            if (_keys.Add(key))
            {
                _rows.Add(row);
                fresh++;
            }
            else
            {
                repeats |= known.Contains(key);
            }
        }

        // Nothing to count against: rows old and new on one page mean that the borders moved.
        _shifted |= _total is null && fresh > 0 && repeats;
        var more = IsMoreDue(fresh, head.PageSize);
        _endless = more && _pages >= maxPages;
        return more && !_endless;
    }

    /// <summary>The next page could not be read: what came stays.</summary>
    public void Fail(JournalTrouble trouble) => _failure = trouble;

    /// <summary>Why the rows are not the whole list; <see langword="null"/> when they are.</summary>
    public JournalTrouble? Trouble
    {
        get
        {
            if (_failure is { } failure)
            {
                return _pages == 0 ? failure : EposTrouble.After(route, _rows.Count, failure);
            }

            return (_total is { } total && _rows.Count < total, _endless) switch
            {
                (_, true) => EposTrouble.Endless(route),
                (true, _) => EposTrouble.Short(route, _rows.Count, _total!.Value),
                _ when _shifted => EposTrouble.Shifted(route),
                _ when _mixed => EposTrouble.MixedSnapshots(route),
                _ when _rows.Count == 0 && !route.MayBeEmpty => EposTrouble.NothingCame(route),
                _ => null,
            };
        }
    }

    private bool IsMoreDue(int fresh, int? pageSize)
    {
        if (_total is { } total)
        {
            // A page wholly of known rows is the end, unless by the server's own page size there must be more.
            return _rows.Count < total && (fresh > 0 || (pageSize > 0 && (long)_pages * pageSize < total));
        }

        return route.IsPaged && fresh > 0;
    }
}
