using Sferum.Admin.Core.Calendar;

namespace Sferum.Admin.Tests.Calendar;

public sealed class SchoolCalendarTests
{
    private static readonly string[] DaysOff =
    [
        "2026-01-01", "2026-01-02", "2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09", "2026-02-23",
        "2026-03-09", "2026-05-01", "2026-05-11", "2026-06-12", "2026-11-04", "2026-12-31",
        "2027-01-01", "2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07", "2027-01-08", "2027-02-23", "2027-03-08",
        "2027-05-03", "2027-05-10", "2027-06-14", "2027-11-04",
    ];

    [Fact]
    public void Days_Of2026And2027_AreTheDaysOffBesidesWeekends()
    {
        var days = CalendarData.Days();

        days.Select(day => day.Date).Should().Equal(DaysOff.Select(text => DateOnly.Parse(text)));
        days.Should().OnlyContain(day => day.Kind == CalendarDayKind.DayOff && day.Title != "" && day.Source != "");
        days.Should().OnlyContain(day => day.Date.DayOfWeek != DayOfWeek.Saturday && day.Date.DayOfWeek != DayOfWeek.Sunday);
        days.Should().OnlyContain(day => day.Provisional == (day.Date.Year == 2027));
    }

    [Theory]
    [InlineData("2026-11-20", "2026-11-23")]
    [InlineData("2026-11-21", "2026-11-23")]
    [InlineData("2026-12-30", "2027-01-11")]
    [InlineData("2026-04-30", "2026-05-04")]
    [InlineData("2026-11-03", "2026-11-05")]
    [InlineData("2028-12-30", "2029-01-01")]
    public void NextWorkingDay_AfterADay_SkipsWeekendsAndHolidays(string day, string next)
        => SchoolCalendar.Initial.NextWorkingDay(DateOnly.Parse(day)).Should().Be(DateOnly.Parse(next));

    [Fact]
    public void IsWorkingDay_WhenHolidaysAreWorkingDays_KnowsOnlyWeekends()
    {
        var calendar = new SchoolCalendar(CalendarData.Days(), holidaysAreWorkingDays: true);

        calendar.IsWorkingDay(new DateOnly(2026, 11, 4)).Should().BeTrue();
        calendar.IsWorkingDay(new DateOnly(2026, 11, 21)).Should().BeFalse();
    }

    [Fact]
    public void IsWorkingDay_OfASaturdayMadeWorking_IsOne()
    {
        var saturday = new DateOnly(2028, 2, 26);
        new SchoolCalendar([new CalendarDay { Date = saturday, Kind = CalendarDayKind.Working }]).IsWorkingDay(saturday).Should().BeTrue();
    }

    [Fact]
    public void WorkingDays_CountedAndAdded_Agree()
    {
        var from = new DateOnly(2026, 12, 28);
        var to = SchoolCalendar.Initial.AddWorkingDays(from, 10);

        to.Should().Be(new DateOnly(2027, 1, 20));
        SchoolCalendar.Initial.WorkingDaysIn(from.AddDays(1), to.AddDays(1)).Should().Be(10);
        SchoolCalendar.Initial.WorkingDaysIn(to, from).Should().Be(0);
        SchoolCalendar.Initial.AddWorkingDays(from, 0).Should().Be(from);
    }
}
