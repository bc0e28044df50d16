using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Editing;

/// <summary>The register as it will be: the facts that are there, with the changes of an act that is not saved yet laid over them.</summary>
public static class RegisterOverlay
{
    /// <summary>Facts of two scopes as one, each once.</summary>
    public static RegisterFacts Union(RegisterFacts a, RegisterFacts b) => new()
    {
        Persons = [.. a.Persons.UnionBy(b.Persons, fact => fact.Id)],
        Groups = [.. a.Groups.UnionBy(b.Groups, fact => fact.Id)],
        Employments = Join(a.Employments, b.Employments, fact => fact.Origin),
        Curators = Join(a.Curators, b.Curators, fact => fact.Origin),
        Administrators = Join(a.Administrators, b.Administrators, fact => fact.Origin),
        Enrollments = Join(a.Enrollments, b.Enrollments, fact => fact.Origin),
        Memberships = Join(a.Memberships, b.Memberships, fact => fact.Origin),
        Leaves = [.. a.Leaves.Union(b.Leaves)],
        Guardianships = Join(a.Guardianships, b.Guardianships, fact => fact.Origin),
        OptOuts = [.. a.OptOuts.Union(b.OptOuts)],
        Consents = [.. a.Consents.Union(b.Consents)],
    };

    /// <summary>The facts after the changes that a context tracks.</summary>
    /// <param name="births">Birth dates of the people an act touches.</param>
    public static RegisterFacts With(RegisterFacts facts, IEnumerable<EntityEntry> changes, IReadOnlyDictionary<Guid, DateOnly?> births)
    {
        var rows = changes.Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        var people = facts.Persons.Select(person => person.Id).Union(births.Keys).ToDictionary(id => id, id => births.TryGetValue(id, out var birth) ? birth : facts.Persons.First(person => person.Id == id).BirthDate);
        foreach (var person in Live<Person>(rows))
        {
            people[person.Id] = person.BirthDate;
        }

        return facts with
        {
            Persons = [.. people.Select(person => new PersonFact(person.Key, person.Value))],
            Groups = Lay<GroupFact, StudyGroup>(facts.Groups, rows, fact => fact.Id, row => new GroupFact(row.Id, Period(row))),
            Employments = Lay<EmploymentFact, Employment>(facts.Employments, rows, fact => fact.Origin.Id, row => new EmploymentFact(Origin(row), row.PersonId)),
            Curators = Lay<CuratorFact, CuratorAssignment>(facts.Curators, rows, fact => fact.Origin.Id, row => new CuratorFact(Origin(row), row.PersonId, row.StudyGroupId, row.Kind == CuratorKind.Substitute)),
            Administrators = Lay<AdministratorFact, PlatformAdministrator>(facts.Administrators, rows, fact => fact.Origin.Id, row => new AdministratorFact(Origin(row), row.PersonId)),
            Enrollments = Lay<EnrollmentFact, Enrollment>(facts.Enrollments, rows, fact => fact.Origin.Id, row => new EnrollmentFact(Origin(row), row.PersonId)),
            Memberships = Lay<GroupMembershipFact, GroupMembership>(facts.Memberships, rows, fact => fact.Origin.Id, row => new GroupMembershipFact(Origin(row), row.EnrollmentId, row.StudyGroupId)),
            Leaves = Leaves(facts.Leaves, rows),
            Guardianships = Lay<GuardianshipFact, Guardianship>(
                facts.Guardianships, rows, fact => fact.Origin.Id, row => row.RepresentativeId is { } who ? new GuardianshipFact(Origin(row), who, row.StudentId, row.RestrictedFrom, row.RestrictedTo) : null),
        };
    }

    private static List<T> Join<T>(IEnumerable<T> a, IEnumerable<T> b, Func<T, FactOrigin> origin) => [.. a.UnionBy(b, fact => origin(fact).Id)];

    private static List<TFact> Lay<TFact, TRow>(IEnumerable<TFact> facts, IReadOnlyList<EntityEntry> changes, Func<TFact, Guid> id, Func<TRow, TFact?> make)
        where TFact : class
        where TRow : DatedFact
    {
        var touched = changes.Select(entry => entry.Entity).OfType<TRow>().Select(row => row.Id).ToHashSet();
        return [.. facts.Where(fact => !touched.Contains(id(fact))), .. Live<TRow>(changes).Select(make).OfType<TFact>()];
    }

    /// <summary>Leaves carry no id: a changed one is found by what it was.</summary>
    private static List<StudentLeaveFact> Leaves(IReadOnlyList<StudentLeaveFact> leaves, IReadOnlyList<EntityEntry> changes)
    {
        var old = changes.Where(entry => entry is { State: not EntityState.Added, Entity: Absence { EnrollmentId: not null } })
            .Select(entry => new StudentLeaveFact(
                new FactPeriod(entry.OriginalValues.GetValue<DateOnly>(nameof(Absence.ValidFrom)), entry.OriginalValues.GetValue<DateOnly?>(nameof(Absence.ValidTo))),
                ((Absence)entry.Entity).EnrollmentId!.Value));
        var now = Live<Absence>(changes).Where(row => row.EnrollmentId is not null).Select(row => new StudentLeaveFact(Period(row), row.EnrollmentId!.Value));
        return [.. leaves.Except(old), .. now];
    }

    private static IEnumerable<T> Live<T>(IEnumerable<EntityEntry> changes) => changes.Where(entry => entry.State != EntityState.Deleted).Select(entry => entry.Entity).OfType<T>();

    private static FactPeriod Period(DatedFact row) => new(row.ValidFrom, row.ValidTo);

    private static FactOrigin Origin(DatedFact row) => new(row.Id, Period(row), row.StartOrderId, row.RecordedAt);
}
