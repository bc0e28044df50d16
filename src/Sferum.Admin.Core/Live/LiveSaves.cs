using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Live;

/// <summary>Notes what a tracked save changes, and gives every save a transaction, whose commit tells it.</summary>
public sealed class LiveSaves : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Note(eventData.Context as AppDbContext);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context as AppDbContext);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Forget(eventData.Context as AppDbContext);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context as AppDbContext);
        return Task.CompletedTask;
    }

    private static void Note(AppDbContext? db)
    {
        if (db is null)
        {
            return;
        }

        // A save of one statement would go without, and then there is no commit to tell at and nothing to tell other nodes in.
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            db.Changes.Add(db.Database.CurrentTransaction, entry.Metadata, [entry.Entity]);
        }
    }

    /// <summary>A save that failed in a transaction of its own has changed nothing. In the caller's, the caller decides.</summary>
    private static void Forget(AppDbContext? db)
    {
        if (db?.Database.CurrentTransaction is null)
        {
            db?.Changes.Clear();
        }
    }
}
