using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Journal.Connection;

/// <summary>A portal whose journal is a <see cref="FakeJournal"/>.</summary>
internal sealed class ConnectionScene : IAsyncDisposable
{
    public const string Token = "0b9c1f7e-5c57-4a7e-9f00-0123456789ab";
    public const string Profile = "5100001";
    public const string Address = "http://127.0.0.1:5081/epos/";

    private ConnectionScene(TestDatabase database, FakeJournal journal, MemoryLog log) => (Database, Journal, Log) = (database, journal, log);

    public TestDatabase Database { get; }

    public FakeJournal Journal { get; }

    /// <summary>Everything that was logged, from the finest level up.</summary>
    public MemoryLog Log { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ConnectionScene> CreateAsync(DatabaseKind kind, string? file = null)
    {
        var journal = new FakeJournal();
        var log = new MemoryLog();
        var database = await TestDatabase.CreateAsync(kind, Ct, services => services
            .AddSingleton<ILoggerFactory>(log)
            .AddSingleton<IJournal>(journal)
            .AddSingleton(new JournalSessionFile(file)));
        return new ConnectionScene(database, journal, log);
    }

    /// <summary>Turns the reading on.</summary>
    public async Task ConnectAsync() =>
        (await Database.Get<SaveJournalConnection>().SaveAsync(
            TestActors.Administrator, new SaveConnectionRequest(JournalReaderMode.Assumed, Address, JournalReaderMode.Off, ""), Ct)).Error.Should().BeNull();

    public async Task PasteAsync(string token = Token) =>
        (await Database.Get<PasteJournalSession>().PasteAsync(TestActors.Administrator, new PasteSessionRequest(token, Profile), Ct)).Error.Should().BeNull();

    public Task<JournalOpening> OpenAsync() => Database.Get<JournalAccess>().OpenAsync(Ct);

    public async Task<StoredJournalSession?> StoredAsync()
    {
        await using var db = Database.NewContext();
        return await db.JournalSessions.AsNoTracking().SingleOrDefaultAsync(Ct);
    }

    /// <summary>Actions of the audit, in order.</summary>
    public async Task<List<string>> ActionsAsync()
    {
        await using var db = Database.NewContext();
        return await db.AuditEntries.OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Ct);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
