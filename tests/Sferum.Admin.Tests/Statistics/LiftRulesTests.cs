using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Tests.Statistics;

/// <summary>Which acts raise which figure, and by how much.</summary>
public sealed class LiftRulesTests : IndicatorScene
{
    [Fact]
    public void People_WhoDidNotAccept_AreOneActOfTheirGroup()
    {
        var group = College.Group();
        for (var i = 0; i < 3; i++)
        {
            Link(College.Student(group), LinkState.Invited);
        }

        var linked = College.Student(group);
        Link(linked, LinkState.Linked);

        var lift = All().Single(l => l.Code == "K2-students");

        lift.Should().Match<Lift>(l => l.Kind == LiftKind.Persuade && l.StudyGroupId == group && l.Cause == Cause.NotAccepted && l.Gain == 3 && l.Now == 1 && l.Whole == 4);
        lift.Points.Should().Be(75);
    }

    [Fact]
    public void Act_OfEveryKind_NamesAListOfAsManyRows()
    {
        var (group, student, parent) = Family();
        Link(student, LinkState.NotInvited);
        Link(parent, LinkState.NeedsRelink);
        Link(College.Student(group), LinkState.SelfReported);
        Link(College.Student(group), LinkState.Linked);
        See(College.Person(), ChatKey.Group(group));
        var college = Day();

        var all = LiftRules.All(college, CauseOf(college));

        all.Select(l => l.Kind).Should().Contain([LiftKind.Invite, LiftKind.Relink, LiftKind.Check, LiftKind.LookAgain, LiftKind.Look, LiftKind.Appoint, LiftKind.Remove]);
        foreach (var lift in all)
        {
            var rows = IndicatorRules.Find(lift.Code)!.Evaluate(college).Of(lift.Part)
                .Where(s => lift.StudyGroupId is not { } id || WeekFigures.GroupsOf(college, s).Contains(id))
                .Where(s => lift.Cause is null || CauseOf(college)(s.PersonId!.Value) == lift.Cause);
            if (lift.StudyGroupId is not null)
            {
                rows.Should().HaveCount(lift.Gain, lift.ToString());
            }
        }
    }

    [Fact]
    public void Acts_AreOrderedByWhatTheyBring()
        => All(TwoGroups()).Select(l => l.Points).Should().BeInDescendingOrder();

    [Fact]
    public void Best_AreFour_AtMostTwoOfOneFigure()
    {
        TwoGroups();
        var best = LiftRules.Best(All());

        best.Should().HaveCountLessThanOrEqualTo(LiftRules.Shown).And.NotBeEmpty();
        best.GroupBy(l => l.Code).Should().OnlyContain(same => same.Count() <= 2);
    }

    [Fact]
    public void Refusals_AreNoAct()
    {
        var group = College.Group();
        Refuse(College.Student(group));
        Link(College.Student(group), LinkState.NotApplicable);

        All().Should().NotContain(l => l.Code == "K2-students");
    }

    [Fact]
    public void College_WithoutAnybody_NeedsNothingButAdministrators()
        => All().Should().OnlyContain(l => l.Kind == LiftKind.Appoint);

    private bool TwoGroups()
    {
        for (var i = 0; i < 4; i++)
        {
            var group = College.Group();
            for (var j = 0; j <= i; j++)
            {
                Link(College.Student(group), LinkState.Invited);
            }
        }

        return true;
    }

    private IReadOnlyList<Lift> All(bool made = true)
    {
        var college = Day();
        return made ? LiftRules.All(college, CauseOf(college)) : [];
    }

    private static Func<Guid, Cause?> CauseOf(CollegeOnDay college) => person => CauseRules.Of(college.LinkOf(person), true, null, TestClock.Now);
}
