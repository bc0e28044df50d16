using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Sferum.Admin.Core.Data;

/// <summary>
/// Identity reads its schema version from the context's application services and nowhere else; without this the migrations
/// would describe another model (no passkeys) than the running portal.
/// </summary>
public static class IdentityModel
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddIdentityModel().BuildServiceProvider();

    /// <summary>For the host.</summary>
    public static IServiceCollection AddIdentityModel(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

    /// <summary>For design time and for options built by hand.</summary>
    public static DbContextOptionsBuilder<T> UseIdentityModel<T>(this DbContextOptionsBuilder<T> builder)
        where T : DbContext => (DbContextOptionsBuilder<T>)builder.UseApplicationServiceProvider(Services);
}
