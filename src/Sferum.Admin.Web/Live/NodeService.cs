using Sferum.Admin.Core.Live;
using Sferum.Admin.Data.PostgreSql;

namespace Sferum.Admin.Web.Live;

/// <summary>This node among others on PostgreSQL: hears their commits and says who works here.</summary>
internal sealed partial class NodeService(PostgreSqlListener listener, PresenceBoard board, TimeProvider time, ILogger<NodeService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        listener.PresenceHeard += board.Hear;
        listener.LineChanged += Report;
        await Task.WhenAll(listener.RunAsync(stoppingToken), BeatAsync(stoppingToken));
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(PresenceBoard.BeatEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                board.Beat();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The portal stops.
        }
    }

    private void Report(Exception? trouble)
    {
        if (trouble is null)
        {
            HeardAgain(log);
        }
        else
        {
            NotHeard(log, trouble);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of other nodes are not heard; the connection is opened again.")]
    private static partial void NotHeard(ILogger log, Exception trouble);

    [LoggerMessage(Level = LogLevel.Information, Message = "Changes of other nodes are heard again; every open page looks anew.")]
    private static partial void HeardAgain(ILogger log);
}
