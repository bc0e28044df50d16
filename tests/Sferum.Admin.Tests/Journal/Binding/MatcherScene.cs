using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Binding;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>A register of one group and the journal's records of it, in memory.</summary>
internal sealed class MatcherScene
{
    /// <summary>The journal's id of the group.</summary>
    public const string Unit = "2101";

    public static readonly DateOnly Born = new(2009, 3, 14);

    private readonly List<RegisterPerson> _people = [];
    private readonly List<RegisterGroup> _groups = [];
    private readonly List<RegisterStudy> _studies = [];
    private readonly List<RegisterGuardian> _guardians = [];
    private readonly HashSet<Guid> _employees = [];
    private readonly List<RegisterChat> _chats = [];
    private readonly List<JournalRecord> _records = [OutsideRows.Group(Unit, "ИС-21")];
    private readonly List<BoundId> _bound = [];
    private readonly HashSet<BoundId> _rejected = [];

    public MatcherScene() => Group = AddGroup("ИС-21");

    /// <summary>«ИС-21» of the register.</summary>
    public Guid Group { get; }

    public Guid AddGroup(string name)
    {
        var group = new RegisterGroup(Guid.CreateVersion7(), name);
        _groups.Add(group);
        return group.Id;
    }

    public Guid Person(string name, DateOnly? birth = null)
    {
        var words = name.Split(' ', 3);
        var person = new RegisterPerson(Guid.CreateVersion7(), words[0], words[1], words.Length > 2 ? words[2] : null, birth);
        _people.Add(person);
        return person.Id;
    }

    public Guid Student(string name, DateOnly? birth, Guid? group = null, bool isInForce = true)
    {
        var id = Person(name, birth);
        _studies.Add(new RegisterStudy(id, group ?? Group, isInForce));
        return id;
    }

    public Guid Representative(string name, params Guid[] children) => Represent(Person(name), children);

    public Guid Represent(Guid person, params Guid[] children)
    {
        _guardians.AddRange(children.Select(child => new RegisterGuardian(child, person)));
        return person;
    }

    public Guid Employee(string name)
    {
        var id = Person(name);
        _employees.Add(id);
        return id;
    }

    public Guid Chat(ChatKind kind, Guid? group)
    {
        var chat = new RegisterChat(Guid.CreateVersion7(), kind, group, kind.ToString());
        _chats.Add(chat);
        return chat.Id;
    }

    public JournalRecord Listed(JournalRecord record)
    {
        _records.Add(record);
        return record;
    }

    public void Bind(JournalRecord record, Guid subject) => _bound.Add(new BoundId(record.IdKind, record.Value, subject));

    public void Reject(JournalRecord record, Guid subject) => _rejected.Add(new BoundId(record.IdKind, record.Value, subject));

    public BindingMaterial Material() =>
        new(_records, new BindingRegister(_people, _groups, _studies, _guardians, _employees, _chats), _bound, _rejected);

    public BindingSuggestion Of(JournalRecord record) => BindingMatcher.Match(Material()).All.Single(s => s.Record.Id == record.Id);
}
