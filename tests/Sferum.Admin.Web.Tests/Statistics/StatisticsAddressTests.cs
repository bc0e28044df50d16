using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Web.Features.Statistics;

namespace Sferum.Admin.Web.Tests.Statistics;

public sealed class StatisticsAddressTests
{
    private static readonly Guid Group = Guid.Parse("0197a000-0000-7000-8000-000000000009");

    [Fact]
    public void Address_OfDefaults_IsBare()
    {
        StatisticsAddress.Week(null).Should().Be("/statistics");
        StatisticsAddress.Week(new IsoWeek(2026, 47)).Should().Be("/statistics?week=2026-W47");
        StatisticsAddress.OfDay(new DateOnly(2026, 11, 22)).Should().Be("/statistics?week=2026-W47");
        StatisticsAddress.List("K5", IndicatorPart.Numerator).Should().Be("/statistics/K5");
    }

    [Fact]
    public void Address_OfEverything_CarriesIt()
        => StatisticsAddress.List("K5", IndicatorPart.NotChecked, new DateOnly(2026, 11, 20), Group, 3)
            .Should().Be($"/statistics/K5?part=not-checked&group={Group}&day=2026-11-20&page=3");

    [Fact]
    public void Part_OfEveryName_ReadsBack()
    {
        foreach (var part in Enum.GetValues<IndicatorPart>())
        {
            var address = StatisticsAddress.List("K2-staff", part);
            StatisticsAddress.Part(address.Contains("part=") ? address.Split("part=")[1] : null).Should().Be(part);
        }

        StatisticsAddress.Part("rests").Should().BeNull();
    }

    [Fact]
    public void Cause_OfEveryName_ReadsBack()
    {
        foreach (var cause in Enum.GetValues<Cause>())
        {
            StatisticsAddress.CauseOf(StatisticsAddress.List("K2-families", IndicatorPart.Rest, cause: cause).Split("cause=")[1]).Should().Be(cause);
        }

        StatisticsAddress.CauseOf("no-cause").Should().BeNull();
    }

    [Theory]
    [InlineData("2026-11-20", 2026)]
    [InlineData("20.11.2026", null)]
    [InlineData(null, null)]
    public void Day_OfAText_IsADayOrToday(string? text, int? year) => (StatisticsAddress.Day(text)?.Year).Should().Be(year);

    [Theory]
    [InlineData("2", 2)]
    [InlineData("0", 1)]
    [InlineData("-3", 1)]
    [InlineData("два", 1)]
    [InlineData(null, 1)]
    public void Page_OfAText_IsANumberFromOne(string? text, int page) => StatisticsAddress.Page(text).Should().Be(page);
}
