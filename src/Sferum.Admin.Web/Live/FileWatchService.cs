using Sferum.Admin.Core.Live;
using Sferum.Admin.Data.Sqlite;

namespace Sferum.Admin.Web.Live;

/// <summary>Watches the SQLite file for commits of a verb of the command line, and forgets visitors who are gone.</summary>
internal sealed class FileWatchService(SqliteWatch watch, PresenceBoard board, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PresenceBoard.BeatEvery, time);
        try
        {
            await Task.WhenAll(watch.RunAsync(stoppingToken), BeatAsync());
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops.
        }

        async Task BeatAsync()
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                board.Beat();
            }
        }
    }
}
