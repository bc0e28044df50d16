using CsCheck;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Tests.Import;

/// <summary>Who is who: the rows of DESIGN §3 «Decided», first hit wins.</summary>
public sealed class MatchingTests
{
    private static readonly DateOnly Born = new(2009, 4, 3);
    private static readonly Guid Group = Guid.CreateVersion7();
    private readonly RegisterSnapshot _register = new(TestClock.Today);

    [Fact]
    public void OutsideId_WinsOverName()
    {
        var person = Add("Лыков", Born);
        _register.Add(new ExternalIdentity { SubjectId = person.Id, System = "roster", IdKind = "student", Value = "17" });
        Match(Row("Лыкова", Born, externalId: "17")).Should().Be(MatchResult.Found(MatchedBy.OutsideId, person));
    }

    [Fact]
    public void Snils_WinsOverName()
    {
        var person = Add("Лыков", Born, "A");
        Match(Row("Щукин", Born), "A").Should().Be(MatchResult.Found(MatchedBy.Snils, person));
    }

    [Theory]
    [InlineData("Лыков", true, Doubt.None)]
    [InlineData("Щукин", false, Doubt.None)]
    [InlineData("Щукин", true, Doubt.NumberOfAnother)]
    public void Snils_WithAnotherNameAndBirthDate_IsADoubt(string name, bool anotherDate, Doubt doubt)
    {
        Add("Лыков", Born, "A");
        Match(Row(name, anotherDate ? Born.AddDays(1) : Born), "A").Doubt.Should().Be(doubt);
    }

    [Fact]
    public void NameAndBirthDate_WithYoAsYe_AreThePerson()
    {
        var person = Add("Фёдоров", Born);
        Match(Row("Федоров", Born)).Should().Be(MatchResult.Found(MatchedBy.NameAndBirthDate, person));
        Match(Row("Федоров", Born.AddDays(1))).By.Should().Be(MatchedBy.Nothing);
    }

    [Fact]
    public void NameAndBirthDate_OfTwoPeople_AreADoubt()
    {
        Add("Лыков", Born);
        Add("Лыков", Born);
        Match(Row("Лыков", Born)).Doubt.Should().Be(Doubt.SeveralFit);
    }

    [Fact]
    public void NameAndBirthDate_WithAnotherSnils_AreADoubt()
    {
        Add("Лыков", Born, "A");
        Match(Row("Лыков", Born), "B").Doubt.Should().Be(Doubt.AnotherSnils);
    }

    [Theory]
    [InlineData(true, true, MatchedBy.Nothing)]
    [InlineData(true, false, MatchedBy.NameAndGroup)]
    [InlineData(false, true, MatchedBy.NameAndGroup)]
    [InlineData(false, false, MatchedBy.NameAndGroup)]
    public void NameAndGroup_CountOnlyWhenOneSideLacksTheBirthDate(bool registerKnows, bool fileKnows, MatchedBy by)
    {
        var person = Add("Лыков", registerKnows ? Born : null);
        Enrol(person, Group);
        Match(Row("Лыков", fileKnows ? Born.AddDays(1) : null)).By.Should().Be(by);
    }

    [Fact]
    public void Name_InAnotherGroup_IsAnotherPerson()
    {
        Enrol(Add("Лыков", null), Guid.CreateVersion7());
        Match(Row("Лыков", null)).By.Should().Be(MatchedBy.Nothing);
    }

    [Fact]
    public void Employee_IsFoundByAUniqueNameAmongEmployees()
    {
        var employee = Add("Боброва", null);
        _register.Add(new Employment { PersonId = employee.Id, Position = "Преподаватель" });
        Add("Боброва", Born);
        RosterMatcher.MatchEmployee(Row("Боброва", null), null, _register).Should().Be(MatchResult.Found(MatchedBy.Name, employee));
    }

    [Fact]
    public void Employee_OfANameThatTwoHave_IsADoubt()
    {
        foreach (var employee in new[] { Add("Боброва", null), Add("Боброва", null) })
        {
            _register.Add(new Employment { PersonId = employee.Id, Position = "Преподаватель" });
        }

        RosterMatcher.MatchEmployee(Row("Боброва", null), null, _register).Doubt.Should().Be(Doubt.SeveralFit);
    }

    [Fact]
    public void Representative_IsTheChildsOwnOfThisName_ElseOfThisNameAndPhone()
    {
        var student = Add("Лыков", Born);
        var mother = Add("Лыкова", null);
        _register.Add(new Core.Parents.Guardianship { StudentId = student.Id, RepresentativeId = mother.Id });
        var another = Add("Лыкова", null);
        _register.Add(new PersonContact { PersonId = another.Id, Kind = ContactKind.Phone, Value = "+79020041133" });

        RosterMatcher.MatchRepresentative(mother.SearchKey, ["+79020041133"], student.Id, _register).Should().Be(mother);
        RosterMatcher.MatchRepresentative(mother.SearchKey, ["+79020041133"], Guid.CreateVersion7(), _register).Should().Be(another);
        RosterMatcher.MatchRepresentative(mother.SearchKey, [], Guid.CreateVersion7(), _register).Should().BeNull();
    }

    [Fact]
    public void Match_OfAnyRegister_NeverReturnsAPersonOfAnotherNameWithoutANumber()
        => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 2]).Sample((a, b, c, d) =>
        {
            string[] names = ["Лыков", "Щукин", "Фёдоров", "Федоров"];
            DateOnly?[] days = [Born, Born.AddYears(1), null];
            var register = new RegisterSnapshot(TestClock.Today);
            var person = new Person { LastName = names[a], FirstName = "Егор", BirthDate = days[b], SearchKey = RosterMatcher.KeyOf(names[a], "Егор", null) };
            register.Add(person);
            var row = Row(names[c], days[d]);
            var match = RosterMatcher.MatchStudent(row, null, Group, register);
            if (match.Person is not null)
            {
                RosterMatcher.KeyOf(row.LastName, row.FirstName, row.Patronymic).Should().Be(person.SearchKey);
                (row.BirthDate == person.BirthDate || row.BirthDate is null || person.BirthDate is null).Should().BeTrue();
            }
        });

    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(6, 30, false)]
    [InlineData(6, 29, true)]
    [InlineData(25, 25, true)]
    [InlineData(20, 101, false)]
    [InlineData(21, 101, true)]
    public void Budget_OfAGroup_IsTwentyPercentAndFivePeople(int leaving, int of, bool blocked)
        => (RemovalBudget.Check([new("группы СВ-12", leaving, of)], []) is not null).Should().Be(blocked);

    [Theory]
    [InlineData(5, 10, false)]
    [InlineData(6, 60, false)]
    [InlineData(6, 59, true)]
    [InlineData(100, 1000, false)]
    [InlineData(101, 1000, true)]
    public void Budget_OfAKind_IsTenPercentAndFivePeople(int leaving, int of, bool blocked)
        => (RemovalBudget.Check([], [new("студентов", leaving, of)]) is not null).Should().Be(blocked);

    private MatchResult Match(RosterPerson row, string? hash = null) => RosterMatcher.MatchStudent(row, hash, Group, _register);

    private Person Add(string lastName, DateOnly? born, string? snils = null)
    {
        var person = new Person { LastName = lastName, FirstName = "Егор", BirthDate = born, SnilsHash = snils, SearchKey = RosterMatcher.KeyOf(lastName, "Егор", null) };
        _register.Add(person);
        return person;
    }

    private void Enrol(Person person, Guid group)
    {
        var enrollment = new Enrollment { PersonId = person.Id };
        _register.Add(enrollment);
        _register.Add(new GroupMembership { EnrollmentId = enrollment.Id, PersonId = person.Id, StudyGroupId = group });
    }

    private static RosterPerson Row(string lastName, DateOnly? born, string? externalId = null) =>
        new() { Sheet = new RosterSheet { Index = 0, Name = null }, Row = 2, Kind = RosterKind.Students, LastName = lastName, FirstName = "Егор", BirthDate = born, ExternalId = externalId };
}
