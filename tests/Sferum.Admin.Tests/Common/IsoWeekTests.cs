using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Tests.Common;

public sealed class IsoWeekTests
{
    [Theory]
    [InlineData("2026-11-16", "2026-W47", "16–22.11")]
    [InlineData("2026-11-22", "2026-W47", "16–22.11")]
    [InlineData("2026-12-01", "2026-W49", "30.11–06.12")]
    [InlineData("2027-01-03", "2026-W53", "28.12–03.01")]
    [InlineData("2027-01-04", "2027-W01", "04–10.01")]
    [InlineData("2024-12-30", "2025-W01", "30.12–05.01")]
    public void Week_OfADay_HasItsNumberAndRange(string day, string week, string range)
    {
        var actual = IsoWeek.Of(DateOnly.Parse(day));
        actual.ToString().Should().Be(week);
        actual.RangeText.Should().Be(range);
        actual.Contains(DateOnly.Parse(day)).Should().BeTrue();
        IsoWeek.TryParse(week, out var parsed).Should().BeTrue();
        parsed.Should().Be(actual);
    }

    [Theory]
    [InlineData("2025-W53")]
    [InlineData("2026-W00")]
    [InlineData("2026W47")]
    [InlineData("2026-47")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_OfSomethingElse_Refuses(string? text) => IsoWeek.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Next_OverAYearsEnd_KeepsTheOrder()
    {
        var last = new IsoWeek(2026, 53);
        last.Next.Should().Be(new IsoWeek(2027, 1));
        last.Next.Previous.Should().Be(last);
        (last < last.Next).Should().BeTrue();
    }
}
