using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Admin.Core.Export;

namespace Sferum.Admin.Core.Views;

internal static class ViewsServices
{
    /// <summary>Views, columns and files of the lists.</summary>
    public static IServiceCollection AddViews(this IServiceCollection services)
    {
        services.TryAddSingleton<KeptViews>();
        services.TryAddSingleton<SavedViews>();
        services.TryAddSingleton<ColumnChoices>();
        services.TryAddSingleton<TableExport>();
        services.TryAddSingleton<RecordPrint>();
        return services;
    }
}
