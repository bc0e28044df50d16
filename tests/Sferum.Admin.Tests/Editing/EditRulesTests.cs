using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Tests.Editing;

public sealed class EditRulesTests
{
    private static readonly DateOnly Today = TestClock.Today;
    private static readonly Guid Group = Guid.Parse("0197a000-0000-7000-8000-0000000000b1");
    private static readonly Guid Other = Guid.Parse("0197a000-0000-7000-8000-0000000000b2");
    private static readonly Guid Student = Guid.Parse("0197a000-0000-7000-8000-0000000000c1");
    private static readonly Guid Mother = Guid.Parse("0197a000-0000-7000-8000-0000000000c2");
    private static readonly Guid Study = Guid.Parse("0197a000-0000-7000-8000-0000000000d1");
    private static readonly FactPeriod Open = new(new DateOnly(2026, 9, 1), null);

    [Theory]
    [InlineData("2026-09-01", null, "", null, "")]
    [InlineData(null, null, "", null, "From")]
    [InlineData("2026-09-02", "2026-09-01", "", null, "LastDay")]
    [InlineData("1926-09-01", null, "", null, "From")]
    [InlineData("2062-09-01", "2099-09-01", "", null, "From,LastDay")]
    [InlineData("2026-09-01", null, "12-к", null, "OrderDate")]
    [InlineData("2026-09-01", null, " ", "2026-09-01", "OrderNumber")]
    [InlineData("2026-09-01", null, "12-к", "2026-12-01", "OrderDate")]
    [InlineData(null, null, "12-к", null, "From,OrderDate")]
    public void Check_OfAPeriodAndAnOrder_NamesEveryWrongField(string? from, string? last, string number, string? date, string wrong)
    {
        var error = new FormCheck()
            .Period(Day(from), Day(last), Today)
            .Reason(new ReasonForm { OrderNumber = number, OrderDate = Day(date) }, Today)
            .Error;

        (error is null ? "" : string.Join(',', error.All.Select(each => each.Field))).Should().Be(wrong);
    }

    [Fact]
    public void Conflicts_OfThreeVersions_NameWhatTheOtherChangedAndAskOnlyWhereBothDid()
    {
        var shown = new EmploymentForm { Position = "Преподаватель", From = Today };
        var typed = new EmploymentForm { Position = "Методист", Department = "ЦМК", From = Today };
        var now = new EmploymentForm { Position = "Мастер", IsTeaching = true, From = Today };

        var conflicts = FormConflicts.Between(EmploymentForm.Fields, shown, typed, now);

        conflicts.Should().Equal(
            new FieldConflict("Position", "Должность", "Преподаватель", "Методист", "Мастер"),
            new FieldConflict("IsTeaching", "Педагогический работник", "нет", "нет", "да"));
        conflicts.Select(conflict => conflict.NeedsChoice).Should().Equal(true, false);
        foreach (var field in EmploymentForm.Fields)
        {
            field.Copy(now, typed);
        }

        typed.Should().BeEquivalentTo(now, "every field of the form is among those that are compared");
    }

    [Fact]
    public void Consequences_OfAMove_AreOneChatLeftAndOneJoined_ForTheMotherToo() =>
        Moves(Register(), Register(group: Other)).Should().Equal(
            "student leaves Group", "student joins other Group", "mother leaves Parents", "mother joins other Parents");

    [Fact]
    public void Consequences_OfALeave_LetTheStudentStay() =>
        Moves(Register(), Register(leave: true)).Should().Equal("student may stay in Group", "mother may stay in Parents");

    [Fact]
    public void Consequences_OfARestriction_ConcernTheParentOnly() =>
        Moves(Register(), Register(restrictedFrom: Today)).Should().Equal("mother leaves Parents");

    [Fact]
    public void Consequences_OfNoChange_AreNone() => Moves(Register(), Register()).Should().BeEmpty();

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static RegisterOnDay Register(Guid? group = null, bool leave = false, DateOnly? restrictedFrom = null) => new(Today, new RegisterFacts
    {
        Persons = [new PersonFact(Student, Today.AddYears(-16)), new PersonFact(Mother, null)],
        Groups = [new GroupFact(Group, Open), new GroupFact(Other, Open)],
        Enrollments = [new EnrollmentFact(new FactOrigin(Study, Open, null, TestClock.Now), Student)],
        Memberships = [new GroupMembershipFact(new FactOrigin(Guid.CreateVersion7(), Open, null, TestClock.Now), Study, group ?? Group)],
        Leaves = leave ? [new StudentLeaveFact(Open, Study)] : [],
        Guardianships = [new GuardianshipFact(new FactOrigin(Guid.CreateVersion7(), Open, null, TestClock.Now), Mother, Student, restrictedFrom)],
    });

    private static IEnumerable<string> Moves(RegisterOnDay before, RegisterOnDay after) =>
        ChatConsequences.Between(before, after, [Student, Mother], ChatRuleSettings.Default).Select(move =>
            $"{(move.PersonId == Student ? "student" : "mother")} {move.Move switch { ChatMove.Joins => "joins", ChatMove.Leaves => "leaves", _ => "may stay in" }} {(move.Chat.StudyGroupId == Other ? "other " : "")}{move.Chat.Kind}");
}
