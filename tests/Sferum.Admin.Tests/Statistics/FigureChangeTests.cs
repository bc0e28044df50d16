using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Tests.Statistics;

/// <summary>The small rules of the page of figures: change of a week, steps of the map, causes.</summary>
public sealed class FigureChangeTests
{
    private static readonly DateTime Now = TestClock.Now;

    [Theory]
    [InlineData("K5", 660, 650, "+1", true)]
    [InlineData("K5", 643, 650, "−0,7", false)]
    [InlineData("K5", 650, 650, "0", null)]
    public void Change_OfAShare_IsInPercentagePointsWithAMinusOfItsOwn(string code, int now, int before, string text, bool? good)
    {
        var change = FigureChange.Of(IndicatorRules.Find(code)!, new FigureCount(now, 1000), new FigureCount(before, 1000));

        change.Should().Match<FigureChange>(c => c.Text == text && c.IsShare && c.IsGood == good);
    }

    [Fact]
    public void Change_OfAShare_ComparesSharesNotNumbers()
        => FigureChange.Of(IndicatorRules.Find("K5")!, new FigureCount(10, 20), new FigureCount(10, 25))!.Amount.Should().Be(10);

    [Theory]
    [InlineData("K6", 3, 5, "−2", true)]
    [InlineData("K8", 5, 4, "+1", false)]
    [InlineData("refusals", 37, 35, "+2", null)]
    public void Change_OfANumber_IsGoodWhenHarmFalls_AndARefusalIsNeither(string code, int now, int before, string text, bool? good)
        => FigureChange.Of(IndicatorRules.Find(code)!, new FigureCount(now, null), new FigureCount(before, null))
            .Should().Match<FigureChange>(c => c.Text == text && !c.IsShare && c.IsGood == good);

    [Fact]
    public void Change_WithoutTwoWeeksToCompare_IsNothing()
    {
        var indicator = IndicatorRules.Find("K5")!;

        FigureChange.Of(indicator, new FigureCount(1, 2), null).Should().BeNull();
        FigureChange.Of(indicator, null, new FigureCount(1, 2)).Should().BeNull();
        FigureChange.Of(indicator, new FigureCount(1, 2), new FigureCount(0, 0)).Should().BeNull("0 of 0 is no share");
    }

    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(39, 100, 1)]
    [InlineData(395, 1000, 2)]
    [InlineData(59, 100, 2)]
    [InlineData(60, 100, 3)]
    [InlineData(74, 100, 3)]
    [InlineData(745, 1000, 4)]
    [InlineData(89, 100, 4)]
    [InlineData(90, 100, 5)]
    [InlineData(100, 100, 5)]
    [InlineData(0, 0, null)]
    public void Step_IsThatOfThePercentShown(int part, int whole, int? step) => HeatRules.Step(part, whole).Should().Be(step);

    [Fact]
    public void Percent_IsWhatTheCellPrints()
    {
        for (var whole = 0; whole <= 60; whole++)
        {
            for (var part = 0; part <= whole; part++)
            {
                var printed = Sferum.Admin.Core.Common.RussianText.Percent(part, whole);
                (HeatRules.Percent(part, whole) is { } percent ? $"{percent}\u00A0%" : "—").Should().Be(printed);
            }
        }
    }

    [Theory]
    [InlineData(LinkState.NotInvited, true, Cause.NotInvited)]
    [InlineData(LinkState.Invited, true, Cause.NotAccepted)]
    [InlineData(LinkState.Invited, false, Cause.NoPhone)]
    [InlineData(LinkState.NotInvited, false, Cause.NoPhone)]
    [InlineData(LinkState.NeedsRelink, false, Cause.Relink)]
    [InlineData(LinkState.SelfReported, true, Cause.ToCheck)]
    [InlineData(LinkState.Linked, true, null)]
    [InlineData(LinkState.Verified, true, null)]
    [InlineData(LinkState.Refused, true, null)]
    [InlineData(LinkState.NotApplicable, true, null)]
    public void Cause_OfEachState_IsOne(LinkState link, bool hasPhone, Cause? cause) => CauseRules.Of(link, hasPhone, null, Now).Should().Be(cause);

    [Fact]
    public void Claim_ThatTheJournalCannotShowYet_Waits()
    {
        CauseRules.Of(LinkState.SelfReported, true, Now.AddHours(1), Now).Should().Be(Cause.AwaitsJournal);
        CauseRules.Of(LinkState.SelfReported, true, Now, Now).Should().Be(Cause.ToCheck);
    }
}
