using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Data.PostgreSql;

/// <summary>The model on PostgreSQL 15 or newer: for production, several web instances.</summary>
public static class PostgreSqlSetup
{
    public static TBuilder UseSferumPostgreSql<TBuilder>(this TBuilder builder, string connectionString)
        where TBuilder : DbContextOptionsBuilder
    {
        builder.UseNpgsql(connectionString, o => o.MigrationsAssembly(typeof(PostgreSqlSetup).Assembly.GetName().Name));
        return builder;
    }
}

/// <summary>For the migration tool only: nothing listens at this address.</summary>
public sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AppDbContext>().UseIdentityModel().UseSferumPostgreSql("Host=127.0.0.1;Port=1;Database=none;Username=none").Options);
}
