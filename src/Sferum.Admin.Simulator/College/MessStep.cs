using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Person = Sferum.Admin.Core.People.Person;

namespace Sferum.Admin.Simulator.College;

/// <summary>The parts of the mess that are facts of the register: movement, restriction, names, missing data, consents.</summary>
internal sealed class MessStep
{
    private const int ExpelledDaysAgo = 20;
    private const int RestrictedDaysAgo = 40;
    private const int TransferredDaysAgo = 25;
    private const int LeaveDaysAgo = 60;
    private const int RenamedDaysAgo = 70;
    private const int SharedPhonePairs = 5;
    private const int RepresentativesWithoutBirthDate = 20;

    private readonly Draft _draft;
    private readonly Dice _dice;

    public MessStep(Draft draft)
    {
        _draft = draft;
        _dice = draft.Dice.Fork("mess");
        Expelled = Expel();
        ParentOfExpelled = AddMotherOf(Expelled);
        Restricted = Restrict();
        OnAcademicLeave = SendOnLeave(_draft.Group("МТ-22").Students[^1], AbsenceKind.AcademicLeave, "176-к");
        InArmy = SendOnLeave(_draft.Group("ЭЛ-41").Students.First(s => s.Sex == Sex.Male && !s.MustBeMinor), AbsenceKind.Army, "181-к");
        Transferred = Transfer(_draft.Group("ПК-21").Students[^1], _draft.Group("ПК-22"));
        Renamed = [Rename(_draft.Group("ПК-31").Students.First(s => s.Sex == Sex.Female).Person, "203-к"), Rename(MotherIn("ПК-22"), null)];
        SharedPhones = SharePhones();
        WithoutBirthDate = ForgetBirthDates();
        AdultsWithConsent = AddConsents();
    }

    public StudentDraft Expelled { get; }

    public Person ParentOfExpelled { get; }

    public Guardianship Restricted { get; }

    public Guid OnAcademicLeave { get; }

    public Guid InArmy { get; }

    public Guid Transferred { get; }

    public IReadOnlyList<Guid> Renamed { get; }

    public IReadOnlyList<(Guid StudentId, Guid RepresentativeId)> SharedPhones { get; }

    public IReadOnlyList<Guid> WithoutBirthDate { get; }

    public IReadOnlyList<Guid> AdultsWithConsent { get; }

    private DateOnly Ago(int days) => _draft.Today.AddDays(-days);

    private StudentDraft Expel()
    {
        var group = _draft.Group(Cast.GroupOfExpelled);
        var place = new StudentDraft(group, new FamilyDraft()) { Sex = Sex.Male };
        place.Person = _draft.Person(FullName.Parse(Cast.Expelled), group.Row.ValidFrom.AddYears(-15).AddDays(-40), group.Row.ValidFrom);
        _draft.Phone(place.Person.Id, group.Row.ValidFrom);
        _draft.Snils(place.Person);
        StudentStep.Enrol(_draft, place);
        var day = Ago(ExpelledDaysAgo);
        var order = _draft.Order(OrderKind.Expulsion, "214-к", day.AddDays(-1), day);
        End(place.Membership, day, order);
        End(place.Enrollment, day, order);
        StudentStep.Move(_draft, place, MovementKind.Expelled, day, order, group.Row.Id, null);
        return place;
    }

    private Person AddMotherOf(StudentDraft student)
    {
        var since = student.Group.Row.ValidFrom;
        var mother = _draft.Person(FullName.Parse(Cast.MotherOfExpelled), student.Person.BirthDate!.Value.AddYears(-27), since);
        _draft.Phone(mother.Id, since);
        StudentStep.Represent(_draft, _dice, mother.Id, student, GuardianshipKind.Mother);
        return mother;
    }

    private Guardianship Restrict()
    {
        var family = _draft.Families.First(f => f is { Size: 2, Employee: null, Children: [var only] } && only.Group.Plan.Name == Cast.GroupOfRestricted
            && f.Representatives[1].Kind == GuardianshipKind.Father);
        var guardianship = _draft.College.Guardianships.First(g => g.RepresentativeId == family.Representatives[1].Person.Id);
        guardianship.RestrictedFrom = Ago(RestrictedDaysAgo);
        guardianship.RestrictionReason = "Решение суда об ограничении родительских прав";
        return guardianship;
    }

    private Guid SendOnLeave(StudentDraft student, AbsenceKind kind, string number)
    {
        var from = Ago(LeaveDaysAgo);
        var order = _draft.Order(OrderKind.AcademicLeave, number, from.AddDays(-2), from);
        _draft.Fact(_draft.College.Absences, new Absence { Id = _draft.NewId(), Kind = kind, EnrollmentId = student.Enrollment.Id }, from, from.AddYears(1), order, order);
        StudentStep.Move(_draft, student, MovementKind.AcademicLeave, from, order, student.Group.Row.Id, null);
        return student.Person.Id;
    }

    private Guid Transfer(StudentDraft student, GroupDraft from)
    {
        var day = Ago(TransferredDaysAgo);
        var order = _draft.Order(OrderKind.Transfer, "207-к", day.AddDays(-3), day);
        var began = student.Membership.ValidFrom;
        _draft.Fact(_draft.College.Memberships, new GroupMembership
        {
            Id = _draft.NewId(),
            EnrollmentId = student.Enrollment.Id,
            PersonId = student.Person.Id,
            StudyGroupId = from.Row.Id,
        }, began, day, student.Group.Enrolment, order);
        (student.Membership.ValidFrom, student.Membership.StartOrderId) = (day, order.Id);
        student.Membership.RecordedAt = _draft.At(day, 9 * 60);
        _draft.College.Movements.RemoveAll(m => m.EnrollmentId == student.Enrollment.Id);
        StudentStep.Move(_draft, student, MovementKind.Enrolled, began, student.Group.Enrolment, null, from.Row.Id);
        StudentStep.Move(_draft, student, MovementKind.TransferGroup, day, order, from.Row.Id, student.Group.Row.Id);
        return student.Person.Id;
    }

    /// <summary>Gives the person an earlier surname, borne until some weeks ago.</summary>
    private Guid Rename(Person person, string? number)
    {
        var day = Ago(RenamedDaysAgo);
        var order = number is null ? null : _draft.Order(OrderKind.NameChange, number, day, day);
        var current = _draft.College.Names.First(n => n.PersonId == person.Id);
        var former = _dice.Pick(NameData.Tatar.Surnames).Split('/')[1];
        _draft.Fact(_draft.College.Names, new PersonName
        {
            Id = _draft.NewId(),
            PersonId = person.Id,
            LastName = former,
            FirstName = person.FirstName,
            Patronymic = person.Patronymic,
        }, current.ValidFrom, day, null, order);
        current.ValidFrom = day;
        current.RecordedAt = _draft.At(day, 9 * 60);
        current.StartReason = order is null ? ReasonKind.Hand : ReasonKind.Order;
        current.StartOrderId = order?.Id;
        return person.Id;
    }

    private Person MotherIn(string group) => _draft.Families
        .First(f => f is { Employee: null, Size: > 0 } && f.Children[0].Group.Plan.Name == group && f.Representatives[0].Kind == GuardianshipKind.Mother)
        .Representatives[0].Person;

    private List<(Guid StudentId, Guid RepresentativeId)> SharePhones()
    {
        var phones = _draft.College.Contacts.Where(c => c.Kind == ContactKind.Phone).ToLookup(c => c.PersonId);
        var pairs = new List<(Guid StudentId, Guid RepresentativeId)>();
        foreach (var family in _draft.Families.Where(f => f is { Cast: null, Employee: null, Size: 1, Children.Count: 1 }).Skip(7))
        {
            var (student, representative) = (family.Children[0].Person.Id, family.Representatives[0].Person.Id);
            if (phones[student].FirstOrDefault() is { } own && phones[representative].FirstOrDefault() is { } other)
            {
                other.Value = own.Value;
                pairs.Add((student, representative));
            }

            if (pairs.Count == SharedPhonePairs)
            {
                break;
            }
        }

        return pairs;
    }

    private List<Guid> ForgetBirthDates()
    {
        var representatives = _draft.Families.Where(f => f is { Cast: null, Employee: null, Size: > 0 }).Select(f => f.Representatives[0].Person).ToList();
        _dice.Shuffle(representatives);
        List<Person> people = [_draft.Group("ИС-12").Students[0].Person, .. representatives.Take(RepresentativesWithoutBirthDate)];
        foreach (var person in people)
        {
            person.BirthDate = null;
        }

        return [.. people.Select(p => p.Id)];
    }

    /// <summary>Every other adult student with parents on record agreed that they stay.</summary>
    private List<Guid> AddConsents()
    {
        var consents = new List<Guid>();
        foreach (var student in _draft.Students.Where(s => s.Family.Size > 0 && Adulthood.IsAdult(s.Person.BirthDate, _draft.Today)).Where((_, i) => i % 2 == 0))
        {
            var since = Adulthood.AdultFrom(student.Person.BirthDate!.Value);
            var from = since > student.Enrollment.ValidFrom ? since : student.Enrollment.ValidFrom;
            _draft.Fact(_draft.College.Consents, new DataConsent { Id = _draft.NewId(), PersonId = student.Person.Id, Kind = ConsentKind.RepresentativesInChat }, from);
            consents.Add(student.Person.Id);
        }

        return consents;
    }

    private static void End(DatedFact fact, DateOnly day, Order order) =>
        (fact.ValidTo, fact.EndReason, fact.EndOrderId) = (day, ReasonKind.Order, order.Id);
}
