using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Jobs;

/// <summary>
/// A run that this process is at: keeps its heartbeat, its progress and its end. Disposed without an end it is
/// <see cref="JobRunState.Interrupted"/>, and may go on later.
/// </summary>
public sealed class JobLease : IAsyncDisposable
{
    /// <summary>How often the heartbeat is written; progress comes along.</summary>
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    /// <summary>A stopping process has little time, and the row must not stay «running».</summary>
    private static readonly TimeSpan LastWordIn = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<AppDbContext> _contexts;
    private readonly TimeProvider _time;
    private readonly string _owner;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Task _beating;
    private Progress _progress;
    private DateTime _savedAt;
    private bool _isFinished;

    internal JobLease(IDbContextFactory<AppDbContext> contexts, TimeProvider time, Guid runId, string owner, JobRun? resumed)
    {
        _contexts = contexts;
        _time = time;
        _owner = owner;
        RunId = runId;
        IsResumed = resumed is not null;
        _progress = new Progress(resumed?.Done ?? 0, resumed?.Total ?? 0, resumed?.Counts ?? "{}");
        _savedAt = time.GetUtcNow().UtcDateTime;
        _beating = BeatAsync();
    }

    public Guid RunId { get; }

    /// <summary>An unfinished run goes on: what it had done stands.</summary>
    public bool IsResumed { get; }

    /// <summary>Counts so far; of the earlier part at first when the run was resumed.</summary>
    public string Counts => _progress.Counts;

    /// <summary>Cancelled when another process has taken the run over: this one was silent for too long.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Steps done; written at most once a second, else with the next heartbeat.</summary>
    /// <param name="counts">JSON of numbers by name.</param>
    public async Task ReportAsync(int done, int total, string counts, CancellationToken ct)
    {
        _progress = new Progress(done, total, counts);
        if (_time.GetUtcNow().UtcDateTime - _savedAt >= ProgressEvery)
        {
            await SaveAsync(ct);
        }
    }

    /// <summary>The end of the run. Nothing happens when the run was lost.</summary>
    /// <param name="note">Russian, for the administrator; cut where it is longer than the row takes, since names in it come from outside.</param>
    public async Task FinishAsync(JobRunState state, string? note, string counts, CancellationToken ct)
    {
        _progress = _progress with { Counts = counts };
        await WriteEndAsync(state, note is { Length: > JobRun.LongestNote } ? $"{note[..(JobRun.LongestNote - 1)]}…" : note, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        try
        {
            await _beating;
        }
        finally
        {
            if (!_isFinished && !_lost.IsCancellationRequested)
            {
                await InterruptAsync();
            }
        }

        _ended.Dispose();
        _lost.Dispose();
        _writing.Dispose();
    }

    private async Task InterruptAsync()
    {
        using var limit = new CancellationTokenSource(LastWordIn);
        try
        {
            await WriteEndAsync(JobRunState.Interrupted, null, limit.Token);
        }
        catch (Exception e) when (e.IsUnavailable() || limit.IsCancellationRequested)
        {
            // Whoever looks next finds the row without a living process, which is the same.
        }
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(HeartbeatEvery, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                try
                {
                    await SaveAsync(_ended.Token);
                }
                catch (Exception e) when (e.IsUnavailable())
                {
                    // The next beat tries again; twelve in a row may fail before anybody else takes the run.
                }
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The run ended.
        }
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            if (_isFinished)
            {
                return;
            }

            var now = _time.GetUtcNow().UtcDateTime;
            var (done, total, counts) = _progress;
            await using var db = await _contexts.CreateDbContextAsync(ct);
            var mine = await Mine(db).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.HeartbeatAt, now).SetProperty(r => r.Done, done).SetProperty(r => r.Total, total).SetProperty(r => r.Counts, counts), ct);
            _savedAt = now;
            if (mine == 0)
            {
                await _lost.CancelAsync();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task WriteEndAsync(JobRunState state, string? note, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            var now = _time.GetUtcNow().UtcDateTime;
            var (done, total, counts) = _progress;
            await using var db = await _contexts.CreateDbContextAsync(ct);
            await Mine(db).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.State, state).SetProperty(r => r.FinishedAt, now).SetProperty(r => r.HeartbeatAt, now).SetProperty(r => r.Note, note)
                    .SetProperty(r => r.Done, done).SetProperty(r => r.Total, total).SetProperty(r => r.Counts, counts),
                ct);
            _isFinished = true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private IQueryable<JobRun> Mine(AppDbContext db) => db.JobRuns.Where(r => r.Id == RunId && r.Owner == _owner && r.State == JobRunState.Running);

    private sealed record Progress(int Done, int Total, string Counts);
}
