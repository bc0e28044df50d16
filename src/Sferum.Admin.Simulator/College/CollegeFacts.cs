using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Simulator.College;

/// <summary>The register of the college as the rules want it, before it is in any database.</summary>
internal static class CollegeFacts
{
    public static RegisterFacts Of(InventedCollege college) => new()
    {
        Persons = [.. college.People.Select(p => new PersonFact(p.Id, p.BirthDate))],
        Groups = [.. college.Groups.Select(g => new GroupFact(g.Id, Period(g)))],
        Employments = [.. college.Employments.Select(e => new EmploymentFact(Origin(e), e.PersonId))],
        Curators = [.. college.Curators.Select(c => new CuratorFact(Origin(c), c.PersonId, c.StudyGroupId, c.Kind == Core.Staff.CuratorKind.Substitute))],
        Administrators = [.. college.Administrators.Select(a => new AdministratorFact(Origin(a), a.PersonId))],
        Enrollments = [.. college.Enrollments.Select(e => new EnrollmentFact(Origin(e), e.PersonId))],
        Memberships = [.. college.Memberships.Select(m => new GroupMembershipFact(Origin(m), m.EnrollmentId, m.StudyGroupId))],
        Leaves = [.. college.Absences.Where(a => a.EnrollmentId is not null).Select(a => new StudentLeaveFact(Period(a), a.EnrollmentId!.Value))],
        Guardianships = [.. college.Guardianships.Where(g => g.RepresentativeId is not null).Select(Guardianship)],
        OptOuts = [.. college.OptOuts.Select(o => new OptOutFact(Period(o), o.PersonId))],
        Consents = [.. college.Consents.Select(c => new AdultConsentFact(Period(c), c.PersonId))],
    };

    private static GuardianshipFact Guardianship(Guardianship g) =>
        new(Origin(g), g.RepresentativeId!.Value, g.StudentId, g.RestrictedFrom, g.RestrictedTo);

    private static FactOrigin Origin(DatedFact fact) => new(fact.Id, Period(fact), fact.StartOrderId, fact.RecordedAt);

    private static FactPeriod Period(IPeriod fact) => new(fact.ValidFrom, fact.ValidTo);
}
