using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sferum.Admin.Core.Drafts;

internal static class DraftServices
{
    public static IServiceCollection AddDrafts(this IServiceCollection services)
    {
        services.TryAddSingleton<FormDrafts>();
        services.TryAddSingleton<DropOldDrafts>();
        return services;
    }
}
