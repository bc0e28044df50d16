using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Chats;

/// <summary>
/// The register as it is in force on one day, indexed for <see cref="MandatoryChatRules"/>. Facts that are over are left out;
/// facts still to come are kept only to tell when the answer will change (<see cref="NextChangeOf"/>).
/// </summary>
public sealed class RegisterOnDay
{
    private readonly Dictionary<Guid, PersonFact> _persons;
    private readonly Dictionary<Guid, GroupFact> _groups;
    private readonly Dictionary<Guid, EnrollmentFact> _enrollments;
    private readonly ILookup<Guid, EmploymentFact> _employments;
    private readonly ILookup<Guid, CuratorFact> _curators;
    private readonly ILookup<Guid, AdministratorFact> _administrators;
    private readonly ILookup<Guid, EnrollmentFact> _enrollmentsOf;
    private readonly ILookup<Guid, GroupMembershipFact> _membershipsOf;
    private readonly ILookup<Guid, StudentLeaveFact> _leavesOf;
    private readonly ILookup<Guid, GuardianshipFact> _guardianships;
    private readonly ILookup<Guid, OptOutFact> _optOuts;
    private readonly ILookup<Guid, AdultConsentFact> _consents;
    private readonly ILookup<Guid, GroupMembershipFact> _membershipsIn;
    private readonly HashSet<Guid> _groupsWithMinors;
    private readonly Dictionary<Guid, DateOnly?> _parentsChatChanges = [];

    public RegisterOnDay(DateOnly day, RegisterFacts facts)
    {
        Day = day;
        _persons = facts.Persons.ToDictionary(person => person.Id);
        _groups = facts.Groups.Where(group => NotOver(group.Period)).ToDictionary(group => group.Id);
        _enrollments = facts.Enrollments.Where(fact => NotOver(fact.Origin.Period)).ToDictionary(fact => fact.Origin.Id);
        _employments = Lookup(facts.Employments, fact => fact.Origin.Period, fact => fact.PersonId);
        _curators = Lookup(facts.Curators, fact => fact.Origin.Period, fact => fact.PersonId);
        _administrators = Lookup(facts.Administrators, fact => fact.Origin.Period, fact => fact.PersonId);
        _enrollmentsOf = _enrollments.Values.ToLookup(fact => fact.PersonId);
        _membershipsOf = Lookup(facts.Memberships, fact => fact.Origin.Period, fact => fact.EnrollmentId);
        _leavesOf = Lookup(facts.Leaves, fact => fact.Period, fact => fact.EnrollmentId);
        _guardianships = Lookup(facts.Guardianships, fact => fact.Origin.Period, fact => fact.RepresentativeId);
        _optOuts = Lookup(facts.OptOuts, fact => fact.Period, fact => fact.PersonId);
        _consents = Lookup(facts.Consents, fact => fact.Period, fact => fact.StudentId);
        _membershipsIn = Lookup(facts.Memberships, fact => fact.Origin.Period, fact => fact.StudyGroupId);
        GroupsInForce = [.. _groups.Values.Where(group => group.Period.Covers(day)).Select(group => group.Id)];
        _groupsWithMinors = [.. GroupsInForce.Where(group => HasMinorsOn(group, day))];
    }

    public DateOnly Day { get; }

    /// <summary>Everyone the rules can speak of.</summary>
    public IReadOnlyCollection<Guid> Persons => _persons.Keys;

    public IReadOnlyList<Guid> GroupsInForce { get; }

    /// <summary>
    /// A minor studies in the group and is not on leave, so its «Родители» is mandatory. An unknown birth date is a minor's.
    /// </summary>
    public bool HasMinors(Guid studyGroupId) => _groupsWithMinors.Contains(studyGroupId);

    public EmploymentFact? EmploymentOf(Guid personId) => _employments[personId].FirstOrDefault(fact => Covers(fact.Origin));

    public IEnumerable<AdministratorFact> AdministrationsOf(Guid personId) => _administrators[personId].Where(fact => Covers(fact.Origin));

    public IEnumerable<CuratorFact> CuratorshipsOf(Guid personId)
        => _curators[personId].Where(fact => Covers(fact.Origin) && IsInForce(fact.StudyGroupId));

    public IEnumerable<GuardianshipFact> GuardianshipsOf(Guid representativeId)
        => _guardianships[representativeId].Where(fact => Covers(fact.Origin));

    /// <summary>The groups a person studies in on the day; normally one.</summary>
    public IEnumerable<Study> StudiesOf(Guid studentId)
    {
        foreach (var enrollment in _enrollmentsOf[studentId].Where(fact => Covers(fact.Origin)))
        {
            foreach (var membership in _membershipsOf[enrollment.Origin.Id])
            {
                if (Covers(membership.Origin) && IsInForce(membership.StudyGroupId))
                {
                    yield return new Study(enrollment, membership, IsOnLeave(enrollment.Origin.Id, Day));
                }
            }
        }
    }

    public DateOnly? BirthDateOf(Guid personId) => _persons.TryGetValue(personId, out var person) ? person.BirthDate : null;

    public bool HasOptedOut(Guid personId) => _optOuts[personId].Any(fact => fact.Period.Covers(Day));

    /// <summary>Refusals in force and announced.</summary>
    public IEnumerable<FactPeriod> OptOutsOf(Guid personId) => _optOuts[personId].Select(fact => fact.Period);

    public bool HasAdultConsent(Guid studentId) => _consents[studentId].Any(fact => fact.Period.Covers(Day));

    /// <summary>
    /// The first later day on which the rules may answer differently for the person although no row is written: a period that
    /// begins or ends, an 18th birthday, the last minor of a group coming of age. Never too late; null when none is known.
    /// </summary>
    public DateOnly? NextChangeOf(Guid personId)
    {
        var next = new NextDay(Day);
        AddPeriods(ref next, _employments[personId], fact => fact.Origin.Period);
        AddPeriods(ref next, _optOuts[personId], fact => fact.Period);
        AddStudent(ref next, personId);
        foreach (var fact in _administrators[personId])
        {
            Add(ref next, fact.Origin.Period);
            foreach (var group in _groups.Values)
            {
                AddGroup(ref next, group);
            }
        }

        foreach (var fact in _curators[personId])
        {
            Add(ref next, fact.Origin.Period);
            if (_groups.TryGetValue(fact.StudyGroupId, out var group))
            {
                AddGroup(ref next, group);
            }
        }

        foreach (var fact in _guardianships[personId])
        {
            Add(ref next, fact.Origin.Period);
            Add(ref next, fact.Restriction);
            AddStudent(ref next, fact.StudentId);
            next.Add(AdultFrom(fact.StudentId));
            AddPeriods(ref next, _consents[fact.StudentId], consent => consent.Period);
        }

        return next.Value;
    }

    private void AddStudent(ref NextDay next, Guid studentId)
    {
        foreach (var enrollment in _enrollmentsOf[studentId])
        {
            Add(ref next, enrollment.Origin.Period);
            AddPeriods(ref next, _leavesOf[enrollment.Origin.Id], leave => leave.Period);
            foreach (var membership in _membershipsOf[enrollment.Origin.Id])
            {
                Add(ref next, membership.Origin.Period);
                if (_groups.TryGetValue(membership.StudyGroupId, out var group))
                {
                    Add(ref next, group.Period);
                }
            }
        }
    }

    private void AddGroup(ref NextDay next, GroupFact group)
    {
        Add(ref next, group.Period);
        next.Add(ParentsChatChangeOn(group.Id));
    }

    /// <summary>The first later day on which the group gains its first minor or loses its last one.</summary>
    private DateOnly? ParentsChatChangeOn(Guid groupId)
    {
        if (_parentsChatChanges.TryGetValue(groupId, out var known))
        {
            return known;
        }

        var today = HasMinorsOn(groupId, Day);
        var candidates = new SortedSet<DateOnly>();
        foreach (var membership in _membershipsIn[groupId])
        {
            if (_enrollments.TryGetValue(membership.EnrollmentId, out var enrollment))
            {
                AddDays(candidates, membership.Origin.Period);
                AddDays(candidates, enrollment.Origin.Period);
                foreach (var leave in _leavesOf[enrollment.Origin.Id])
                {
                    AddDays(candidates, leave.Period);
                }

                AddDay(candidates, AdultFrom(enrollment.PersonId));
            }
        }

        DateOnly? change = null;
        foreach (var day in candidates)
        {
            if (HasMinorsOn(groupId, day) != today)
            {
                change = day;
                break;
            }
        }

        return _parentsChatChanges[groupId] = change;
    }

    private bool HasMinorsOn(Guid groupId, DateOnly day) => _membershipsIn[groupId].Any(membership =>
        membership.Origin.Period.Covers(day)
        && _enrollments.TryGetValue(membership.EnrollmentId, out var enrollment)
        && enrollment.Origin.Period.Covers(day)
        && !IsOnLeave(enrollment.Origin.Id, day)
        && !Adulthood.IsAdult(BirthDateOf(enrollment.PersonId), day));

    private bool IsInForce(Guid groupId) => _groups.TryGetValue(groupId, out var group) && group.Period.Covers(Day);

    private bool IsOnLeave(Guid enrollmentId, DateOnly day) => _leavesOf[enrollmentId].Any(leave => leave.Period.Covers(day));

    private DateOnly? AdultFrom(Guid personId) => BirthDateOf(personId) is { } date ? Adulthood.AdultFrom(date) : null;

    private bool Covers(FactOrigin origin) => origin.Period.Covers(Day);

    private bool NotOver(FactPeriod period) => period.To is null || period.To > Day;

    private ILookup<Guid, T> Lookup<T>(IEnumerable<T> facts, Func<T, FactPeriod> period, Func<T, Guid> key)
        => facts.Where(fact => NotOver(period(fact))).ToLookup(key);

    private void AddDays(SortedSet<DateOnly> days, FactPeriod period)
    {
        AddDay(days, period.From);
        AddDay(days, period.To);
    }

    private void AddDay(SortedSet<DateOnly> days, DateOnly? day)
    {
        if (day is { } later && later > Day)
        {
            days.Add(later);
        }
    }

    private static void Add(ref NextDay next, FactPeriod? period)
    {
        next.Add(period?.From);
        next.Add(period?.To);
    }

    private static void AddPeriods<T>(ref NextDay next, IEnumerable<T> facts, Func<T, FactPeriod> period)
    {
        foreach (var fact in facts)
        {
            Add(ref next, period(fact));
        }
    }
}

/// <summary>A student in a group on a day.</summary>
public sealed record Study(EnrollmentFact Enrollment, GroupMembershipFact Membership, bool OnLeave);
