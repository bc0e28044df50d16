using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Core.Views;

/// <summary>What users have chosen for their lists, as this process knows it (ADR 026): every opening of a list asks, hardly ever it changes.</summary>
public sealed class KeptViews(LiveNews news, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Kept<(Guid UserId, string Page), Own<IReadOnlyList<SavedViewRow>>> _views = new(news, time, Longest, IsOf);
    private readonly Kept<(Guid UserId, string Page), Own<IReadOnlyList<string>>> _columns = new(news, time, Longest, IsOf);

    internal async Task<IReadOnlyList<SavedViewRow>> ViewsAsync(Guid userId, string page, Func<CancellationToken, Task<IReadOnlyList<SavedViewRow>>> read, CancellationToken ct) =>
        (await _views.GetAsync((userId, page), async reading => new([userId], await read(reading)), ct)).Value;

    internal async Task<IReadOnlyList<string>> ColumnsAsync(Guid userId, string page, Func<CancellationToken, Task<IReadOnlyList<string>>> read, CancellationToken ct) =>
        (await _columns.GetAsync((userId, page), async reading => new([userId], await read(reading)), ct)).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        _views.Dispose();
        _columns.Dispose();
    }

    private static bool IsOf<T>(LiveChange change, Own<T> own) => change.Concerns([LiveTopic.Views], own.UserIds);

    private sealed record Own<T>(HashSet<Guid> UserIds, T Value);
}
