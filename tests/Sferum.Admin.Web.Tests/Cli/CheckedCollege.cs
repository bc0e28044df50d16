using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Web.Tests.Cli;

/// <summary>
/// The invented college in a database, bound to a journal that is played in the test's process, and the program as a process that
/// reads the one into the other.
/// </summary>
internal sealed class CheckedCollege : IAsyncDisposable
{
    private const string Sections = "/epos/x-assumed/1/class_units/";

    private static readonly SchoolClock Clock = new(TimeProvider.System);
    private static readonly InventedCollege Invented = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, Clock, CollegeSize.Demo);
    private static readonly SimulatedCollege Played = SimulatedCollege.Of(Invented);

    private readonly TestDatabase _database;
    private readonly ProgramProcess _program = new();

    private CheckedCollege(TestDatabase database, SimulatorHost journal) => (_database, Journal) = (database, journal);

    public SimulatorHost Journal { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CheckedCollege> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind, Ct);
        var scene = new CheckedCollege(database, await SimulatorHost.StartAsync(new SimulatorOptions { College = Played, Profile = SimulatorProfile.Demo }, Ct));
        var writer = new CollegeWriter(database.Contexts, database.Get<IBulkWriter>(), database.Get<LinkProjection>(), TimeProvider.System, snils => snils);
        (await writer.FillAsync(Actor.System("tests"), Invented, Ct)).Should().BeTrue();
        await scene.BindAsync();
        Directory.CreateDirectory(Path.Combine(scene._program.Directory, "d"));
        await File.WriteAllLinesAsync(scene.SessionFile, [SimulatorHost.Token, SimulatorHost.ProfileId], Ct);
        if (kind == DatabaseKind.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            File.CreateSymbolicLink(Path.Combine(scene._program.Directory, "d", "sferum.db"), database.Connection);
        }

        return scene;
    }

    private string SessionFile => Path.Combine(_program.Directory, "session");

    private string[] Where =>
    [
        "--data", "d", $"--Epos:SessionFile={SessionFile}", "--Epos:AllowAssumed=true",
        .. _database.Kind == DatabaseKind.PostgreSql ? ["--Database:Provider=postgresql", $"--Database:ConnectionString={_database.Connection}"] : Array.Empty<string>(),
    ];

    /// <summary>Runs <c>check</c> to its end.</summary>
    public Task<(int Code, string Output, string Error)> CheckAsync() => _program.RunAsync(["check", .. Where]);

    /// <summary>Starts <c>check</c>, or the portal; the caller ends it.</summary>
    public Process Start(params string[] verb) => _program.Start([.. verb, .. Where]);

    /// <summary>Questions about sections since a call that were answered.</summary>
    public IReadOnlyList<string> AskedSince(int call) =>
        [.. Journal.Log.Since(call).Select(c => c.Path.Split('?')[0]).Where(path => path.StartsWith(Sections, StringComparison.Ordinal)).Select(path => path[Sections.Length..].Split('/')[0])];

    /// <summary>Waits until so many sections were asked since a call; the process must not end meanwhile.</summary>
    public async Task AskedAsync(int call, int count, Process process)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (AskedSince(call).Count < count)
        {
            process.HasExited.Should().BeFalse("the program is in the middle of the check");
            await Task.Delay(5, limit.Token);
        }
    }

    public async Task<IReadOnlyList<JobRun>> RunsAsync()
    {
        await using var db = _database.NewContext();
        return await db.JobRuns.AsNoTracking().Where(r => r.Job == JobNames.JournalCheck).OrderBy(r => r.StartedAt).ToListAsync(Ct);
    }

    /// <summary>Waits until the last run has ended so.</summary>
    public async Task<JobRun> EndedAsync(JobRunState state)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            if ((await RunsAsync())[^1] is var run && run.State == state)
            {
                return run;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    public async Task<List<string>> ScopesReadAsync()
    {
        await using var db = _database.NewContext();
        return await db.Readings.Where(r => r.RunId != null).Select(r => r.Scope).ToListAsync(Ct);
    }

    /// <summary>The journal's sections that were read whole: of a group both the students and the representatives.</summary>
    public async Task<HashSet<string>> SectionsReadAsync()
    {
        var read = (await ScopesReadAsync()).ToHashSet();
        var board = await BoardAsync();
        return [.. board.Sections.Where(s => s.Scopes.All(scope => read.Contains(scope.ToString()))).Select(s => s.JournalGroupId ?? "staff")];
    }

    public async Task<int> ScopeCountAsync() => (await BoardAsync()).Sections.Sum(s => s.Scopes.Count);

    /// <summary>What the readings of each scope left of the people of this scope alone: facts and observations.</summary>
    public async Task<Dictionary<string, string>> TracesAsync()
    {
        var board = await BoardAsync();
        await using var db = _database.NewContext();
        var scopes = await db.Readings.Where(r => r.RunId != null).Select(r => new { r.Id, r.Scope }).ToDictionaryAsync(r => r.Id, r => r.Scope, Ct);
        var facts = await db.LinkFacts.AsNoTracking().Where(f => f.ReadingId != null).Select(f => new { f.PersonId, Reading = f.ReadingId!.Value, What = f.Kind.ToString() }).ToListAsync(Ct);
        var places = await db.ChatObservations.AsNoTracking().Where(o => o.Method == ObservationMethod.Reading)
            .Select(o => new { o.PersonId, Reading = o.FirstReadingId!.Value, What = o.ChatId + " " + o.State }).ToListAsync(Ct);
        return facts.Concat(places)
            .Where(x => board.ScopesOf(x.PersonId).Take(2).Count() == 1)
            .GroupBy(x => scopes[x.Reading])
            .ToDictionary(g => g.Key, g => string.Join('\n', g.Select(x => $"{x.PersonId} {x.What}").Order(StringComparer.Ordinal)));
    }

    /// <summary>What is known of everybody in the end.</summary>
    public async Task<string> StateAsync()
    {
        await using var db = _database.NewContext();
        var links = await db.LinkStatuses.Select(s => s.PersonId + " " + s.State).ToListAsync(Ct);
        var places = await db.ChatVisibilities.Select(v => v.PersonId + " " + v.ChatId + " " + v.State).ToListAsync(Ct);
        return string.Join('\n', links.Concat(places).Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await Journal.DisposeAsync();
        await _database.DisposeAsync();
        _program.Dispose();
    }

    private async Task<CheckBoard> BoardAsync()
    {
        await using var db = _database.NewContext();
        return await CheckBoard.LoadAsync(db, RegisterDefaults.JournalCode, Clock, Ct);
    }

    /// <summary>By the truth, and the connection with it.</summary>
    private async Task BindAsync()
    {
        await using var db = _database.NewContext();
        db.Act(Actor.System("tests"), "bind");
        await Setting.PutAsync(db, nameof(SchoolSettings.JournalMode), nameof(JournalReaderMode.Assumed), Ct);
        await Setting.PutAsync(db, nameof(SchoolSettings.JournalAddress), Journal.JournalAddress.ToString(), Ct);
        Bind(IdentitySubject.Person, IdKinds.Person, Played.People.Select(p => (p.Id, Played.PersonOf(p.Id))));
        Bind(IdentitySubject.StudyGroup, IdKinds.Group, Played.ClassUnits.Select(u => (u.Id.ToString(), Played.GroupOf(u.Id.ToString()))));
        Bind(IdentitySubject.Chat, IdKinds.Chat, Played.Chats.Select(c => (c.Id.ToString(), Played.ChatOf(c.Id.ToString()))));
        await db.SaveChangesAsync(Ct);

        void Bind(IdentitySubject subject, string kind, IEnumerable<(string Value, Guid? Id)> pairs) => db.AddRange(pairs.Where(p => p.Id is not null).Select(p => new ExternalIdentity
        {
            Subject = subject,
            SubjectId = p.Id!.Value,
            System = RegisterDefaults.JournalCode,
            IdKind = kind,
            Value = p.Value,
            ValidFrom = Clock.Today.AddDays(-30),
            RecordedAt = Clock.Now,
        }));
    }
}
