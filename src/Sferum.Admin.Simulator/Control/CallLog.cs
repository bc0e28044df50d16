using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Sferum.Admin.Simulator.Control;

/// <summary>A call that was received.</summary>
/// <param name="Number">From 1, in the order of arrival.</param>
/// <param name="Path">Path and query without tokens.</param>
/// <param name="Status">0: no answer was given, the connection was cut or the caller gave up.</param>
/// <param name="At">UTC, by the journal's clock.</param>
public sealed record LoggedCall(int Number, string Method, string Path, int Status, DateTime At);

/// <summary>Calls by route and status.</summary>
/// <param name="Route">«GET /epos/core/api/student_profiles/{id}».</param>
public sealed record CallCount(string Route, int Status, int Count);

/// <summary>Everything that was called, in memory: what tests look at to see that nothing was done twice.</summary>
public sealed class CallLog
{
    private const int Limit = 100_000;

    /// <summary>Query fields that hold a token.</summary>
    private static readonly string[] Secret = ["authentication_token", "auth_token", "access_token", "token"];

    private readonly Lock _lock = new();
    private readonly Queue<LoggedCall> _calls = [];
    private readonly Dictionary<(string Route, int Status), int> _counts = [];
    private int _next;

    /// <summary>Number of the last call; also how many there were since the last reset.</summary>
    public int Last
    {
        get
        {
            lock (_lock)
            {
                return _next;
            }
        }
    }

    public IReadOnlyList<CallCount> Counts
    {
        get
        {
            lock (_lock)
            {
                return [.. _counts.Select(c => new CallCount(c.Key.Route, c.Key.Status, c.Value)).OrderBy(c => c.Route, StringComparer.Ordinal).ThenBy(c => c.Status)];
            }
        }
    }

    /// <summary>A call arrives.</summary>
    /// <returns>Its number.</returns>
    public int Begin()
    {
        lock (_lock)
        {
            return ++_next;
        }
    }

    /// <summary>The call was answered, or not.</summary>
    /// <param name="number">From <see cref="Begin"/>.</param>
    /// <param name="status">0 without an answer.</param>
    /// <param name="at">UTC moment of arrival.</param>
    public void End(int number, HttpRequest request, string route, int status, DateTime at)
    {
        var call = new LoggedCall(number, request.Method, Clean(request), status, at);
        lock (_lock)
        {
            _calls.Enqueue(call);
            _counts[(route, status)] = _counts.GetValueOrDefault((route, status)) + 1;
            if (_calls.Count > Limit)
            {
                _calls.Dequeue();
            }
        }
    }

    /// <summary>Calls with a number above the given one, in the order of arrival.</summary>
    public IReadOnlyList<LoggedCall> Since(int number)
    {
        lock (_lock)
        {
            return [.. _calls.Where(c => c.Number > number).OrderBy(c => c.Number)];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
            _counts.Clear();
            _next = 0;
        }
    }

    private static string Clean(HttpRequest request)
    {
        var query = request.Query.SelectMany(q => q.Value, (q, value) => new KeyValuePair<string, string?>(q.Key, Secret.Contains(q.Key, StringComparer.OrdinalIgnoreCase) ? "***" : value));
        return QueryHelpers.AddQueryString(request.PathBase.Add(request.Path).Value ?? "", query);
    }
}
