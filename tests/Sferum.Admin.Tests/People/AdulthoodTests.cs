using Sferum.Admin.Core.People;

namespace Sferum.Admin.Tests.People;

public sealed class AdulthoodTests
{
    [Theory]
    [InlineData("2008-11-20", "2026-11-19", false)]
    [InlineData("2008-11-20", "2026-11-20", true)]
    [InlineData("2008-02-29", "2026-02-28", false)]
    [InlineData("2008-02-29", "2026-03-01", true)]
    [InlineData("2008-02-28", "2026-02-28", true)]
    public void IsAdult_AroundTheEighteenthBirthday_BeginsOnTheDay(string born, string day, bool adult)
        => Adulthood.IsAdult(DateOnly.Parse(born), DateOnly.Parse(day)).Should().Be(adult);

    [Fact]
    public void IsAdult_WithoutABirthDate_IsAMinor() => Adulthood.IsAdult(null, new DateOnly(2026, 11, 20)).Should().BeFalse();
}
