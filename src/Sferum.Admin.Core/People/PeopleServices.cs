using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sferum.Admin.Core.People;

internal static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.TryAddSingleton<EditPerson>();
        services.TryAddSingleton<EditPersonQueries>();
        services.TryAddSingleton<PaletteQueries>();
        services.TryAddSingleton<PeopleQueries>();
        services.TryAddSingleton<PersonQueries>();
        return services;
    }
}
