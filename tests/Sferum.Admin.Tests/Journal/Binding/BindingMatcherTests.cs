using Sferum.Admin.Core.Journal.Binding;
using static Sferum.Admin.Core.Journal.Binding.BindingEvidence;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>Who is who: the rules one by one.</summary>
public sealed class BindingMatcherTests
{
    private const string Unit = MatcherScene.Unit;
    private static readonly DateOnly Born = MatcherScene.Born;

    public static TheoryData<string, int, string, int, BindingVerdict, string> Students => new()
    {
        // Register's name, days from the usual birth date (-1 = unknown), journal's name, days, verdict, evidence.
        { "Волков Олег Андреевич", 0, "Волков Олег Андреевич", 0, BindingVerdict.Exact, "NameEqual, BirthDateEqual, GroupEqual" },
        { "Семёнов Пётр Ильич", 0, "Семенов Петр Ильич", 0, BindingVerdict.Exact, "NameEqualButYo, BirthDateEqual, GroupEqual" },
        { "Волков Олег Андреевич", 0, "  ВОЛКОВ   олег Андреевич ", 0, BindingVerdict.Exact, "NameEqual, BirthDateEqual, GroupEqual" },
        { "Волков Олег Андреевич", 0, "Вoлков Олег Андреевич", 0, BindingVerdict.Exact, "NameEqualButLatin, BirthDateEqual, GroupEqual" },
        { "Мамин - Сибиряк Дмитрий Наркисович", 0, "Мамин-Сибиряк Дмитрий Наркисович", 0, BindingVerdict.Exact, "NameEqual, BirthDateEqual, GroupEqual" },
        { "Волков Олег Андреевич", 0, "Волков Олег", 0, BindingVerdict.Exact, "PatronymicMissing, BirthDateEqual, GroupEqual, OnlyOneBornThen" },
        { "Назаров Азиз", 0, "Назаров Азиз Рустамович", 0, BindingVerdict.Exact, "PatronymicMissing, BirthDateEqual, GroupEqual, OnlyOneBornThen" },
        { "Волков Олег Андреевич", -1, "Волков Олег Андреевич", 0, BindingVerdict.Doubtful, "NameEqual, BirthDateUnknown, GroupEqual" },
        { "Волков Олег Андреевич", 0, "Волков Олег Андреевич", -1, BindingVerdict.Doubtful, "NameEqual, BirthDateUnknown, GroupEqual" },
        { "Волков Олег Андреевич", 0, "Волков Олег Андреевич", 30, BindingVerdict.Doubtful, "NameEqual, BirthDateDiffers, GroupEqual" },
        { "Волкова Анна Андреевна", 0, "Лисина Анна Андреевна", 0, BindingVerdict.Doubtful, "SurnameDiffers, BirthDateEqual, GroupEqual" },
        { "Волков Олег Андреевич", 0, "Волков Олег Алексеевич", 0, BindingVerdict.Doubtful, "PatronymicDiffers, BirthDateEqual, GroupEqual" },
        { "Волков Олег Андреевич", 0, "Валков Олег Андреевич", 0, BindingVerdict.Doubtful, "NameMisspelt, BirthDateEqual, GroupEqual" },
        { "Волков Олег Андреевич", 0, "Волков Олег", -1, BindingVerdict.NotFound, "" },
        { "Волков Олег Андреевич", 0, "Валков Олег Андреевич", 30, BindingVerdict.NotFound, "" },
        { "Волков Олег Андреевич", 0, "Волков Игорь Андреевич", 0, BindingVerdict.NotFound, "" },
    };

    [Theory]
    [MemberData(nameof(Students))]
    public void Student_OfTheGroup_IsToldByNameAndBirthDate(string ours, int ourDays, string outside, int outsideDays, BindingVerdict verdict, string evidence)
    {
        var scene = new MatcherScene();
        var person = scene.Student(ours, Date(ourDays));

        var suggestion = scene.Of(scene.Listed(OutsideRows.Student("p1", outside, Date(outsideDays), Unit)));

        suggestion.Verdict.Should().Be(verdict);
        string.Join(", ", suggestion.Candidates.SelectMany(c => c.Evidence)).Should().Be(evidence);
        suggestion.Candidates.Select(c => c.SubjectId).Should().Equal(verdict == BindingVerdict.NotFound ? [] : [person]);

        static DateOnly? Date(int days) => days < 0 ? null : Born.AddDays(days);
    }

    [Fact]
    public void Student_WithoutPatronymic_BesideSomebodyBornTheSameDay_IsDoubtful()
    {
        var scene = new MatcherScene();
        scene.Student("Волков Олег Андреевич", Born);
        scene.Student("Лисин Пётр Ильич", Born);

        scene.Of(scene.Listed(OutsideRows.Student("p1", "Волков Олег", Born, Unit))).Verdict.Should().Be(BindingVerdict.Doubtful);
    }

    [Fact]
    public void Student_WhomTheRegisterHasInAnotherGroup_IsDoubtful()
    {
        var scene = new MatcherScene();
        scene.Student("Волков Олег Андреевич", Born, scene.AddGroup("ПК-11"));

        var suggestion = scene.Of(scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit)));

        suggestion.Verdict.Should().Be(BindingVerdict.Doubtful);
        suggestion.Candidates[0].Evidence.Should().Contain(GroupDiffers);
    }

    [Fact]
    public void Student_OfAGroupThatWasNotFound_WaitsForIt()
    {
        var scene = new MatcherScene();
        scene.Student("Волков Олег Андреевич", null);
        scene.Listed(OutsideRows.Group("2102", "ПК-99"));

        scene.Of(scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, "2102"))).Gap.Should().Be(BindingGap.GroupNotFound);
    }

    [Fact]
    public void Student_WhoLeftByBoth_IsToldExactly_AndByTheJournalAloneIsNot()
    {
        var scene = new MatcherScene();
        var left = scene.Student("Волков Олег Андреевич", Born, isInForce: false);
        var record = scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit, leftOn: TestClock.Today.AddDays(-20)));
        var gone = scene.Listed(OutsideRows.Student("p2", "Лисин Пётр Ильич", Born, Unit, leftOn: TestClock.Today.AddDays(-20)));
        var unsure = scene.Listed(OutsideRows.Student("p3", "Волков Олег Андреевич", Born.AddDays(1), Unit, leftOn: TestClock.Today.AddDays(-20)));

        scene.Of(record).Should().BeEquivalentTo(new { Verdict = BindingVerdict.Exact, Candidates = new[] { new { SubjectId = left, Evidence = new[] { NameEqual, BirthDateEqual, GroupEqual, HasLeft } } } });
        scene.Of(gone).Gap.Should().Be(BindingGap.HasLeft);
        scene.Of(unsure).Verdict.Should().Be(BindingVerdict.NotFound);
    }

    [Fact]
    public void Student_ListedTwiceUnderTwoLastingIds_IsAConflictUntilOneIsRejected()
    {
        var scene = new MatcherScene();
        var person = scene.Student("Волков Олег Андреевич", Born);
        var (one, other) = (scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit)), scene.Listed(OutsideRows.Student("p2", "Волков Олег Андреевич", Born, Unit)));

        scene.Of(one).Should().BeEquivalentTo(new { Verdict = BindingVerdict.Conflict, Conflict = BindingConflict.SeveralRecords, Rivals = new[] { other.Id } });
        scene.Reject(other, person);

        scene.Of(one).Verdict.Should().Be(BindingVerdict.Exact);
        scene.Of(other).Verdict.Should().Be(BindingVerdict.NotFound);
    }

    [Fact]
    public void Student_BoundByALastingId_IsAConflictForAnotherOneAndASecondProfileForAProfile()
    {
        var scene = new MatcherScene();
        var person = scene.Student("Волков Олег Андреевич", Born);
        scene.Bind(scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit)), person);

        scene.Of(scene.Listed(OutsideRows.Student("p2", "Волков Олег Андреевич", Born, Unit))).Conflict.Should().Be(BindingConflict.BoundElsewhere);
        var profile = scene.Of(scene.Listed(OutsideRows.Student("student-1", "Волков Олег Андреевич", Born, Unit, stable: false)));
        profile.Verdict.Should().Be(BindingVerdict.Exact);
        profile.Candidates[0].Evidence.Should().Contain(SecondProfile);
    }

    [Fact]
    public void Profiles_WithoutALastingId_StandInEachOthersWay_ButNotBesideALastingOne()
    {
        var scene = new MatcherScene();
        scene.Student("Волков Олег Андреевич", Born);
        var first = scene.Listed(OutsideRows.Student("student-1", "Волков Олег Андреевич", Born, Unit, stable: false));
        var second = scene.Listed(OutsideRows.Student("student-2", "Волков Олег Андреевич", Born, Unit, stable: false));
        scene.Of(first).Verdict.Should().Be(BindingVerdict.Conflict);

        var lasting = scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit));

        scene.Of(lasting).Candidates[0].Evidence.Should().NotContain(SecondProfile);
        new[] { lasting, first, second }.Select(r => scene.Of(r).Verdict).Should().AllBeEquivalentTo(BindingVerdict.Exact);
        scene.Of(second).Candidates[0].Evidence.Should().Contain(SecondProfile);
    }

    [Fact]
    public void Namesakes_OfOneGroupWithoutBirthDates_AreAConflict()
    {
        var scene = new MatcherScene();
        scene.Student("Волков Олег Андреевич", null);
        scene.Student("Волков Олег Андреевич", null);

        scene.Of(scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit))).Conflict.Should().Be(BindingConflict.SeveralSubjects);
    }

    [Fact]
    public void Twins_AreToldApartByName_AndNeitherIsOfferedForAStranger()
    {
        var scene = new MatcherScene();
        var (vera, vika) = (scene.Student("Лисина Вера Ильинична", Born), scene.Student("Лисина Виктория Ильинична", Born));
        var (one, other) = (scene.Listed(OutsideRows.Student("p1", "Лисина Вера Ильинична", Born, Unit)), scene.Listed(OutsideRows.Student("p2", "Лисина Виктория Ильинична", Born, Unit)));
        var stranger = scene.Listed(OutsideRows.Student("p3", "Лисицына Вера Ильинична", Born, Unit));

        scene.Of(one).Candidates[0].SubjectId.Should().Be(vera);
        scene.Of(other).Candidates[0].SubjectId.Should().Be(vika);
        scene.Of(stranger).Verdict.Should().Be(BindingVerdict.NotFound, "both are taken by stronger pairs");
    }

    [Fact]
    public void Representative_OfTwoChildren_IsOneSuggestionThroughBoth()
    {
        var scene = new MatcherScene();
        var (son, daughter) = (scene.Student("Волков Олег Андреевич", Born), scene.Student("Волкова Ирина Андреевна", Born.AddYears(1)));
        var mother = scene.Representative("Волкова Анна Сергеевна", son, daughter);
        scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit));
        scene.Listed(OutsideRows.Student("p2", "Волкова Ирина Андреевна", Born.AddYears(1), Unit));

        var suggestion = scene.Of(scene.Listed(OutsideRows.Representative("r1", "Волкова Анна Сергеевна", "p1", "p2")));

        suggestion.Verdict.Should().Be(BindingVerdict.Exact);
        suggestion.Candidates.Should().ContainSingle().Which.Should().BeEquivalentTo(new { SubjectId = mother, Evidence = new[] { NameEqual, ChildEqual } });
    }

    [Fact]
    public void Representative_WhoseChildIsOnlyDoubtful_WaitsForTheChild()
    {
        var scene = new MatcherScene();
        var son = scene.Student("Волков Олег Андреевич", null);
        scene.Representative("Волкова Анна Сергеевна", son);
        var child = scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit));
        var record = scene.Listed(OutsideRows.Representative("r1", "Волкова Анна Сергеевна", "p1"));
        scene.Of(record).Gap.Should().Be(BindingGap.ChildNotFound);

        scene.Bind(child, son);

        scene.Of(record).Verdict.Should().Be(BindingVerdict.Exact);
    }

    [Theory]
    [InlineData("Лисина Анна Сергеевна", SurnameDiffers)]
    [InlineData("Волкова Анна Петровна", PatronymicDiffers)]
    [InlineData("Волкова Анна", PatronymicMissing)]
    [InlineData("Волкова Ана Сергеевна", NameMisspelt)]
    public void Representative_AlikeOnly_IsDoubtful(string name, BindingEvidence sign)
    {
        var scene = new MatcherScene();
        scene.Representative("Волкова Анна Сергеевна", scene.Student("Волков Олег Андреевич", Born));
        scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit));

        var suggestion = scene.Of(scene.Listed(OutsideRows.Representative("r1", name, "p1")));

        suggestion.Verdict.Should().Be(BindingVerdict.Doubtful);
        suggestion.Candidates.Should().ContainSingle().Which.Evidence.Should().Equal(sign, ChildEqual);
    }

    [Fact]
    public void Representative_UnderTwoIds_IsAConflict()
    {
        var scene = new MatcherScene();
        var (son, daughter) = (scene.Student("Волков Олег Андреевич", Born), scene.Student("Волкова Ирина Андреевна", Born.AddYears(1)));
        scene.Representative("Волкова Анна Сергеевна", son, daughter);
        scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, Unit));
        scene.Listed(OutsideRows.Student("p2", "Волкова Ирина Андреевна", Born.AddYears(1), Unit));
        var (one, other) = (scene.Listed(OutsideRows.Representative("r1", "Волкова Анна Сергеевна", "p1")), scene.Listed(OutsideRows.Representative("r2", "Волкова Анна Сергеевна", "p2")));

        scene.Of(one).Conflict.Should().Be(BindingConflict.SeveralRecords);
        scene.Of(other).Conflict.Should().Be(BindingConflict.SeveralRecords);
    }

    [Fact]
    public void Employee_UniqueByName_IsExact_AndANamesakeOfEitherSideIsAConflict()
    {
        var scene = new MatcherScene();
        var employee = scene.Employee("Куратова Вера Ивановна");
        var record = scene.Listed(OutsideRows.Employee("e1", "Куратова Вера Ивановна"));
        scene.Of(record).Should().BeEquivalentTo(new { Verdict = BindingVerdict.Exact, Candidates = new[] { new { SubjectId = employee, Evidence = new[] { NameEqual, IsEmployee } } } });

        scene.Employee("Куратова Вера Ивановна");

        scene.Of(record).Should().BeEquivalentTo(new { Verdict = BindingVerdict.Conflict, Conflict = BindingConflict.SeveralSubjects });
    }

    [Fact]
    public void Employee_NamesakeToldThroughTheChild_IsExact()
    {
        var scene = new MatcherScene();
        var (parent, namesake) = (scene.Employee("Куратова Вера Ивановна"), scene.Employee("Куратова Вера Ивановна"));
        scene.Represent(parent, scene.Student("Куратов Олег Ильич", Born));
        scene.Listed(OutsideRows.Student("p1", "Куратов Олег Ильич", Born, Unit));
        var record = scene.Listed(OutsideRows.Employee("e1", "Куратова Вера Ивановна", "p1"));
        var other = scene.Listed(OutsideRows.Employee("e2", "Куратова Вера Ивановна"));

        scene.Of(record).Candidates.Should().ContainSingle().Which.SubjectId.Should().Be(parent);
        // Both employees of the register fit the second one.
        scene.Of(other).Candidates.Select(c => c.SubjectId).Should().BeEquivalentTo([parent, namesake]);
        scene.Of(other).Verdict.Should().Be(BindingVerdict.Conflict);
    }

    [Theory]
    [InlineData("Куратова Вера", BindingVerdict.Doubtful)]
    [InlineData("Куратова Вера Петровна", BindingVerdict.Doubtful)]
    [InlineData("Куратава Вера Ивановна", BindingVerdict.Doubtful)]
    [InlineData("Лисина Вера Ивановна", BindingVerdict.NotFound)]
    public void Employee_AlikeOnly_IsNeverExact(string name, BindingVerdict verdict)
    {
        var scene = new MatcherScene();
        scene.Employee("Куратова Вера Ивановна");

        scene.Of(scene.Listed(OutsideRows.Employee("e1", name))).Verdict.Should().Be(verdict);
    }

    [Fact]
    public void Child_WhomARepresentativesClaimMakesUncertain_TellsNothingAboutParents()
    {
        var scene = new MatcherScene();
        // An adult student who represents a younger one, and whom the journal knows under two ids.
        var adult = scene.Student("Волков Олег Андреевич", Born.AddYears(-10));
        var young = scene.Student("Волкова Ирина Олеговна", Born);
        scene.Represent(adult, young);
        scene.Representative("Волкова Анна Сергеевна", adult);
        var asStudent = scene.Listed(OutsideRows.Student("p1", "Волков Олег Андреевич", Born.AddYears(-10), Unit));
        scene.Listed(OutsideRows.Student("p2", "Волкова Ирина Олеговна", Born, Unit));
        var asParent = scene.Listed(OutsideRows.Representative("r1", "Волков Олег Андреевич", "p2"));
        var grandmother = scene.Listed(OutsideRows.Representative("r2", "Волкова Анна Сергеевна", "p1"));

        scene.Of(asStudent).Verdict.Should().Be(BindingVerdict.Conflict);
        scene.Of(asParent).Verdict.Should().Be(BindingVerdict.Conflict);
        scene.Of(grandmother).Gap.Should().Be(BindingGap.ChildNotFound);
    }
}
