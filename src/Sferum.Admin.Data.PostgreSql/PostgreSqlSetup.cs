using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Data.PostgreSql;

/// <summary>The model on PostgreSQL 15 or newer: for production, several web instances.</summary>
public static class PostgreSqlSetup
{
    public static TBuilder UseSferumPostgreSql<TBuilder>(this TBuilder builder, string connectionString)
        where TBuilder : DbContextOptionsBuilder
    {
        builder.UseNpgsql(WithDefaults(connectionString), o => o.MigrationsAssembly(typeof(PostgreSqlSetup).Assembly.GetName().Name));
        return builder;
    }

    /// <summary>The connection string with what it does not say itself.</summary>
    public static string WithDefaults(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.ContainsKey("Max Auto Prepare"))
        {
            // Planning a list of people takes longer than reading it. A pooler that mixes sessions wants «Max Auto Prepare=0».
            (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (200, 3);
        }

        if (!connection.ContainsKey("Maximum Pool Size"))
        {
            // More at once would only wait for each other's cores; several nodes have to fit into the server's hundred.
            connection.MaxPoolSize = 40;
        }

        if (!connection.ContainsKey("No Reset On Close"))
        {
            // Nothing of ours stays in a session (no temporary tables, settings or locks), and forgetting it took six statements of seven.
            connection.NoResetOnClose = true;
        }

        return connection.ConnectionString;
    }
}

/// <summary>For the migration tool only: nothing listens at this address.</summary>
public sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AppDbContext>().UseIdentityModel().UseSferumPostgreSql("Host=127.0.0.1;Port=1;Database=none;Username=none").Options);
}
