using Sferum.Admin.Core.Data;

namespace Sferum.Admin.TestSupport;

/// <summary>Counts the calls of the bulk writer, which pass by <see cref="QueryCounter"/>: its commands are not EF Core's.</summary>
public sealed class BulkCounter(IBulkWriter writer) : IBulkWriter
{
    private int _calls;

    /// <summary>Raised at each call, with how many there were: for a test that stops a run in its middle.</summary>
    public event Action<int>? Called;

    public int Calls => _calls;

    public void Reset() => _calls = 0;

    public Task<int> InsertAsync<T>(AppDbContext db, IEnumerable<T> rows, CancellationToken ct)
        where T : class => Count(writer.InsertAsync(db, rows, ct));

    public Task<int> UpdateAsync<T>(AppDbContext db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class => Count(writer.UpdateAsync(db, rows, ct));

    public Task<int> WriteAsync(AppDbContext db, BulkBatch batch, CancellationToken ct) => Count(writer.WriteAsync(db, batch, ct));

    private Task<int> Count(Task<int> call)
    {
        Called?.Invoke(Interlocked.Increment(ref _calls));
        return call;
    }
}
