using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Tests.Statistics;

public sealed class WeekRulesTests
{
    /// <summary>Friday 20.11.2026 is <see cref="TestClock.Today"/>.</summary>
    private static readonly IsoWeek Week = new(2026, 47);

    private static readonly SchoolClock Clock = new(TestClock.Create());

    [Theory]
    [InlineData(22, 22, 59, false)]
    [InlineData(22, 23, 0, true)]
    [InlineData(23, 0, 0, true)]
    public void Week_IsOver_FromSundayElevenInTheEveningOfTheSchool(int day, int hour, int minute, bool over)
        => WeekRules.IsOver(Week, Clock.ToUtc(new DateOnly(2026, 11, day), new TimeOnly(hour, minute)), Clock).Should().Be(over);

    [Theory]
    [InlineData(22, 23, false)]
    [InlineData(23, 0, true)]
    public void Snapshot_TakenAfterMidnightOfSunday_IsBackdated(int day, int hour, bool backdated)
        => WeekRules.IsBackdated(Week, Clock.ToUtc(new DateOnly(2026, 11, day), new TimeOnly(hour, 0)), Clock).Should().Be(backdated);

    [Fact]
    public void Due_AfterAnOutage_AreTheMissedWeeksInOrder()
        => WeekRules.Due(Clock.ToUtc(new DateOnly(2026, 11, 25)), Clock, new DateOnly(2026, 10, 28), new HashSet<IsoWeek> { new(2026, 45) })
            .Should().Equal(new IsoWeek(2026, 44), new IsoWeek(2026, 46), Week);

    [Fact]
    public void Due_BeforeTheFirstLook_IsNothing()
    {
        WeekRules.Due(TestClock.Now, Clock, null, new HashSet<IsoWeek>()).Should().BeEmpty();
        WeekRules.Due(TestClock.Now, Clock, TestClock.Today, new HashSet<IsoWeek>()).Should().BeEmpty("the week of the first look still goes on");
    }

    [Fact]
    public void Due_OfLooksInAPastYear_BeginsWithThisOne()
        => WeekRules.Due(Clock.ToUtc(new DateOnly(2026, 9, 8)), Clock, new DateOnly(2025, 10, 1), new HashSet<IsoWeek>()).Should().Equal(new IsoWeek(2026, 36));

    [Fact]
    public void WeeksOfAYear_BeginWithThatOfTheFirstOfSeptember_AcrossNewYear()
    {
        WeekRules.OfYear(Week)[0].Should().Be(new IsoWeek(2026, 36));
        WeekRules.OfYear(new IsoWeek(2027, 2)).Should().HaveCount(20).And.Contain(new IsoWeek(2026, 53));
        WeekRules.OfYear(new IsoWeek(2026, 36)).Should().Equal(new IsoWeek(2026, 36));
    }

    [Fact]
    public void Line_IsTwelveWeeksWithTheShownOneLast()
        => WeekRules.OfLine(new IsoWeek(2027, 3)).Should().HaveCount(12).And.BeInAscendingOrder().And.EndWith(new IsoWeek(2027, 3));
}
