using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Views;

/// <param name="Query">The query string of the list without place in it and without «?».</param>
public sealed record SavedViewRow(Guid Id, string Name, string Query, bool IsStarred);

/// <param name="Page">Path of the list, «/people».</param>
/// <param name="Name">1–60 characters.</param>
/// <param name="Query">Filters, order and columns: ids and choices only.</param>
public sealed record SaveViewRequest(string Page, string Name, string Query, bool IsStarred = true);

/// <summary>
/// A user's own views of the lists: nobody else sees or changes them. Whoever may read the register has them. A view holds no
/// fact, so that it leaves no audit.
/// </summary>
public sealed class SavedViews(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, KeptViews kept, TimeProvider time)
{
    /// <summary>Characters.</summary>
    public const int LongestName = 60;

    /// <summary>Views of one user on one page.</summary>
    public const int Most = 30;

    private const string NotFound = "Вид не найден.";

    /// <summary>The user's views of a page in their order.</summary>
    public async Task<Result<IReadOnlyList<SavedViewRow>>> ListAsync(Actor actor, string page, CancellationToken ct)
    {
        if (await DemandAsync(actor, ct) is { } refused)
        {
            return refused;
        }

        return actor.UserId is { } user ? Result.Of(await kept.ViewsAsync(user, page, reading => ReadAsync(actor, page, reading), ct)) : Result.Of<IReadOnlyList<SavedViewRow>>([]);
    }

    /// <summary>Keeps a new view, the last one of its page.</summary>
    /// <returns>Its id; a refusal when the name is taken.</returns>
    public async Task<Result<Guid>> SaveAsync(Actor actor, SaveViewRequest request, CancellationToken ct)
    {
        if (await DemandAsync(actor, ct) is { } refused)
        {
            return refused;
        }

        if (Check(request.Name, request.Query) is { } invalid)
        {
            return invalid;
        }

        if (!ListAddress.IsPage(request.Page) || actor.UserId is not { } user)
        {
            return Error.Invalid("Для этого списка виды не сохраняют.", nameof(request.Page));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var others = await Own(db, actor, request.Page).Select(view => view.Position).ToListAsync(ct);
        if (others.Count >= Most)
        {
            return Error.Invalid($"Сохранено уже {Most} видов этого списка. Удалите ненужный.");
        }

        var view = new SavedView
        {
            UserId = user,
            Page = request.Page,
            Name = request.Name.Trim(),
            Query = request.Query,
            IsStarred = request.IsStarred,
            Position = others.Count == 0 ? 0 : others.Max() + 1,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        db.SavedViews.Add(view);
        return await SavedAsync(db, ct) is { } taken ? taken : view.Id;
    }

    /// <summary>«Обновить вид»: the view takes the state of the list on the screen.</summary>
    public Task<Result<SavedViewRow>> UpdateAsync(Actor actor, Guid id, string query, CancellationToken ct) =>
        ChangeAsync(actor, id, view => view.Query = query, () => Check("вид", query), ct);

    /// <summary>Gives the view another name.</summary>
    public Task<Result<SavedViewRow>> RenameAsync(Actor actor, Guid id, string name, CancellationToken ct) =>
        ChangeAsync(actor, id, view => view.Name = name.Trim(), () => Check(name, ""), ct);

    /// <summary>Shows the view among the tabs, or takes it away from there.</summary>
    public Task<Result<SavedViewRow>> StarAsync(Actor actor, Guid id, bool starred, CancellationToken ct) =>
        ChangeAsync(actor, id, view => view.IsStarred = starred, () => null, ct);

    /// <summary>Moves the view one place up or down.</summary>
    public async Task<Result<SavedViewRow>> MoveAsync(Actor actor, Guid id, bool up, CancellationToken ct)
    {
        if (await DemandAsync(actor, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, actor, id, ct) is not { } view)
        {
            return Error.NotFound(NotFound);
        }

        var all = await Own(db, actor, view.Page).ToListAsync(ct);
        var place = all.IndexOf(view);
        all.RemoveAt(place);
        all.Insert(Math.Clamp(place + (up ? -1 : 1), 0, all.Count), view);
        for (var i = 0; i < all.Count; i++)
        {
            all[i].Position = i;
        }

        await db.SaveChangesAsync(ct);
        return Row(view);
    }

    /// <summary>Deletes the view.</summary>
    /// <returns>What it was, so that it can be saved again.</returns>
    public async Task<Result<SavedViewRow>> DeleteAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await DemandAsync(actor, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, actor, id, ct) is not { } view)
        {
            return Error.NotFound(NotFound);
        }

        db.SavedViews.Remove(view);
        await db.SaveChangesAsync(ct);
        return Row(view);
    }

    private async Task<Result<SavedViewRow>> ChangeAsync(Actor actor, Guid id, Action<SavedView> change, Func<Error?> check, CancellationToken ct)
    {
        if (await DemandAsync(actor, ct) is { } refused)
        {
            return refused;
        }

        if (check() is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, actor, id, ct) is not { } view)
        {
            return Error.NotFound(NotFound);
        }

        change(view);
        return await SavedAsync(db, ct) is { } taken ? taken : Row(view);
    }

    /// <summary>The unique index decides; a name in use is told in words.</summary>
    private static async Task<Error?> SavedAsync(AppDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Error.Conflict("Вид с таким названием уже есть. Обновите его или назовите этот иначе.");
        }
    }

    private static Error? Check(string name, string query) => (name.Trim().Length, ListAddress.IsQuery(query)) switch
    {
        (0 or > LongestName, _) => Error.Invalid($"Название вида: от 1 до {LongestName} знаков.", nameof(SaveViewRequest.Name)),
        (_, false) => Error.Invalid("Такой список сохранить нельзя: в виде хранят только фильтры, порядок и столбцы.", nameof(SaveViewRequest.Query)),
        _ => null,
    };

    private async Task<Error?> DemandAsync(Actor actor, CancellationToken ct) =>
        (await access.ScopeOfAsync(actor, Permission.ReadRegister, ct)).Error;

    private static IQueryable<SavedView> Own(AppDbContext db, Actor actor, string page) =>
        db.SavedViews.Where(view => view.UserId == actor.UserId && view.Page == page).OrderBy(view => view.Position).ThenBy(view => view.Id);

    private static Task<SavedView?> FindAsync(AppDbContext db, Actor actor, Guid id, CancellationToken ct) =>
        db.SavedViews.FirstOrDefaultAsync(view => view.Id == id && view.UserId == actor.UserId, ct);

    private static SavedViewRow Row(SavedView view) => new(view.Id, view.Name, view.Query, view.IsStarred);

    private async Task<IReadOnlyList<SavedViewRow>> ReadAsync(Actor actor, string page, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Own(db, actor, page).Select(view => new SavedViewRow(view.Id, view.Name, view.Query, view.IsStarred)).ToListAsync(ct);
    }
}
