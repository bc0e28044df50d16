using System.Collections.Concurrent;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.TestSupport;

/// <summary>A scheduler that starts nothing and remembers what it was asked for.</summary>
public sealed class FakeScheduler : IJobScheduler
{
    private readonly ConcurrentQueue<(string Job, string? Scope, Guid? By)> _triggered = new();

    public IReadOnlyList<(string Job, string? Scope, Guid? By)> Triggered => [.. _triggered];

    /// <summary>UTC moments of the next runs by job.</summary>
    public Dictionary<string, IReadOnlyList<DateTime>> Next { get; } = [];

    public Task TriggerAsync(string job, string? scope, Guid? byUserId, CancellationToken ct)
    {
        _triggered.Enqueue((job, scope, byUserId));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<DateTime>> NextRunsAsync(string job, CancellationToken ct) => Task.FromResult(Next.GetValueOrDefault(job, []));
}
