using Sferum.Admin.Web.Features.Groups;

namespace Sferum.Admin.Web.Components.Lists;

internal static class ListServices
{
    /// <summary>Files of the lists: each list adds its own <see cref="IListExport"/>.</summary>
    public static IServiceCollection AddListExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportTickets>();
        services.AddSingleton<IListExport, GroupPeopleExport>();
        return services;
    }
}
