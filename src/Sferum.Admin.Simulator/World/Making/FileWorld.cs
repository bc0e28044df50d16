using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>Makes the journal of a supplied college. Nothing is invented beside what the journal numbers itself.</summary>
internal static class FileWorld
{
    private const ulong Seed = 1;
    private const long FirstChatId = 9001;

    private static readonly string[] Kinds = ["staff", "group", "parents", "other"];

    public static SimulatedCollege Make(CollegeFile file)
    {
        var groups = Unique(file.Groups, g => g.Name, "группа");
        Unique(file.Groups, g => g.Id, "номер группы");
        // A fixed year: a file that says nothing of time gives the same answers on every day.
        var today = new DateOnly(2026, 9, 1);
        var draft = new WorldDraft(Seed, today, AcademicYear.Of(today).StartsOn);
        draft.ClassUnits.AddRange(file.Groups.Select(g => new SimulatedClassUnit(g.Id, g.Name, g.Course, file.People.Count(p => p.Role == SimulatedRole.Student && p.Group == g.Name))));
        AddChats(draft, file, groups);
        var people = AddPeople(draft, file, groups);
        AddFamilies(draft, file, people);
        foreach (var (source, person) in people.Values)
        {
            Show(draft, source, person);
        }

        return new SimulatedCollege(draft);
    }

    private static void AddChats(WorldDraft draft, CollegeFile file, Dictionary<string, FileGroup> groups)
    {
        var chats = file.Chats.Count > 0 ? file.Chats : Default(file.Groups);
        Unique(chats, c => c.Id, "номер чата");
        var appeared = draft.Zone.ToUtc(draft.AcademicYear, new TimeOnly(14, 0));
        foreach (var chat in chats)
        {
            var isOfGroup = chat.Kind is "group" or "parents";
            Demand(Kinds.Contains(chat.Kind), $"чат {chat.Id}: вид бывает {string.Join(", ", Kinds)}");
            Demand(isOfGroup == (chat.Group is not null), $"чат {chat.Id}: группа нужна видам group и parents и только им");
            draft.Chats.Add(new SimulatedChat(chat.Id, chat.Kind, chat.Title, chat.ExternalId, chat.Group is null ? null : GroupOf(groups, chat.Group, $"чат {chat.Id}").Id, appeared));
        }
    }

    private static List<FileChat> Default(IReadOnlyList<FileGroup> groups)
    {
        var chats = new List<FileChat> { new(FirstChatId, "staff", "Преподаватели") };
        foreach (var group in groups)
        {
            chats.Add(new FileChat(FirstChatId + chats.Count, "group", $"{group.Name}. Группа", group.Name));
            chats.Add(new FileChat(FirstChatId + chats.Count, "parents", $"{group.Name}. Родители", group.Name));
        }

        return chats;
    }

    private static Dictionary<Guid, (FilePerson Source, SimulatedPerson Person)> AddPeople(WorldDraft draft, CollegeFile file, Dictionary<string, FileGroup> groups)
    {
        Unique(file.People, p => p.Id, "человек");
        var people = new Dictionary<Guid, (FilePerson, SimulatedPerson)>();
        foreach (var source in file.People)
        {
            var where = $"человек {source.Id}";
            Demand(!string.IsNullOrWhiteSpace(source.FullName), $"{where}: нет имени");
            Demand((source.Role == SimulatedRole.Student) == (source.Group is not null), $"{where}: группа нужна студенту и только ему");
            var person = draft.AddPerson(source.FullName, source.Role, null, source.Id);
            people.Add(source.Id, (source, person));
            if (source.Role == SimulatedRole.Student)
            {
                draft.AddStudent(person, GroupOf(groups, source.Group!, where).Id, source.BirthDate, draft.AcademicYear);
            }
            else if (source.Role == SimulatedRole.Staff)
            {
                draft.AddTeacher(person, [.. (source.Leads ?? []).Select(name => GroupOf(groups, name, where).Id)]);
            }
        }

        return people;
    }

    private static void AddFamilies(WorldDraft draft, CollegeFile file, Dictionary<Guid, (FilePerson Source, SimulatedPerson Person)> people)
    {
        var students = draft.Students.ToDictionary(s => s.Person.JournalId);
        foreach (var family in file.Families)
        {
            Demand(students.ContainsKey(family.Student), $"семья: студента {family.Student} нет в файле");
            foreach (var id in family.Representatives)
            {
                Demand(people.ContainsKey(id), $"семья: представителя {id} нет в файле");
                WorldDraft.AddParent(students[family.Student], people[id].Person);
            }
        }
    }

    private static void Show(WorldDraft draft, FilePerson source, SimulatedPerson person)
    {
        var at = draft.Zone.ToUtc(draft.AcademicYear, new TimeOnly(10, 0));
        person.Max = source.Link == SimulatedLinkState.Linked ? new SimulatedLink(source.Link, source.ExternalId ?? $"3001{person.UserId}", at) : new SimulatedLink(source.Link);
        var units = draft.Students.Where(s => s.Parents.Exists(p => p.Person == person)).Select(s => s.ClassUnitId).ToHashSet();
        var own = draft.Students.Where(s => s.Person == person).Select(s => s.ClassUnitId).Concat(draft.Teachers.Where(t => t.Person == person).SelectMany(t => t.ManagedClassUnitIds)).ToHashSet();
        var isStaff = source.Role == SimulatedRole.Staff;
        var befitting = draft.Chats.Where(c => c.Kind switch
        {
            "staff" => isStaff,
            "group" => own.Contains(c.ClassUnitId!.Value),
            "parents" => units.Contains(c.ClassUnitId!.Value) || (isStaff && own.Contains(c.ClassUnitId.Value)),
            _ => false,
        });
        person.Chats = [.. (source.Chats ?? befitting.Select(c => c.Id)).Order()];
        Demand(person.Chats.All(id => draft.Chats.Exists(c => c.Id == id)), $"человек {source.Id}: неизвестный чат");
    }

    private static FileGroup GroupOf(Dictionary<string, FileGroup> groups, string name, string where) =>
        groups.TryGetValue(name, out var group) ? group : throw Wrong($"{where}: группы «{name}» нет в файле");

    private static Dictionary<TKey, T> Unique<T, TKey>(IReadOnlyList<T> rows, Func<T, TKey> key, string what)
        where TKey : notnull
    {
        var known = new Dictionary<TKey, T>();
        foreach (var row in rows)
        {
            Demand(known.TryAdd(key(row), row), $"{what} {key(row)} указан дважды");
        }

        return known;
    }

    private static void Demand(bool isRight, string otherwise)
    {
        if (!isRight)
        {
            throw Wrong(otherwise);
        }
    }

    private static InvalidDataException Wrong(string what) => new($"Файл техникума: {what}.");
}
