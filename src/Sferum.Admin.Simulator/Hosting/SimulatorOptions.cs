using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Simulator.Hosting;

/// <summary>How the simulator is started.</summary>
public sealed record SimulatorOptions
{
    /// <summary>What is played.</summary>
    public required SimulatedCollege College { get; init; }

    public SimulatorProfile Profile { get; init; } = SimulatorProfile.Test;

    /// <summary>The clock under the virtual one. Delays pass in real time, whatever it says.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Plain HTTP on loopback, e.g. <c>http://127.0.0.1:5081</c>; a free port unless told.</summary>
    public Uri? Url { get; init; }

    /// <summary>Working days of the 14:00 rule; the portal's, so that both agree.</summary>
    public SchoolCalendar Calendar { get; init; } = SchoolCalendar.Initial;

    /// <summary>Most rows on a page, whatever is asked for. 300 by the contract; tests take less to have several pages.</summary>
    public int PageLimit { get; init; } = 300;
}
