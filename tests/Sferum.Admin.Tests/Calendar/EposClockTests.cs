using CsCheck;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Tests.Calendar;

/// <summary>Case 26 of the tricky cases; moments are written as the school's wall clock.</summary>
public sealed class EposClockTests
{
    private static readonly SchoolClock School = new(TimeProvider.System);
    private static readonly EposClock Clock = new(SchoolCalendar.Initial, School);

    [Theory]
    [InlineData("2026-11-19 10:00", "2026-11-20 14:00")]
    [InlineData("2026-11-19 23:59", "2026-11-20 14:00")]
    [InlineData("2026-11-20 15:00", "2026-11-23 14:00")]
    [InlineData("2026-11-20 00:00", "2026-11-23 14:00")]
    [InlineData("2026-11-21 12:00", "2026-11-23 14:00")]
    [InlineData("2026-11-22 12:00", "2026-11-23 14:00")]
    [InlineData("2026-11-23 13:59", "2026-11-24 14:00")]
    [InlineData("2026-12-30 18:00", "2027-01-11 14:00")]
    [InlineData("2026-04-30 09:00", "2026-05-04 14:00")]
    [InlineData("2026-05-01 09:00", "2026-05-04 14:00")]
    public void ShowsAt_ACorrection_IsTheNextWorkingDayAfterTwo(string corrected, string shows)
    {
        Clock.ShowsAt(Utc(corrected)).Should().Be(Utc(shows));
        Clock.RecheckRunsAt(Utc(corrected)).Should().Be(Utc(shows).AddMinutes(30));
    }

    [Fact]
    public void ShowsAt_WhenHolidaysAreWorkingDays_SkipsWeekendsOnly()
    {
        var literal = new EposClock(new SchoolCalendar(CalendarData.Days(), holidaysAreWorkingDays: true), School);

        literal.ShowsAt(Utc("2026-04-30 09:00")).Should().Be(Utc("2026-05-01 14:00"));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-17 10:00", "2026-11-24 14:00")]
    [InlineData("2026-09-01", "2026-11-19 10:00", "2026-11-20 14:00")]
    public void ShowsAt_AFact_StartsNeitherBeforeItsDayNorBeforeItIsRecorded(string since, string recorded, string shows)
        => Clock.ShowsAt(DateOnly.Parse(since), Utc(recorded)).Should().Be(Utc(shows));

    [Theory]
    [InlineData("2026-11-20 14:00", "2026-11-20 14:00")]
    [InlineData("2026-11-20 13:59", "2026-11-19 14:00")]
    [InlineData("2026-11-22 23:00", "2026-11-20 14:00")]
    [InlineData("2026-11-23 05:10", "2026-11-20 14:00")]
    [InlineData("2027-01-11 13:00", "2026-12-30 14:00")]
    public void LastSwitch_AtAMoment_IsTwoOfTheLatestWorkingDay(string now, string switched) => Clock.LastSwitch(Utc(now)).Should().Be(Utc(switched));

    [Fact]
    public void ShowsAt_AnyMoment_IsAWorkingDayAtTwoWithNoWorkingDayBetween()
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Gen.Int[0, 2 * 365 * 24 * 60].Sample(minutes =>
        {
            var corrected = start.AddMinutes(minutes);
            var shown = School.DayOf(Clock.ShowsAt(corrected));
            return School.ToLocal(Clock.ShowsAt(corrected)).TimeOfDay == TimeSpan.FromHours(14)
                && SchoolCalendar.Initial.IsWorkingDay(shown)
                && SchoolCalendar.Initial.WorkingDaysIn(School.DayOf(corrected).AddDays(1), shown) == 0;
        });
    }

    private static DateTime Utc(string wall)
    {
        var moment = DateTime.Parse(wall, System.Globalization.CultureInfo.InvariantCulture);
        return School.ToUtc(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
    }
}
