using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Core.Data;

/// <summary>What every context of the portal carries, whatever the database.</summary>
public static class CoreInterceptors
{
    /// <summary>Stamps, audit on save, the guard over mass commands, and news of what is committed.</summary>
    public static TBuilder UseSferumCore<TBuilder>(this TBuilder builder, TimeProvider time, LiveNews news, ILiveSignal signal)
        where TBuilder : DbContextOptionsBuilder
    {
        builder.AddInterceptors(
            new StampInterceptor(), new AuditInterceptor(time), new AuditGuard(), new LiveSaves(), new LiveCommands(), new LiveCommits(news, signal));
        return builder;
    }
}
