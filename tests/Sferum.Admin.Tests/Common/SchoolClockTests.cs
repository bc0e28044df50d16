using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Tests.Common;

public sealed class SchoolClockTests
{
    [Fact]
    public void Today_AtSchoolMidnight_TurnsWhileItIsStillYesterdayInUtc()
    {
        var time = TestClock.Create();
        var clock = new SchoolClock(time);
        time.SetUtcNow(new DateTimeOffset(2026, 11, 20, 18, 59, 59, TimeSpan.Zero));
        clock.Today.Should().Be(new DateOnly(2026, 11, 20));

        time.Advance(TimeSpan.FromSeconds(1));

        clock.Today.Should().Be(new DateOnly(2026, 11, 21));
        clock.Now.Kind.Should().Be(DateTimeKind.Utc);
    }

    [Fact]
    public void RangeOf_ADay_IsItsTwentyFourHoursInUtc()
    {
        var (from, to) = new SchoolClock(TimeProvider.System).RangeOf(new DateOnly(2026, 11, 20));

        from.Should().Be(new DateTime(2026, 11, 19, 19, 0, 0, DateTimeKind.Utc));
        to.Should().Be(from.AddDays(1));
        from.Kind.Should().Be(DateTimeKind.Utc);
    }

    [Fact]
    public void ToUtc_OfAnHourThatClocksSkip_IsTheFirstMomentAfterIt()
    {
        var clock = new SchoolClock(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        clock.ToUtc(new DateOnly(2026, 3, 29), new TimeOnly(2, 30)).Should().Be(new DateTime(2026, 3, 29, 1, 0, 0, DateTimeKind.Utc));
    }
}
