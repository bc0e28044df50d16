using System.Globalization;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.World.Making;

namespace Sferum.Admin.Simulator.World;

/// <summary>
/// What the journal holds when the simulator starts, with the truth about it for tests. Not changed by running: changes lie over it
/// (<see cref="JournalWorld"/>).
/// </summary>
public sealed class SimulatedCollege
{
    private readonly Dictionary<string, SimulatedPerson> _people;

    internal SimulatedCollege(WorldDraft draft)
    {
        AcademicYear = draft.AcademicYear;
        ClassUnits = [.. draft.ClassUnits];
        Chats = [.. draft.Chats];
        Students = [.. draft.Students.OrderBy(s => s.Id)];
        Teachers = [.. draft.Teachers.OrderBy(t => t.Id)];
        Scheduled = [.. draft.Scheduled];
        Planted = draft.Planted;
        _people = draft.People.ToDictionary(p => p.Id);
        Truth = new WorldTruth(
            draft.RegisterIds.ToDictionary(r => r.Key.Id, r => r.Value),
            draft.GroupIds.ToDictionary(g => g.Value.ToString(CultureInfo.InvariantCulture), g => g.Key),
            draft.ChatIds.ToDictionary(c => c.Value.ToString(CultureInfo.InvariantCulture), c => c.Key));
    }

    /// <summary>First day of the current academic year.</summary>
    public DateOnly AcademicYear { get; }

    public IReadOnlyList<SimulatedClassUnit> ClassUnits { get; }

    public IReadOnlyList<SimulatedChat> Chats { get; }

    public IReadOnlyList<SimulatedStudent> Students { get; }

    public IReadOnlyList<SimulatedTeacher> Teachers { get; }

    public IReadOnlyList<ScheduledChange> Scheduled { get; }

    public IReadOnlyCollection<SimulatedPerson> People => _people.Values;

    /// <summary>Rows that are not as they should be.</summary>
    public PlantedRows Planted { get; }

    internal WorldTruth Truth { get; }

    /// <summary>
    /// The journal of an invented college: the same college gives the same journal. Its ids share nothing with the register's.
    /// </summary>
    public static SimulatedCollege Of(InventedCollege college) => CollegeWorld.Make(college);

    /// <summary>The journal of a supplied college (docs/simulator.md). It has no register and so no truth about one.</summary>
    /// <exception cref="InvalidDataException">The file is not what its description says; the message is a Russian sentence.</exception>
    public static SimulatedCollege Of(CollegeFile file) => FileWorld.Make(file);

    /// <summary>Null when the journal has nobody of the id.</summary>
    /// <param name="journalPersonId">A person id, or what stands in for it.</param>
    public SimulatedPerson? Person(string journalPersonId) => _people.GetValueOrDefault(journalPersonId);

    /// <summary>Who it truly is in the register; <see langword="null"/> for somebody the register does not have.</summary>
    public Guid? PersonOf(string journalPersonId) => Truth.People.TryGetValue(journalPersonId, out var id) ? id : null;

    /// <summary>Which study group of the register a class unit truly is.</summary>
    public Guid? GroupOf(string classUnitId) => Truth.Groups.TryGetValue(classUnitId, out var id) ? id : null;

    /// <summary>Which chat of the register a chat of the journal truly is.</summary>
    public Guid? ChatOf(string journalChatId) => Truth.Chats.TryGetValue(journalChatId, out var id) ? id : null;

    /// <summary>The journal's ids of a person of the register: none, one, or two where the journal has him twice.</summary>
    public IReadOnlyList<string> IdsOf(Guid personId) => [.. Truth.People.Where(p => p.Value == personId).Select(p => p.Key)];

    /// <summary>The class unit of a study group of the register, which must be in the journal.</summary>
    public SimulatedClassUnit UnitOf(Guid studyGroupId)
    {
        var id = Truth.Groups.First(g => g.Value == studyGroupId).Key;
        return ClassUnits.First(u => u.Id.ToString(CultureInfo.InvariantCulture) == id);
    }
}

/// <summary>Register ids by the journal's.</summary>
internal sealed record WorldTruth(IReadOnlyDictionary<string, Guid> People, IReadOnlyDictionary<string, Guid> Groups, IReadOnlyDictionary<string, Guid> Chats);
