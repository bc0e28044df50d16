using System.Globalization;

namespace Sferum.Admin.Simulator.College;

/// <summary>Специальность with the groups that study it.</summary>
/// <param name="Groups">Names without the prefix: «21», «21/11».</param>
internal sealed record ProgramPlan(string Prefix, string Code, string Title, string[] Groups);

/// <summary>A group as it is this year.</summary>
/// <param name="Course">1 … 4.</param>
/// <param name="Number">Which of the parallel groups.</param>
/// <param name="Tail">«/9», «/11» or nothing: the admission base, where a name tells it.</param>
/// <param name="StudentsLinked">Percent of students whose chats are seen.</param>
/// <param name="RepresentativesLinked">The same of representatives.</param>
internal sealed record GroupPlan(
    ProgramPlan Program, string Prefix, int Course, int Number, string Tail, int Students, int StudentsLinked, int RepresentativesLinked)
{
    public string Name => NameIn(Course);

    /// <summary>After 11 classes: everybody is an adult, «Родители» is not mandatory.</summary>
    public bool IsOfAdults => Tail == "/11";

    /// <summary>The name the cohort bears in another year of its studies.</summary>
    public string NameIn(int course) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{course}{Number}{Tail}");
}

/// <summary>What is studied, in which groups.</summary>
internal static class Curriculum
{
    public static readonly ProgramPlan[] Programs =
    [
        new("ИС", "09.02.07", "Информационные системы и программирование", ["11", "12", "21", "22", "31", "32", "41"]),
        new("МТ", "22.02.01", "Металлургия чёрных металлов", ["11", "12", "21", "22", "31", "32", "41"]),
        new("ПК", "43.02.15", "Поварское и кондитерское дело", ["11", "12", "21", "22", "31", "32", "41"]),
        new("СВ", "15.01.05", "Сварщик (ручной и частично механизированной сварки (наплавки))", ["11", "12", "21", "22", "31"]),
        new("ТО", "23.02.07", "Техническое обслуживание и ремонт двигателей, систем и агрегатов автомобилей", ["11/9", "12/9", "21/9", "21/11", "22/9", "31/9", "31/11", "32/9", "41/9"]),
        new("ЭЛ", "13.02.11", "Техническая эксплуатация и обслуживание электрического и электромеханического оборудования (горно-металлургическая отрасль)", ["11", "21", "31", "41"]),
        new("ЭК", "38.02.01", "Экономика и бухгалтерский учёт (по отраслям)", ["11", "21", "31"]),
        new("ЖД", "23.02.06", "Техническая эксплуатация подвижного состава железных дорог", ["11", "12", "21", "22", "31", "41"]),
        new("МР", "15.01.35", "Мастер слесарных работ", ["11", "21", "31"]),
        new("ДО", "44.02.01", "Дошкольное образование", ["11", "21", "31", "41"]),
        new("ТМ", "15.02.16", "Технология машиностроения", ["11", "21", "31", "41"]),
        new("ПВ", "43.01.09", "Повар, кондитер", ["11"]),
    ];

    /// <summary>Groups whose numbers people know: students, and percent of students and representatives linked.</summary>
    private static readonly Dictionary<string, (int Students, int StudentsLinked, int RepresentativesLinked)> Known = new()
    {
        ["ИС-11"] = (26, 81, 64),
        ["ИС-21"] = (24, 88, 76),
        ["ИС-22"] = (25, 76, 38),
        ["ИС-31"] = (23, 96, 91),
        ["ИС-41"] = (21, 100, 100),
        ["МТ-11"] = (27, 52, 31),
        ["МТ-21"] = (22, 82, 70),
        ["МТ-31"] = (19, 95, 86),
        ["ПК-11"] = (25, 68, 55),
        ["ПК-21"] = (24, 83, 71),
        ["ПК-22"] = (20, 85, 78),
        ["СВ-11"] = (25, 60, 42),
        ["СВ-21"] = (24, 79, 62),
        ["ТО-11/9"] = (26, 73, 58),
        ["ТО-21/11"] = (18, 94, 0),
    };

    /// <summary>Percent linked by course, where nothing else is known: who studies longer has been asked more often.</summary>
    private static readonly (int Students, int Representatives)[] LinkedByCourse = [(68, 50), (82, 62), (92, 76), (97, 86)];

    /// <summary>All groups of a college; from the second campus on the prefix carries its number («2ИС-21»).</summary>
    public static List<GroupPlan> Groups(CollegeSize size)
    {
        var plans = new List<GroupPlan>(size.Groups);
        for (var campus = 1; campus <= size.Factor; campus++)
        {
            foreach (var program in Programs)
            {
                plans.AddRange(program.Groups.Select(name => Plan(program, campus, name)));
            }
        }

        var unknown = Enumerable.Range(0, plans.Count).Where(i => plans[i].Students == 0).ToList();
        var left = size.Students - plans.Sum(p => p.Students);
        for (var i = 0; i < unknown.Count; i++)
        {
            var share = (left / unknown.Count) + (i < left % unknown.Count ? 1 : 0);
            plans[unknown[i]] = plans[unknown[i]] with { Students = share };
        }

        return plans;
    }

    private static GroupPlan Plan(ProgramPlan program, int campus, string name)
    {
        var prefix = campus == 1 ? program.Prefix : campus.ToString(CultureInfo.InvariantCulture) + program.Prefix;
        var (course, number) = (name[0] - '0', name[1] - '0');
        var (students, representatives) = LinkedByCourse[course - 1];
        var known = Known.GetValueOrDefault($"{program.Prefix}-{name}", (0, students, representatives));
        return new GroupPlan(program, prefix, course, number, name[2..], known.Item1, known.Item2, known.Item3);
    }
}
