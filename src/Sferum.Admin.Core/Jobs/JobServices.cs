using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sferum.Admin.Core.Jobs;

/// <summary>Registration of what is asked about jobs. The scheduler is the host's.</summary>
public static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton<JobQueries>();
        services.TryAddSingleton<RunJobNow>();
        return services;
    }
}
