using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Today;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>Registration of the marks, their pages, «Сегодня» and what closes its lines.</summary>
public static class MarksServices
{
    public static IServiceCollection AddMarks(this IServiceCollection services)
    {
        services.TryAddSingleton<MarkVisibility>();
        services.TryAddSingleton<SaveMadeMarks>();
        services.TryAddSingleton<RetractMark>();
        services.TryAddSingleton<ConfirmWeek>();
        services.TryAddSingleton<MarkInvited>();
        services.TryAddSingleton<MarkClaimed>();
        services.TryAddSingleton<MarkNotApplicable>();
        services.TryAddSingleton<MarkPreviewQueries>();
        services.TryAddSingleton<RetractLinkMark>();
        services.TryAddSingleton<RecordOptOut>();
        services.TryAddSingleton<WithdrawOptOut>();
        services.TryAddSingleton<AssignCurator>();
        services.TryAddSingleton<AppointChatAdministrator>();
        services.TryAddSingleton<KeptMarks>();
        services.TryAddSingleton<MarksQueries>();
        services.TryAddSingleton<TodayQueries>();
        services.TryAddSingleton<RemindCurators>();
        services.TryAddSingleton<WaitingQueries>();
        return services;
    }
}
