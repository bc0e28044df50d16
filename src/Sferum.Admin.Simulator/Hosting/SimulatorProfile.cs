namespace Sferum.Admin.Simulator.Hosting;

/// <summary>How lifelike the simulator is.</summary>
public sealed record SimulatorProfile
{
    private SimulatorProfile(string name) => Name = name;

    /// <summary>Answers at once and fails at nothing: what the <c>demo</c> verb runs.</summary>
    public static SimulatorProfile Demo { get; } = new("demo") { Latency = (TimeSpan.Zero, TimeSpan.FromMilliseconds(20)) };

    /// <summary>As the contract describes the real thing (§5): slow, with a limit, and sometimes gone.</summary>
    public static SimulatorProfile Real { get; } = new("real")
    {
        Latency = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(1500)),
        LongLatency = (TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15)),
        LongPercent = 3,
        ResetPerMille = 3,
        PerPersonCallsAMinute = 100,
        SwitchesLate = true,
        HidesTeacherTotals = true,
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    /// <summary>No delays and no faults but those switched on.</summary>
    public static SimulatorProfile Test { get; } = new("test");

    public string Name { get; }

    /// <summary>Bounds of the usual time of an answer.</summary>
    public (TimeSpan From, TimeSpan To) Latency { get; private init; }

    /// <summary>Bounds of the rare long answer, and of the fault «slow».</summary>
    public (TimeSpan From, TimeSpan To) LongLatency { get; private init; } = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

    /// <summary>How many of a hundred answers are long.</summary>
    public int LongPercent { get; private init; }

    /// <summary>How many of a thousand connections are cut.</summary>
    public int ResetPerMille { get; private init; }

    /// <summary>Calls to the routes of one person; 0 = no limit.</summary>
    public int PerPersonCallsAMinute { get; private init; }

    /// <summary>After 14:00 the routes switch to the new data one by one.</summary>
    public bool SwitchesLate { get; private init; }

    /// <summary>The list of employees comes without the headers of pages.</summary>
    public bool HidesTeacherTotals { get; private init; }

    /// <summary>What a refusal for too many calls asks for.</summary>
    public TimeSpan RetryAfter { get; private init; } = TimeSpan.FromSeconds(1);

    /// <summary>Null for a name that is none of <c>demo</c>, <c>real</c>, <c>test</c>.</summary>
    public static SimulatorProfile? Parse(string name) => new[] { Demo, Real, Test }.FirstOrDefault(p => p.Name == name);
}
