using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Tests.Chats;

namespace Sferum.Admin.Tests.Statistics;

public sealed class IndicatorRulesTests : IndicatorScene
{
    [Fact]
    public void Figures_OfTheRegistry_AreDefinedAndToldApart()
    {
        IndicatorRules.All.Select(i => i.Code).Should().OnlyHaveUniqueItems();
        IndicatorRules.All.Select(i => i.Label).Should().Contain(["K2", "K3", "K4", "K5", "K6", "K8"]);
        IndicatorRules.All.Should().OnlyContain(i => i.Title != "" && i.Formula != "" && i.Numerator != "" && i.Clause != "" && i.Source != "");
        IndicatorRules.All.Should().OnlyContain(i => (i.Denominator == null) == (i.Evaluate(Day()).Whole == null));
    }

    [Fact]
    public void Linked_WithARefusalAndOneNotApplicable_KeepsOnlyTheRefusalInTheDenominator()
    {
        var group = College.Group();
        var linked = Link(College.Student(group), LinkState.Linked);
        var verified = Link(College.Student(group), LinkState.Verified);
        var claimed = Link(College.Student(group), LinkState.SelfReported);
        var silent = College.Student(group);
        var refused = Refuse(College.Student(group));
        var notApplicable = Link(College.Student(group), LinkState.NotApplicable);

        var result = Evaluate("K2-students");

        People(result, IndicatorPart.Numerator).Should().BeEquivalentTo([linked, verified]);
        People(result, IndicatorPart.Rest).Should().BeEquivalentTo([claimed, silent]);
        People(result, IndicatorPart.Refused).Should().BeEquivalentTo([refused]);
        People(result, IndicatorPart.NotApplicable).Should().BeEquivalentTo([notApplicable]);
        People(result, IndicatorPart.Denominator).Should().BeEquivalentTo([linked, verified, claimed, silent, refused]);
    }

    [Fact]
    public void Linked_OfACuratorWhoIsAParent_CountsBothCapacities()
    {
        var group = College.Group();
        var parent = College.Curator(group);
        College.Representative(College.Student(group), parent);

        People(Evaluate("K2-staff"), IndicatorPart.Denominator).Should().Equal(parent);
        People(Evaluate("K2-representatives"), IndicatorPart.Denominator).Should().Equal(parent);
        Evaluate("K5").Of(IndicatorPart.Denominator).Where(s => s.PersonId == parent).Should().ContainSingle()
            .Which.Chat.Should().Be(ChatKey.Parents(group));
    }

    [Fact]
    public void Linked_OfParentsOfAdultsAndOnLeave_LeavesThemOut()
    {
        var group = College.Group();
        var adult = College.Student(group, College.Today.AddYears(-18));
        College.Representative(adult);
        var onLeave = College.Student(group);
        College.Leave(onLeave);
        College.Representative(onLeave);

        Evaluate("K2-representatives").Whole.Should().Be(0);
        People(Evaluate("K2-students"), IndicatorPart.Denominator).Should().Equal(adult);
    }

    [Fact]
    public void Verified_OfLinks_CountsEachPersonOnce()
    {
        var group = College.Group();
        var verified = Link(College.Curator(group), LinkState.Verified);
        College.Representative(College.Student(group), verified);
        var linked = Link(College.Student(group), LinkState.Linked);
        Link(College.Student(group), LinkState.NeedsRelink);

        var result = Evaluate("K3");

        People(result, IndicatorPart.Numerator).Should().Equal(verified);
        People(result, IndicatorPart.Rest).Should().Equal(linked);
        result.Whole.Should().Be(2);
    }

    [Fact]
    public void FullSet_OfChatsSeenByOneEach_IsFull()
    {
        var (group, student, parent) = Family();
        See(student, ChatKey.Group(group));
        See(parent, ChatKey.Parents(group));

        Groups(Evaluate("K4"), IndicatorPart.Numerator).Should().Equal(group);
        Evaluate("K4").IsAtLeast.Should().BeFalse();
    }

    [Fact]
    public void FullSet_OfAGroupOfAdults_NeedsNoParentsChat()
    {
        var group = College.Group();
        See(College.Student(group, College.Today.AddYears(-19)), ChatKey.Group(group));

        Groups(Evaluate("K4"), IndicatorPart.Numerator).Should().Equal(group);
    }

    [Fact]
    public void FullSet_WithAChatNobodyLookedAt_IsNotChecked()
    {
        var (group, student, _) = Family();
        See(student, ChatKey.Group(group));

        Groups(Evaluate("K4"), IndicatorPart.NotChecked).Should().Equal(group);
        Evaluate("K4").IsAtLeast.Should().BeTrue();
    }

    [Fact]
    public void FullSet_WithAChatNotSeen_IsMissingOnlyWhenAllWereLookedAt()
    {
        var (group, student, parent) = Family();
        See(student, ChatKey.Group(group));
        var another = College.Representative(student);
        Look(parent, ChatKey.Parents(group), VisibilityState.Missing);
        Groups(Evaluate("K4"), IndicatorPart.NotChecked).Should().Equal(group);

        Look(another, ChatKey.Parents(group), VisibilityState.Missing);

        Groups(Evaluate("K4"), IndicatorPart.Rest).Should().Equal(group);
        Evaluate("K4").IsAtLeast.Should().BeFalse();
    }

    [Fact]
    public void Completeness_OfPlaces_TellsSeenNotSeenAndNotChecked()
    {
        var (group, student, parent) = Family();
        var refused = Refuse(College.Student(group));
        See(student, ChatKey.Group(group));
        Look(parent, ChatKey.Parents(group), VisibilityState.Missing);
        var unseen = College.Student(group);

        var result = Evaluate("K5");

        People(result, IndicatorPart.Numerator).Should().Equal(student);
        People(result, IndicatorPart.Rest).Should().Equal(parent);
        People(result, IndicatorPart.NotChecked).Should().Equal(unseen);
        People(result, IndicatorPart.Refused).Should().Equal(refused);
        (result.Whole, result.IsAtLeast).Should().Be((3, true));
    }

    [Fact]
    public void Completeness_OfAParentOfTwo_HasTwoPlaces()
    {
        var (first, second) = (College.Group(), College.Group());
        var parent = College.Representative(College.Student(first));
        College.Representative(College.Student(second), parent);

        Evaluate("K5").Of(IndicatorPart.Denominator).Where(s => s.PersonId == parent).Select(s => s.StudyGroupId).Should().BeEquivalentTo([first, second]);
        People(Evaluate("K2-representatives"), IndicatorPart.Denominator).Should().Equal(parent);
    }

    [Fact]
    public void Completeness_OfALookBeforeTheClockOfEpos_IsNotChecked()
    {
        var (group, student, _) = Family();
        Look(student, ChatKey.Group(group), VisibilityState.Missing);
        CountsFrom[(student, ChatKey.Group(group))] = TestClock.Now.AddHours(1);

        People(Evaluate("K5"), IndicatorPart.Rest).Should().BeEmpty();

        CountsFrom[(student, ChatKey.Group(group))] = TestClock.Now.AddHours(-2);
        People(Evaluate("K5"), IndicatorPart.Rest).Should().Equal(student);
    }

    [Fact]
    public void Unexpected_SeesTheExpelledAndTheRestricted_NotThoseWhoMay()
    {
        var group = College.Group();
        var expelled = College.Student(group, to: College.Today);
        var student = College.Student(group);
        var restricted = College.Representative(student, restrictedFrom: College.Today);
        var mayStay = College.Representative(College.Student(group, College.Today.AddYears(-18)));
        See(expelled, ChatKey.Group(group));
        See(restricted, ChatKey.Parents(group));
        See(mayStay, ChatKey.Parents(group));
        See(student, ChatKey.Group(group));

        var result = Evaluate("K6");

        People(result, IndicatorPart.Numerator).Should().BeEquivalentTo([expelled, restricted]);
        result.Of(IndicatorPart.Numerator).Single(s => s.PersonId == restricted).IsSensitive.Should().BeTrue();
        result.Of(IndicatorPart.Numerator).Single(s => s.PersonId == expelled).IsSensitive.Should().BeFalse();
        result.Whole.Should().BeNull();
    }

    [Fact]
    public void Unexpected_WithoutALookAtEverybody_IsAtLeast()
    {
        var (group, student, parent) = Family();
        See(student, ChatKey.Group(group));
        Evaluate("K6").IsAtLeast.Should().BeTrue();

        Look(parent, ChatKey.Parents(group), VisibilityState.Missing);

        (Evaluate("K6").Value, Evaluate("K6").IsAtLeast).Should().Be((0, false));
    }

    [Fact]
    public void Unexpected_AfterALaterLookThatSeesNothing_IsGone()
    {
        var group = College.Group();
        var expelled = College.Student(group, to: College.Today);
        Look(expelled, ChatKey.Group(group), VisibilityState.Visible, TestClock.Now.AddDays(-2));
        Look(expelled, ChatKey.Group(group), VisibilityState.Missing, TestClock.Now.AddDays(-1));

        Evaluate("K6").Value.Should().Be(0);
    }

    [Fact]
    public void FewAdministrators_OfTheRegister_CountsCuratorsAdministratorsAndTheAppointed()
    {
        var (group, _, _) = Family();
        College.Administrator();
        Evaluate("K8").Of(IndicatorPart.Numerator).Select(s => s.Chat).Should().BeEquivalentTo([ChatKey.Staff, ChatKey.Group(group), ChatKey.Parents(group)]);

        College.Curator(group);
        Evaluate("K8").Of(IndicatorPart.Numerator).Should().ContainSingle().Which.Should().Match<IndicatorSubject>(s => s.Chat == ChatKey.Staff && s.Administrators == 1);

        Appointed.Add((ChatKey.Staff, College.Employee()));
        Evaluate("K8").Value.Should().Be(0);
    }

    [Fact]
    public void FewAdministrators_WithARefusal_DoesNotCountTheRefuser()
    {
        var (group, _, _) = Family();
        College.Administrator();
        Refuse(College.Curator(group));

        Evaluate("K8").Of(IndicatorPart.Numerator).Select(s => s.Chat).Should().Contain(ChatKey.Group(group));
    }

    [Fact]
    public void Refusals_OfPeopleWithAMust_AreCountedOnce()
    {
        var group = College.Group();
        var parent = College.Representative(College.Student(group));
        College.Representative(College.Student(group), Refuse(parent));
        Refuse(College.Person());

        People(Evaluate(IndicatorRules.RefusalsCode), IndicatorPart.Numerator).Should().Equal(parent);
    }

    [Fact]
    public void Figures_OverASectionReadInPart_AreLowerBounds()
    {
        var (group, student, parent) = Family();
        See(student, ChatKey.Group(group));
        See(parent, ChatKey.Parents(group));
        foreach (var code in Figures("K2-students", "K2-representatives", "K2-staff", "K5"))
        {
            Evaluate(code).IsAtLeast.Should().BeFalse(code);
        }

        Incomplete.Add(ReadingScope.Representatives(group));

        Figures("K2-representatives", "K3", "K5", "K6").Should().OnlyContain(code => Evaluate(code).IsAtLeast);
        Figures("K2-students", "K2-staff", "K4", "K8").Should().OnlyContain(code => !Evaluate(code).IsAtLeast);
        Incomplete.Clear();
        Incomplete.Add(ReadingScope.Staff);
        Evaluate("K2-staff").IsAtLeast.Should().BeTrue();
        Evaluate("K5").IsAtLeast.Should().BeFalse("the staff is in no chat of a group as a student or a representative");

        static IEnumerable<string> Figures(params string[] codes) => codes;
    }
}
