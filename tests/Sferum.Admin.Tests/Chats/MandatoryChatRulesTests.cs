using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Tests.Chats;

/// <summary>Every row of the table «Кто где должен быть» and every sentence after it.</summary>
public sealed class MandatoryChatRulesTests
{
    [Theory]
    [InlineData("employee", "must", "-", "-")]
    [InlineData("dismissed", "-", "-", "-")]
    [InlineData("on the last working day", "must", "-", "-")]
    [InlineData("platform administrator", "must admin", "must admin", "must admin")]
    [InlineData("curator", "must", "must admin", "must admin")]
    [InlineData("curator of another group", "must", "-", "-")]
    [InlineData("substitute", "must", "must admin", "must admin")]
    [InlineData("substitute whose days are over", "must", "-", "-")]
    [InlineData("curator from tomorrow", "must", "-", "-")]
    [InlineData("dismissed curator", "-", "-", "-")]
    [InlineData("student", "-", "must", "-")]
    [InlineData("student of another group", "-", "-", "-")]
    [InlineData("expelled from tomorrow", "-", "must", "-")]
    [InlineData("expelled", "-", "-", "-")]
    [InlineData("student on leave", "-", "may", "-")]
    [InlineData("back from leave", "-", "must", "-")]
    [InlineData("mother of a minor", "-", "-", "must")]
    [InlineData("mother of a minor whose age is unknown", "-", "-", "must")]
    [InlineData("mother of an expelled minor", "-", "-", "-")]
    [InlineData("mother of a minor on leave", "-", "-", "may")]
    [InlineData("guardian of last year", "-", "-", "-")]
    [InlineData("mother of an adult", "-", "-", "may")]
    [InlineData("mother of an adult who consents", "-", "-", "may")]
    [InlineData("mother of one who turns 18 tomorrow", "-", "-", "must")]
    [InlineData("restricted father", "-", "-", "-")]
    [InlineData("father restricted from tomorrow", "-", "-", "must")]
    [InlineData("father whose restriction was lifted", "-", "-", "must")]
    [InlineData("parent who is an employee", "must", "-", "must")]
    [InlineData("dismissed employee who is a parent", "-", "-", "must")]
    [InlineData("curator whose child studies in the group", "must", "must admin", "must admin")]
    [InlineData("restricted father of one, free of another", "-", "-", "must")]
    [InlineData("restricted father of one, of an adult too", "-", "-", "-")]
    [InlineData("mother of an adult and a minor", "-", "-", "must")]
    [InlineData("nobody", "-", "-", "-")]
    public void Person_InASituation_BelongsWhereTheTableSays(string situation, string staff, string group, string parents)
    {
        var (register, person, groupId) = Make(situation);

        Answer(register, person, ChatKey.Staff).Should().Be(staff);
        Answer(register, person, ChatKey.Group(groupId)).Should().Be(group);
        Answer(register, person, ChatKey.Parents(groupId)).Should().Be(parents);
    }

    [Theory]
    [InlineData(Demand.May, "student on leave", ChatKind.Group, "may")]
    [InlineData(Demand.MustNot, "student on leave", ChatKind.Group, "-")]
    [InlineData(Demand.MustNot, "mother of a minor on leave", ChatKind.Parents, "-")]
    [InlineData(Demand.MustNot, "student", ChatKind.Group, "must")]
    public void AcademicLeave_BySetting_MayOrMustNot(Demand setting, string situation, ChatKind kind, string expected)
    {
        var (register, person, group) = Make(situation);
        var settings = ChatRuleSettings.Default with { AcademicLeave = setting };

        Answer(register, person, new ChatKey(kind, group), settings).Should().Be(expected);
    }

    [Theory]
    [InlineData(AdultRepresentatives.ByConsent, "mother of an adult", "may", ChatRule.RepresentativeOfAdultWithoutConsent)]
    [InlineData(AdultRepresentatives.ByConsent, "mother of an adult who consents", "may", ChatRule.RepresentativeOfAdult)]
    [InlineData(AdultRepresentatives.ByConsent, "mother of an adult who took the consent back", "may", ChatRule.RepresentativeOfAdultWithoutConsent)]
    [InlineData(AdultRepresentatives.May, "mother of an adult", "may", ChatRule.RepresentativeOfAdult)]
    [InlineData(AdultRepresentatives.MustNot, "mother of an adult", "-", ChatRule.RepresentativeOfAdult)]
    [InlineData(AdultRepresentatives.MustNot, "mother of an adult who consents", "-", ChatRule.RepresentativeOfAdult)]
    [InlineData(AdultRepresentatives.MustNot, "mother of an adult and a minor", "must", ChatRule.RepresentativeOfMinor)]
    public void RepresentativeOfAnAdult_BySetting_MayOrMustNot(AdultRepresentatives setting, string situation, string expected, ChatRule rule)
    {
        var (register, person, group) = Make(situation);
        var settings = ChatRuleSettings.Default with { AdultRepresentatives = setting };

        Answer(register, person, ChatKey.Parents(group), settings).Should().Be(expected);
        MandatoryChatRules.DemandOf(register, person, ChatKey.Parents(group), settings).Reason.Rule.Should().Be(rule);
    }

    [Theory]
    [InlineData("employee", ChatKind.Staff)]
    [InlineData("curator", ChatKind.Parents)]
    [InlineData("student", ChatKind.Group)]
    [InlineData("mother of a minor", ChatKind.Parents)]
    public void Refusal_InForce_TurnsMustIntoMay(string situation, ChatKind kind)
    {
        var college = new College();
        var group = college.Group();
        college.Student(group);
        var person = ChatSituations.All[situation](college, group);
        college.OptOut(person, to: College.Today.AddDays(1));
        var chat = kind == ChatKind.Staff ? ChatKey.Staff : new ChatKey(kind, group);

        var refused = MandatoryChatRules.DemandOf(college.On(), person, chat, ChatRuleSettings.Default);
        var withdrawn = MandatoryChatRules.DemandOf(college.On(College.Today.AddDays(1)), person, chat, ChatRuleSettings.Default);

        refused.Demand.Should().Be(Demand.May);
        refused.OptedOut.Should().BeTrue();
        refused.IsMustBeforeRefusal.Should().BeTrue();
        withdrawn.Demand.Should().Be(Demand.Must);
        withdrawn.OptedOut.Should().BeFalse();
    }

    [Fact]
    public void Refusal_OfSomebodyWhoMustNot_ChangesNothing()
    {
        var college = new College();
        var group = college.Group();
        var father = college.Representative(college.Student(group), restrictedFrom: College.YearStart);
        college.OptOut(father);

        Answer(college.On(), father, ChatKey.Parents(group)).Should().Be("-");
    }

    [Fact]
    public void Representative_OfChildrenInTwoGroups_MustBeInBoth()
    {
        var college = new College();
        var (first, second) = (college.Group(), college.Group());
        var mother = college.Representative(college.Student(first));
        college.Representative(college.Student(second), mother);

        MandatoryChatRules.Of(college.On(), mother, ChatRuleSettings.Default)
            .Where(x => x.Demand == Demand.Must).Select(x => x.Chat)
            .Should().BeEquivalentTo([ChatKey.Parents(first), ChatKey.Parents(second)]);
    }

    [Fact]
    public void Representative_OfTwins_IsListedOnceWithTheOlderFact()
    {
        var college = new College();
        var group = college.Group();
        var mother = college.Representative(college.Student(group), from: College.YearStart.AddDays(5));
        college.Representative(college.Student(group), mother, from: College.YearStart);

        var only = MandatoryChatRules.Of(college.On(), mother, ChatRuleSettings.Default).Should().ContainSingle().Which;
        only.Reason.Since.Should().Be(College.YearStart);
    }

    [Fact]
    public void Parents_WhenTheLastMinorTurns18_IsNotMandatoryButStays()
    {
        var college = new College();
        var group = college.Group();
        var curator = college.Curator(group);
        college.Student(group, ChatSituations.Adult.AddDays(1));
        college.Student(group, ChatSituations.Adult);

        MandatoryChatRules.MandatoryChats(college.On()).Should().BeEquivalentTo(
            [ChatKey.Staff, ChatKey.Group(group), ChatKey.Parents(group)]);
        Answer(college.On(), curator, ChatKey.Parents(group)).Should().Be("must admin");

        var tomorrow = college.On(College.Today.AddDays(1));
        MandatoryChatRules.MandatoryChats(tomorrow).Should().BeEquivalentTo([ChatKey.Staff, ChatKey.Group(group)]);
        Answer(tomorrow, curator, ChatKey.Parents(group)).Should().Be("may admin");
        college.On().NextChangeOf(curator).Should().Be(College.Today.AddDays(1));
    }

    [Fact]
    public void Group_WhoseYearsAreOver_HasNoMandatoryChats()
    {
        var college = new College();
        var group = college.Group(to: College.Today);
        var student = college.Student(group);
        var curator = college.Curator(group);

        MandatoryChatRules.MandatoryChats(college.On()).Should().Equal(ChatKey.Staff);
        Answer(college.On(), student, ChatKey.Group(group)).Should().Be("-");
        Answer(college.On(), curator, ChatKey.Group(group)).Should().Be("-");
    }

    [Fact]
    public void Student_TransferredInMidMonth_IsInOneGroupOnEveryDay()
    {
        var college = new College();
        var (old, next) = (college.Group(), college.Group());
        var moved = new DateOnly(2026, 11, 16);
        var student = college.Student(old, to: moved);
        college.Enrol(student, next, from: moved);

        for (var day = moved.AddDays(-3); day < moved.AddDays(3); day = day.AddDays(1))
        {
            MandatoryChatRules.Of(college.On(day), student, ChatRuleSettings.Default).Should().ContainSingle()
                .Which.StudyGroupId.Should().Be(day < moved ? old : next);
        }
    }

    [Fact]
    public void Reason_OfAMust_NamesRuleFactDayAndMoment()
    {
        var college = new College();
        var group = college.Group();
        var student = college.StudentWithoutBirthDate(group);
        var mother = college.Representative(student, from: new DateOnly(2026, 10, 5));

        var reason = MandatoryChatRules.DemandOf(college.On(), mother, ChatKey.Parents(group), ChatRuleSettings.Default).Reason;

        reason.Rule.Should().Be(ChatRule.RepresentativeOfMinor);
        reason.Fact.Should().Be(RegisterFact.Guardianship);
        reason.FactId.Should().Be(college.Facts().Guardianships[0].Origin.Id);
        reason.Since.Should().Be(new DateOnly(2026, 10, 5));
        reason.RecordedAt.Should().Be(College.RecordedAt);
        reason.BirthDateUnknown.Should().BeTrue();
    }

    [Fact]
    public void Reason_OfARestriction_BeginsWithIt()
    {
        var college = new College();
        var group = college.Group();
        var father = college.Representative(college.Student(group), restrictedFrom: new DateOnly(2026, 10, 12));

        var reason = MandatoryChatRules.DemandOf(college.On(), father, ChatKey.Parents(group), ChatRuleSettings.Default).Reason;

        reason.Rule.Should().Be(ChatRule.RestrictedGuardianship);
        reason.Since.Should().Be(new DateOnly(2026, 10, 12));
    }

    [Fact]
    public void All_OfTheRegister_IsWhatEachPersonIsTold()
    {
        var college = new College();
        var group = college.Group();
        var people = ChatSituations.All.Values.Select(make => make(college, group)).ToList();
        var register = college.On();

        var all = MandatoryChatRules.All(register, ChatRuleSettings.Default);

        all.Select(x => (x.PersonId, x.Chat)).Should().OnlyHaveUniqueItems();
        all.Should().OnlyContain(x => x.Demand != Demand.MustNot);
        foreach (var person in people)
        {
            all.Where(x => x.PersonId == person).Should().BeEquivalentTo(
                MandatoryChatRules.Of(register, person, ChatRuleSettings.Default).Where(x => x.Demand != Demand.MustNot));
        }
    }

    private static (RegisterOnDay Register, Guid Person, Guid Group) Make(string situation)
    {
        var college = new College();
        var group = college.Group();
        college.Student(group);
        var person = ChatSituations.All[situation](college, group);
        return (college.On(), person, group);
    }

    private static string Answer(RegisterOnDay register, Guid person, ChatKey chat, ChatRuleSettings? settings = null)
    {
        var membership = MandatoryChatRules.DemandOf(register, person, chat, settings ?? ChatRuleSettings.Default);
        var demand = membership.Demand switch { Demand.Must => "must", Demand.May => "may", _ => "-" };
        return membership.Role == MembershipRole.Admin ? $"{demand} admin" : demand;
    }
}
