using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.Statistics;

/// <summary>
/// A small college in which every set of every figure has somebody. Its facts are of Friday; its looks and the tests are of
/// <see cref="Today"/>, when ЭПОС's clock lets absences count.
/// </summary>
internal sealed class StatisticsCollege
{
    /// <summary>Wednesday 25.11.2026.</summary>
    public static readonly DateOnly Today = TestClock.Today.AddDays(5);

    private readonly Register _register;

    public StatisticsCollege(TestDatabase database)
    {
        _register = new Register(database);
        Group = _register.Group("ИС-21");
        var adults = _register.Group("ИС-41");
        GroupChat = _register.Chat(ChatKind.Group, Group);
        var parentsChat = _register.Chat(ChatKind.Parents, Group);
        var staffChat = _register.Chat();
        var adultsChat = _register.Chat(ChatKind.Group, adults);
        var administrator = _register.PlatformAdministrator();
        var curator = _register.Curator(Group);
        var moved = database.Time.GetUtcNow().UtcDateTime.AddDays(5);
        Now = moved;
        database.Time.SetUtcNow(moved);

        Student = _register.Student(Group);
        See(GroupChat, Student, 30);
        AlmostAdult = _register.Student(Group, birth: Today.AddYears(-18).AddDays(1));
        See(GroupChat, AlmostAdult, 0);
        Mother = _register.Representative(AlmostAdult);
        See(parentsChat, Mother, 0);
        var refusers = new[] { _register.Student(Group), _register.Representative(Student), _register.Employee() };
        foreach (var person in refusers)
        {
            _register.Add(new OptOut { PersonId = person.Id, AlternativeChannel = AlternativeChannel.Paper, ValidFrom = Register.YearStart, RecordedAt = Now });
        }

        Refusers = [.. refusers.Select(person => person.Id)];
        NotApplicable = _register.Student(Group).Id;
        _register.Add(Fact(NotApplicable, LinkFactKind.NotApplicable));
        Restricted = _register.Representative(Student, restrictedFrom: Register.YearStart).Id;
        Look(parentsChat, Restricted, VisibilityState.Visible, 0);
        See(GroupChat, _register.Student(Group, to: Today), 3);
        Look(staffChat, administrator.Id, VisibilityState.Missing, 0);
        _register.Add(Fact(_register.Representative(Student).Id, LinkFactKind.Invited));
        See(adultsChat, _register.Student(adults, birth: Today.AddYears(-19)), 0);
        See(staffChat, curator, 0);
    }

    public DateTime Now { get; }

    public StudyGroup Group { get; }

    public Chat GroupChat { get; }

    /// <summary>Verified by a look that is 30 days old today.</summary>
    public Person Student { get; }

    /// <summary>Turns 18 tomorrow.</summary>
    public Person AlmostAdult { get; }

    /// <summary>Of <see cref="AlmostAdult"/>; verified by a look of today.</summary>
    public Person Mother { get; }

    /// <summary>A student, a representative and an employee.</summary>
    public IReadOnlyList<Guid> Refusers { get; }

    public Guid NotApplicable { get; }

    /// <summary>A representative with restricted rights who still sees «Родители».</summary>
    public Guid Restricted { get; }

    public void AddStudents(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _register.Student(Group);
        }
    }

    public Task SaveAsync(CancellationToken ct) => _register.SaveAsync(ct);

    private void See(Chat chat, Person person, int daysAgo) => Look(chat, person.Id, VisibilityState.Visible, daysAgo);

    public void Look(Chat chat, Guid person, VisibilityState state, int daysAgo) => _register.Add(new ChatObservation
    {
        ChatId = chat.Id,
        PersonId = person,
        SourceId = _register.Journal.Id,
        Method = ObservationMethod.Look,
        State = state,
        FirstAsOf = Now.AddDays(-daysAgo),
        LastAsOf = Now.AddDays(-daysAgo),
        RecordedAt = Now.AddDays(-daysAgo),
    });

    private LinkFact Fact(Guid person, LinkFactKind kind) => new()
    {
        PersonId = person,
        PlatformId = _register.Messenger.Id,
        Kind = kind,
        At = Now.AddDays(-1),
        Reason = kind == LinkFactKind.NotApplicable ? "нет устройства" : null,
        RecordedAt = Now.AddDays(-1),
    };
}
