using Microsoft.Data.Sqlite;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Data.Sqlite;

/// <summary>
/// Sees that another process wrote into the file (a verb of the command line beside the portal). SQLite sends no word, but
/// <c>PRAGMA data_version</c> of an open connection changes with every commit of another one, own ones among them. Those are told apart
/// by looking right before a commit, when this process holds the file's only write lock, and right after it.
/// </summary>
public sealed class SqliteWatch : ILiveSignal, IDisposable
{
    /// <summary>How often the version is looked at. A look reads one page of shared memory.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(0.5);

    /// <summary>A commit that never ended is not waited for longer.</summary>
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(60);

    private readonly string _connectionString;
    private readonly LiveNews _news;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _look;
    private long _version;
    private int _committing;
    private long _committingSince;

    /// <param name="path">The database file.</param>
    public SqliteWatch(string path, LiveNews news, TimeProvider time)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Cache = SqliteCacheMode.Private, Pooling = false }.ToString();
        (_news, _time) = (news, time);
    }

    /// <inheritdoc/>
    public string? CommandOf(LiveChange change) => null;

    /// <inheritdoc/>
    public void Committing()
    {
        bool isForeign;
        lock (_gate)
        {
            isForeign = _committing == 0 && HasChanged();
            _committing++;
            _committingSince = _time.GetTimestamp();
        }

        Tell(isForeign);
    }

    /// <inheritdoc/>
    public void Committed()
    {
        lock (_gate)
        {
            _committing = Math.Max(0, _committing - 1);
            HasChanged();
        }
    }

    /// <summary>Looks each <see cref="Every"/> until cancelled. The file is there.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            _connection = new SqliteConnection(_connectionString);
            _connection.Open();
            _look = _connection.CreateCommand();
            _look.CommandText = "PRAGMA data_version";
            HasChanged();
        }

        using var timer = new PeriodicTimer(Every, _time);
        while (await timer.WaitForNextTickAsync(ct))
        {
            Look();
        }
    }

    /// <summary>One look.</summary>
    public void Look()
    {
        bool isForeign;
        lock (_gate)
        {
            if (_committing > 0 && _time.GetElapsedTime(_committingSince) > LongestCommit)
            {
                _committing = 0;
            }

            isForeign = _committing == 0 && HasChanged();
        }

        Tell(isForeign);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _look?.Dispose();
            _connection?.Dispose();
            _look = null;
        }
    }

    private void Tell(bool isForeign)
    {
        if (isForeign)
        {
            _news.Tell(LiveChange.Everything);
        }
    }

    /// <summary>Whether anybody but this connection has committed since the last call.</summary>
    private bool HasChanged()
    {
        if (_look is null)
        {
            return false;
        }

        long version;
        try
        {
            version = (long)_look.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // Busy for a moment: the next look tells. A commit that asks must not fail for it.
            return false;
        }

        var changed = version != _version;
        _version = version;
        return changed;
    }
}
