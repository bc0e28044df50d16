using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>The journal's people by the register's ids, for the steps that follow.</summary>
internal sealed record Roll(Dictionary<Guid, SimulatedPerson> People, Dictionary<Guid, SimulatedStudent> Students)
{
    /// <summary>Students who may lose their representatives in the journal: nobody of the family has a part elsewhere.</summary>
    public IReadOnlyList<Guid> LoneStudents(HashSet<Guid> spared)
    {
        var listings = Listings();
        var taken = spared.Where(People.ContainsKey).Select(id => People[id]).ToHashSet();
        return [.. Students.Where(s => !taken.Contains(s.Value.Person) && s.Value.Parents.TrueForAll(p => listings[p.Person] == 1 && !taken.Contains(p.Person))).Select(s => s.Key)];
    }

    public IReadOnlyList<Guid> ParentsOfOne() => ParentsOf(1);

    public IReadOnlyList<Guid> ParentsOfTwo() => ParentsOf(2);

    private Guid[] ParentsOf(int children)
    {
        var listings = Listings();
        return [.. People.Where(p => p.Value.Role == SimulatedRole.Parent && listings.GetValueOrDefault(p.Value) == children).Select(p => p.Key)];
    }

    private Dictionary<SimulatedPerson, int> Listings() =>
        Students.Values.SelectMany(s => s.Parents).CountBy(p => p.Person).ToDictionary();
}

/// <summary>What the journal lists: class units, chats, employees, students with their representatives, all as the register has them.</summary>
internal static class RollStep
{
    private const long FirstClassUnitId = 2101;
    private const long StaffChatId = 9001;
    private const long OtherChatId = 9002;
    private const long FirstGroupChatId = 9021;

    /// <summary>Age at admission of a student whose birth date only the journal knows.</summary>
    private const int AdmissionAge = 15;

    public static Roll Run(WorldDraft draft, InventedCollege college)
    {
        var roll = new Roll([], []);
        AddUnits(draft, college);
        AddChats(draft, college);
        AddStaff(draft, college, roll);
        AddStudents(draft, college, roll);
        AddParents(draft, college, roll);
        return roll;
    }

    private static void AddUnits(WorldDraft draft, InventedCollege college)
    {
        var groups = college.Groups.Where(g => g.Covers(college.Today)).ToDictionary(g => g.Id);
        var names = college.GroupNames.Where(n => groups.ContainsKey(n.StudyGroupId) && n.Covers(college.Today)).OrderBy(n => n.Name, StringComparer.Ordinal);
        foreach (var name in names)
        {
            var id = FirstClassUnitId + draft.ClassUnits.Count;
            draft.GroupIds.Add(name.StudyGroupId, id);
            draft.ClassUnits.Add(new SimulatedClassUnit(id, name.Name, Course(draft, groups[name.StudyGroupId]), 0));
        }
    }

    private static int Course(WorldDraft draft, StudyGroup group) => draft.AcademicYear.Year - (group.IntakeYear ?? draft.AcademicYear.Year) + 1;

    private static void AddChats(WorldDraft draft, InventedCollege college)
    {
        var next = 1;
        Add(StaffChatId, "staff", "Преподаватели", null, college.Chats.First(c => c.Kind == ChatKind.Staff).Id);
        Add(OtherChatId, "other", "Студсовет", null, null);
        for (var i = 0; i < draft.ClassUnits.Count; i++)
        {
            var unit = draft.ClassUnits[i];
            foreach (var chat in college.Chats.Where(c => c.StudyGroupId is { } group && draft.GroupIds.TryGetValue(group, out var id) && id == unit.Id))
            {
                var isGroup = chat.Kind == ChatKind.Group;
                Add(FirstGroupChatId + (2 * i) + (isGroup ? 0 : 1), isGroup ? "group" : "parents", $"{unit.Name}. {(isGroup ? "Группа" : "Родители")}", unit.Id, chat.Id);
            }
        }

        void Add(long id, string kind, string title, long? unit, Guid? registerId)
        {
            // Every third chat has no id in the messenger that the journal would know.
            var outside = next % 3 == 0 ? null : $"-7000000000{next:D4}";
            next++;
            draft.Chats.Add(new SimulatedChat(id, kind, title, outside, unit, draft.Zone.ToUtc(draft.AcademicYear, new TimeOnly(14, 0))));
            if (registerId is { } chat)
            {
                draft.ChatIds.Add(chat, id);
            }
        }
    }

    private static void AddStaff(WorldDraft draft, InventedCollege college, Roll roll)
    {
        var people = college.Employments.Where(e => e.Covers(college.Today)).Select(e => e.PersonId).Distinct().ToList();
        draft.Dice.Fork("staff").Shuffle(people);
        var names = college.People.ToDictionary(p => p.Id, p => p.FullName);
        foreach (var id in people)
        {
            var led = college.Curators.Where(c => c.PersonId == id && c.Kind == Core.Staff.CuratorKind.Main && c.Covers(college.Today) && draft.GroupIds.ContainsKey(c.StudyGroupId));
            roll.People.Add(id, draft.AddPerson(names[id], SimulatedRole.Staff, id));
            draft.AddTeacher(roll.People[id], [.. led.Select(c => draft.GroupIds[c.StudyGroupId]).Order()]);
        }
    }

    private static void AddStudents(WorldDraft draft, InventedCollege college, Roll roll)
    {
        var (expelled, moved) = (college.Mess.Expelled.PersonId, college.Mess.Transferred);
        var enlisted = college.Enrollments.ToDictionary(e => e.Id, e => e.ValidFrom);
        var memberships = college.Memberships.Where(m => m.Covers(college.Today) || m.PersonId == expelled || m.PersonId == moved).ToList();
        draft.Dice.Fork("students").Shuffle(memberships);
        var people = college.People.ToDictionary(p => p.Id);
        foreach (var membership in memberships)
        {
            var person = people[membership.PersonId];
            var isKnown = roll.People.TryGetValue(person.Id, out var journal);
            if (!isKnown)
            {
                roll.People.Add(person.Id, journal = draft.AddPerson(person.FullName, SimulatedRole.Student, person.Id));
            }

            var from = enlisted[membership.EnrollmentId];
            var student = draft.AddStudent(journal!, draft.GroupIds[membership.StudyGroupId], person.BirthDate ?? from.AddYears(-AdmissionAge).AddDays(-100), from, membership.ValidTo);
            if (membership.ValidTo is null || person.Id == expelled)
            {
                roll.Students.Add(person.Id, student);
            }
        }

        draft.Planted.TwoProfiles.Add(roll.People[moved].Id);
        draft.Planted.LeftButListed.Add(roll.People[expelled].Id);
    }

    private static void AddParents(WorldDraft draft, InventedCollege college, Roll roll)
    {
        var names = college.People.ToDictionary(p => p.Id, p => p.FullName);
        var guardianships = college.Guardianships.Where(g => g.RepresentativeId is not null && g.Covers(college.Today) && roll.Students.ContainsKey(g.StudentId)).ToList();
        draft.Dice.Fork("parents").Shuffle(guardianships);
        foreach (var guardianship in guardianships)
        {
            var id = guardianship.RepresentativeId!.Value;
            if (!roll.People.TryGetValue(id, out var person))
            {
                roll.People.Add(id, person = draft.AddPerson(names[id], SimulatedRole.Parent, id));
            }

            WorldDraft.AddParent(roll.Students[guardianship.StudentId], person);
        }
    }
}
