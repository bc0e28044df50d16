using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>People of the journal who stand in each other's way, and a few whom the register does not have.</summary>
internal static class ConflictStep
{
    private const int StudentsTwice = 2;
    private const int ParentsTwice = 2;

    /// <summary>Students unknown to the register: some came this week, the others left last year and are still listed.</summary>
    private static readonly (string Name, bool HasLeft)[] Strangers =
    [
        ("Ярушина Есения Тарасовна", false), ("Лопарёв Савелий Аркадьевич", true), ("Субботина Ульяна Захаровна", true),
    ];

    public static void Run(WorldDraft draft, InventedCollege college, Roll roll, HashSet<Guid> spared)
    {
        var dice = draft.Dice.Fork("conflicts");
        var students = Shuffled(roll.LoneStudents(spared).Where(id => roll.Students[id].BirthDate is not null));
        foreach (var id in students.Take(StudentsTwice))
        {
            Double(id, registerId: id, ConflictKind.StudentTwice);
        }

        roll.Students[students[StudentsTwice]].BirthDate = null;
        Double(students[StudentsTwice], registerId: null, ConflictKind.NamesakesInGroup);
        foreach (var id in Shuffled(roll.ParentsOfTwo().Where(id => !spared.Contains(id) && HaveRoom(draft, roll.People[id], spared))).Take(ParentsTwice))
        {
            Split(draft, roll.People[id], id);
            spared.Add(id);
        }

        var employee = Shuffled(roll.People.Where(p => p.Value.Role == SimulatedRole.Staff && !spared.Contains(p.Key)).Select(p => p.Key))[0];
        var namesake = draft.AddPerson(roll.People[employee].Name, SimulatedRole.Staff, null);
        draft.AddTeacher(namesake, []);
        Note([roll.People[employee].Id, namesake.Id], [employee], ConflictKind.StaffNamesakes);
        spared.Add(employee);
        AddNatural(draft, college, roll);
        AddStrangers(draft, dice);

        List<Guid> Shuffled(IEnumerable<Guid> ids)
        {
            List<Guid> list = [.. ids];
            dice.Shuffle(list);
            return list;
        }

        void Double(Guid id, Guid? registerId, ConflictKind kind)
        {
            var student = roll.Students[id];
            student.Parents.Clear();
            var other = draft.AddPerson(student.Person.Name, SimulatedRole.Student, registerId);
            draft.AddStudent(other, student.ClassUnitId, null, student.EnlistedOn).BirthDate = student.BirthDate;
            Note([student.Person.Id, other.Id], [id], kind);
            spared.Add(id);
        }

        void Note(IReadOnlyList<string> journal, IReadOnlyList<Guid> register, ConflictKind kind) => draft.Planted.Conflicting.Add(new PlantedConflict(journal, register, kind));
    }

    /// <summary>Only children who are told for certain themselves, so that the parent is in doubt and nobody else.</summary>
    private static bool HaveRoom(WorldDraft draft, SimulatedPerson parent, HashSet<Guid> spared) =>
        draft.Students.Where(s => s.Parents.Exists(p => p.Person == parent)).All(s => !spared.Contains(draft.RegisterIds[s.Person]));

    /// <summary>Gives the parent a person id of its own under the second child.</summary>
    private static void Split(WorldDraft draft, SimulatedPerson parent, Guid registerId)
    {
        var second = draft.Students.Where(s => s.Parents.Exists(p => p.Person == parent)).ElementAt(1);
        var other = draft.AddPerson(parent.Name, SimulatedRole.Parent, registerId);
        second.Parents.RemoveAll(p => p.Person == parent);
        WorldDraft.AddParent(second, other);
        draft.Planted.Conflicting.Add(new PlantedConflict([parent.Id, other.Id], [registerId], ConflictKind.ParentTwice));
    }

    /// <summary>Employees of the register itself who happen to have one name. None is listed as a parent: a child would tell them apart.</summary>
    private static void AddNatural(WorldDraft draft, InventedCollege college, Roll roll)
    {
        var staff = college.People.Where(p => roll.People.TryGetValue(p.Id, out var journal) && journal.Role == SimulatedRole.Staff);
        foreach (var namesakes in staff.GroupBy(p => RussianText.SearchKey(p.FullName)).Where(g => g.Count() > 1))
        {
            var people = namesakes.Select(p => roll.People[p.Id]).ToHashSet();
            draft.Students.ForEach(s => s.Parents.RemoveAll(p => people.Contains(p.Person)));
            draft.Planted.Conflicting.Add(new PlantedConflict([.. namesakes.Select(p => roll.People[p.Id].Id)], [.. namesakes.Select(p => p.Id)], ConflictKind.StaffNamesakes));
        }
    }

    private static void AddStrangers(WorldDraft draft, Dice dice)
    {
        foreach (var (name, hasLeft) in Strangers)
        {
            var person = draft.AddPerson(name, SimulatedRole.Student, null);
            var birth = draft.AcademicYear.AddYears(-17).AddDays(dice.Next(300));
            draft.AddStudent(person, dice.Pick(draft.ClassUnits).Id, birth, draft.AcademicYear.AddYears(hasLeft ? -1 : 0), hasLeft ? draft.AcademicYear.AddDays(-60) : null);
            draft.Planted.Strangers.Add(person.Id);
            if (hasLeft)
            {
                draft.Planted.LeftButListed.Add(person.Id);
            }
        }
    }
}
