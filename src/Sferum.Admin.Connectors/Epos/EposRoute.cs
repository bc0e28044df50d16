namespace Sferum.Admin.Connectors.Epos;

/// <summary>What is asked of the journal (contract §3 and §4), and how its answer is to be taken.</summary>
/// <param name="Name">For the log: a word of the contract, never an address with ids.</param>
/// <param name="What">Russian, accusative, for «не удалось прочитать …».</param>
/// <param name="IsList">A bare array is due; else one object.</param>
internal sealed record EposRoute(string Name, string What, bool IsList = true)
{
    /// <summary>The route takes <c>page</c> and <c>per_page</c>; another gives all at once, unless its own headers say there is more.</summary>
    public bool IsPaged { get; init; }

    /// <summary>Under the invented prefix: each answer must name its contract.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>One call for a person: paced apart.</summary>
    public bool IsPerPerson { get; init; }

    /// <summary>An empty list is an answer; elsewhere it is a list that did not come (absence of data is not data about absence).</summary>
    public bool MayBeEmpty { get; init; }

    public static EposRoute Session { get; } = new("sessions", "сведения о сеансе", IsList: false);

    public static EposRoute Years { get; } = new("academic_years", "учебные годы");

    public static EposRoute Notice { get; } = new("system_messages", "объявления дня") { MayBeEmpty = true };

    public static EposRoute Groups { get; } = new("class_units", "список учебных групп");

    /// <summary>A group may be waiting for its first students.</summary>
    public static EposRoute Students { get; } = new("student_profiles", "студентов группы") { IsPaged = true, MayBeEmpty = true };

    public static EposRoute Employees { get; } = new("teacher_profiles", "список сотрудников") { IsPaged = true };

    public static EposRoute GroupPersons { get; } = new("group persons", "привязки и чаты группы") { IsPaged = true, IsAssumed = true };

    public static EposRoute StaffPersons { get; } = new("staff persons", "привязки и чаты сотрудников") { IsPaged = true, IsAssumed = true };

    public static EposRoute PersonLinks { get; } = new("person links", "привязку человека", IsList: false) { IsAssumed = true, IsPerPerson = true };

    public static EposRoute PersonChats { get; } = new("person chats", "чаты человека") { IsPaged = true, IsAssumed = true, IsPerPerson = true, MayBeEmpty = true };
}
