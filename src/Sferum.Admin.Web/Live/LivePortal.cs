using Sferum.Admin.Core.Live;
using Sferum.Admin.Data.PostgreSql;
using Sferum.Admin.Data.Sqlite;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Live;

/// <summary>Registration of what keeps open pages up to date.</summary>
public static class LivePortal
{
    /// <summary>What pages need.</summary>
    public static IServiceCollection AddPortalLive(this IServiceCollection services)
    {
        services.AddSingleton<LivePaces>();
        services.AddScoped<TabSight>();
        services.AddScoped<CircuitLine>();
        services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler>(s => s.GetRequiredService<CircuitLine>());
        return services;
    }

    /// <summary>How a commit of this process reaches others on the same database: of the portal and of every verb.</summary>
    internal static IServiceCollection AddLiveSignal(this IServiceCollection services, PortalConfiguration configuration)
    {
        if (configuration.Provider == DatabaseProvider.PostgreSql)
        {
            services.AddSingleton<ILiveSignal, PostgreSqlSignal>();
        }

        return services;
    }

    /// <summary>How the portal hears of commits of others, and they of who is here.</summary>
    internal static IServiceCollection AddLiveService(this IServiceCollection services, PortalConfiguration configuration)
    {
        if (configuration.Provider == DatabaseProvider.PostgreSql)
        {
            services.AddSingleton(s => new PostgreSqlListener(configuration.ConnectionString!, s.GetRequiredService<LiveNews>(), s.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IPresenceWire>(s => s.GetRequiredService<PostgreSqlListener>());
            services.AddHostedService<NodeService>();
        }
        else
        {
            services.AddSingleton(s => new SqliteWatch(configuration.Data.DatabaseFile, s.GetRequiredService<LiveNews>(), s.GetRequiredService<TimeProvider>()));
            services.AddSingleton<ILiveSignal>(s => s.GetRequiredService<SqliteWatch>());
            services.AddHostedService<FileWatchService>();
        }

        return services;
    }
}
