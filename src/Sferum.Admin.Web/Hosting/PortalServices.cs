using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Serilog;
using Sferum.Admin.Connectors;
using Sferum.Admin.Core;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Data.PostgreSql;
using Sferum.Admin.Data.Sqlite;
using Sferum.Admin.Web.Live;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Hosting;

/// <summary>What the portal and every verb of the command line share: database, keys, use cases, log.</summary>
public static class PortalServices
{
    /// <summary>Registers it all. Fails early: the key file is read here.</summary>
    public static IServiceCollection AddPortalCore(this IServiceCollection services, PortalConfiguration configuration, IConfiguration source)
    {
        services.AddSingleton(configuration);
        var masterKey = MasterKey.LoadOrCreate(configuration.MasterKeyFile);
        services.AddSingleton(masterKey);
        services.AddSingleton(new SnilsHash(masterKey.Derive("snils")));
        services.AddSerilog((_, log) => PortalLog.Configure(log, source), preserveStaticLogger: true);
        services.AddIdentityModel();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLiveSignal(configuration);
        services.AddDbContextFactory<AppDbContext>((provider, options) => Use(options, configuration).UseSferumCore(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<LiveNews>(), provider.GetRequiredService<ILiveSignal>()));
        services.AddSingleton<IBulkWriter>(configuration.Provider == DatabaseProvider.PostgreSql ? new PostgreSqlBulkWriter() : new SqliteBulkWriter());
        services.AddDataProtection().SetApplicationName("Sferum.Admin").PersistKeysToDbContext<AppDbContext>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlEncryptor = new MasterKeyXmlEncryptor(masterKey)));
        services.AddSingleton(new JournalSessionFile(configuration.JournalSessionFile));
        services.AddSferumCore();
        services.AddJournalConnector(source);
        return services;
    }

    private static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, PortalConfiguration configuration) => configuration.Provider switch
    {
        DatabaseProvider.PostgreSql => options.UseSferumPostgreSql(configuration.ConnectionString!),
        DatabaseProvider.Sqlite => options.UseSferumSqlite(configuration.Data.DatabaseFile),
        _ => throw new InvalidOperationException($"Unknown provider {configuration.Provider}."),
    };
}
