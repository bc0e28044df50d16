using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Settings;

/// <summary>Registration of the settings and of what stands beside them.</summary>
public static class SettingsServices
{
    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.TryAddSingleton<SettingsQueries>();
        services.TryAddSingleton<EditSettings>();
        services.TryAddSingleton<AcademicYearQueries>();
        services.TryAddSingleton<EditAcademicYears>();
        services.TryAddSingleton<ProgramQueries>();
        services.TryAddSingleton<EditPrograms>();
        services.TryAddSingleton<PlatformQueries>();
        services.TryAddSingleton<EditPlatforms>();
        services.TryAddSingleton<SetupQueries>();
        services.TryAddSingleton<Retention>();
        return services;
    }
}
