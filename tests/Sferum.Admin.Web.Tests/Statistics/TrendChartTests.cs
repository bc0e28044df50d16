using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Web.Features.Statistics;

namespace Sferum.Admin.Web.Tests.Statistics;

/// <summary>Geometry of the trend, and shares in words.</summary>
public sealed class TrendChartTests
{
    [Fact]
    public void Line_WithAGap_IsBrokenThere()
    {
        var chart = TrendChart.Of(Weeks(50, 52, null, 60, 61))!;

        chart.Lines[0].Runs.Should().HaveCount(2);
        chart.Lines[0].Last!.Value.Text.Should().Be("61,0\u00A0%");
        chart.Sentence.Should().Contain("работники: 61,0").And.Contain("цель 75 %");
    }

    [Fact]
    public void OnePoint_IsNoLine() => TrendChart.Of(Weeks(null, null, 60)).Should().BeNull();

    [Fact]
    public void Ends_ThatAreNear_HaveTheirWordsApart()
    {
        var chart = TrendChart.Of(Weeks(60, 61))!;

        chart.Lines[0].Shift.Should().NotBe(0);
        (chart.Lines[0].Shift + chart.Lines[1].Shift).Should().Be(0);
    }

    [Theory]
    [InlineData(813, 1000, false, "81,3\u00A0%")]
    [InlineData(9999, 10000, false, "99,9\u00A0%")]
    [InlineData(1, 10000, false, "0,1\u00A0%")]
    [InlineData(2, 3, true, "≥\u00A066,7\u00A0%")]
    [InlineData(3, 3, true, "100,0\u00A0%")]
    [InlineData(0, 0, true, "—")]
    [InlineData(3, null, true, "≥\u00A03")]
    public void Share_OnTheScreen_HasOneDecimalAndIsHonest(int value, int? whole, bool atLeast, string text)
        => StatisticsWords.Share(new FigureCount(value, whole, atLeast)).Should().Be(text);

    private static IReadOnlyList<TrendWeek> Weeks(params int?[] percents) =>
        [.. percents.Select((p, i) => new TrendWeek(new IsoWeek(2026, 40 + i), Count(p), Count(p)))];

    private static FigureCount? Count(int? percent) => percent is { } known ? new FigureCount(known, 100) : null;
}
