using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.TestSupport;

namespace Sferum.Admin.Benchmarks;

/// <summary>
/// An invented college, all of it bound, and a journal in memory whose ids are the register's: nearly everybody is linked and sees
/// the chats.
/// </summary>
internal sealed class JournalCheckScene : IAsyncDisposable
{
    /// <summary>Every so many-th person has no link, every so many-th sees no chat: so few that it does not look like a fault.</summary>
    private const int Unlinked = 15, Blind = 23;

    private readonly TestDatabase _database;
    private readonly FakeJournal _journal;
    private readonly InventedCollege _college;

    private readonly Dictionary<Guid, int> _numbers;
    private readonly Dictionary<Guid, JournalChat> _chats;

    /// <summary>What people have seen by the looks at the college: the journal shows it too.</summary>
    private readonly ILookup<Guid, Guid> _seen;

    private JournalCheckScene(TestDatabase database, FakeJournal journal, InventedCollege college)
    {
        (_database, _journal, _college) = (database, journal, college);
        _numbers = college.People.Select((person, number) => (person.Id, number)).ToDictionary(x => x.Id, x => x.number);
        _chats = college.Chats.ToDictionary(chat => chat.Id, chat => new JournalChat(chat.Id.ToString(), chat.Kind, chat.Title, chat.StudyGroupId?.ToString()));
        _seen = college.Visibilities.Where(cell => cell.State == VisibilityState.Visible).ToLookup(cell => cell.PersonId, cell => cell.ChatId);
    }

    public int People => _college.People.Count;

    /// <param name="sessionFile">Of the credentials, which the journal does not look at.</param>
    public static async Task<JournalCheckScene> CreateAsync(BenchmarkOptions options, string sessionFile)
    {
        var journal = new FakeJournal();
        var database = await TestDatabase.CreateAsync(options.PostgreSql ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite, default, services => services
            .AddSingleton<IJournal>(journal)
            .AddSingleton(new JournalSessionFile(sessionFile)));
        var college = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, database.Clock, options.Size is { } size ? CollegeSize.ForPeople(size) : CollegeSize.Demo);
        await new CollegeWriter(database.Contexts, database.Get<IBulkWriter>(), database.Get<LinkProjection>(), database.Time, snils => snils).FillAsync(Actor.System("benchmark"), college, default);
        var scene = new JournalCheckScene(database, journal, college);
        await scene.BindAsync();
        scene.FillLists();
        await scene.AdvanceAsync(TimeSpan.FromDays(1));
        return scene;
    }

    /// <summary>The same state of the journal later.</summary>
    public async Task AdvanceAsync(TimeSpan step)
    {
        _database.Time.Advance(step);
        await using var db = _database.NewContext();
        var board = await CheckBoard.LoadAsync(db, RegisterDefaults.JournalCode, _database.Clock, default);
        foreach (var section in board.Sections)
        {
            var rows = section.Scopes.SelectMany(scope => board.PeopleOf(scope).Select(person => Row(board.Person(person)!, scope.Population)));
            _journal.Sightings[section.JournalGroupId ?? FakeJournal.Staff] =
                new JournalAnswer<IReadOnlyList<JournalSighting>>(ReadingVerdict.Complete, [.. rows], _database.Clock.Now, _database.Clock.Now, null);
        }
    }

    /// <summary>A check of everybody; anything but a complete one is a wrong result.</summary>
    public async Task<JournalCheckSummary> CheckAsync()
    {
        var request = new JournalCheckRequest(CheckTarget.Everyone, null, JobTrigger.Console);
        var summary = (await _database.Get<JournalCheck>().RunAsync(Actor.Console(), request, default)).Value;
        return summary.State == JobRunState.Succeeded ? summary : throw new InvalidOperationException($"The result is wrong: {summary.State}, {summary.Note}");
    }

    /// <summary>Facts and observations written by readings.</summary>
    public async Task<int> RowsAsync()
    {
        await using var db = _database.NewContext();
        return await db.LinkFacts.CountAsync(fact => fact.ReadingId != null) + await db.ChatObservations.CountAsync(row => row.Method == ObservationMethod.Reading);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task BindAsync()
    {
        await using var db = _database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await BulkAudit.DeclareAsync(db, Actor.System("benchmark"), _database.Time, "bind", nameof(ExternalIdentity), "-", _college.People.Count, default);
        var people = _college.People.Select(person => Binding(IdentitySubject.Person, IdKinds.Person, person.Id));
        var groups = _college.Groups.Select(group => Binding(IdentitySubject.StudyGroup, IdKinds.Group, group.Id));
        var chats = _college.Chats.Select(chat => Binding(IdentitySubject.Chat, IdKinds.Chat, chat.Id));
        var bulk = _database.Get<IBulkWriter>();
        await bulk.InsertAsync(db, people.Concat(groups).Concat(chats), default);
        await bulk.InsertAsync(db, [
            new Setting { Key = nameof(SchoolSettings.JournalMode), Value = nameof(JournalReaderMode.Assumed) },
            new Setting { Key = nameof(SchoolSettings.JournalAddress), Value = "http://127.0.0.1/" },
        ], default);
        await transaction.CommitAsync();
        // What autovacuum does on a server that is not an hour old.
        await db.Database.ExecuteSqlAsync(_database.Kind == DatabaseKind.PostgreSql ? (FormattableString)$"VACUUM ANALYZE" : $"ANALYZE");
    }

    private ExternalIdentity Binding(IdentitySubject subject, string kind, Guid id) => new()
    {
        Subject = subject,
        SubjectId = id,
        System = RegisterDefaults.JournalCode,
        IdKind = kind,
        Value = id.ToString(),
        ValidFrom = _college.Today,
        RecordedAt = _database.Clock.Now,
    };

    private void FillLists()
    {
        var names = _college.People.ToDictionary(person => person.Id, person => person.FullName);
        var representatives = _college.Guardianships.Where(g => g.RepresentativeId is not null && g.Covers(_college.Today))
            .ToLookup(g => g.StudentId, g => new JournalRepresentative(g.RepresentativeId!.Value.ToString(), true, names[g.RepresentativeId.Value]));
        var births = _college.People.ToDictionary(person => person.Id, person => person.BirthDate);
        foreach (var group in _college.GroupNames.Where(name => name.Covers(_college.Today)))
        {
            var id = group.StudyGroupId.ToString();
            _journal.Groups.Add(new JournalGroup(id, group.Name));
            _journal.Students[id] = [.. _college.Memberships.Where(m => m.StudyGroupId == group.StudyGroupId && m.Covers(_college.Today))
                .Select(m => new JournalStudent(m.PersonId.ToString(), true, names[m.PersonId], births[m.PersonId], id, null, [.. representatives[m.PersonId]]))];
        }

        _journal.Employees.AddRange(_college.Employments.Where(e => e.Covers(_college.Today)).DistinctBy(e => e.PersonId)
            .Select(e => new JournalEmployee(e.PersonId.ToString(), true, names[e.PersonId], [])));
    }

    private JournalSighting Row(CheckedPerson person, ReadingPopulation population)
    {
        var number = _numbers[person.Id];
        var isLinked = number % Unlinked != 0;
        var role = population switch
        {
            ReadingPopulation.Students => JournalRole.Student,
            ReadingPopulation.Staff => JournalRole.Employee,
            _ => JournalRole.Representative,
        };
        return new JournalSighting(
            person.OutsideIds[0], role, _database.Clock.Now,
            [new JournalLink(RegisterDefaults.MessengerCode, isLinked ? JournalLinkState.Linked : JournalLinkState.NotLinked)],
            isLinked && number % Blind != 0 ? [.. person.MustChats.Select(must => must.ChatId).Union(_seen[person.Id]).Select(chat => _chats[chat])] : []);
    }
}
