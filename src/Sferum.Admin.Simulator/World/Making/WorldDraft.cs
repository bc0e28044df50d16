using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>The journal while it is being made, with the truth that only tests may know.</summary>
internal sealed class WorldDraft
{
    private const long FirstUserId = 410_001;
    private const long FirstStudentId = 610_001;
    private const long FirstParentId = 710_001;
    private const long FirstTeacherId = 520_001;
    private const long FirstIntegrationId = 930_001;

    private readonly Dice _ids;
    private readonly List<SimulatedPerson> _order = [];
    private int _people;

    /// <param name="seed">Of everything thrown here.</param>
    /// <param name="today">The day on which the journal starts, in the school's zone.</param>
    /// <param name="academicYear">First day of the academic year.</param>
    public WorldDraft(ulong seed, DateOnly today, DateOnly academicYear)
    {
        Dice = new Dice(seed).Fork("journal");
        _ids = Dice.Fork("ids");
        Today = today;
        AcademicYear = academicYear;
    }

    public Dice Dice { get; }

    /// <summary>For the school's zone only: nothing here depends on the moment.</summary>
    public SchoolClock Zone { get; } = new(TimeProvider.System);

    public DateOnly Today { get; }

    public DateOnly AcademicYear { get; }

    public List<SimulatedClassUnit> ClassUnits { get; } = [];

    public List<SimulatedChat> Chats { get; } = [];

    public IReadOnlyList<SimulatedPerson> People => _order;

    public List<SimulatedStudent> Students { get; } = [];

    public List<SimulatedTeacher> Teachers { get; } = [];

    public List<ScheduledChange> Scheduled { get; } = [];

    public PlantedRows Planted { get; } = new();

    /// <summary>Who each person of the journal truly is; strangers are not in it.</summary>
    public Dictionary<SimulatedPerson, Guid> RegisterIds { get; } = [];

    public Dictionary<Guid, long> GroupIds { get; } = [];

    public Dictionary<Guid, long> ChatIds { get; } = [];

    /// <param name="journalId">Given by a file; thrown otherwise.</param>
    /// <param name="registerId">Null for somebody the register does not have.</param>
    public SimulatedPerson AddPerson(string name, SimulatedRole role, Guid? registerId, Guid? journalId = null)
    {
        var person = new SimulatedPerson { JournalId = journalId ?? _ids.NextRandomId(), Name = name, Role = role, UserId = FirstUserId + _people++ };
        _order.Add(person);
        if (registerId is { } id)
        {
            RegisterIds.Add(person, id);
        }

        return person;
    }

    public SimulatedStudent AddStudent(SimulatedPerson person, long classUnitId, DateOnly? birth, DateOnly enlistedOn, DateOnly? leftOn = null)
    {
        var student = new SimulatedStudent
        {
            Id = FirstStudentId + Students.Count,
            Person = person,
            BirthDate = birth is { } day ? WorldText.Date(day) : null,
            EnlistedOn = enlistedOn,
            LeftOn = leftOn,
            UpdatedOn = Today.AddDays(-1 - Dice.Next(60)),
            ClassUnitId = classUnitId,
        };
        Students.Add(student);
        return student;
    }

    public SimulatedTeacher AddTeacher(SimulatedPerson person, IReadOnlyList<long> managedClassUnitIds)
    {
        var teacher = new SimulatedTeacher
        {
            Id = FirstTeacherId + Teachers.Count,
            IntegrationId = FirstIntegrationId + Teachers.Count,
            Person = person,
            UpdatedOn = Today.AddDays(-1 - Dice.Next(60)),
            ManagedClassUnitIds = managedClassUnitIds,
        };
        Teachers.Add(teacher);
        return teacher;
    }

    public static void AddParent(SimulatedStudent student, SimulatedPerson person) =>
        student.Parents.Add(new SimulatedParent(FirstParentId + person.UserId - FirstUserId, person));

    /// <summary>Whoever is in no list any more is nobody to the journal.</summary>
    public void ForgetUnlisted()
    {
        var listed = Students.Select(s => s.Person).Concat(Students.SelectMany(s => s.Parents).Select(p => p.Person)).Concat(Teachers.Select(t => t.Person)).ToHashSet();
        foreach (var person in _order.Where(p => !listed.Contains(p)))
        {
            RegisterIds.Remove(person);
        }

        _order.RemoveAll(p => !listed.Contains(p));
    }
}
