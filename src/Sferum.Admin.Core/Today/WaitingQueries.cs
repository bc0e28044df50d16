using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import;

namespace Sferum.Admin.Core.Today;

/// <summary>What waits for the reader, by line of the menu.</summary>
/// <param name="Tasks">Lines of «Сегодня» that are the reader's own work.</param>
/// <param name="Imports">Loads that were read and not applied.</param>
/// <param name="Groups">The groups of a reader who does not see all, with what is left to check in each.</param>
public sealed record WaitingCounts(int Tasks, int Imports, IReadOnlyList<TodayGroup> Groups);

/// <summary>
/// The counters of the menu. They stand on every page, so an answer is kept for <see cref="KeptFor"/> and shared by all who have the same
/// rights; «Сегодня» itself hands over what it has just read.
/// </summary>
public sealed class WaitingQueries(IDbContextFactory<AppDbContext> contexts, TodayQueries today, SchoolClock clock)
{
    /// <summary>A thousand open tabs ask for the same few boards: this bounds how often one is read.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<SameReader, (WaitingCounts Counts, DateTime At)> _kept = [];

    /// <summary>Who comes while another reads the same waits for that answer.</summary>
    private readonly ConcurrentDictionary<SameReader, SemaphoreSlim> _turns = [];

    /// <summary>The counters, at most <see cref="KeptFor"/> old.</summary>
    public async Task<Result<WaitingCounts>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (Kept(actor) is { } counts)
        {
            return counts;
        }

        var turn = _turns.GetOrAdd(SameReader.Of(actor), _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            return Kept(actor) is { } meanwhile ? meanwhile : await ReadNowAsync(actor, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes over a page of «Сегодня» that was read for this actor a moment ago.</summary>
    public void Keep(Actor actor, TodayPage page)
    {
        if (_kept.TryGetValue(SameReader.Of(actor), out var kept))
        {
            Keep(actor, page, kept.Counts.Imports);
        }
    }

    private WaitingCounts? Kept(Actor actor) => _kept.TryGetValue(SameReader.Of(actor), out var kept) && clock.Now - kept.At < KeptFor ? kept.Counts : null;

    private async Task<Result<WaitingCounts>> ReadNowAsync(Actor actor, CancellationToken ct)
    {
        var page = await today.ReadAsync(actor, ct);
        if (!page.IsOk)
        {
            return page.Error!;
        }

        var imports = AccessPolicy.HoldsEverywhere(actor, Permission.ImportRosters) ? await ImportsAsync(ct) : 0;
        return Keep(actor, page.Value, imports);
    }

    private WaitingCounts Keep(Actor actor, TodayPage page, int imports)
    {
        var counts = new WaitingCounts(page.Left(), imports, page.Groups);
        _kept[SameReader.Of(actor)] = (counts, clock.Now);
        return counts;
    }

    private async Task<int> ImportsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.RosterImports.CountAsync(row => row.State == RosterImportState.Previewed || row.State == RosterImportState.Blocked, ct);
    }
}
