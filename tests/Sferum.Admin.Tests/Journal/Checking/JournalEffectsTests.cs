using CsCheck;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>Every row of the table of <see cref="JournalEffects"/>; words as in <see cref="EffectsBoard"/>.</summary>
public sealed class JournalEffectsTests
{
    private const string AsOf = "19:14";

    private static readonly Gen<(string History, string[] Rows)> Lives = Gen.Select(
        OneOf("G+L", "G-L", "G+R", "G-R", "P+L", "P+R", "P-R", "Claimed", "Invited", "PhoneOfRecordEnded", "ObservedLinked", "ObservedNotLinked", "NotApplicable")
            .Select(Gen.Int[2, 10], (what, day) => $"{what}@{day}").Array[0, 6],
        OneOf("linked", "linked G", "linked P", "linked G P", "notlinked", "notlinked G", "broken", "broken P", "unknown", "unknown G").Array[1, 5],
        (history, rows) => (string.Join(' ', history.Distinct()), rows));

    /// <summary>A student who must be in G and has nothing to do in P; the answer is of <see cref="AsOf"/>.</summary>
    [Theory]
    [InlineData("", "linked G", "G+ ObservedLinked", "G+ ObservedLinked")]
    [InlineData("", "linked", "G- ObservedLinked", "ObservedLinked")]
    [InlineData("", "linked P", "G- P+ ObservedLinked", "P+ ObservedLinked")]
    [InlineData("P+L@10", "linked G", "G+ P- ObservedLinked", "G+ ObservedLinked")]
    [InlineData("P+R@10", "linked G", "G+ P- ObservedLinked", "G+ ObservedLinked")]
    [InlineData("P-R@10", "linked G", "G+ ObservedLinked", "G+ ObservedLinked")]
    [InlineData("P+L@20", "linked G", "G+ ObservedLinked", "G+ ObservedLinked")]
    [InlineData("", "notlinked G", "G- ObservedNotLinked", "")]
    [InlineData("G+R@10", "notlinked", "G- ObservedNotLinked", "")]
    [InlineData("P+L@10", "notlinked", "G- P- ObservedNotLinked", "")]
    [InlineData("", "broken G", "G- ObservedBroken", "")]
    [InlineData("", "unknown", "", "")]
    [InlineData("G+L@10", "unknown", "", "")]
    [InlineData("", "unknown G", "G+", "G+")]
    [InlineData("ObservedLinked@10", "linked G", "G+", "G+")]
    [InlineData("ObservedNotLinked@10", "notlinked", "G-", "")]
    [InlineData("ObservedLinked@10 ObservedNotLinked@12", "linked G", "G+ ObservedLinked", "G+ ObservedLinked")]
    [InlineData("ObservedLinked@10 PhoneOfRecordEnded@12", "linked", "G- ObservedLinked", "ObservedLinked")]
    [InlineData("ObservedLinked@10 NotApplicable@12", "linked", "G- ObservedLinked", "ObservedLinked")]
    [InlineData("ObservedLinked@10!", "linked", "G- ObservedLinked", "ObservedLinked")]
    [InlineData("ObservedLinked@20", "notlinked", "G- ObservedNotLinked", "")]
    [InlineData("ObservedLinked@2 G+R@10", "linked G", "G+~", "G+~")]
    [InlineData("ObservedLinked@2 G-R@10", "linked", "G-~", "")]
    [InlineData("ObservedLinked@2 G+L@10", "linked G", "G+", "G+")]
    [InlineData("ObservedLinked@2 G+R@10 G-L@12", "linked G", "G+~", "G+~")]
    [InlineData("ObservedLinked@2 G+R@10 G-R@12", "linked G", "G+", "G+")]
    [InlineData("ObservedLinked@2 G+R@19:14", "linked G", "G+~", "G+~")]
    [InlineData("ObservedLinked@2 G+R@19:15", "linked", "", "")]
    [InlineData("ObservedLinked@2 G+R@19:15", "broken P", "", "")]
    public void Effects_OfARow_AreWhatTheTableSays(string history, string row, string complete, string partial)
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var known = board.Known(history);

        board.Words(Effects(board, student, row, known)).Should().Be(complete);
        board.Words(Effects(board, student, row, known, ReadingVerdict.Partial)).Should().Be(partial);
        board.Words(Effects(board, student, row, known, isWhole: false)).Should().Be(partial, "one of two profiles is not the whole person");
    }

    [Fact]
    public void Effects_OfARefuser_NeverSayMissing()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        board.College.OptOut(student);

        board.Words(Effects(board, student, "linked", PersonKnown.Nothing)).Should().Be("ObservedLinked");
        var shown = Effects(board, student, "linked G", PersonKnown.Nothing);
        board.Words(shown).Should().Be("G+ ObservedLinked");
        shown.Status!.State.Should().Be(LinkState.Refused);
    }

    [Fact]
    public void Effects_WhereTheChatIsNotBound_SayNothingOfIt()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var row = board.Row(student, "linked", EffectsBoard.At(AsOf));
        var unbound = board.On(chatsBound: false);

        board.Words(JournalEffects.Of(unbound, unbound.Person(student)!, row, board.Known("P+L@10"), ReadingVerdict.Complete)).Should().Be("ObservedLinked");
    }

    /// <summary>Enrolled on Friday 20.11: ЭПОС shows it on Monday at 14:00, a missing chat counts from that very moment (case 26).</summary>
    [Theory]
    [InlineData("20:14", "ObservedLinked")]
    [InlineData("23:13", "ObservedLinked")]
    [InlineData("23:14", "G- ObservedLinked")]
    public void Effects_OfAYoungMust_SayMissingFromItsMomentOn(string asOf, string expected)
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId, from: TestClock.Today));

        board.Words(Effects(board, student, "linked", PersonKnown.Nothing, asOf: asOf, day: new DateOnly(2026, 11, 23))).Should().Be(expected);
        board.Words(Effects(board, student, "linked G", PersonKnown.Nothing, asOf: asOf, day: new DateOnly(2026, 11, 23))).Should().Be("G+ ObservedLinked");
    }

    [Fact]
    public void Effects_OfAYoungMustSeenBefore_SayNothingYet()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId, from: TestClock.Today));

        board.Words(Effects(board, student, "linked", board.Known("ObservedLinked@2 G+L@20:9"), asOf: "20:14")).Should().Be("");
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

        Effects(board, student, "notlinked", known, asOf: asOf, day: new DateOnly(2026, 11, 23)).Status!.State.Should().Be(expected);
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

        board.Words(Effects(board, student, "notlinked", known, asOf: asOf, day: new DateOnly(2026, 11, 23))).Should().Be(expected);
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

        board.Words(Effects(board, student, row, PersonKnown.Nothing, asOf: asOf, day: new DateOnly(2026, 11, 23))).Should().Be(expected);
    }

    /// <summary>The phone changed: the link breaks, and what was seen before proves nothing until it is seen anew (case 24).</summary>
    [Fact]
    public void Status_OfABrokenLink_NeedsRelinkUntilTheNextGoodAnswer()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var known = board.Known("ObservedLinked@2 G+R@10");
        var row = board.Row(student, "broken G", EffectsBoard.At("17:14"));
        var broken = Effects(board, student, "broken G", known, asOf: "17:14");

        broken.Status!.State.Should().Be(LinkState.NeedsRelink);
        var after = EffectsBoard.After(known, row, broken);
        Effects(board, student, "linked", after, asOf: "18:14").Status!.State.Should().Be(LinkState.Linked);
        Effects(board, student, "linked G", after, asOf: "18:14").Status!.State.Should().Be(LinkState.Verified);
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

        board.Words(Effects(board, old, "linked", PersonKnown.Nothing, asOf: "20:14", day: new DateOnly(2026, 11, day))).Should().Be(first);
        board.Words(Effects(board, next, "linked", PersonKnown.Nothing, asOf: "20:14", day: new DateOnly(2026, 11, day))).Should().Be(second);
        board.Words(Effects(board, old, "linked G S", PersonKnown.Nothing, asOf: "20:14", day: new DateOnly(2026, 11, day))).Should().Be("G+ S+ ObservedLinked");
    }

    [Fact]
    public void Links_OfAnotherMessenger_BecomeFactsThere()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var row = board.Row(student, "unknown", EffectsBoard.At(AsOf)) with
        {
            Links = new Dictionary<Guid, JournalLinkState> { [board.OldMessenger] = JournalLinkState.Linked },
        };
        var on = board.On();

        var effects = JournalEffects.Of(on, on.Person(student)!, row, PersonKnown.Nothing, ReadingVerdict.Complete);

        effects.Links.Should().Equal(new LinkEffect(board.OldMessenger, LinkFactKind.ObservedLinked));
        effects.Status!.State.Should().Be(LinkState.NotInvited);
        JournalEffects.Of(on, on.Person(student)!, row, EffectsBoard.After(PersonKnown.Nothing, row, effects), ReadingVerdict.Complete).Links.Should().BeEmpty();
    }

    [Theory]
    [InlineData("G+L@10", "linked", true)]
    [InlineData("P+R@10", "linked", true)]
    [InlineData("G+L@10 G-L@12", "linked", false)]
    [InlineData("", "linked", false)]
    [InlineData("G+L@10", "linked P", false)]
    [InlineData("G+L@10", "notlinked", false)]
    [InlineData("G+L@10", "unknown", false)]
    [InlineData("G+R@20", "linked", false)]
    public void WentEmpty_OfARow_MeansSawAndIsLinkedAndSeesNothing(string history, string row, bool expected)
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));

        JournalEffects.WentEmpty(board.On(), board.Row(student, row, EffectsBoard.At(AsOf)), board.Known(history)).Should().Be(expected);
    }

    [Theory]
    [InlineData(LinkState.Linked, "notlinked", true)]
    [InlineData(LinkState.Verified, "broken G", true)]
    [InlineData(LinkState.Verified, "linked", false)]
    [InlineData(LinkState.Verified, "unknown", false)]
    [InlineData(LinkState.SelfReported, "notlinked", false)]
    [InlineData(LinkState.NeedsRelink, "broken", false)]
    public void WentUnlinked_OfARow_MeansWasLinkedAndIsNotNow(LinkState state, string row, bool expected)
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var known = PersonKnown.Nothing with { Status = new LinkStatus { PersonId = student, State = state } };

        JournalEffects.WentUnlinked(board.On(), board.Row(student, row, EffectsBoard.At(AsOf)), known).Should().Be(expected);
    }

    [Fact]
    public void PartialScope_OfAnyLife_WorsensNothing() => Lives.Sample(life =>
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var known = board.Known(life.History);
        foreach (var (text, day) in life.Rows.Select((text, i) => (text, 11 + i)))
        {
            var before = Status(board, student, known);
            var effects = Effects(board, student, text, known, ReadingVerdict.Partial, asOf: $"{day}");

            effects.Cells.Should().NotContain(cell => cell.State != VisibilityState.Visible);
            effects.Links.Should().NotContain(link => link.Kind != LinkFactKind.ObservedLinked);
            (before != LinkState.Verified || effects.Status!.State == LinkState.Verified).Should().BeTrue();
            (before != LinkState.Linked || effects.Status!.State is LinkState.Linked or LinkState.Verified).Should().BeTrue();
            known = EffectsBoard.After(known, board.Row(student, text, EffectsBoard.At($"{day}")), effects);
        }
    });

    [Fact]
    public void SameAnswerAgain_AfterAnyLife_AddsNothing() => Lives.Sample(life =>
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var known = board.Known(life.History);
        foreach (var (text, day) in life.Rows.Select((text, i) => (text, 11 + i)))
        {
            var row = board.Row(student, text, EffectsBoard.At($"{day}"));
            var first = Effects(board, student, text, known, asOf: $"{day}");
            known = EffectsBoard.After(known, row, first);

            var again = Effects(board, student, text, known, asOf: $"{day}");

            again.Cells.Should().NotContain(cell => cell.ExtendsId == null);
            again.Links.Should().BeEmpty();
            again.Status.Should().Be(first.Status);
            Status(board, student, known).Should().Be(first.Status!.State, "stored rows say what the answer said");
        }
    });

    /// <summary>A scope that is written again after a later one (an interrupted run that goes on, a second process) does no harm.</summary>
    [Fact]
    public void EarlierAnswer_AfterALaterReading_ChangesNothing() => Lives.Sample(life =>
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var known = board.Known(life.History);
        var later = Effects(board, student, life.Rows[0], known, asOf: "12");
        known = EffectsBoard.After(known, board.Row(student, life.Rows[0], EffectsBoard.At("12")), later);
        if (later.Cells.Count + later.Links.Count > 0)
        {
            Effects(board, student, life.Rows[^1], known, asOf: "11").Should().Be(PersonEffects.None);
        }
    });

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static PersonEffects Effects(
        EffectsBoard board, Guid person, string row, PersonKnown known, ReadingVerdict verdict = ReadingVerdict.Complete, bool isWhole = true, string asOf = AsOf, DateOnly? day = null)
    {
        var on = board.On(day);
        return JournalEffects.Of(on, on.Person(person)!, board.Row(person, row, EffectsBoard.At(asOf), isWhole), known, verdict);
    }

    /// <summary>By the rules alone, from what is known.</summary>
    private static LinkState Status(EffectsBoard board, Guid person, PersonKnown known)
    {
        var on = board.On();
        var seen = known.Cells.GroupBy(cell => (cell.ChatId, cell.State))
            .Select(cell => new SeenRow(on.Chat(cell.Key.ChatId)!.Key, cell.Key.State, cell.Max(x => x.LastAsOf)) { FirstAsOf = cell.Min(x => x.FirstAsOf) });
        var evidence = on.Person(person)!.Duties with { Facts = [.. known.Facts.Select(fact => fact.Row)], Seen = [.. seen] };
        return LinkStatusRules.StatusOn(evidence, on.Rules.Day, EffectsBoard.School, LinkRuleSettings.Default).State;
    }
}
