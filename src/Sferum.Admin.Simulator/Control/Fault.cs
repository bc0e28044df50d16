namespace Sferum.Admin.Simulator.Control;

/// <summary>What can go wrong on request; the names on the wire are those of <see cref="FaultNames"/>.</summary>
public enum FaultKind
{
    /// <summary>No answer until the caller gives up, 60 s at most.</summary>
    Timeout,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>502 with a page of HTML.</summary>
    BadGateway,

    /// <summary>503 with a page of maintenance.</summary>
    Unavailable,

    /// <summary>200 with no rows and a total of 0.</summary>
    Empty,

    /// <summary>Half of the rows; the total is still that of all.</summary>
    Half,

    /// <summary>Rows that stand twice.</summary>
    Duplicate,

    /// <summary>JSON that breaks off.</summary>
    Malformed,

    /// <summary>200 with an object that has a message, where an array is due.</summary>
    MessageObject,

    /// <summary>401: the session was displaced.</summary>
    Expired,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>The connection is cut.</summary>
    Reset,

    /// <summary>A right answer after some seconds.</summary>
    Slow,

    /// <summary>Rows move between the pages while somebody walks through them.</summary>
    Shift,

    /// <summary>The total is two more than the rows.</summary>
    CountLag,

    /// <summary>429 with <c>Retry-After</c>.</summary>
    Flood,

    /// <summary>After 14:00 the routes switch to the new data one by one, within 20 minutes.</summary>
    Lag,
}

/// <summary>A fault on request.</summary>
/// <param name="Route">
/// Prefix of the path, e.g. <c>/epos/core/api/student_profiles</c>. With a query, the call's must have the same values too:
/// <c>/epos/core/api/student_profiles?class_unit_ids=2101</c>.
/// </param>
/// <param name="Times">Calls it spoils; −1 until it is removed.</param>
/// <param name="After">Matching calls that go well first.</param>
public sealed record Fault(string Route, FaultKind Kind, int Times = -1, int After = 0);

/// <summary>Names of the faults on the wire.</summary>
public static class FaultNames
{
    private static readonly Dictionary<string, FaultKind> Kinds = new()
    {
        ["timeout"] = FaultKind.Timeout,
        ["500"] = FaultKind.ServerError,
        ["502html"] = FaultKind.BadGateway,
        ["503"] = FaultKind.Unavailable,
        ["empty"] = FaultKind.Empty,
        ["half"] = FaultKind.Half,
        ["duplicate"] = FaultKind.Duplicate,
        ["malformed"] = FaultKind.Malformed,
        ["message200"] = FaultKind.MessageObject,
        ["expired"] = FaultKind.Expired,
        ["forbidden"] = FaultKind.Forbidden,
        ["reset"] = FaultKind.Reset,
        ["slow"] = FaultKind.Slow,
        ["shift"] = FaultKind.Shift,
        ["count.lag"] = FaultKind.CountLag,
        ["flood"] = FaultKind.Flood,
        ["lag"] = FaultKind.Lag,
    };

    public static IEnumerable<string> All => Kinds.Keys;

    public static FaultKind? Parse(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;

    public static string NameOf(FaultKind kind) => Kinds.First(k => k.Value == kind).Key;
}
