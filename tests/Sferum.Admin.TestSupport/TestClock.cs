using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.TestSupport;

/// <summary>The day on which tests play: a working Friday of the autumn term, with a weekend after it for the clock of ЭПОС.</summary>
public static class TestClock
{
    /// <summary>Friday 20.11.2026.</summary>
    public static readonly DateOnly Today = new(2026, 11, 20);

    /// <summary>Noon of <see cref="Today"/> in Yekaterinburg, UTC.</summary>
    public static readonly DateTime Now = new(2026, 11, 20, 7, 0, 0, DateTimeKind.Utc);

    /// <summary>A clock that stands at <see cref="Now"/> until a test moves it.</summary>
    public static FakeTimeProvider Create()
    {
        var time = new FakeTimeProvider(Now);
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(SchoolClock.DefaultZoneId));
        return time;
    }
}
