using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Data.PostgreSql;
using Sferum.Admin.Data.Sqlite;

namespace Sferum.Admin.Tests.Live;

/// <summary>A commit of one process is heard in another one on the same database, once, and never by the one that made it.</summary>
public sealed class OtherProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notify_IsHeardByTheOtherNodeOnlyAfterTheCommit()
    {
        Assert.SkipWhen(TestEnvironment.PostgreSql is null, "Нет PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Ct, s => s.AddSingleton<ILiveSignal, PostgreSqlSignal>());
        await using var own = await ListenAsync(database.Connection, database.Get<LiveNews>());
        await using var other = await ListenAsync(database.Connection, new LiveNews());
        var run = new JobRun { Job = "try", StartedAt = TestClock.Now };
        await using var db = database.NewContext();
        await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            db.Add(new JobRun { Job = "rolled-back", StartedAt = TestClock.Now });
            await db.SaveChangesAsync(Ct);
            await transaction.RollbackAsync(Ct);
        }

        db.ChangeTracker.Clear();
        db.Add(run);
        await db.SaveChangesAsync(Ct);
        (await other.NextAsync()).Should().Match<LiveChange>(c => c.Topics.Single() == LiveTopic.Jobs && c.Subjects!.Contains(run.Id));

        await db.JobRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.Done, 1), Ct);
        (await other.NextAsync()).Subjects.Should().BeNull();
        // What comes next shows that nothing came twice: the word of the other node, which its own listener does not hear.
        own.Heard.Should().HaveCount(2, "its own commits are told in the process and not again by the database");
    }

    [Fact]
    public async Task Listener_WhoseConnectionIsCut_ComesBackAndTellsThatEverythingMayHaveChanged()
    {
        Assert.SkipWhen(TestEnvironment.PostgreSql is null, "Нет PostgreSQL.");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Ct);
        await using var node = await ListenAsync(database.Connection, new LiveNews());

        await using (var db = database.NewContext())
        {
            await db.Database.SqlQuery<bool>($"SELECT pg_terminate_backend(pid) AS \"Value\" FROM pg_stat_activity WHERE application_name = 'sferum-live' AND datname = current_database()").ToListAsync(Ct);
        }

        (await node.NextAsync()).Should().Be(LiveChange.Everything);
        node.Listener.Send("still-there");
        await using var second = await ListenAsync(database.Connection, new LiveNews());
        var line = new TaskCompletionSource<string>();
        second.Listener.PresenceHeard += text => line.TrySetResult(text);
        node.Listener.Send("presence");
        (await line.Task.WaitAsync(Patience, Ct)).Should().BeOneOf("still-there", "presence");
    }

    [Fact]
    public async Task File_WrittenByAnotherProcess_IsNoticed_OwnCommitsAreNot()
    {
        SqliteWatch? watch = null;
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct, s => s.AddSingleton<ILiveSignal>(_ => watch!).AddSingleton<LiveNews>());
        var news = new LiveNews();
        watch = new SqliteWatch(database.Connection, news, database.Time);
        var heard = new List<LiveChange>();
        using var subscription = news.Subscribe(heard.Add);
        using var stop = new CancellationTokenSource();
        var running = watch.RunAsync(stop.Token);
        await using var db = database.NewContext();

        // Own ones, of each kind, the silent among them.
        db.Add(new JobRun { Job = "try", StartedAt = TestClock.Now });
        await db.SaveChangesAsync(Ct);
        await db.JobRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.Done, 1), Ct);
        watch.Look();
        heard.Should().BeEmpty();

        await WriteElsewhereAsync(database.Connection);
        database.Time.Advance(SqliteWatch.Every);
        SpinWait.SpinUntil(() => heard.Count > 0, Patience);
        heard.Should().Equal(LiveChange.Everything);

        // Right before an own commit: seen then, when nobody else can write.
        await WriteElsewhereAsync(database.Connection);
        await db.JobRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.Done, 2), Ct);
        heard.Should().HaveCount(2);
        watch.Look();
        heard.Should().HaveCount(2);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        watch.Dispose();
    }

    /// <summary>Past the interceptors, as a process of its own would.</summary>
    private static async Task WriteElsewhereAsync(string path)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE \"JobRuns\" SET \"Total\" = \"Total\" + 1";
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<Node> ListenAsync(string connectionString, LiveNews news)
    {
        var node = new Node(new PostgreSqlListener(connectionString, news, TimeProvider.System), news);
        await node.StartedAsync();
        return node;
    }

    private sealed class Node : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly System.Threading.Channels.Channel<LiveChange> _changes = System.Threading.Channels.Channel.CreateUnbounded<LiveChange>();
        private readonly Task _running;

        public Node(PostgreSqlListener listener, LiveNews news)
        {
            Listener = listener;
            news.Subscribe(change =>
            {
                Heard.Add(change);
                _changes.Writer.TryWrite(change);
            });
            _running = listener.RunAsync(_stop.Token);
        }

        public PostgreSqlListener Listener { get; }

        public System.Collections.Concurrent.ConcurrentBag<LiveChange> Heard { get; } = [];

        public Task StartedAsync()
        {
            SpinWait.SpinUntil(() => Listener.IsListening, Patience).Should().BeTrue();
            return Task.CompletedTask;
        }

        public async Task<LiveChange> NextAsync() => await _changes.Reader.ReadAsync(Ct).AsTask().WaitAsync(Patience, Ct);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }
}
