using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Data;

/// <summary>Renews the concurrency token of modified rows and the search key of named ones. Bulk rows do it themselves (<see cref="Stamps"/>).</summary>
public sealed class StampInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Stamp(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Stamp(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Stamp(DbContext? db)
    {
        foreach (var entry in db?.ChangeTracker.Entries() ?? [])
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
            {
                continue;
            }

            if (entry.Entity is IHasSearchKey named)
            {
                named.RefreshSearchKey();
            }

            if (entry is { State: EntityState.Modified, Entity: IVersioned versioned })
            {
                versioned.Version = Guid.CreateVersion7();
            }
        }
    }
}

/// <summary>What <see cref="StampInterceptor"/> does on save, for rows written in bulk.</summary>
public static class Stamps
{
    public static void RefreshSearchKey(this IHasSearchKey row) => row.SearchKey = RussianText.SearchKey(row.SearchText);
}
