using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.College;
using Person = Sferum.Admin.Core.People.Person;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>
/// People who are who they seem, but not by every sign. The students among them have no representatives in the journal: so nobody
/// else's match rests on theirs.
/// </summary>
internal static class DoubtStep
{
    private const int BirthDates = 6;
    private const int Patronymics = 4;
    private const int Surnames = 4;
    private const int ParentSurnames = 5;
    private const int ParentPatronymics = 3;

    public static void Run(WorldDraft draft, InventedCollege college, Roll roll, HashSet<Guid> spared)
    {
        var dice = draft.Dice.Fork("doubts");
        var people = college.People.ToDictionary(p => p.Id);
        foreach (var id in college.Mess.WithoutBirthDate.Where(roll.Students.ContainsKey))
        {
            Note(id, DoubtKind.BirthDateUnknown, roll.Students[id]);
        }

        var students = Candidates(roll.LoneStudents(spared), IsWoman);
        foreach (var id in students.Take(Surnames))
        {
            roll.People[id].Name = OtherSurname(dice, people[id]);
            Note(id, DoubtKind.SurnameDiffers, roll.Students[id]);
        }

        foreach (var id in students.Skip(Surnames).Take(Patronymics))
        {
            roll.People[id].Name = OtherPatronymic(people[id]);
            Note(id, DoubtKind.PatronymicDiffers, roll.Students[id]);
        }

        foreach (var id in Candidates(roll.LoneStudents(spared), p => p.BirthDate is not null).Take(BirthDates))
        {
            var birth = people[id].BirthDate!.Value;
            roll.Students[id].BirthDate = WorldText.Date(birth.AddYears(birth.Year % 10 == 0 ? 1 : -1));
            Note(id, DoubtKind.BirthDateDiffers, roll.Students[id]);
        }

        // A parent of two would be doubtful twice.
        var mothers = Candidates(roll.ParentsOfOne(), IsWoman);
        foreach (var id in mothers.Take(ParentSurnames))
        {
            roll.People[id].Name = OtherSurname(dice, people[id]);
            Note(id, DoubtKind.SurnameDiffers, null);
        }

        foreach (var id in mothers.Skip(ParentSurnames).Take(ParentPatronymics))
        {
            roll.People[id].Name = OtherPatronymic(people[id]);
            Note(id, DoubtKind.PatronymicDiffers, null);
        }

        List<Guid> Candidates(IEnumerable<Guid> ids, Func<Person, bool> fits)
        {
            List<Guid> found = [.. ids.Where(id => !spared.Contains(id) && fits(people[id]))];
            dice.Shuffle(found);
            return found;
        }

        void Note(Guid id, DoubtKind kind, SimulatedStudent? student)
        {
            student?.Parents.Clear();
            spared.Add(id);
            draft.Planted.Doubtful.Add(new PlantedDoubt(roll.People[id].Id, id, roll.People[id].Role, kind));
        }
    }

    private static bool IsWoman(Person person) => person.Patronymic is { } patronymic && patronymic.EndsWith("на", StringComparison.Ordinal);

    private static string OtherSurname(Dice dice, Person person)
    {
        var others = NameData.Russian.Surnames.Select(s => s.Split('/')[1]).Where(s => RussianText.SearchKey(s) != RussianText.SearchKey(person.LastName)).ToList();
        return $"{dice.Pick(others)} {person.FirstName} {person.Patronymic}";
    }

    private static string OtherPatronymic(Person person) =>
        $"{person.LastName} {person.FirstName} {(person.Patronymic == "Андреевна" ? "Алексеевна" : "Андреевна")}";
}
