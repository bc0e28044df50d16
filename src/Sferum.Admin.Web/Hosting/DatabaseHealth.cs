using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Web.Hosting;

/// <summary>Ready = the database answers and has the schema of this build.</summary>
internal sealed class DatabaseHealth(DatabaseStart database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.NeedsMigrationAsync(cancellationToken)
                ? HealthCheckResult.Unhealthy("The schema is older than the program.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e.IsUnavailable())
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
