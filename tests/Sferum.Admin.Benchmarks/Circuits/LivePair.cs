namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>
/// Two people with the page of one group open, of two nodes when there are two: one marks, and it is measured when the other's page
/// shows it.
/// </summary>
internal sealed class LivePair : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3), Limit = TimeSpan.FromSeconds(10);

    private readonly Circuit _marker;
    private readonly Circuit _watcher;

    private LivePair(Circuit marker, Circuit watcher) => (_marker, _watcher) = (marker, watcher);

    /// <summary>From the sending of a mark until the batch that shows it on the other's page, in milliseconds.</summary>
    public List<double> Seen { get; } = [];

    /// <summary>Marks that the other's page did not show in <see cref="Limit"/>.</summary>
    public int Missed { get; private set; }

    public static async Task<LivePair> OpenAsync(PortalAccount marker, PortalAccount watcher, Guid group, CancellationToken ct)
    {
        var page = $"/groups/{group}";
        var first = await Circuit.OpenAsync(marker, page, PageRules.ShowsGroup, Limit, ct);
        try
        {
            return new LivePair(first, await Circuit.OpenAsync(watcher, page, PageRules.ShowsGroup, Limit, ct));
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }
    }

    public async Task RunAsync(TimeSpan length, CancellationToken ct)
    {
        using var pace = new PeriodicTimer(Every);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        ended.CancelAfter(length);
        for (var i = 0; ; i++)
        {
            try
            {
                await pace.WaitForNextTickAsync(ended.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return;
            }

            var cells = _marker.Look(PageRules.Cells);
            var look = Guid.CreateVersion7();
            bool Shows(PageTree page) => PageRules.Answers(page, look, int.MaxValue);
            try
            {
                var seen = _watcher.SeeAsync(Shows, Limit);
                await _marker.MarkAsync(CircuitUser.Mark(_marker, cells[i % cells.Count], look), Shows, Limit);
                Seen.Add((await seen).TotalMilliseconds);
            }
            catch (Exception e) when (e is TimeoutException or InvalidOperationException)
            {
                Missed++;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _marker.DisposeAsync();
        await _watcher.DisposeAsync();
    }
}
