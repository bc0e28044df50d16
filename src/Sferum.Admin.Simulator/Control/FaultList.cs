using System.Web;
using Microsoft.AspNetCore.Http;

namespace Sferum.Admin.Simulator.Control;

/// <summary>How often a fault was met and did its harm.</summary>
public sealed record FaultUse(Fault Fault, int Met, int Used);

/// <summary>The faults that are on. Of several that fit a call, the first in the list happens.</summary>
public sealed class FaultList
{
    private readonly Lock _lock = new();
    private List<FaultUse> _faults = [];

    public IReadOnlyList<FaultUse> Current
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Replaces the list.</summary>
    public void Set(IEnumerable<Fault> faults)
    {
        lock (_lock)
        {
            _faults = [.. faults.Select(f => new FaultUse(f, 0, 0))];
        }
    }

    /// <summary>The fault of this call, counted as met and used; <see langword="null"/> when all is well.</summary>
    public FaultKind? Take(HttpRequest request)
    {
        lock (_lock)
        {
            for (var i = 0; i < _faults.Count; i++)
            {
                var (fault, met, used) = _faults[i];
                if (!Fits(fault.Route, request))
                {
                    continue;
                }

                var happens = met >= fault.After && (fault.Times < 0 || used < fault.Times);
                _faults[i] = new FaultUse(fault, met + 1, used + (happens ? 1 : 0));
                if (happens)
                {
                    return fault.Kind;
                }
            }
        }

        return null;
    }

    private static bool Fits(string route, HttpRequest request)
    {
        var parts = route.Split('?', 2);
        if (!request.Path.Value!.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var query = HttpUtility.ParseQueryString(parts.Length > 1 ? parts[1] : "");
        return query.AllKeys.OfType<string>().All(key => request.Query[key] == query[key]);
    }
}
