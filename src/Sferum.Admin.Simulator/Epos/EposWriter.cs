using System.Globalization;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.World;
using Sferum.Admin.Simulator.World.Making;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>Writes what a snapshot shows as rows of the wire.</summary>
internal sealed class EposWriter
{
    private const long FirstSubjectGroupId = 88_001;
    private const string Subject = "Информатика";

    private readonly JournalWorld _world;
    private readonly JournalSnapshot _snapshot;
    private readonly SchoolClock _clock;
    private readonly Dictionary<long, (SimulatedClassUnit Unit, long SubjectGroup)> _units;

    public EposWriter(JournalWorld world, JournalSnapshot snapshot, SchoolClock clock)
    {
        (_world, _snapshot, _clock) = (world, snapshot, clock);
        _units = world.College.ClassUnits.Select((unit, i) => (unit, FirstSubjectGroupId + i)).ToDictionary(u => u.unit.Id);
    }

    public string AsOf => EposJson.Moment(_clock, _snapshot.AsOf);

    public StudentRow Student(SimulatedStudent student, bool withGroups, bool withParents)
    {
        var view = _snapshot.View(student.Person);
        var (unit, group) = _units[student.ClassUnitId];
        var left = view.HasLeft == false ? null : view.LeftOn ?? student.LeftOn;
        return new StudentRow(
            student.Id,
            student.Person.PersonId,
            student.Person.UserId,
            view.Name,
            Short(view.Name),
            student.BirthDate,
            WorldText.Date(student.EnlistedOn),
            left is { } day ? WorldText.Date(day) : null,
            null,
            WorldText.Date(student.UpdatedOn) + " 16:05",
            new NamedRow(unit.Id, unit.Name),
            // Who left is still in the groups.
            withGroups ? [new SubjectGroupRow(group, $"{unit.Name} {Subject}", WorldText.Date(_world.College.AcademicYear), null)] : null,
            withParents ? [.. student.Parents.Select(p => (Row: p, View: _snapshot.View(p.Person))).Where(p => p.View.LeftOn is null).Select(p => new ParentRow(p.Row.Id, p.Row.Person.PersonId, p.View.Name, null))] : null);
    }

    public TeacherRow Teacher(SimulatedTeacher teacher)
    {
        var name = _snapshot.View(teacher.Person).Name;
        var parts = name.Split(' ', 3);
        return new TeacherRow(
            teacher.Id,
            teacher.Person.PersonId,
            name,
            Short(name),
            teacher.Person.UserId,
            teacher.IntegrationId,
            [.. teacher.ManagedClassUnitIds.Select(id => new NamedRow(id, _units[id].Unit.Name))],
            [.. teacher.ManagedClassUnitIds.Select(id => _units[id].SubjectGroup)],
            teacher.UpdatedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            new TeacherUserRow(parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2)));
    }

    public PersonSightRow Sight(SimulatedPerson person, SimulatedRole role) => new(person.Id, role, Links(person), [.. Chats(person).Select(Chat)]);

    public PersonLinksRow PersonLinks(SimulatedPerson person) => new(person.Id, person.Role, AsOf, Links(person));

    public IReadOnlyList<SimulatedChat> Chats(SimulatedPerson person)
    {
        var shown = _snapshot.View(person).Shown;
        return [.. shown.Select(id => _world.Chat(id)).OfType<SimulatedChat>()];
    }

    public ChatRow Chat(SimulatedChat chat) =>
        new(chat.Id, chat.Kind, chat.Title, "max", chat.ExternalChatId, chat.ClassUnitId, EposJson.Moment(_clock, chat.AppearedAt));

    private LinkRow[] Links(SimulatedPerson person)
    {
        var view = _snapshot.View(person);
        return [Link("max", view.Max), Link("vk_id", view.VkId)];
    }

    private LinkRow Link(string platform, SimulatedLink link) => new(platform, link.State, link.ExternalId, link.LinkedAt is { } at ? EposJson.Moment(_clock, at) : null);

    /// <summary>«Волков О. А.».</summary>
    private static string Short(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', parts.Take(1).Concat(parts.Skip(1).Take(2).Select(p => $"{p[0]}.")));
    }
}
