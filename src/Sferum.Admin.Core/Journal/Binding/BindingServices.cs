using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sferum.Admin.Core.Journal.Binding;

internal static class BindingServices
{
    public static IServiceCollection AddBinding(this IServiceCollection services)
    {
        services.TryAddSingleton<RefreshJournalRecords>();
        services.TryAddSingleton<BindingQueries>();
        services.TryAddSingleton<ConfirmBindings>();
        services.TryAddSingleton<RejectBinding>();
        services.TryAddSingleton<Unbind>();
        return services;
    }
}
