using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Views;

/// <summary>Which columns of a list a user sees, in which order; one choice for a user and a page.</summary>
public sealed class ColumnChoices(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, KeptViews kept)
{
    /// <summary>Keys of the columns in their order; none when the user never chose.</summary>
    public async Task<Result<IReadOnlyList<string>>> ReadAsync(Actor actor, string page, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        return actor.UserId is { } user ? Result.Of(await kept.ColumnsAsync(user, page, reading => ReadAsync(user, page, reading), ct)) : Result.Of<IReadOnlyList<string>>([]);
    }

    /// <summary>Keeps the choice; none of the keys = the columns that everybody begins with.</summary>
    public async Task<Result> SaveAsync(Actor actor, string page, IReadOnlyList<string> keys, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        var columns = ListColumns.Write(keys);
        if (!ListAddress.IsPage(page) || !ListAddress.IsQuery(columns) || columns.Length > ListColumns.Longest || actor.UserId is not { } user)
        {
            return Error.Invalid("Такой набор столбцов сохранить нельзя.", nameof(keys));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var choice = await db.ColumnChoices.FirstOrDefaultAsync(row => row.UserId == user && row.Page == page, ct);
        switch (choice)
        {
            case null when columns.Length > 0:
                db.ColumnChoices.Add(new ColumnChoice { UserId = user, Page = page, Columns = columns });
                break;
            case not null when columns.Length == 0:
                db.ColumnChoices.Remove(choice);
                break;
            case not null:
                choice.Columns = columns;
                break;
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Another tab of the same user chose at the same moment: either choice is the user's own.
        }

        return Result.Ok;
    }

    private async Task<IReadOnlyList<string>> ReadAsync(Guid userId, string page, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return ListColumns.Read(await db.ColumnChoices.Where(choice => choice.UserId == userId && choice.Page == page).Select(choice => choice.Columns).FirstOrDefaultAsync(ct));
    }
}
