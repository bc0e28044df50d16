using Microsoft.AspNetCore.Http;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Simulator.Epos;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Simulator.Hosting;

/// <summary>What the routes of a running simulator share.</summary>
internal sealed class SimulatorRun
{
    private volatile JournalWorld _world;

    public SimulatorRun(SimulatorOptions options)
    {
        Options = options;
        Clock = new VirtualClock(options.Time);
        School = new SchoolClock(Clock);
        Sessions = new EposSessions(School);
        PerPerson = new CallLimit(options.Profile.PerPersonCallsAMinute, options.Time);
        _world = NewWorld(options.College);
    }

    public SimulatorOptions Options { get; }

    public SimulatorProfile Profile => Options.Profile;

    public VirtualClock Clock { get; }

    /// <summary>The journal's now in the school's zone.</summary>
    public SchoolClock School { get; }

    public JournalWorld World => _world;

    public FaultList Faults { get; } = new();

    public CallLog Log { get; } = new();

    public EposSessions Sessions { get; }

    public CallLimit PerPerson { get; }

    /// <summary>The college as it began, no faults, no sessions, counters at zero. The clock stays.</summary>
    public void Reset() => Play(World.College);

    /// <summary>Another college, from its beginning.</summary>
    public void Play(SimulatedCollege college)
    {
        _world = NewWorld(college);
        Faults.Set([]);
        Sessions.Clear();
        Log.Clear();
    }

    /// <summary>The journal's data as this call may see them.</summary>
    public JournalSnapshot Snapshot(HttpContext context) =>
        World.Snapshot(Profile.SwitchesLate || CallFault.Of(context) == FaultKind.Lag ? RouteLag.Of(context.Request) : default);

    private JournalWorld NewWorld(SimulatedCollege college) => new(college, School, Options.Calendar);
}
