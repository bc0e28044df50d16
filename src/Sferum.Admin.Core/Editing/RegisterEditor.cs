using System.Data;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Editing;

/// <summary>
/// What every act on the register has in common: access first, then what can be seen from the form alone, then one transaction with the
/// change, its audit, the chats of new groups and the statuses of links. An act shows its consequences by the same code that makes it,
/// without saving.
/// </summary>
public sealed class RegisterEditor(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock, LinkProjection links, ChatRegister chats)
{
    internal SchoolClock Clock => clock;

    /// <summary>Reads what a form starts with; recorded as reading the person (152-ФЗ).</summary>
    internal async Task<Result<T>> ReadAsync<T>(Actor actor, Func<AppDbContext, Task<(T Form, Guid? PersonId)?>> read, string whenMissing, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await read(db) is not { } found)
        {
            return Error.NotFound(whenMissing);
        }

        if (found.PersonId is { } person)
        {
            await log.RecordAsync(actor, AccessKind.Viewed, nameof(Person), person, ct);
        }

        return found.Form;
    }

    /// <summary>What the act would do; nothing is written.</summary>
    internal async Task<Result<EditConsequences>> PreviewAsync(Actor actor, Func<Error?> check, Func<RegisterChange, Task<Error?>> act, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        if (check() is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var change = new RegisterChange(db, clock, ct);
        return await act(change) is { } error ? error : await EditConsequences.OfAsync(change);
    }

    /// <summary>Makes an act without a form of its own.</summary>
    internal async Task<Result<EditReceipt>> ActAsync(Actor actor, string action, Func<Error?> check, Func<RegisterChange, Task<Error?>> act, CancellationToken ct)
    {
        var saved = await SaveAsync<object>(actor, action, check, async change => await act(change) is { } error ? error : EditResult.Clear<object>(), ct);
        return saved.IsOk ? saved.Value.Receipt! : saved.Error!;
    }

    /// <summary>Saves a form: the act answers with the conflict when somebody else was first, and then nothing is written.</summary>
    internal async Task<Result<EditResult<TForm>>> SaveAsync<TForm>(Actor actor, string action, Func<Error?> check, Func<RegisterChange, Task<Result<EditResult<TForm>>>> act, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        if (check() is { } invalid)
        {
            return invalid;
        }

        // Two saves at one moment: a token refuses the later one, which then reads anew and meets the conflict.
        return await WriteConflicts.RetryAsync(() => WriteAsync(actor, action, act, ct));
    }

    private async Task<Result<EditResult<TForm>>> WriteAsync<TForm>(Actor actor, string action, Func<RegisterChange, Task<Result<EditResult<TForm>>>> act, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Two acts that each look whether the other's days overlap must not both succeed.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        db.Act(actor, action);
        var change = new RegisterChange(db, clock, ct);
        var result = await act(change);
        if (!result.IsOk)
        {
            return result;
        }

        if (!result.Value.IsSaved)
        {
            return result.Value with { Other = await LastAsync(db, result.Value.Now!.Id, ct) };
        }

        var before = await ReachAsync(change);
        db.ChangeTracker.DetectChanges();
        var rows = EditReceipt.Of(db);
        var widens = rows.Any(row => row.Row is StudyGroup or GroupMembership or Employment or Person);
        await db.SaveChangesAsync(ct);
        if (widens)
        {
            await chats.EnsureAuditedAsync(db, actor, change.Day, ct);
        }

        var reach = change.ReachesEverybody ? new EditReach(null) : new EditReach([.. before.Union(await ReachAsync(change))]);
        await links.RefreshAsync(db, reach.People, ct);
        await transaction.CommitAsync(ct);
        return result.Value with { Receipt = new EditReceipt(action, rows, reach) };
    }

    private static async Task<OtherEdit?> LastAsync(AppDbContext db, Guid id, CancellationToken ct)
    {
        var key = id.ToString();
        var last = await db.AuditEntries.Where(entry => entry.EntityId == key).OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.At, Name = db.Users.Where(user => user.Id == entry.UserId).Select(user => user.DisplayName).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        return last is null ? null : new OtherEdit(last.Name, last.At);
    }

    /// <summary>
    /// Whose link may follow: the people named, their representatives, and those who lead the groups, since with a group's last minor
    /// «Родители» changes for them too.
    /// </summary>
    private async Task<IReadOnlyList<Guid>> ReachAsync(RegisterChange change)
    {
        var (people, groups, today, db) = (change.People.ToList(), change.Groups.ToList(), clock.Today, change.Db);
        var family = db.Guardianships.NotOver(today).Where(row => row.RepresentativeId != null && EF.Parameter(people).Contains(row.StudentId)).Select(row => row.RepresentativeId!.Value);
        var all = await family.ToListAsync(change.Ct);
        if (groups.Count > 0)
        {
            all.AddRange(await db.CuratorAssignments.NotOver(today).Where(row => EF.Parameter(groups).Contains(row.StudyGroupId)).Select(row => row.PersonId)
                .Union(db.PlatformAdministrators.NotOver(today).Select(row => row.PersonId)).ToListAsync(change.Ct));
        }

        return [.. people.Union(all)];
    }
}
