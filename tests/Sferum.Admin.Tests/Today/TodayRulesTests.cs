using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Today;

namespace Sferum.Admin.Tests.Today;

/// <summary>The pure rules: order by harm, whose work a line is, what only waits, one line a place.</summary>
public sealed class TodayRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 9, 12, 0, DateTimeKind.Utc);
    private static readonly DateTime Monday = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
    private static readonly TodayReader Administrator = new(true, true, true);
    private static readonly TodayReader Curator = new(true, true, false);
    private static readonly TodayReader Director = new(false, false, false);
    private static readonly Guid Group = Guid.CreateVersion7();

    [Fact]
    public void Tasks_AreSortedByHarm_AndWhatWaitsComesLast()
    {
        var facts = Facts([Place() with { HasCurator = false, Curators = [] }], [Claim("Агеева", Monday)]);

        TodayRules.Tasks(facts, Administrator).Select(task => task.Band).Should().BeInAscendingOrder().And.EndWith(TodayBand.Waiting);
    }

    [Fact]
    public void Waiting_OfOneMoment_IsOneLineWithEverybodyBehindIt()
    {
        var facts = Facts([Place()], [Claim("Балуев", Monday), Claim("Агеева", Monday, true), Claim("Гилёв", Monday.AddDays(1))]);

        var lines = TodayRules.Tasks(facts, Administrator).Where(task => task.Kind == TodayKind.Waiting).ToList();

        lines.Should().HaveCount(2).And.OnlyContain(task => !task.IsWork);
        lines[0].Should().BeEquivalentTo(new { Count = 2, Subject = "2\u00A0человека", Sentence = "— заявлено или исправлено в ЭПОС", At = Monday });
        lines[0].People!.Select(person => person.Name).Should().Equal("Агеева", "Балуев");
        lines[1].Should().BeEquivalentTo(new { Subject = "Гилёв", Sentence = "(ИС-21) — «заявил сам»" });
    }

    [Fact]
    public void Waiting_ForTheDirector_IsANumber()
    {
        var line = TodayRules.Tasks(Facts([Place()], [Claim("Балуев", Monday), Claim("Гилёв", Monday.AddDays(1))]), Director).Single(task => task.Kind == TodayKind.Waiting);

        line.Should().BeEquivalentTo(new { Count = 2, Subject = "2\u00A0человека", People = (IReadOnlyList<TodayWaiting>?)null });
    }

    [Fact]
    public void OldLook_SaysMoreThanTheWeek_SoAPlaceHasOneLine()
    {
        var facts = Facts([Place() with { LastLook = new DateOnly(2026, 11, 1) }], []);

        TodayRules.Tasks(facts, Curator).Select(task => task.Kind).Should().Equal(TodayKind.OldLook);
        TodayRules.Tasks(facts, Director).Select(task => task.Kind).Should().BeEquivalentTo([TodayKind.OldLook, TodayKind.WeekUnconfirmed], "numbers open just the lists they count");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Week_OfAGroupWithACurator_IsTheCuratorsWork(bool hasCurator, bool expected)
    {
        var place = Place() with { HasCurator = hasCurator, Curators = hasCurator ? Place().Curators : [] };

        TodayRules.Tasks(Facts([place], []), Administrator).Single(task => task.Kind == TodayKind.WeekUnconfirmed)
            .Should().BeEquivalentTo(new { IsCurators = expected, MayRemind = expected });
        TodayRules.Tasks(Facts([place], []), Curator).Should().OnlyContain(task => !task.IsCurators && !task.MayRemind);
    }

    [Fact]
    public void Week_ThatTheAdministratorAskedFor_ComesFirstForTheCurator()
    {
        var asked = Place() with { StudyGroupId = Guid.CreateVersion7(), Name = "ТО-22", Reminder = new TodayReminder(Now, "сегодня", "Бурдина А. С.") };

        TodayRules.Tasks(Facts([Place(), asked], []), Curator).Select(task => task.Subject).Should().Equal("ТО-22", "ИС-21");
    }

    [Fact]
    public void Clock_ShowsTheLastMomentThatPassedAndEachToCome()
    {
        var passed = Now.AddHours(-1);
        var facts = Facts([Place()], [Claim("Агеева", passed), Claim("Балуев", Monday), Claim("Гилёв", passed.AddDays(-3))]);

        TodayWaitingRules.Clock(facts).Select(row => (row.ShowsAt, row.Count, row.IsPast)).Should().Equal((passed, 1, true), (Monday, 1, false));
    }

    private static TodayPlace Place() => new(Group, "ИС-21", true, 10, false, null, new DateOnly(2026, 11, 19), 4, [new TodayCurator(Guid.CreateVersion7(), "Пермякова Е. В.")]);

    private static TodayClaim Claim(string name, DateTime recheckAt, bool isCorrection = false) => new(
        Guid.CreateVersion7(), name, "ИС-21", new DateOnly(2026, 11, 20), recheckAt, "пн 23.11, 14:00", null, [new TodayCell(Group, Guid.CreateVersion7(), Guid.CreateVersion7(), null)], isCorrection);

    private static TodayFacts Facts(IReadOnlyList<TodayPlace> places, IReadOnlyList<TodayClaim> claims) => new(
        new DateOnly(2026, 11, 20), Now, 14, places, [], [], claims,
        new TodayJournal(
            new ReadingAges("ЭПОС", false, false, AgeState.Neutral, null, 0, 1, null, null, 36, 14, []),
            Enum.GetValues<AttentionKind>().ToDictionary(kind => kind, _ => new TodayAttention(0, 0, null, null)),
            [],
            null));
}
