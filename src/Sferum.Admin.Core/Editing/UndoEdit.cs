using System.Data;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Editing;

/// <summary>
/// Takes a save back while nobody has touched its rows since: added rows go, changed ones get their former values, deleted ones return
/// with the ids they had, unless somebody has recorded something else for the same days. The audit keeps both acts.
/// </summary>
public sealed class UndoEdit(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, LinkProjection links)
{
    private static readonly Error Touched = Error.Conflict("Запись уже изменили ещё раз, отменить нельзя. Исправьте её через форму.");

    public async Task<Result> UndoAsync(Actor actor, EditReceipt receipt, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        // Two at one moment: the later one reads anew and meets what the other has recorded.
        return await WriteConflicts.RetryAsync(() => RevertAsync(actor, receipt, ct));
    }

    private async Task<Result<bool>> RevertAsync(Actor actor, EditReceipt receipt, CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            // As a save of a form: two acts that each look whether the other's days overlap must not both succeed.
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
            db.Act(actor, $"{receipt.Action}-undo");
            foreach (var change in receipt.Rows)
            {
                if (!await RevertAsync(db, change, ct))
                {
                    return Touched;
                }
            }

            await db.SaveChangesAsync(ct);
            if (await UndoRefusal.FindAsync(db, receipt.Rows, ct) is { } standing)
            {
                return standing;
            }

            await links.RefreshAsync(db, receipt.Affected.People, ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException && !e.IsSerializationFailure())
        {
            // Something has come to hang on an added row.
            return Touched;
        }
    }

    private static async Task<bool> RevertAsync(AppDbContext db, RowChange change, CancellationToken ct)
    {
        var type = db.Model.FindEntityType(change.Row.GetType())!;
        var key = type.FindPrimaryKey()!.Properties.Select(property => property.PropertyInfo!.GetValue(change.Row)).ToArray();
        var row = await db.FindAsync(change.Row.GetType(), key, ct);
        if (change.Fate == EntityState.Deleted)
        {
            if (row is null)
            {
                db.Add(change.Before!.ToObject());
            }

            return row is null;
        }

        if (row is null || (row is IVersioned now && change.Row is IVersioned saved && now.Version != saved.Version))
        {
            return false;
        }

        if (change.Fate == EntityState.Added)
        {
            if (row is StudyGroup group)
            {
                await RemoveChatsAsync(db, group.Id, ct);
            }

            db.Remove(row);
            return true;
        }

        foreach (var property in type.GetProperties().Where(property => !property.IsPrimaryKey() && property.Name != nameof(IVersioned.Version)))
        {
            db.Entry(row).Property(property.Name).CurrentValue = change.Before![property.Name];
        }

        return true;
    }

    /// <summary>A group that never was has no chats; one that somebody has looked at keeps the group.</summary>
    private static async Task RemoveChatsAsync(AppDbContext db, Guid group, CancellationToken ct) =>
        db.Chats.RemoveRange(await db.Chats.Where(chat => chat.StudyGroupId == group).ToListAsync(ct));
}
