using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Admin.Core.Reconciliation.Explaining;

namespace Sferum.Admin.Core.People;

internal static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.TryAddSingleton<EditPerson>();
        services.TryAddSingleton<EditPersonQueries>();
        services.TryAddSingleton<PaletteQueries>();
        services.TryAddSingleton<KeptPeople>();
        services.TryAddSingleton<PeopleQueries>();
        services.TryAddSingleton<PeopleFileQueries>();
        services.TryAddSingleton<PeopleChoiceQueries>();
        services.TryAddSingleton<PersonQueries>();
        services.TryAddSingleton<ExplainQueries>();
        return services;
    }
}
