using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Core.Chats;

/// <summary>What part of the register a question needs.</summary>
public sealed record RegisterScope
{
    private RegisterScope()
    {
    }

    /// <summary>Null unless the scope is groups.</summary>
    public IReadOnlyList<Guid>? StudyGroups { get; private init; }

    /// <summary>Null unless the scope is persons.</summary>
    public IReadOnlyList<Guid>? Persons { get; private init; }

    /// <summary>The whole college.</summary>
    public static RegisterScope College { get; } = new();

    /// <summary>
    /// Everybody who has to do with these groups. Right for the chats of the groups; «Преподаватели» and chats of other groups
    /// are not complete.
    /// </summary>
    public static RegisterScope OfGroups(IEnumerable<Guid> studyGroupIds) => new() { StudyGroups = [.. studyGroupIds] };

    /// <summary>Everything the rules need to answer for these persons, in whatever chat.</summary>
    public static RegisterScope OfPersons(IEnumerable<Guid> personIds) => new() { Persons = [.. personIds] };
}

/// <summary>Loads <see cref="RegisterOnDay"/>: nine queries whatever the size, nothing tracked.</summary>
public static class RegisterReader
{
    /// <param name="day">Any day; facts that ended by then are not read.</param>
    public static async Task<RegisterOnDay> LoadAsync(AppDbContext db, DateOnly day, RegisterScope scope, CancellationToken ct) =>
        new(day, await FactsAsync(db, day, scope, ct));

    /// <summary>The facts themselves, for a question about what they will be after a change.</summary>
    public static async Task<RegisterFacts> FactsAsync(AppDbContext db, DateOnly day, RegisterScope scope, CancellationToken ct)
    {
        var administrators = await Administrators(db, day, scope)
            .Select(a => new AdministratorFact(
                new FactOrigin(a.Id, new FactPeriod(a.ValidFrom, a.ValidTo), a.StartOrderId, a.RecordedAt), a.PersonId))
            .ToListAsync(ct);

        // An administrator is in the chats of all groups, whether they are mandatory hangs on all students.
        var isOfAll = scope == RegisterScope.College || (scope.Persons is not null && administrators.Count > 0);
        var memberships = isOfAll ? db.GroupMemberships.NotOver(day) : Memberships(db, day, scope);
        var students = await memberships
            .Join(db.Enrollments, m => m.EnrollmentId, e => e.Id, (m, e) => new { Membership = m, Enrollment = e })
            .Join(db.People, x => x.Membership.PersonId, p => p.Id, (x, p) => new { x.Membership, x.Enrollment, p.BirthDate })
            .Select(x => new
            {
                Membership = new GroupMembershipFact(
                    new FactOrigin(
                        x.Membership.Id, new FactPeriod(x.Membership.ValidFrom, x.Membership.ValidTo), x.Membership.StartOrderId, x.Membership.RecordedAt),
                    x.Membership.EnrollmentId,
                    x.Membership.StudyGroupId),
                Enrollment = new EnrollmentFact(
                    new FactOrigin(
                        x.Enrollment.Id, new FactPeriod(x.Enrollment.ValidFrom, x.Enrollment.ValidTo), x.Enrollment.StartOrderId, x.Enrollment.RecordedAt),
                    x.Enrollment.PersonId),
                x.BirthDate,
            })
            .ToListAsync(ct);

        var (leaves, consents) = (db.Absences.NotOver(day).Where(a => a.EnrollmentId != null), db.DataConsents.NotOver(day).Where(c => c.Kind == ConsentKind.RepresentativesInChat));
        if (!isOfAll)
        {
            var (enrollments, persons) = (students.ConvertAll(s => s.Enrollment.Origin.Id), students.ConvertAll(s => s.Enrollment.PersonId));
            leaves = leaves.Where(a => EF.Parameter(enrollments).Contains(a.EnrollmentId!.Value));
            consents = consents.Where(c => EF.Parameter(persons).Contains(c.PersonId));
        }

        var facts = new RegisterFacts
        {
            Administrators = administrators,
            Memberships = [.. students.Select(s => s.Membership)],
            Enrollments = [.. students.Select(s => s.Enrollment).DistinctBy(e => e.Origin.Id)],
            Groups = await Groups(db, day, scope)
                .Select(g => new GroupFact(g.Id, new FactPeriod(g.ValidFrom, g.ValidTo)))
                .ToListAsync(ct),
            Employments = await Employments(db, day, scope)
                .Select(e => new EmploymentFact(
                    new FactOrigin(e.Id, new FactPeriod(e.ValidFrom, e.ValidTo), e.StartOrderId, e.RecordedAt), e.PersonId))
                .ToListAsync(ct),
            Curators = await Curators(db, day, scope)
                .Select(c => new CuratorFact(
                    new FactOrigin(c.Id, new FactPeriod(c.ValidFrom, c.ValidTo), c.StartOrderId, c.RecordedAt),
                    c.PersonId,
                    c.StudyGroupId,
                    c.Kind == CuratorKind.Substitute))
                .ToListAsync(ct),
            Leaves = await leaves
                .Select(a => new StudentLeaveFact(new FactPeriod(a.ValidFrom, a.ValidTo), a.EnrollmentId!.Value))
                .ToListAsync(ct),
            Guardianships = await Guardianships(db, day, scope)
                .Select(g => new GuardianshipFact(
                    new FactOrigin(g.Id, new FactPeriod(g.ValidFrom, g.ValidTo), g.StartOrderId, g.RecordedAt),
                    g.RepresentativeId!.Value,
                    g.StudentId,
                    g.RestrictedFrom,
                    g.RestrictedTo))
                .ToListAsync(ct),
            OptOuts = await db.OptOuts.NotOver(day)
                .Select(o => new OptOutFact(new FactPeriod(o.ValidFrom, o.ValidTo), o.PersonId))
                .ToListAsync(ct),
            Consents = await consents
                .Select(c => new AdultConsentFact(new FactPeriod(c.ValidFrom, c.ValidTo), c.PersonId))
                .ToListAsync(ct),
        };
        var birthDates = students.DistinctBy(s => s.Enrollment.PersonId).ToDictionary(s => s.Enrollment.PersonId, s => s.BirthDate);
        return facts with { Persons = Persons(facts, birthDates, scope) };
    }

    private static IQueryable<PlatformAdministrator> Administrators(AppDbContext db, DateOnly day, RegisterScope scope)
        => scope.Persons is { } persons
            ? db.PlatformAdministrators.NotOver(day).Where(a => EF.Parameter(persons).Contains(a.PersonId))
            : db.PlatformAdministrators.NotOver(day);

    private static IQueryable<StudyGroups.StudyGroup> Groups(AppDbContext db, DateOnly day, RegisterScope scope)
        => scope.StudyGroups is { } groups
            ? db.StudyGroups.NotOver(day).Where(g => EF.Parameter(groups).Contains(g.Id))
            : db.StudyGroups.NotOver(day);

    private static IQueryable<CuratorAssignment> Curators(AppDbContext db, DateOnly day, RegisterScope scope) => scope switch
    {
        { StudyGroups: { } groups } => db.CuratorAssignments.NotOver(day).Where(c => EF.Parameter(groups).Contains(c.StudyGroupId)),
        { Persons: { } persons } => db.CuratorAssignments.NotOver(day).Where(c => EF.Parameter(persons).Contains(c.PersonId)),
        _ => db.CuratorAssignments.NotOver(day),
    };

    private static IQueryable<Employment> Employments(AppDbContext db, DateOnly day, RegisterScope scope)
    {
        var curators = Curators(db, day, scope);
        return scope switch
        {
            { StudyGroups: not null } => db.Employments.NotOver(day).Where(e =>
                curators.Any(c => c.PersonId == e.PersonId) || db.PlatformAdministrators.Any(a => a.PersonId == e.PersonId)),
            { Persons: { } persons } => db.Employments.NotOver(day).Where(e => EF.Parameter(persons).Contains(e.PersonId)),
            _ => db.Employments.NotOver(day),
        };
    }

    /// <summary>Of the persons: their own studies, their children's, and those of everybody in the groups they lead.</summary>
    private static IQueryable<GroupMembership> Memberships(AppDbContext db, DateOnly day, RegisterScope scope)
    {
        var memberships = db.GroupMemberships.NotOver(day);
        if (scope.StudyGroups is { } groups)
        {
            return memberships.Where(m => EF.Parameter(groups).Contains(m.StudyGroupId));
        }

        if (scope.Persons is not { } persons)
        {
            return memberships;
        }

        // Each part has an index of its own; as one condition with «or» every study of the college would be looked at.
        var children = db.Guardianships.NotOver(day).Where(g => EF.Parameter(persons).Contains(g.RepresentativeId!.Value)).Select(g => g.StudentId);
        var led = Curators(db, day, scope).Select(c => c.StudyGroupId);
        return memberships.Where(m => EF.Parameter(persons).Contains(m.PersonId))
            .Union(memberships.Where(m => children.Contains(m.PersonId)))
            .Union(memberships.Where(m => led.Contains(m.StudyGroupId)));
    }

    /// <summary>Organisations have nobody to be in a chat.</summary>
    private static IQueryable<Guardianship> Guardianships(AppDbContext db, DateOnly day, RegisterScope scope)
    {
        var ofPeople = db.Guardianships.NotOver(day).Where(g => g.RepresentativeId != null);
        var memberships = Memberships(db, day, scope);
        return scope switch
        {
            { StudyGroups: not null } => ofPeople.Where(g => memberships.Any(m => m.PersonId == g.StudentId)),
            { Persons: { } persons } => ofPeople.Where(g => EF.Parameter(persons).Contains(g.RepresentativeId!.Value)),
            _ => ofPeople,
        };
    }

    /// <summary>The people to be answered for, and the students whose age matters.</summary>
    private static List<PersonFact> Persons(RegisterFacts facts, Dictionary<Guid, DateOnly?> birthDates, RegisterScope scope)
    {
        var ids = new HashSet<Guid>(birthDates.Keys);
        ids.UnionWith(scope.Persons ?? []);
        ids.UnionWith(facts.Employments.Select(f => f.PersonId));
        ids.UnionWith(facts.Curators.Select(f => f.PersonId));
        ids.UnionWith(facts.Administrators.Select(f => f.PersonId));
        ids.UnionWith(facts.Guardianships.Select(f => f.RepresentativeId));
        return [.. ids.Select(id => new PersonFact(id, birthDates.GetValueOrDefault(id)))];
    }
}
