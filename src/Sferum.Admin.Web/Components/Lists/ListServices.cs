using Sferum.Admin.Web.Features.Groups;
using Sferum.Admin.Web.Features.People;

namespace Sferum.Admin.Web.Components.Lists;

internal static class ListServices
{
    /// <summary>Files of the lists: each list adds its own <see cref="IListExport"/>.</summary>
    public static IServiceCollection AddListExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportTickets>();
        services.AddSingleton<IListExport, GroupPeopleExport>();
        services.AddSingleton<PeopleMarks>();
        services.AddSingleton<IListExport, PeopleExport>();
        services.AddSingleton<IListExport, GroupsExport>();
        return services;
    }
}
