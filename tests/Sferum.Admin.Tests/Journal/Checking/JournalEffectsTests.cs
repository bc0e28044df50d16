using CsCheck;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>Every row of the table of <see cref="JournalEffects"/>; words as in <see cref="EffectsBoard"/>.</summary>
public sealed class JournalEffectsTests
{
    private static readonly Gen<(string History, string[] Rows)> Lives = Gen.Select(
        OneOf("G+L", "G-L", "G+R", "G-R", "P+L", "P+R", "P-R", "Claimed", "Invited", "PhoneOfRecordEnded", "ObservedLinked", "ObservedNotLinked", "NotApplicable")
            .Select(Gen.Int[2, 10], (what, day) => $"{what}@{day}").Array[0, 6],
        OneOf("linked", "linked G", "linked P", "linked G P", "notlinked", "notlinked G", "broken", "broken P", "unknown", "unknown G").Array[1, 5],
        (history, rows) => (string.Join(' ', history.Distinct()), rows));

    /// <summary>A student who must be in G and has nothing to do in P; the answer is of <see cref="EffectsBoard.AsOf"/>.</summary>
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

        board.Words(board.Effects(student, row, known)).Should().Be(complete);
        board.Words(board.Effects(student, row, known, ReadingVerdict.Partial)).Should().Be(partial);
        board.Words(board.Effects(student, row, known, isWhole: false)).Should().Be(partial, "one of two profiles is not the whole person");
    }

    [Fact]
    public void Effects_OfARefuser_NeverSayMissing()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        board.College.OptOut(student);

        board.Words(board.Effects(student, "linked", PersonKnown.Nothing)).Should().Be("ObservedLinked");
        var shown = board.Effects(student, "linked G", PersonKnown.Nothing);
        board.Words(shown).Should().Be("G+ ObservedLinked");
        shown.Status!.State.Should().Be(LinkState.Refused);
    }

    [Fact]
    public void Effects_WhereTheChatIsNotBound_SayNothingOfIt()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var row = board.Row(student, "linked", EffectsBoard.At(EffectsBoard.AsOf));
        var unbound = board.On(chatsBound: false);

        board.Words(JournalEffects.Of(unbound, unbound.Person(student)!, row, board.Known("P+L@10"), ReadingVerdict.Complete)).Should().Be("ObservedLinked");
    }

    [Fact]
    public void Links_OfAnotherMessenger_BecomeFactsThere()
    {
        var board = new EffectsBoard();
        var student = board.Bind(board.College.Student(board.GroupId));
        var row = board.Row(student, "unknown", EffectsBoard.At(EffectsBoard.AsOf)) with
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

        JournalEffects.WentEmpty(board.On(), board.Row(student, row, EffectsBoard.At(EffectsBoard.AsOf)), board.Known(history)).Should().Be(expected);
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

        JournalEffects.WentUnlinked(board.On(), board.Row(student, row, EffectsBoard.At(EffectsBoard.AsOf)), known).Should().Be(expected);
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
            var effects = board.Effects(student, text, known, ReadingVerdict.Partial, asOf: $"{day}");

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
            var first = board.Effects(student, text, known, asOf: $"{day}");
            known = EffectsBoard.After(known, row, first);

            var again = board.Effects(student, text, known, asOf: $"{day}");

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
        var later = board.Effects(student, life.Rows[0], known, asOf: "12");
        known = EffectsBoard.After(known, board.Row(student, life.Rows[0], EffectsBoard.At("12")), later);
        if (later.Cells.Count + later.Links.Count > 0)
        {
            board.Effects(student, life.Rows[^1], known, asOf: "11").Should().Be(PersonEffects.None);
        }
    });

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

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
