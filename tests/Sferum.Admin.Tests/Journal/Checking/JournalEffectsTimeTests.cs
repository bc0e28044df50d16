using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>What the same row says before and after its moment: young musts, claims, corrections, lost links, curators that follow each other.</summary>
public sealed class JournalEffectsTimeTests
{
    /// <summary>Enrolled on Friday 20.11: ЭПОС shows it on Monday at 14:00, a missing chat counts from that very moment (case 26).</summary>
    [Theory]
    [InlineData("20:14", "ObservedLinked")]
    [InlineData("23:13", "ObservedLinked")]
    [InlineData("23:14", "G- ObservedLinked")]
    public void Effects_OfAYoungMust_SayMissingFromItsMomentOn(string asOf, string expected)
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId, from: TestClock.Today));

        board.Words(board.Effects(student, "linked", PersonKnown.Nothing, asOf: asOf, day: new DateOnly(2026, 11, 23))).Should().Be(expected);
        board.Words(board.Effects(student, "linked G", PersonKnown.Nothing, asOf: asOf, day: new DateOnly(2026, 11, 23))).Should().Be("G+ ObservedLinked");
    }

    [Fact]
    public void Effects_OfAYoungMustSeenBefore_SayNothingYet()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId, from: TestClock.Today));

        board.Words(board.Effects(student, "linked", board.Known("ObservedLinked@2 G+L@20:9"), asOf: "20:14")).Should().Be("");
    }

    /// <summary>Said on Friday at 15:00: «not linked» of Monday 13:00 is no answer yet, of 14:00 it is (case 26).</summary>
    [Theory]
    [InlineData("21", LinkState.SelfReported)]
    [InlineData("23:13", LinkState.SelfReported)]
    [InlineData("23:14", LinkState.Invited)]
    public void Status_OfAClaimReadAsNotLinked_WaitsForItsMoment(string asOf, LinkState expected)
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var claim = new LinkFactRow(Guid.CreateVersion7(), LinkFactKind.Claimed, EffectsBoard.At("20:15"), EffectsBoard.At("23:14"));
        var known = PersonKnown.Nothing with { Facts = [new KnownFact(board.Messenger, claim, false)] };

        board.Effects(student, "notlinked", known, asOf: asOf, day: new DateOnly(2026, 11, 23)).Status!.State.Should().Be(expected);
    }

    /// <summary>While the claim is younger than its moment nobody expects the chats; from then on they are «не видно» (case 26).</summary>
    [Theory]
    [InlineData("23:13", "ObservedNotLinked")]
    [InlineData("23:14", "G- ObservedNotLinked")]
    public void Effects_OfAClaimReadAsNotLinked_SayMissingFromItsMomentOn(string asOf, string expected)
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var claim = new LinkFactRow(Guid.CreateVersion7(), LinkFactKind.Claimed, EffectsBoard.At("20:15"), EffectsBoard.At("23:14"));
        var known = PersonKnown.Nothing with { Facts = [new KnownFact(board.Messenger, claim, false)] };

        board.Words(board.Effects(student, "notlinked", known, asOf: asOf, day: new DateOnly(2026, 11, 23))).Should().Be(expected);
    }

    /// <summary>Entered in ЭПОС on Friday, shows on Monday at 14:00: before that nothing counts against the person (case 26).</summary>
    [Theory]
    [InlineData("23:13", "linked", "ObservedLinked")]
    [InlineData("23:13", "notlinked", "")]
    [InlineData("23:13", "linked G", "G+ ObservedLinked")]
    [InlineData("23:14", "linked", "G- ObservedLinked")]
    [InlineData("23:14", "notlinked", "G- ObservedNotLinked")]
    public void Effects_BeforeACorrectionShows_AreOnlyGood(string asOf, string row, string expected)
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        board.Corrections[student] = EffectsBoard.At("23:14");

        board.Words(board.Effects(student, row, PersonKnown.Nothing, asOf: asOf, day: new DateOnly(2026, 11, 23))).Should().Be(expected);
    }

    /// <summary>The phone changed: the link breaks, and what was seen before proves nothing until it is seen anew (case 24).</summary>
    [Fact]
    public void Status_OfABrokenLink_NeedsRelinkUntilTheNextGoodAnswer()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var known = board.Known("ObservedLinked@2 G+R@10");
        var row = board.Row(student, "broken G", EffectsBoard.At("17:14"));
        var broken = board.Effects(student, "broken G", known, asOf: "17:14");

        broken.Status!.State.Should().Be(LinkState.NeedsRelink);
        var after = EffectsBoard.After(known, row, broken);
        board.Effects(student, "linked", after, asOf: "18:14").Status!.State.Should().Be(LinkState.Linked);
        board.Effects(student, "linked G", after, asOf: "18:14").Status!.State.Should().Be(LinkState.Verified);
    }

    /// <summary>On the day both lead the group both must be there; the day after the first one is an extra, and may go (case 20).</summary>
    [Theory]
    [InlineData(20, "G- S- ObservedLinked", "G- S- ObservedLinked")]
    [InlineData(21, "S- ObservedLinked", "G- S- ObservedLinked")]
    public void Effects_OfCuratorsThatFollowEachOther_GoByTheirDays(int day, string first, string second)
    {
        var board = new EffectsBoard();
        var old = board.Bind(board.College.Curator(board.GroupId, to: new DateOnly(2026, 11, 21)));
        var next = board.Bind(board.College.Curator(board.GroupId, from: new DateOnly(2026, 11, 18)));

        board.Words(board.Effects(old, "linked", PersonKnown.Nothing, asOf: "20:14", day: new DateOnly(2026, 11, day))).Should().Be(first);
        board.Words(board.Effects(next, "linked", PersonKnown.Nothing, asOf: "20:14", day: new DateOnly(2026, 11, day))).Should().Be(second);
        board.Words(board.Effects(old, "linked G S", PersonKnown.Nothing, asOf: "20:14", day: new DateOnly(2026, 11, day))).Should().Be("G+ S+ ObservedLinked");
    }
}
