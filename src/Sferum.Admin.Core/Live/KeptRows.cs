using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Live;

/// <summary>
/// All rows of a list that is made of the whole register in memory, as this process knows them (ADR 026): groups, chats. Filters, orders and
/// pages are cut from them. Checks no access: rows are kept for readers who read the same, by the query that has checked.
/// </summary>
/// <typeparam name="TRow">A row; never changed after it is made.</typeparam>
public sealed class KeptRows<TRow>(LiveNews news, TimeProvider time, SchoolClock clock) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly LiveTopic[] Topics =
    [
        LiveTopic.People, LiveTopic.Groups, LiveTopic.Marks, LiveTopic.Readings, LiveTopic.Chats, LiveTopic.Settings, LiveTopic.Bindings, LiveTopic.Refusals,
        LiveTopic.Confirmations,
    ];

    private readonly Kept<(SameReader, DateOnly), IReadOnlyList<TRow>> _rows = new(news, time, Longest, (change, _) => change.Topics.Overlaps(Topics), most: 100);

    /// <summary>The reader's rows, read by <paramref name="read"/> when none are kept.</summary>
    internal Task<IReadOnlyList<TRow>> GetAsync(Actor actor, Func<CancellationToken, Task<IReadOnlyList<TRow>>> read, CancellationToken ct) =>
        _rows.GetAsync((SameReader.Of(actor), clock.Today), read, ct);

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
