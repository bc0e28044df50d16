using System.Collections.Concurrent;
using Sferum.Admin.Core.Import.Applying;

namespace Sferum.Admin.Core.Import;

/// <summary>
/// How far the imports that this process applies are. In memory: on SQLite the import's own transaction keeps everybody else from
/// writing a progress; on PostgreSQL other nodes read it from the run's row.
/// </summary>
public sealed class ImportProgressBoard
{
    private readonly ConcurrentDictionary<Guid, ImportProgress> _running = new();

    /// <summary>Rows written so far; <see langword="null"/> when this process is not at it.</summary>
    public ImportProgress? Of(Guid importId) => _running.TryGetValue(importId, out var progress) ? progress : null;

    internal void Report(Guid importId, ImportProgress progress) => _running[importId] = progress;

    internal void Remove(Guid importId) => _running.TryRemove(importId, out _);
}
