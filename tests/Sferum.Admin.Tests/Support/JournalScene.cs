using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.Support;

/// <summary>
/// A group «ИС-21» of ten minors, the first with a mother; a curator; the three mandatory chats; everybody and everything bound
/// to the journal. Five days have passed, so that the journal can show all of it.
/// </summary>
public sealed class JournalScene : IAsyncDisposable
{
    private const int StudentCount = 10;
    private readonly Dictionary<Guid, string> _ids = [];

    private JournalScene(TestDatabase database) => (Database, Register) = (database, new Register(database));

    public TestDatabase Database { get; }

    public Register Register { get; }

    public StudyGroup Group { get; private set; } = null!;

    public IReadOnlyList<Person> Students { get; private set; } = [];

    public Person Student => Students[0];

    public Person Mother { get; private set; } = null!;

    public Person Curator { get; private set; } = null!;

    public Chat GroupChat { get; private set; } = null!;

    public Chat ParentsChat { get; private set; } = null!;

    public Chat StaffChat { get; private set; } = null!;

    /// <summary>UTC moment whose state the next answers show; now, until a test says otherwise.</summary>
    public DateTime? AsOf { get; set; }

    public ReadingScope StudentScope => ReadingScope.Students(Group.Id);

    public ReadingScope MotherScope => ReadingScope.Representatives(Group.Id);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<JournalScene> CreateAsync(DatabaseKind kind)
    {
        var scene = new JournalScene(await TestDatabase.CreateAsync(kind, Ct));
        var register = scene.Register;
        _ = register.Journal;
        scene.Group = register.Group("ИС-21");
        scene.Students = [.. Enumerable.Range(0, StudentCount).Select(_ => register.Student(scene.Group))];
        scene.Mother = register.Representative(scene.Student);
        scene.Curator = register.Curator(scene.Group);
        scene.GroupChat = register.Chat(ChatKind.Group, scene.Group);
        scene.ParentsChat = register.Chat(ChatKind.Parents, scene.Group);
        scene.StaffChat = register.Chat();
        foreach (var person in (Person[])[.. scene.Students, scene.Mother, scene.Curator])
        {
            scene.Bind(person);
        }

        scene.Bind(IdentitySubject.StudyGroup, IdKinds.Group, scene.Group.Id);
        scene.Bind(IdentitySubject.Chat, IdKinds.Chat, scene.GroupChat.Id);
        scene.Bind(IdentitySubject.Chat, IdKinds.Chat, scene.ParentsChat.Id);
        scene.Bind(IdentitySubject.Chat, IdKinds.Chat, scene.StaffChat.Id);
        await register.SaveAsync(Ct);
        scene.Database.Time.Advance(TimeSpan.FromDays(5));
        return scene;
    }

    public void Bind(Person person) => Bind(IdentitySubject.Person, IdKinds.Person, person.Id);

    /// <summary>The journal's id of a person, group or chat.</summary>
    public string OutsideId(Guid subject) => _ids[subject];

    /// <summary>A row of a person who is linked and sees the chats.</summary>
    public JournalSighting Sees(Person person, params Chat[] chats) => Row(person, JournalLinkState.Linked, chats);

    /// <summary>Any row of a person; the role follows the scene's scopes.</summary>
    public JournalSighting Row(Person person, JournalLinkState link, params Chat[] chats) => new(
        _ids[person.Id],
        person.Id == Curator.Id ? JournalRole.Employee : person.Id == Mother.Id ? JournalRole.Representative : JournalRole.Student,
        AsOf ?? Database.Clock.Now,
        [new JournalLink(RegisterDefaults.MessengerCode, link)],
        [.. chats.Select(chat => new JournalChat(_ids.GetValueOrDefault(chat.Id) ?? "unbound", chat.Kind, chat.Title, null))]);

    /// <summary>All students linked and seeing their chat, but for the given rows.</summary>
    public IReadOnlyList<JournalSighting> Everybody(params JournalSighting[] instead) =>
        [.. Students.Where(student => instead.All(row => row.PersonId != _ids[student.Id])).Select(student => Sees(student, GroupChat)), .. instead];

    public async Task<CheckBoard> BoardAsync()
    {
        await using var db = Database.NewContext();
        return await CheckBoard.LoadAsync(db, RegisterDefaults.JournalCode, Database.Clock, Ct);
    }

    /// <summary>Writes an answer by a board of this moment; of the students unless another scope is named.</summary>
    public async Task<ScopeOutcome> WriteAsync(
        IReadOnlyList<JournalSighting> rows, ReadingVerdict verdict = ReadingVerdict.Complete, ReadingScope? scope = null, CheckBoard? board = null)
    {
        board ??= await BoardAsync();
        var trouble = verdict == ReadingVerdict.Complete ? null : new JournalTrouble(JournalTroubleKind.Unavailable, "ЭПОС не ответил.");
        var answer = new JournalAnswer<IReadOnlyList<JournalSighting>>(verdict, verdict == ReadingVerdict.Failed ? null : rows, Database.Clock.Now, null, trouble);
        Database.Queries.Reset();
        Database.Bulk.Reset();
        return await Database.Get<ScopeWriter>().WriteAsync(Actor.System(JobNames.JournalCheck), board, scope ?? StudentScope, Guid.CreateVersion7(), answer, Ct);
    }

    public async Task<ChatVisibility?> CellAsync(Chat chat, Person person)
    {
        await using var db = Database.NewContext();
        return await db.ChatVisibilities.AsNoTracking().FirstOrDefaultAsync(cell => cell.ChatId == chat.Id && cell.PersonId == person.Id, Ct);
    }

    public async Task<LinkState> LinkAsync(Person person)
    {
        await using var db = Database.NewContext();
        var links = await CurrentLinks.LoadAsync(db, Database.Clock, Ct);
        return (await links.OfAsync([person.Id], Ct))[person.Id].State;
    }

    /// <summary>The observations of a cell, oldest first.</summary>
    public async Task<IReadOnlyList<ChatObservation>> HistoryAsync(Chat chat, Person person)
    {
        await using var db = Database.NewContext();
        return await db.ChatObservations.AsNoTracking()
            .Where(row => row.ChatId == chat.Id && row.PersonId == person.Id).OrderBy(row => row.FirstAsOf).ThenBy(row => row.Id).ToListAsync(Ct);
    }

    public async Task<IReadOnlyList<LinkFactKind>> FactsAsync(Person person)
    {
        await using var db = Database.NewContext();
        return await db.LinkFacts.Where(fact => fact.PersonId == person.Id).OrderBy(fact => fact.At).ThenBy(fact => fact.Id).Select(fact => fact.Kind).ToListAsync(Ct);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private void Bind(IdentitySubject subject, string kind, Guid id)
    {
        _ids[id] = $"{kind}-{_ids.Count + 1}";
        Register.Add(new ExternalIdentity
        {
            Subject = subject,
            SubjectId = id,
            System = RegisterDefaults.JournalCode,
            IdKind = kind,
            Value = _ids[id],
            ValidFrom = Register.YearStart,
            RecordedAt = Database.Clock.Now,
        });
    }
}
