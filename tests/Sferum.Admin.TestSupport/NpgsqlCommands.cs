using System.Diagnostics;
using Npgsql;

namespace Sferum.Admin.TestSupport;

/// <summary>
/// Counts what the PostgreSQL driver itself sends to one database, whoever asked for it: commands, batches and copies, without
/// the beginning and the end of transactions.
/// </summary>
public sealed class NpgsqlCommands : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    public NpgsqlCommands(TestDatabase database)
    {
        var name = new NpgsqlConnectionStringBuilder(database.Connection).Database;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => tag.Key is "db.namespace" or "db.name" && Equals(tag.Value, name)))
                {
                    Interlocked.Increment(ref _count);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Count => _count;

    public void Reset() => _count = 0;

    public void Dispose() => _listener.Dispose();
}
