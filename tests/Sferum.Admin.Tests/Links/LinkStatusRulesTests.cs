using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Tests.Links;

/// <summary>Every row of the table «Link status». Moments are days of November 2026 with an hour, in the school's zone.</summary>
public sealed class LinkStatusRulesTests
{
    private static readonly SchoolClock School = new(TimeProvider.System);
    private static readonly DateOnly Today = TestClock.Today;
    private static readonly Guid GroupId = Guid.CreateVersion7();
    private static readonly ChatKey Group = ChatKey.Group(GroupId);
    private static readonly ChatKey Parents = ChatKey.Parents(GroupId);

    /// <summary>
    /// A history in words: <c>kind@day[:hour]</c> in order, a claim with <c>/day</c> = recheck at 14:00 of that day, <c>!</c> = taken back.
    /// </summary>
    [Theory]
    [InlineData("", LinkState.NotInvited)]
    [InlineData("Invited@2", LinkState.Invited)]
    [InlineData("Claimed@2/3", LinkState.SelfReported)]
    [InlineData("Invited@2 Claimed@5/6", LinkState.SelfReported)]
    [InlineData("Claimed@2/3 Invited@5", LinkState.SelfReported)]
    [InlineData("ObservedLinked@2", LinkState.Linked)]
    [InlineData("Invited@2 Claimed@3/5 ObservedLinked@6", LinkState.Linked)]
    [InlineData("ObservedLinked@2 Invited@3", LinkState.Linked)]
    [InlineData("ObservedLinked@2 Claimed@3/5", LinkState.Linked)]
    [InlineData("Invited@2 ObservedNotLinked@3", LinkState.Invited)]
    [InlineData("ObservedNotLinked@3", LinkState.NotInvited)]
    [InlineData("Invited@2 Claimed@16/17 ObservedNotLinked@17:13", LinkState.SelfReported)]
    [InlineData("Invited@2 Claimed@16/17 ObservedNotLinked@17:14", LinkState.Invited)]
    [InlineData("Invited@2 Claimed@16/17 ObservedNotLinked@17:15", LinkState.Invited)]
    [InlineData("Claimed@16/17 ObservedNotLinked@17:15", LinkState.Invited)]
    [InlineData("ObservedLinked@2 ObservedNotLinked@3", LinkState.NeedsRelink)]
    [InlineData("Claimed@2/3 ObservedLinked@4 ObservedNotLinked@9", LinkState.NeedsRelink)]
    [InlineData("ObservedLinked@2 Claimed@16/17 ObservedNotLinked@17:13", LinkState.Linked)]
    [InlineData("ObservedLinked@2 ObservedBroken@5", LinkState.NeedsRelink)]
    [InlineData("ObservedLinked@2 PhoneOfRecordEnded@5", LinkState.NeedsRelink)]
    [InlineData("ObservedLinked@2 ObservedBroken@5 Invited@6", LinkState.NeedsRelink)]
    [InlineData("ObservedLinked@2 ObservedBroken@5 Claimed@6/9", LinkState.SelfReported)]
    [InlineData("ObservedLinked@2 ObservedBroken@5 ObservedLinked@6", LinkState.Linked)]
    [InlineData("ObservedBroken@5 ObservedNotLinked@6", LinkState.NeedsRelink)]
    [InlineData("NotApplicable@2", LinkState.NotApplicable)]
    [InlineData("Invited@2 NotApplicable@3", LinkState.NotApplicable)]
    [InlineData("NotApplicable@2 ObservedNotLinked@3", LinkState.NotApplicable)]
    [InlineData("NotApplicable@2 Invited@3", LinkState.Invited)]
    [InlineData("NotApplicable@2 ObservedLinked@3", LinkState.Linked)]
    [InlineData("NotApplicable@2!", LinkState.NotInvited)]
    [InlineData("Invited@2 Claimed@5/6!", LinkState.Invited)]
    [InlineData("ObservedLinked@2 ObservedBroken@5!", LinkState.Linked)]
    [InlineData("ObservedLinked@2!", LinkState.NotInvited)]
    public void Status_OfAHistory_IsWhatTheTableSays(string history, LinkState expected)
        => Status(facts: history).State.Should().Be(expected);

    [Fact]
    public void Status_OfFactsInAnyOrderOfRows_IsTheSame()
    {
        var facts = Facts("Invited@2 Claimed@5/6 ObservedLinked@9 ObservedBroken@12");
        facts.Reverse();

        Status(new LinkEvidence(facts, [], [], [])).State.Should().Be(LinkState.NeedsRelink);
    }

    [Fact]
    public void Status_WithARefusalInForce_IsRefusedAndEndsWithIt()
    {
        var refusal = new OptOutRow(new FactPeriod(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 25)));
        var evidence = new LinkEvidence(Facts("ObservedLinked@2"), [refusal], [], []);

        var refused = Status(evidence);
        refused.State.Should().Be(LinkState.Refused);
        refused.ValidUntil.Should().Be(new DateOnly(2026, 11, 25));
        Status(evidence, new DateOnly(2026, 11, 25)).State.Should().Be(LinkState.Linked);
        Status(evidence, new DateOnly(2026, 10, 31)).ValidUntil.Should().Be(new DateOnly(2026, 11, 1));
    }

    [Fact]
    public void Status_OfARefuserWithdrawnAndRefusedAgain_FollowsTheDays()
    {
        var first = new OptOutRow(new FactPeriod(new DateOnly(2026, 9, 1), new DateOnly(2026, 10, 1)));
        var second = new OptOutRow(new FactPeriod(new DateOnly(2026, 11, 1), null));
        var evidence = new LinkEvidence([], [first, second], [], []);

        Status(evidence, new DateOnly(2026, 9, 15)).State.Should().Be(LinkState.Refused);
        Status(evidence, new DateOnly(2026, 10, 15)).State.Should().Be(LinkState.NotInvited);
        Status(evidence, new DateOnly(2026, 11, 15)).State.Should().Be(LinkState.Refused);
    }

    [Fact]
    public void Status_WithAnyMandatoryChatSeen_IsAtLeastLinked()
        => Status(new LinkEvidence([], [], [Look(Group, 10)], [Must(Group), Must(Parents)])).State.Should().Be(LinkState.Linked);

    [Fact]
    public void Status_WithACustomChatSeen_ProvesNothing()
        => Status(new LinkEvidence([], [], [Look(new ChatKey(ChatKind.Custom, null), 10)], [])).State.Should().Be(LinkState.NotInvited);

    [Fact]
    public void Status_WithAMissingChat_SaysNothingOfTheLink()
        => Status(new LinkEvidence(Facts("Invited@2"), [], [Look(Group, 10, VisibilityState.Missing)], [Must(Group)])).State.Should().Be(LinkState.Invited);

    [Fact]
    public void Status_WithEveryMustSeen_IsVerifiedUntilTheOldestLookAges()
    {
        var answer = Status(new LinkEvidence([], [], [Look(Group, 10), Look(Parents, 12)], [Must(Group), Must(Parents)]));

        answer.State.Should().Be(LinkState.Verified);
        answer.ValidUntil.Should().Be(new DateOnly(2026, 11, 10).AddDays(31));
    }

    [Theory]
    [InlineData(30, LinkState.Verified)]
    [InlineData(31, LinkState.Linked)]
    public void Status_WhenALookAges_FallsBackToLinked(int daysAfterTheLook, LinkState expected)
    {
        var evidence = new LinkEvidence([], [], [Look(Group, 1)], [Must(Group)]);

        Status(evidence, new DateOnly(2026, 11, 1).AddDays(daysAfterTheLook)).State.Should().Be(expected);
    }

    [Theory]
    [InlineData(7, LinkState.Linked)]
    [InlineData(19, LinkState.Verified)]
    public void Status_WithAnotherAgeOfLooks_FollowsTheSetting(int lookDays, LinkState expected)
        => LinkStatusRules.StatusOn(new LinkEvidence([], [], [Look(Group, 1)], [Must(Group)]), Today, School, new LinkRuleSettings(lookDays))
            .State.Should().Be(expected);

    [Fact]
    public void Status_WithoutAnyMust_IsLinkedAtMost()
        => Status(new LinkEvidence([], [], [Look(Group, 10)], [])).State.Should().Be(LinkState.Linked);

    [Fact]
    public void Status_WithALaterMissing_IsNotVerified()
        => Status(new LinkEvidence([], [], [Look(Group, 10), Look(Group, 12, VisibilityState.Missing)], [Must(Group)])).State.Should().Be(LinkState.Linked);

    [Fact]
    public void Status_WithAMustYoungerThanItsRecheck_DoesNotCountItYet()
    {
        var young = new MustRow(Parents, At("20:14"));
        var evidence = new LinkEvidence([], [], [Look(Group, 10)], [Must(Group), young]);

        var today = Status(evidence);
        today.State.Should().Be(LinkState.Verified);
        today.ValidUntil.Should().Be(new DateOnly(2026, 11, 21));
        Status(evidence, new DateOnly(2026, 11, 21)).State.Should().Be(LinkState.Linked);
    }

    [Fact]
    public void Status_WithOnlyAYoungMust_IsLinkedUntilItIsSeen()
    {
        var young = new MustRow(Group, At("20:14"));

        Status(new LinkEvidence(Facts("ObservedLinked@2"), [], [], [young])).State.Should().Be(LinkState.Linked);
        Status(new LinkEvidence([], [], [Look(Group, 20)], [young])).State.Should().Be(LinkState.Verified);
    }

    [Fact]
    public void Status_AfterABreak_DoesNotTrustEarlierLooks()
    {
        var evidence = new LinkEvidence(Facts("ObservedBroken@11"), [], [Look(Group, 10), Look(Parents, 12)], [Must(Group), Must(Parents)]);

        Status(evidence).State.Should().Be(LinkState.Linked);
        Status(evidence with { Seen = [Look(Group, 13), Look(Parents, 12)] }).State.Should().Be(LinkState.Verified);
    }

    [Fact]
    public void Status_WithLooksBeforeAndAfterABreak_DoesNotTrustOthersFromBefore()
    {
        var looks = new[] { Looks(Group, 5, 13), Look(Parents, 10) };

        Status(new LinkEvidence(Facts("ObservedNotLinked@11"), [], looks, [Must(Group), Must(Parents)])).State.Should().Be(LinkState.Linked);
    }

    [Fact]
    public void Status_WithALookAtAChatOfThePastYear_IsLinkedOnly()
        => Status(new LinkEvidence([], [], [Look(Group, 10) with { IsOfPastYear = true }], [Must(Group)])).State.Should().Be(LinkState.Linked);

    [Fact]
    public void ValidUntil_WhenTheRegisterChangesTheMusts_IsThatDay()
    {
        var evidence = new LinkEvidence([], [], [Look(Group, 10)], [Must(Group)], MustsChangeOn: new DateOnly(2026, 11, 22));

        Status(evidence).ValidUntil.Should().Be(new DateOnly(2026, 11, 22));
    }

    [Fact]
    public void ValidUntil_OfAnInvitation_IsNever() => Status(facts: "Invited@2").ValidUntil.Should().BeNull();

    [Fact]
    public void RecheckAt_OfAClaim_IsKeptUntilAnObservation()
    {
        Status(facts: "Claimed@16/17").RecheckAt.Should().Be(At("17:14"));
        Status(facts: "Claimed@16/17 ObservedLinked@18").RecheckAt.Should().BeNull();
    }

    [Fact]
    public void Since_OfAStatus_IsTheMomentThatBroughtIt()
        => Status(facts: "ObservedLinked@2 ObservedLinked@9").Since.Should().Be(At("2:12"));

    private static LinkStatusAnswer Status(string facts) => Status(new LinkEvidence(Facts(facts), [], [], []));

    private static LinkStatusAnswer Status(LinkEvidence evidence, DateOnly? day = null)
        => LinkStatusRules.StatusOn(evidence, day ?? Today, School, LinkRuleSettings.Default);

    private static MustRow Must(ChatKey chat) => new(chat, At("2:14"));

    private static SeenRow Look(ChatKey chat, int day, VisibilityState state = VisibilityState.Visible) => Looks(chat, day, day, state);

    private static SeenRow Looks(ChatKey chat, int first, int last, VisibilityState state = VisibilityState.Visible) => new(chat, state, At($"{last}:12")) { FirstAsOf = At($"{first}:12") };

    private static List<LinkFactRow> Facts(string history)
    {
        var rows = new List<LinkFactRow>();
        foreach (var word in history.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.TrimEnd('!').Split('@', '/');
            var recheck = parts.Length > 2 ? At($"{parts[2]}:14") : (DateTime?)null;
            rows.Add(new LinkFactRow(Guid.CreateVersion7(), Enum.Parse<LinkFactKind>(parts[0]), At(parts[1]), recheck));
            if (word.EndsWith('!'))
            {
                rows.Add(new LinkFactRow(Guid.CreateVersion7(), LinkFactKind.Retracted, At("19"), RetractsId: rows[^1].Id));
            }
        }

        return rows;
    }

    /// <summary><c>17</c> or <c>17:14</c>: day of November and hour, noon by default.</summary>
    private static DateTime At(string text)
    {
        var parts = text.Split(':');
        var hour = parts.Length > 1 ? int.Parse(parts[1]) : 12;
        return School.ToUtc(new DateOnly(2026, 11, int.Parse(parts[0])), new TimeOnly(hour, 0));
    }
}
