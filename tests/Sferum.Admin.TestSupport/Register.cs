using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.TestSupport;

/// <summary>
/// Builds a small register in the words of the technikum; <see cref="SaveAsync"/> writes it. What a test does not care about has
/// a plain default: facts begin on 1 September of the current academic year, students are 16, nobody is restricted.
/// </summary>
public sealed class Register(TestDatabase database)
{
    /// <summary>Surnames of the invented college too, so that the search of the logs for it searches these tests as well.</summary>
    private static readonly string[] LastNames = ["Пермяков", "Семёнов", "Воронцов", "Климов", "Соловьёв", "Овчинников", "Чудинов", "Королёв", "Зырянов", "Мальцев", "Ощепков", "Трофимов"];
    private readonly List<object> _rows = [];
    private int _people;
    private AcademicYear? _year;
    private Platform? _journal;
    private Platform? _messenger;

    /// <summary>First day of facts that say nothing else.</summary>
    public static readonly DateOnly YearStart = new(2026, 9, 1);

    public AcademicYear Year => _year ??= Add(AcademicYear.Of(TestClock.Today));

    /// <summary>The place where the chats must be seen.</summary>
    public Platform Journal => _journal ??= Add(new Platform { Kind = PlatformKind.Journal, Name = "ЭПОС", Connector = RegisterDefaults.JournalCode, ValidFrom = YearStart.AddYears(-5), RecordedAt = Now });

    /// <summary>The place where the chats live.</summary>
    public Platform Messenger => _messenger ??= Add(new Platform { Kind = PlatformKind.Messenger, Name = "MAX", Connector = RegisterDefaults.MessengerCode, ValidFrom = YearStart.AddYears(-1), RecordedAt = Now });

    private DateTime Now => database.Time.GetUtcNow().UtcDateTime;

    /// <summary>Any other row, written with the rest.</summary>
    public T Add<T>(T row)
        where T : class
    {
        _rows.Add(row);
        return row;
    }

    /// <summary>A person without any role.</summary>
    public Person Person(string? lastName = null, string? firstName = null, string? patronymic = "Петрович", DateOnly? birth = null)
    {
        var number = _people++;
        var person = Add(new Person
        {
            LastName = lastName ?? LastNames[number % LastNames.Length],
            FirstName = firstName ?? $"Иван{(number < LastNames.Length ? "" : new string('н', number / LastNames.Length))}",
            Patronymic = patronymic,
            BirthDate = birth,
            CreatedAt = Now,
        });
        Add(new PersonName { PersonId = person.Id, LastName = person.LastName, FirstName = person.FirstName, Patronymic = patronymic, ValidFrom = YearStart, RecordedAt = Now });
        return person;
    }

    public StudyGroup Group(string name, DateOnly? from = null)
    {
        var group = Add(new StudyGroup { ValidFrom = from ?? YearStart, RecordedAt = Now });
        Add(new StudyGroupName { StudyGroupId = group.Id, Name = name, ValidFrom = from ?? YearStart, RecordedAt = Now });
        return group;
    }

    /// <summary>A new person studying in the group; 16 years old unless a birth date is given.</summary>
    public Person Student(StudyGroup group, string? lastName = null, DateOnly? birth = null, DateOnly? from = null, DateOnly? to = null) =>
        Enrol(Person(lastName, birth: birth ?? TestClock.Today.AddYears(-16)), group, from, to);

    /// <summary>Makes the person a student of the group.</summary>
    public Person Enrol(Person person, StudyGroup group, DateOnly? from = null, DateOnly? to = null)
    {
        var enrollment = Add(new Enrollment { PersonId = person.Id, ValidFrom = from ?? YearStart, ValidTo = to, RecordedAt = Now });
        Add(new GroupMembership { EnrollmentId = enrollment.Id, PersonId = person.Id, StudyGroupId = group.Id, ValidFrom = from ?? YearStart, ValidTo = to, RecordedAt = Now });
        return person;
    }

    /// <summary>A new person who represents the student, or a known one when given.</summary>
    public Person Representative(Person student, Person? who = null, GuardianshipKind kind = GuardianshipKind.Mother, DateOnly? restrictedFrom = null, DateOnly? from = null, DateOnly? to = null)
    {
        who ??= Person(birth: TestClock.Today.AddYears(-40));
        Add(new Guardianship { StudentId = student.Id, RepresentativeId = who.Id, Kind = kind, RestrictedFrom = restrictedFrom, ValidFrom = from ?? YearStart, ValidTo = to, RecordedAt = Now });
        return who;
    }

    /// <summary>A new person with a post.</summary>
    public Person Employee(string? lastName = null, string position = "Преподаватель", DateOnly? from = null, DateOnly? to = null) =>
        Employ(Person(lastName, birth: TestClock.Today.AddYears(-45)), position, from, to);

    /// <summary>Gives the person a post.</summary>
    public Person Employ(Person person, string position = "Преподаватель", DateOnly? from = null, DateOnly? to = null)
    {
        Add(new Employment { PersonId = person.Id, Position = position, IsTeaching = true, ValidFrom = from ?? YearStart, ValidTo = to, RecordedAt = Now });
        return person;
    }

    /// <summary>Makes the person the curator of the group; a new employee when none is given.</summary>
    public Person Curator(StudyGroup group, Person? who = null, CuratorKind kind = CuratorKind.Main, DateOnly? from = null, DateOnly? to = null)
    {
        who ??= Employee();
        Add(new CuratorAssignment { PersonId = who.Id, StudyGroupId = group.Id, Kind = kind, ValidFrom = from ?? YearStart, ValidTo = to, RecordedAt = Now });
        return who;
    }

    /// <summary>A new employee appointed administrator of the messenger by order.</summary>
    public Person PlatformAdministrator(Person? who = null)
    {
        who ??= Employee(position: "Методист");
        Add(new PlatformAdministrator { PersonId = who.Id, PlatformId = Messenger.Id, PhoneOfRecord = "+79020000001", ValidFrom = YearStart, RecordedAt = Now });
        return who;
    }

    /// <summary>A chat of the register in the messenger; without a group «Преподаватели».</summary>
    public Chat Chat(ChatKind kind = ChatKind.Staff, StudyGroup? group = null) => Add(new Chat
    {
        Kind = kind,
        PlatformId = Messenger.Id,
        StudyGroupId = group?.Id,
        AcademicYearId = group is null ? null : Year.Id,
        Title = kind.ToString(),
    });

    public PersonContact Phone(Person person, string number) =>
        Add(new PersonContact { PersonId = person.Id, Kind = ContactKind.Phone, Value = number, ValidFrom = YearStart, RecordedAt = Now });

    /// <summary>Writes what was built since the last call, in one transaction.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        await using var db = database.NewContext();
        db.Act(Actor.System("tests"), "arrange");
        db.AddRange(_rows);
        await db.SaveChangesAsync(ct);
        _rows.Clear();
        database.Queries.Reset();
    }
}
