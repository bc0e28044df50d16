using System.Globalization;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Students;
using Person = Sferum.Admin.Core.People.Person;

namespace Sferum.Admin.Simulator.College;

/// <summary>Gives the places of <see cref="FamilyStep"/> people: names, birth dates, numbers, enrolments, guardianships.</summary>
internal static class StudentStep
{
    /// <summary>Age in years on the day of admission after nine classes, at the youngest.</summary>
    private const int AdmissionAge = 15;

    private const int SiblingDays = 300;

    private const string Organization = "ГКУСО ПК «Центр помощи детям» г. Чусового";

    public static void Run(Draft draft)
    {
        var dice = draft.Dice.Fork("students");
        foreach (var family in draft.Families)
        {
            var name = family.Employee?.Family ?? draft.Names.Family();
            var birth = (DateOnly?)null;
            foreach (var child in family.Children)
            {
                // Twins are the only children of one family in one group.
                var isTwin = birth is not null && child.Group == family.Children[0].Group;
                var own = BirthOf(draft, dice, child);
                birth = isTwin ? birth : birth is { } elder ? Apart(elder, own) : own;
                AddStudent(draft, dice, child, name, birth!.Value);
            }

            AddRepresentatives(draft, dice, family, name);
        }
    }

    /// <summary>Enrols the person of the place, from the intake of the group, by the order of its programme.</summary>
    public static void Enrol(Draft draft, StudentDraft place)
    {
        var (college, group, order) = (draft.College, place.Group.Row, place.Group.Enrolment);
        place.Enrollment = draft.Fact(college.Enrollments, new Enrollment
        {
            Id = draft.NewId(),
            PersonId = place.Person.Id,
            ProgramId = group.ProgramId,
            FundingBasis = FundingBasis.Budget,
        }, group.ValidFrom, null, order);
        place.Membership = draft.Fact(college.Memberships, new GroupMembership
        {
            Id = draft.NewId(),
            EnrollmentId = place.Enrollment.Id,
            PersonId = place.Person.Id,
            StudyGroupId = group.Id,
        }, group.ValidFrom, null, order);
        Move(draft, place, MovementKind.Enrolled, group.ValidFrom, order, null, group.Id);
    }

    public static void Move(Draft draft, StudentDraft place, MovementKind kind, DateOnly effectiveOn, Order order, Guid? from, Guid? to) =>
        draft.College.Movements.Add(new EnrollmentMovement
        {
            Id = draft.NewId(),
            EnrollmentId = place.Enrollment.Id,
            PersonId = place.Person.Id,
            Kind = kind,
            EffectiveOn = effectiveOn,
            OrderId = order.Id,
            FromStudyGroupId = from,
            ToStudyGroupId = to,
            RecordedAt = draft.At(effectiveOn < draft.Today ? effectiveOn : draft.Today, 9 * 60),
        });

    private static void AddStudent(Draft draft, Dice dice, StudentDraft place, FamilyName family, DateOnly birth)
    {
        var since = place.Group.Row.ValidFrom;
        place.Sex = draft.Names.Sex(malePercent: 55);
        var name = draft.Names.Child(family, place.Sex);
        place.Person = draft.Person(place.CastName is { } cast ? FullName.Parse(cast) : name, birth, since);
        Enrol(draft, place);
        AddNumbers(draft, dice, place.Person, since, phonePercent: 88, emailPercent: 35, snilsPercent: 93);
    }

    /// <summary>Children of one mother are not born within months.</summary>
    private static DateOnly Apart(DateOnly sibling, DateOnly birth) => (birth.DayNumber - sibling.DayNumber) switch
    {
        >= 0 and < SiblingDays => sibling.AddDays(SiblingDays),
        < 0 and > -SiblingDays => sibling.AddDays(-SiblingDays),
        _ => birth,
    };

    private static DateOnly BirthOf(Draft draft, Dice dice, StudentDraft place)
    {
        var (days, extra, isOlder) = (dice.Next(365), dice.Next(600), dice.Chance(8));
        if (place.MustBeMinor)
        {
            return draft.Today.AddYears(-18).AddDays(40 + (days * 260 / 365));
        }

        if (place.MustBeAdult)
        {
            return draft.Today.AddYears(-18).AddDays(-47 - extra);
        }

        var youngest = place.Group.Row.ValidFrom.AddYears(-AdmissionAge);
        var older = isOlder && place.Group.Plan.Name != Cast.CuratorGroup ? 365 + (2 * extra) : 0;
        return youngest.AddDays(-1 - days - older);
    }

    private static void AddRepresentatives(Draft draft, Dice dice, FamilyDraft family, FamilyName name)
    {
        var first = family.Children[0];
        if (family.IsWard)
        {
            draft.Fact(draft.College.Guardianships, new Guardianship
            {
                Id = draft.NewId(),
                StudentId = first.Person.Id,
                OrganizationName = Organization,
                Kind = GuardianshipKind.Organization,
                Document = "Акт о помещении под надзор",
            }, first.Group.Row.ValidFrom);
        }

        for (var i = 0; i < family.Size; i++)
        {
            family.Representatives.Add(Representative(draft, dice, family, name, i));
        }

        foreach (var (person, kind) in family.Representatives)
        {
            foreach (var child in family.Children)
            {
                Represent(draft, dice, person.Id, child, kind);
            }
        }
    }

    /// <summary>Makes the person represent the student from the day of admission.</summary>
    public static Guardianship Represent(Draft draft, Dice dice, Guid representativeId, StudentDraft child, GuardianshipKind kind) =>
        draft.Fact(draft.College.Guardianships, new Guardianship
        {
            Id = draft.NewId(),
            StudentId = child.Person.Id,
            RepresentativeId = representativeId,
            Kind = kind,
            Document = kind is GuardianshipKind.Guardian or GuardianshipKind.Trustee
                ? string.Create(CultureInfo.InvariantCulture, $"Постановление об опеке № {dice.Between(10, 290)}")
                : null,
        }, child.Group.Row.ValidFrom);

    private static RepresentativeDraft Representative(Draft draft, Dice dice, FamilyDraft family, FamilyName name, int index)
    {
        var isGuardian = dice.Chance(4);
        var isFather = family.Employee is { } employee ? (employee.Sex == Sex.Male) == (index == 0) : index == 1 || (family.Size == 1 && dice.Chance(12));
        if (family.Employee is not null && index == 0)
        {
            return new(family.Employee.Person, isFather ? GuardianshipKind.Father : GuardianshipKind.Mother);
        }

        var known = family.Cast?.Representatives[index];
        var fullName = isFather ? draft.Names.Father(name) : draft.Names.Mother(name);
        var since = family.Children.Min(c => c.Group.Row.ValidFrom);
        // 19 … 41 years older than the eldest child.
        var birth = family.Children.Min(c => c.Person.BirthDate)!.Value.AddYears(-19).AddDays(-dice.Next(22 * 365));
        var person = draft.Person(known is null ? fullName : FullName.Parse(known.Name), birth, since);
        AddNumbers(draft, dice, person, since, phonePercent: known is { IsGuardian: true } ? 0 : 94, emailPercent: 45, snilsPercent: 55);
        var kind = known is { IsGuardian: true } || (known is null && isGuardian && family.Size == 1) ? GuardianshipKind.Guardian
            : (known is null ? isFather : person.Patronymic!.EndsWith('ч')) ? GuardianshipKind.Father
            : GuardianshipKind.Mother;
        return new(person, kind);
    }

    private static void AddNumbers(Draft draft, Dice dice, Person person, DateOnly since, int phonePercent, int emailPercent, int snilsPercent)
    {
        var (phone, email, snils) = (dice.Chance(phonePercent), dice.Chance(emailPercent), dice.Chance(snilsPercent));
        if (phone)
        {
            draft.Phone(person.Id, since);
        }

        if (email)
        {
            draft.Email(person, since);
        }

        if (snils)
        {
            draft.Snils(person);
        }
    }
}
