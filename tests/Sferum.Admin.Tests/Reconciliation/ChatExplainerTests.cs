using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Reconciliation.Explaining;

namespace Sferum.Admin.Tests.Reconciliation;

public sealed class ChatExplainerTests
{
    private static readonly DateOnly Today = TestClock.Today;
    private static readonly Guid Group = Guid.CreateVersion7();

    [Fact]
    public void Chain_OfAnyAnswer_HasItsLinksInOrderAndNoMessenger()
    {
        foreach (var demand in Enum.GetValues<Demand>())
        {
            foreach (var state in Enum.GetValues<VisibilityState>())
            {
                foreach (var link in Enum.GetValues<LinkState>())
                {
                    var why = Explain(Facts(demand) with { State = state, Link = link });

                    why.Steps.Select(step => step.Link).Should().Equal(Enum.GetValues<ExplainLink>());
                    why.Steps.Should().OnlyContain(step => step.Text.Length > 0);
                    why.Lead.Should().NotBeEmpty();
                    (why.Act == ExplainAct.None).Should().Be(why.Steps[^1].Mark == ExplainMark.Ok);
                }
            }
        }
    }

    [Fact]
    public void Must_SeenInTheJournal_IsGreenAllAlong()
    {
        var why = Explain(Facts(Demand.Must) with { State = VisibilityState.Visible });

        why.Question.Should().Be("Почему есть в «ИС-21 · Группа»?");
        (why.Mark, why.Act).Should().Be((ExplainMark.Ok, ExplainAct.None));
        why.Steps.Should().OnlyContain(step => step.Mark == ExplainMark.Ok);
    }

    [Fact]
    public void Must_NotSeenBeforeTheClock_WaitsAndBreaksNowhere()
    {
        var why = Explain(Facts(Demand.Must) with { State = VisibilityState.Missing, Wait = new ExplainWait("Исправлено в ЭПОС", "пн 23.11 после 14:00") });

        why.Mark.Should().Be(ExplainMark.Waiting);
        why.Rest.Should().Be("Исправлено в ЭПОС — ЭПОС покажет пн 23.11 после 14:00.");
        why.Steps.Should().NotContain(step => step.Mark == ExplainMark.Broken);
    }

    [Theory]
    [InlineData(LinkState.NotInvited, ExplainAct.Invite)]
    [InlineData(LinkState.Invited, ExplainAct.Link)]
    [InlineData(LinkState.NeedsRelink, ExplainAct.Link)]
    [InlineData(LinkState.Verified, ExplainAct.Compare)]
    [InlineData(LinkState.NotApplicable, ExplainAct.None)]
    public void Must_NotSeen_BreaksWhereTheLinkStands(LinkState link, ExplainAct act) =>
        Explain(Facts(Demand.Must) with { State = VisibilityState.Missing, Link = link }).Act.Should().Be(act);

    [Fact]
    public void Extra_Member_EndsWithTheDayFromWhichItIsNot()
    {
        var why = Explain(Facts(Demand.MustNot) with { Fact = null, State = VisibilityState.Visible, EndedOn = new DateOnly(2026, 10, 12) });

        (why.Mark, why.Act).Should().Be((ExplainMark.Broken, ExplainAct.Remove));
        why.Rest.Should().Contain("Не положен с 12.10.2026");
        why.Steps[1].Text.Should().Be("Не положен с 12.10.2026");
        why.Steps[0].Text.Should().Be("Основание было до 11.10.2026");
    }

    [Fact]
    public void Representative_OfAMinor_IsToldAgeAndEighteenthBirthday()
    {
        var facts = Facts(Demand.Must, ChatRule.RepresentativeOfMinor) with { AdultFrom = Today.AddYears(2) };

        var step = Explain(facts).Steps[1];

        step.Text.Should().StartWith("Ребёнку 16\u00A0лет");
        step.Source.Should().StartWith("Действует до 18-летия: ");
    }

    [Fact]
    public void Restriction_OfGuardianship_IsForAdministratorsOnly()
    {
        var facts = Facts(Demand.MustNot, ChatRule.RestrictedGuardianship) with { State = VisibilityState.Visible };

        Explain(facts).Steps[1].Text.Should().Contain("права ограничены");
        var hidden = Explain(facts with { RestrictionsHidden = true });
        string.Concat(hidden.Steps.Select(step => step.Text + step.Source)).Should().NotContain("огранич").And.NotContain("учится");
        hidden.Steps[1].Text.Should().Be("Не положен: нет основания");
    }

    [Fact]
    public void Refusal_IsNeutralAndHiddenFromTheDirector()
    {
        var facts = Facts(Demand.May) with { Refusal = new ExplainRefusal(new DateOnly(2026, 9, 1), "на бумаге") };

        Explain(facts).Mark.Should().Be(ExplainMark.Neutral);
        Explain(facts).Steps[2].Text.Should().Be("Отказ с 01.09.2026");
        Explain(facts with { Refusal = null, RefusalsHidden = true }).Steps[2].Text.Should().Be("—");
    }

    private static ChatExplanation Explain(ExplainFacts facts) => ChatExplainer.Explain(facts, Today);

    private static ExplainFacts Facts(Demand demand, ChatRule? rule = null) => new()
    {
        ChatId = Guid.CreateVersion7(),
        ChatTitle = "ИС-21 · Группа",
        Membership = new DesiredMembership(
            rule is null ? ChatKind.Group : ChatKind.Parents,
            Group,
            Guid.CreateVersion7(),
            MembershipRole.Member,
            demand,
            demand == Demand.MustNot && rule is null ? DesiredReason.NoGround : new DesiredReason(rule ?? ChatRule.Student, RegisterFact.GroupMembership, Guid.CreateVersion7(), null, new DateOnly(2026, 9, 1), TestClock.Now)),
        Fact = "Учится в ИС-21 с 01.09.2026",
        FactSource = "приказ № 188-к от 25.08.2026",
        AdultFrom = Today.AddYears(2),
        Link = LinkState.Linked,
        State = VisibilityState.NotChecked,
    };
}
