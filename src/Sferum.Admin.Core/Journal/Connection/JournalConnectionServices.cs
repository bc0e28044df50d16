using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>Registration of the connection to the journal. The connector itself and the file of the session are the host's.</summary>
public static class JournalConnectionServices
{
    public static IServiceCollection AddJournalConnection(this IServiceCollection services)
    {
        services.TryAddSingleton(new JournalSessionFile(null));
        services.TryAddSingleton<JournalSessionVault>();
        services.TryAddSingleton<JournalAccess>();
        services.TryAddSingleton<SaveJournalConnection>();
        services.TryAddSingleton<PasteJournalSession>();
        services.TryAddSingleton<WipeJournalSession>();
        services.TryAddSingleton<ProbeJournal>();
        services.TryAddSingleton<JournalConnectionQueries>();
        return services;
    }
}
