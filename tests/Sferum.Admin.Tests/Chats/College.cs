using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Tests.Chats;

/// <summary>Builds <see cref="RegisterFacts"/> without a database. Facts begin on 1 September and are open unless a test says else.</summary>
internal sealed class College
{
    public static readonly DateOnly Today = TestClock.Today;
    public static readonly DateOnly YearStart = new(2026, 9, 1);
    public static readonly DateTime RecordedAt = new(2026, 8, 28, 6, 0, 0, DateTimeKind.Utc);

    private readonly List<PersonFact> _persons = [];
    private readonly List<GroupFact> _groups = [];
    private readonly List<EmploymentFact> _employments = [];
    private readonly List<CuratorFact> _curators = [];
    private readonly List<AdministratorFact> _administrators = [];
    private readonly List<EnrollmentFact> _enrollments = [];
    private readonly List<GroupMembershipFact> _memberships = [];
    private readonly List<StudentLeaveFact> _leaves = [];
    private readonly List<GuardianshipFact> _guardianships = [];
    private readonly List<OptOutFact> _optOuts = [];
    private readonly List<AdultConsentFact> _consents = [];

    public Guid Group(DateOnly? from = null, DateOnly? to = null)
    {
        _groups.Add(new GroupFact(Guid.CreateVersion7(), new FactPeriod(from ?? YearStart, to)));
        return _groups[^1].Id;
    }

    public Guid Person(DateOnly? birthDate = null)
    {
        _persons.Add(new PersonFact(Guid.CreateVersion7(), birthDate));
        return _persons[^1].Id;
    }

    public Guid Employee(Guid? person = null, DateOnly? to = null)
    {
        var id = person ?? Person();
        _employments.Add(new EmploymentFact(Origin(to: to), id));
        return id;
    }

    public Guid Curator(Guid group, Guid? person = null, bool substitute = false, DateOnly? from = null, DateOnly? to = null)
    {
        var id = person ?? Employee();
        _curators.Add(new CuratorFact(Origin(from, to), id, group, substitute));
        return id;
    }

    public Guid Administrator(Guid? person = null, DateOnly? to = null)
    {
        var id = person ?? Employee();
        _administrators.Add(new AdministratorFact(Origin(to: to), id));
        return id;
    }

    /// <summary>A student of 16 unless <paramref name="birthDate"/> says else.</summary>
    public Guid Student(Guid group, DateOnly? birthDate = null, DateOnly? from = null, DateOnly? to = null)
        => Enrol(Person(birthDate ?? Today.AddYears(-16)), group, from, to);

    public Guid StudentWithoutBirthDate(Guid group) => Enrol(Person(), group);

    public Guid Enrol(Guid person, Guid group, DateOnly? from = null, DateOnly? to = null)
    {
        var enrollment = Origin(from, to);
        _enrollments.Add(new EnrollmentFact(enrollment, person));
        _memberships.Add(new GroupMembershipFact(Origin(from, to), enrollment.Id, group));
        return person;
    }

    public void Leave(Guid student, DateOnly? from = null, DateOnly? to = null)
        => _leaves.Add(new StudentLeaveFact(new FactPeriod(from ?? YearStart, to), _enrollments.Last(fact => fact.PersonId == student).Origin.Id));

    public Guid Representative(
        Guid student, Guid? person = null, DateOnly? from = null, DateOnly? to = null, DateOnly? restrictedFrom = null, DateOnly? restrictedTo = null)
    {
        var id = person ?? Person();
        _guardianships.Add(new GuardianshipFact(Origin(from, to), id, student, restrictedFrom, restrictedTo));
        return id;
    }

    public void OptOut(Guid person, DateOnly? from = null, DateOnly? to = null)
        => _optOuts.Add(new OptOutFact(new FactPeriod(from ?? YearStart, to), person));

    public void Consent(Guid student, DateOnly? to = null)
        => _consents.Add(new AdultConsentFact(new FactPeriod(YearStart, to), student));

    public RegisterFacts Facts() => new()
    {
        Persons = _persons,
        Groups = _groups,
        Employments = _employments,
        Curators = _curators,
        Administrators = _administrators,
        Enrollments = _enrollments,
        Memberships = _memberships,
        Leaves = _leaves,
        Guardianships = _guardianships,
        OptOuts = _optOuts,
        Consents = _consents,
    };

    public RegisterOnDay On(DateOnly? day = null) => new(day ?? Today, Facts());

    private static FactOrigin Origin(DateOnly? from = null, DateOnly? to = null)
        => new(Guid.CreateVersion7(), new FactPeriod(from ?? YearStart, to), null, RecordedAt);
}
