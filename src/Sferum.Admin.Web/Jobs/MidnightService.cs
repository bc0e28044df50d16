using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Web.Jobs;

/// <summary>Renews the link statuses at start and after each midnight of the school's zone. A failure waits for the next one.</summary>
internal sealed partial class MidnightService(RenewLinks renew, SchoolClock clock, TimeProvider time, ILogger<MidnightService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await renew.RunAsync(Actor.System(JobNames.RenewLinks), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, e);
            }

            await Task.Delay(clock.ToUtc(clock.Today.AddDays(1)) - clock.Now, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The link statuses were not renewed; lists compute them in memory meanwhile.")]
    private static partial void Failed(ILogger log, Exception e);
}
