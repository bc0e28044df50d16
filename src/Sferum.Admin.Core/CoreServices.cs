using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Drafts;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Views;

namespace Sferum.Admin.Core;

/// <summary>
/// Registration of the use cases and queries. They hold no mutable state, so all are singletons over the context factory, which a
/// provider project's host registers together with its <see cref="IBulkWriter"/>.
/// </summary>
public static class CoreServices
{
    public static IServiceCollection AddSferumCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => new SchoolClock(s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<LiveNews>();
        services.TryAddSingleton<ILiveSignal, NoLiveSignal>();
        services.TryAddSingleton<IPresenceWire, NoPresenceWire>();
        services.TryAddSingleton<PresenceBoard>();
        services.TryAddSingleton<PresenceQueries>();
        services.TryAddSingleton<AccessLog>();
        services.TryAddSingleton<AccessPolicy>();
        services.TryAddSingleton<DatabaseStart>();
        services.TryAddSingleton<SchoolName>();
        services.AddPortalIdentity();
        services.TryAddSingleton<ChatRegister>();
        services.TryAddSingleton<JobRuns>();
        services.TryAddSingleton<LinkProjection>();
        services.TryAddSingleton<RenewLinks>();
        services.AddMarks();
        services.TryAddSingleton<StatisticsQueries>();
        services.TryAddSingleton<WeekQueries>();
        services.TryAddSingleton<WeekSnapshots>();
        services.TryAddSingleton<ReadingAgeQueries>();
        services.AddPeople();
        services.AddViews();
        services.AddDrafts();
        services.AddEditing();
        services.AddCalendar();
        services.AddJournalConnection();
        services.AddJobs();
        services.AddBinding();
        services.AddChecking();
        services.TryAddSingleton<KeptRows<GroupRow>>();
        services.TryAddSingleton<KeptRows<ChatRow>>();
        services.TryAddSingleton<GroupQueries>();
        services.TryAddSingleton<ChatQueries>();
        services.TryAddSingleton<ImportDrafts>();
        services.TryAddSingleton<ImportWriter>();
        services.TryAddSingleton<PreviewRosterImport>();
        services.TryAddSingleton<ApplyRosterImport>();
        services.TryAddSingleton<ImportQueries>();
        services.TryAddSingleton<ImportReviewQueries>();
        services.TryAddSingleton<ImportProgressBoard>();
        services.TryAddSingleton<StartImport>();
        services.TryAddSingleton<RunImport>();
        services.AddSettings();
        return services;
    }
}
