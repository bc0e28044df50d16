using System.Runtime.InteropServices;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Import.Matching;

/// <summary>
/// The register as an import sees it: everybody, with the facts in force on the import's day or later, indexed for matching. The planner
/// adds to it what it plans, so that rows see what rows before them did; nothing of it reaches the database by itself.
/// </summary>
/// <param name="day">The import's effective day.</param>
public sealed class RegisterSnapshot(DateOnly day)
{
    private readonly Dictionary<string, List<Person>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Person> _bySnils = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Value), Guid> _byOutsideId = [];
    private readonly Dictionary<string, List<Guid>> _byPhone = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<PersonContact>> _contacts = [];
    private readonly Dictionary<Guid, Enrollment> _enrollments = [];
    private readonly Dictionary<Guid, GroupMembership> _memberships = [];
    private readonly Dictionary<Guid, Absence> _leaves = [];
    private readonly Dictionary<Guid, List<Guardianship>> _guardianships = [];
    private readonly Dictionary<Guid, List<Employment>> _employments = [];
    private readonly Dictionary<Guid, List<CuratorAssignment>> _curators = [];
    private readonly Dictionary<string, Guid> _groupsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _groupNames = [];
    private readonly Dictionary<string, Guid> _programs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Number, DateOnly? Date), Guid> _orders = [];

    public DateOnly Day => day;

    public Dictionary<Guid, Person> People { get; } = [];

    /// <summary>Whether any group has a name on the day: then an unknown name is a question, not a new group.</summary>
    public bool HasGroups => _groupNames.Count > 0;

    public IReadOnlyCollection<Enrollment> Enrollments => _enrollments.Values;

    public IEnumerable<Employment> Employments => _employments.Values.SelectMany(e => e);

    public void Add(Person person)
    {
        People[person.Id] = person;
        ListOf(_byName, person.SearchKey).Add(person);
        Bind(person);
    }

    /// <summary>Makes a person findable by the СНИЛС just learnt.</summary>
    public void Bind(Person person)
    {
        if (person.SnilsHash is not null)
        {
            _bySnils.TryAdd(person.SnilsHash, person);
        }
    }

    public void Add(PersonContact contact)
    {
        ListOf(_contacts, contact.PersonId).Add(contact);
        if (contact.Kind == ContactKind.Phone)
        {
            ListOf(_byPhone, contact.Value).Add(contact.PersonId);
        }
    }

    public void Add(ExternalIdentity identity) => _byOutsideId.TryAdd((identity.IdKind, identity.Value), identity.SubjectId);

    public void Add(Enrollment enrollment) => _enrollments[enrollment.PersonId] = enrollment;

    public void Add(GroupMembership membership) => _memberships[membership.PersonId] = membership;

    public void Add(Absence absence)
    {
        if (absence.EnrollmentId is { } enrollment)
        {
            _leaves[enrollment] = absence;
        }
    }

    public void Add(Guardianship guardianship) => ListOf(_guardianships, guardianship.StudentId).Add(guardianship);

    public void Add(Employment employment) => ListOf(_employments, employment.PersonId).Add(employment);

    public void Add(CuratorAssignment assignment) => ListOf(_curators, assignment.StudyGroupId).Add(assignment);

    public void Add(Program program) => _programs.TryAdd(ProgramKey(program.Code, program.Title), program.Id);

    public void Add(Order order) => _orders.TryAdd((order.Number, order.Date), order.Id);

    public void AddGroup(Guid id, string name)
    {
        _groupsByName.TryAdd(RussianText.SearchKey(name), id);
        _groupNames[id] = name;
    }

    /// <summary>Forgets an enrolment that the plan ends, with its membership and leave.</summary>
    public void Remove(Enrollment enrollment)
    {
        _enrollments.Remove(enrollment.PersonId);
        _memberships.Remove(enrollment.PersonId);
        _leaves.Remove(enrollment.Id);
    }

    public void Remove(Employment employment) => ListOf(_employments, employment.PersonId).Remove(employment);

    public void Remove(CuratorAssignment assignment) => ListOf(_curators, assignment.StudyGroupId).Remove(assignment);

    public void RemoveLeave(Guid enrollment) => _leaves.Remove(enrollment);

    /// <summary>People of exactly this name key.</summary>
    public IReadOnlyList<Person> Named(string key) => _byName.TryGetValue(key, out var people) ? people : [];

    public Person? BySnils(string hash) => _bySnils.GetValueOrDefault(hash);

    public Guid? ByOutsideId(string kind, string value) => _byOutsideId.TryGetValue((kind, value), out var id) ? id : null;

    /// <summary>Somebody of this name who has one of these phones.</summary>
    public Person? ByNameAndPhone(string key, IEnumerable<string> phones)
    {
        foreach (var phone in phones)
        {
            foreach (var id in CollectionsMarshal.AsSpan(_byPhone.GetValueOrDefault(phone)))
            {
                if (People.TryGetValue(id, out var person) && person.SearchKey == key)
                {
                    return person;
                }
            }
        }

        return null;
    }

    public bool HasContact(Guid person, ContactKind kind, string value) =>
        _contacts.TryGetValue(person, out var contacts) && contacts.Exists(c => c.Kind == kind && c.Value == value);

    public Enrollment? EnrollmentOf(Guid person) => _enrollments.GetValueOrDefault(person);

    public GroupMembership? MembershipOf(Guid person) => _memberships.GetValueOrDefault(person);

    public Absence? LeaveOf(Guid enrollment) => _leaves.GetValueOrDefault(enrollment);

    public IReadOnlyList<Guardianship> GuardianshipsOf(Guid student) => _guardianships.TryGetValue(student, out var list) ? list : [];

    public IReadOnlyList<Employment> EmploymentsOf(Guid person) => _employments.TryGetValue(person, out var list) ? list : [];

    public IReadOnlyList<CuratorAssignment> CuratorsOf(Guid group) => _curators.TryGetValue(group, out var list) ? list : [];

    public IEnumerable<CuratorAssignment> AssignmentsOf(Guid person) => _curators.Values.SelectMany(l => l).Where(c => c.PersonId == person);

    public Guid? GroupNamed(string name) => _groupsByName.TryGetValue(RussianText.SearchKey(name), out var id) ? id : null;

    public string NameOfGroup(Guid id) => _groupNames.GetValueOrDefault(id, "без названия");

    public Guid? Program(string? code, string title) => _programs.TryGetValue(ProgramKey(code, title), out var id) ? id : null;

    public Guid? Order(string number, DateOnly? date) => _orders.TryGetValue((number, date), out var id) ? id : null;

    private static string ProgramKey(string? code, string title) => $"{code} {RussianText.SearchKey(title)}";

    private static List<T> ListOf<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        return list ??= new List<T>(1);
    }
}
