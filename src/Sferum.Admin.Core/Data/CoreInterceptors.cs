using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;

namespace Sferum.Admin.Core.Data;

/// <summary>What every context of the portal carries, whatever the database.</summary>
public static class CoreInterceptors
{
    /// <summary>Stamps, audit on save, and the guard over mass commands.</summary>
    public static TBuilder UseSferumCore<TBuilder>(this TBuilder builder, TimeProvider time)
        where TBuilder : DbContextOptionsBuilder
    {
        builder.AddInterceptors(new StampInterceptor(), new AuditInterceptor(time), new AuditGuard());
        return builder;
    }
}
