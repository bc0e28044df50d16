using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Editing;

internal static class EditingServices
{
    public static IServiceCollection AddEditing(this IServiceCollection services)
    {
        services.TryAddSingleton<RegisterEditor>();
        services.TryAddSingleton<UndoEdit>();
        services.TryAddSingleton<EndFact>();
        services.TryAddSingleton<DeleteFact>();
        services.TryAddSingleton<EditChoiceQueries>();
        services.TryAddSingleton<AddPerson>();
        services.TryAddSingleton<EditContacts>();
        services.TryAddSingleton<EditEmployment>();
        services.TryAddSingleton<EditCurator>();
        services.TryAddSingleton<EditPlatformAdministrator>();
        services.TryAddSingleton<EnrolStudent>();
        services.TryAddSingleton<MoveStudent>();
        services.TryAddSingleton<EndStudy>();
        services.TryAddSingleton<EditLeave>();
        services.TryAddSingleton<EditGuardianship>();
        services.TryAddSingleton<EditGroup>();
        services.TryAddSingleton<RenameGroup>();
        services.TryAddSingleton<GroupPeopleQueries>();
        return services;
    }
}
