using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sferum.Admin.Core.Journal.Checking;

internal static class CheckServices
{
    public static IServiceCollection AddChecking(this IServiceCollection services)
    {
        services.TryAddSingleton<ScopeWriter>();
        services.TryAddSingleton<UnfinishedChecks>();
        services.TryAddSingleton<JournalCheck>();
        services.TryAddSingleton<CheckOfferQueries>();
        services.TryAddSingleton<StartCheck>();
        return services;
    }
}
