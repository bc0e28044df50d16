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
        // Not «ContainsKey»: that answers whether there is such a keyword.
        if (!connection.ShouldSerialize("Max Auto Prepare"))
        {
            // Planning a list of people takes longer than reading it. A pooler that mixes sessions wants «Max Auto Prepare=0».
            (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (200, 3);
        }

        if (!connection.ShouldSerialize("Maximum Pool Size"))
        {
            // More at once would only wait for each other's cores; several nodes have to fit into the server's hundred.
            connection.MaxPoolSize = 40;
        }

        if (!connection.ShouldSerialize("No Reset On Close"))
        {
            // Nothing of ours stays in a session (no temporary tables, settings or locks), and forgetting it took six statements of seven.
            connection.NoResetOnClose = true;
        }

        if (!connection.ShouldSerialize("Options") && connection.MaxAutoPrepare > 0)
        {
            // Compiling a statement to machine code takes 100–300 ms of every run, starting helpers for it 50–200 ms, while our longest read is
            // a tenth of a second and the cores have other readers. A pooler that refuses «options» mostly cannot prepare either.
            connection.Options = "-c jit=off -c max_parallel_workers_per_gather=0";
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
