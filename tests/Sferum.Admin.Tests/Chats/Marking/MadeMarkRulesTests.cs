using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Tests.Chats.Marking;

public sealed class MadeMarkRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 25, 7, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();
    private static readonly Guid Shown = Guid.CreateVersion7();

    public static TheoryData<string, MadeMark, ChatVisibility?, MadeMarkVerdict> Looks => new()
    {
        { "nobody looked", Mark(hours: 2), null, MadeMarkVerdict.Saved },
        { "the page showed that look", Mark(hours: 2, seen: Shown), Look(Other, VisibilityState.Missing, hoursAgo: 30, id: Shown), MadeMarkVerdict.Saved },
        { "another found something else after", Mark(hours: 2), Look(Other, VisibilityState.Missing, hoursAgo: 1), MadeMarkVerdict.Conflict },
        { "another found something else before, unseen", Mark(hours: 2), Look(Other, VisibilityState.Missing, hoursAgo: 3), MadeMarkVerdict.Conflict },
        { "a reading found something else", Mark(hours: 2), Look(null, VisibilityState.Missing, hoursAgo: 1), MadeMarkVerdict.Conflict },
        { "another found the same after", Mark(hours: 2), Look(Other, VisibilityState.Visible, hoursAgo: 1), MadeMarkVerdict.AlreadySo },
        { "another found the same before", Mark(hours: 2), Look(Other, VisibilityState.Visible, hoursAgo: 3), MadeMarkVerdict.Saved },
        { "I did myself on another device", Mark(hours: 2), Look(Me, VisibilityState.Missing, hoursAgo: 1), MadeMarkVerdict.Saved },
        { "two looks at one moment, with a connection", Mark(seconds: 3), Look(Other, VisibilityState.Missing, hoursAgo: 0), MadeMarkVerdict.Saved },
        { "a day ago", Mark(hours: 24), null, MadeMarkVerdict.Saved },
        { "more than a day ago", Mark(hours: 25), null, MadeMarkVerdict.TooOld },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    internal void OfLook_ByWhatTheCellSaysNow_IsDecided(string because, MadeMark mark, ChatVisibility? standing, MadeMarkVerdict expected) =>
        MadeMarkRules.OfLook(mark, standing, Me, Now).Should().Be(expected, because);

    [Theory]
    [InlineData(LinkState.NotInvited, true, 2, MadeMarkVerdict.Saved)]
    [InlineData(LinkState.Refused, true, 2, MadeMarkVerdict.Conflict)]
    [InlineData(LinkState.Refused, false, 2, MadeMarkVerdict.Saved)]
    [InlineData(LinkState.SelfReported, true, 2, MadeMarkVerdict.AlreadySo)]
    [InlineData(LinkState.Refused, true, 0, MadeMarkVerdict.Saved)]
    [InlineData(LinkState.NotInvited, true, 30, MadeMarkVerdict.TooOld)]
    public void OfLink_ByWhatTheLinkIsNow_IsDecided(LinkState current, bool isByOther, int hours, MadeMarkVerdict expected)
    {
        var mark = new MadeMark(Guid.CreateVersion7(), MadeMarkKind.Claimed, Guid.CreateVersion7(), null, null, LinkState.NotInvited, TimeSpan.FromHours(hours));

        MadeMarkRules.OfLink(mark, current, isByOther).Should().Be(expected);
    }

    [Theory]
    [InlineData(-3600, 0)]
    [InlineData(0, 0)]
    [InlineData(7200, 7200)]
    public void MadeAt_OfAnyClock_IsNeverInTheFuture(int ageSeconds, int secondsBack) =>
        MadeMarkRules.MadeAt(TimeSpan.FromSeconds(ageSeconds), Now).Should().Be(Now.AddSeconds(-secondsBack));

    [Fact]
    public void LookAt_OfACellOthersKnewLater_IsNotBeforeTheirKnowledge()
    {
        var made = Now.AddHours(-2);

        MadeMarkRules.LookAt(made, Look(Other, VisibilityState.Missing, hoursAgo: 1), Me).Should().Be(Now.AddHours(-1));
        MadeMarkRules.LookAt(made, Look(Other, VisibilityState.Missing, hoursAgo: 3), Me).Should().Be(made);
        MadeMarkRules.LookAt(made, Look(Me, VisibilityState.Missing, hoursAgo: 1), Me).Should().Be(made);
        MadeMarkRules.LookAt(made, null, Me).Should().Be(made);
    }

    private static MadeMark Mark(int hours = 0, int seconds = 0, Guid? seen = null) =>
        new(Guid.CreateVersion7(), MadeMarkKind.Visible, Guid.CreateVersion7(), Guid.CreateVersion7(), seen, null, new TimeSpan(hours, 0, seconds));

    private static ChatVisibility Look(Guid? by, VisibilityState state, int hoursAgo, Guid? id = null) => new()
    {
        ObservationId = id ?? Guid.CreateVersion7(),
        State = state,
        AsOf = Now.AddHours(-hoursAgo),
        ByUserId = by,
    };
}
