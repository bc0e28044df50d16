using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Connectors;
using Sferum.Admin.Connectors.Epos;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Tests.Journal.Support;

/// <summary>
/// A small college, bound to the journal, and the journal itself over real HTTP: three groups of eight minors with a mother each,
/// eight employees, all linked and seeing their chats. Portal and journal share one clock, five days after everything was recorded,
/// so that nothing is too young to be held against anybody.
/// </summary>
internal sealed class CheckScene : IAsyncDisposable
{
    /// <summary>Students, mothers and employees: enough for one of them to go without the judge's doubt.</summary>
    public const int Size = 8;

    private static readonly string[] Names = ["ИС-21", "СВ-12", "ТМ-31"];

    private readonly Dictionary<Guid, string> _ids = [];
    private readonly List<FilePerson> _people = [];

    private CheckScene(TestDatabase database) => (Database, Register) = (database, new Register(database));

    public TestDatabase Database { get; }

    public Register Register { get; }

    public SimulatorHost Journal { get; private set; } = null!;

    /// <summary>In the order in which they are read, after the employees.</summary>
    public IReadOnlyList<StudyGroup> Groups { get; private set; } = [];

    public IReadOnlyList<Person> Staff { get; private set; } = [];

    /// <summary>By group.</summary>
    public Dictionary<StudyGroup, IReadOnlyList<Person>> Students { get; } = [];

    /// <summary>By group, in the order of the students.</summary>
    public Dictionary<StudyGroup, IReadOnlyList<Person>> Mothers { get; } = [];

    public Dictionary<StudyGroup, Chat> GroupChats { get; } = [];

    /// <summary>Every bound person.</summary>
    public IEnumerable<Person> Everybody => [.. Staff, .. Groups.SelectMany(g => Students[g].Concat(Mothers[g]))];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CheckScene> CreateAsync(DatabaseKind kind, Action<EposOptions>? adjust = null, int pageLimit = 300, Action<IServiceCollection>? configure = null)
    {
        var scene = new CheckScene(await TestDatabase.CreateAsync(kind, Ct, services =>
        {
            services.AddJournalConnector(new ConfigurationBuilder().AddInMemoryCollection([new("Epos:AllowAssumed", "true"), new("Epos:Repeats", "1")]).Build());
            services.PostConfigure<EposOptions>(o =>
            {
                o.RepeatDelay = o.ThrottleDelay = TimeSpan.Zero;
                adjust?.Invoke(o);
            });
            configure?.Invoke(services);
        }));
        var college = await scene.BuildAsync();
        scene.Journal = await SimulatorHost.StartAsync(new SimulatorOptions { College = SimulatedCollege.Of(college), Time = scene.Database.Time, PageLimit = pageLimit }, Ct);
        scene.Database.Time.Advance(TimeSpan.FromDays(5));
        (await scene.Database.Get<SaveJournalConnection>().SaveAsync(
            TestActors.Administrator, new SaveConnectionRequest(JournalReaderMode.Assumed, scene.Journal.JournalAddress.ToString(), JournalReaderMode.Off, ""), Ct)).Error.Should().BeNull();
        return scene;
    }

    /// <summary>The journal's id of a person, group or chat.</summary>
    public string IdOf(Guid subject) => _ids[subject];

    /// <summary>Path of the question about a group.</summary>
    public string RouteOf(StudyGroup group) => $"/epos/x-assumed/1/class_units/{IdOf(group.Id)}/persons";

    public void Spoil(string route, FaultKind kind, int times = -1, int after = 0) => Journal.Faults.Set([new Fault(route, kind, times, after)]);

    public void Heal() => Journal.Faults.Set([]);

    /// <summary>A new session, pasted by the administrator.</summary>
    public async Task PasteSessionAsync() =>
        (await Database.Get<PasteJournalSession>().PasteAsync(TestActors.Administrator, new PasteSessionRequest(SimulatorHost.Token, SimulatorHost.ProfileId), Ct)).Error.Should().BeNull();

    /// <summary>A run with a fresh session, by default of everyone and by the schedule.</summary>
    public async Task<JournalCheckSummary> CheckAsync(CheckTarget target = CheckTarget.Everyone, Guid? subject = null)
    {
        await PasteSessionAsync();
        return (await RunAsync(Actor.System(JobNames.JournalCheck), target, subject)).Value;
    }

    public Task<Result<JournalCheckSummary>> RunAsync(Actor actor, CheckTarget target = CheckTarget.Everyone, Guid? subject = null) =>
        Database.Get<JournalCheck>().RunAsync(actor, new JournalCheckRequest(target, subject, JobTrigger.Schedule), Ct);

    /// <summary>A run that somebody watches, by default of everyone; a session must be there.</summary>
    public Task<Result<JournalCheckSummary>> RunAsync(Action<CheckProgress> watch, CancellationToken ct, CheckTarget target = CheckTarget.Everyone) =>
        Database.Get<JournalCheck>().RunAsync(Actor.System(JobNames.JournalCheck), new JournalCheckRequest(target, null, JobTrigger.Schedule) { Progress = new Watch(watch) }, ct);

    /// <summary>Paths of the questions about sections and persons since a call, in order.</summary>
    public IReadOnlyList<string> AskedSince(int call) =>
        [.. Journal.Log.Since(call).Select(c => c.Path.Split('?')[0]).Where(path => path.StartsWith("/epos/x-assumed/", StringComparison.Ordinal))];

    public async Task<LinkState> LinkAsync(Person person) => (await LinksAsync())[person.Id];

    public async Task<VisibilityState?> CellAsync(Chat chat, Person person)
    {
        await using var db = Database.NewContext();
        return await db.ChatVisibilities.Where(v => v.ChatId == chat.Id && v.PersonId == person.Id).Select(v => (VisibilityState?)v.State).FirstOrDefaultAsync(Ct);
    }

    /// <summary>What is known of everybody, as text: link and places, without ages.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> StatusesAsync()
    {
        var links = await LinksAsync();
        await using var db = Database.NewContext();
        var cells = await db.ChatVisibilities.AsNoTracking().OrderBy(v => v.ChatId).ToListAsync(Ct);
        var places = cells.ToLookup(v => v.PersonId, v => $"{v.ChatId:N}:{v.State}");
        return Everybody.ToDictionary(p => p.Id, p => $"{links[p.Id]} {string.Join(' ', places[p.Id])}");
    }

    public async Task<JobRun> LastRunAsync()
    {
        await using var db = Database.NewContext();
        return await db.JobRuns.AsNoTracking().Where(r => r.Job == JobNames.JournalCheck).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).FirstAsync(Ct);
    }

    public async Task<List<Reading>> ReadingsAsync(Guid runId)
    {
        await using var db = Database.NewContext();
        return await db.Readings.AsNoTracking().Where(r => r.RunId == runId).OrderBy(r => r.TakenAt).ThenBy(r => r.Id).ToListAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Journal is not null)
        {
            await Journal.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    /// <summary>Tells at once, on the caller's thread.</summary>
    private sealed class Watch(Action<CheckProgress> watch) : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value) => watch(value);
    }

    private async Task<Dictionary<Guid, LinkState>> LinksAsync()
    {
        await using var db = Database.NewContext();
        var links = await CurrentLinks.LoadAsync(db, Database.Clock, Ct);
        return (await links.OfAsync([.. Everybody.Select(p => p.Id)], Ct)).ToDictionary(l => l.Key, l => l.Value.State);
    }

    private async Task<CollegeFile> BuildAsync()
    {
        _ = Register.Journal;
        foreach (var day in CalendarData.Days())
        {
            Register.Add(day);
        }

        var chats = new List<FileChat>();
        Groups = [.. Names.Select(name => Register.Group(name))];
        Staff = [.. Enumerable.Range(0, Size).Select(i => i < Groups.Count ? Register.Curator(Groups[i]) : Register.Employee())];
        AddChat(Register.Chat(), 9001, "staff", null);
        foreach (var (group, number) in Groups.Select((g, i) => (g, i)))
        {
            Bind(IdentitySubject.StudyGroup, IdKinds.Group, group.Id, (2101 + number).ToString(CultureInfo.InvariantCulture));
            Students[group] = [.. Enumerable.Range(0, Size).Select(_ => Register.Student(group))];
            Mothers[group] = [.. Students[group].Select(s => Register.Representative(s))];
            GroupChats[group] = Register.Chat(ChatKind.Group, group);
            AddChat(GroupChats[group], 9021 + number * 10, "group", Names[number]);
            AddChat(Register.Chat(ChatKind.Parents, group), 9022 + number * 10, "parents", Names[number]);
            foreach (var student in Students[group])
            {
                AddPerson(student, SimulatedRole.Student, Names[number]);
            }

            foreach (var mother in Mothers[group])
            {
                AddPerson(mother, SimulatedRole.Parent);
            }
        }

        foreach (var (person, number) in Staff.Select((p, i) => (p, i)))
        {
            AddPerson(person, SimulatedRole.Staff, leads: number < Groups.Count ? Names[number] : null);
        }

        await Register.SaveAsync(Ct);
        return new CollegeFile
        {
            Groups = [.. Names.Select((name, i) => new FileGroup(2101 + i, name, 2))],
            People = _people,
            Families = [.. Groups.SelectMany(g => Students[g].Zip(Mothers[g])).Select(f => new FileFamily(Guid.Parse(IdOf(f.First.Id)), [Guid.Parse(IdOf(f.Second.Id))]))],
            Chats = chats,
        };

        void AddChat(Chat chat, long id, string kind, string? group)
        {
            chats.Add(new FileChat(id, kind, $"{group} {kind}", group));
            Bind(IdentitySubject.Chat, IdKinds.Chat, chat.Id, id.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void AddPerson(Person person, SimulatedRole role, string? group = null, string? leads = null)
    {
        var id = Guid.CreateVersion7();
        _people.Add(new FilePerson(id, role, $"{person.LastName} {person.FirstName} {person.Patronymic}", person.BirthDate, group, leads is null ? null : [leads]));
        Bind(IdentitySubject.Person, IdKinds.Person, person.Id, id.ToString());
    }

    private void Bind(IdentitySubject subject, string kind, Guid id, string value)
    {
        _ids[id] = value;
        Register.Add(new ExternalIdentity
        {
            Subject = subject,
            SubjectId = id,
            System = RegisterDefaults.JournalCode,
            IdKind = kind,
            Value = value,
            ValidFrom = Register.YearStart,
            RecordedAt = Database.Clock.Now,
        });
    }
}
