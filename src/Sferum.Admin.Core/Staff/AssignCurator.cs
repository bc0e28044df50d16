using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Staff;

/// <param name="PersonId">Somebody with an employment in force.</param>
/// <param name="LastDay">Of a substitute: the last day, inclusive; none = until it is ended.</param>
public sealed record AssignCuratorRequest(Guid StudyGroupId, Guid PersonId, CuratorKind Kind = CuratorKind.Main, DateOnly? LastDay = null);

/// <summary>
/// Gives a group its curator from today on (regulation, clause 2.1: the curator leads «Группы» and «Родители»). The rights in
/// the portal follow at once: they are read from the assignments at every call.
/// </summary>
public sealed class AssignCurator(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, LinkProjection links)
{
    /// <returns>Id of the assignment, for <see cref="UndoAsync"/>.</returns>
    public async Task<Result<Guid>> AssignAsync(Actor actor, AssignCuratorRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        var today = clock.Today;
        if (request.LastDay < today)
        {
            return Error.Invalid("Последний день замены уже прошёл.", nameof(request.LastDay));
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.StudyGroups.InForce(today).AnyAsync(group => group.Id == request.StudyGroupId, ct))
        {
            return Error.NotFound("Группа не найдена.");
        }

        if (!await db.Employments.InForce(today).AnyAsync(post => post.PersonId == request.PersonId, ct))
        {
            return Error.Invalid("Куратором может быть только тот, кто сегодня работает в техникуме.", nameof(request.PersonId));
        }

        var curators = await db.CuratorsOn(today).Where(row => row.StudyGroupId == request.StudyGroupId).ToListAsync(ct);
        if (curators.Exists(row => row.PersonId == request.PersonId) || (request.Kind == CuratorKind.Main && curators.Exists(row => row.Kind == CuratorKind.Main)))
        {
            return Error.Conflict("У группы уже есть куратор. Новый не назначен; обновите страницу.");
        }

        var assignment = new CuratorAssignment
        {
            PersonId = request.PersonId,
            StudyGroupId = request.StudyGroupId,
            Kind = request.Kind,
            ValidFrom = today,
            ValidTo = request.LastDay?.AddDays(1),
            RecordedAt = clock.Now,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, "curator-assign");
        db.CuratorAssignments.Add(assignment);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, [request.PersonId], ct);
        await transaction.CommitAsync(ct);
        return assignment.Id;
    }

    /// <summary>An assignment of today that was a mistake: removed, the audit keeps it. Gone already = nothing to do.</summary>
    public async Task<Result<Guid>> UndoAsync(Actor actor, Guid assignmentId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var assignment = await db.CuratorAssignments.FirstOrDefaultAsync(row => row.Id == assignmentId, ct);
        if (assignment is null)
        {
            return assignmentId;
        }

        if (assignment.ValidFrom != clock.Today)
        {
            return Error.Conflict("Куратор уже приступил, отменить назначение нельзя. Его можно завершить.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Act(actor, "curator-assign-undo");
        db.CuratorAssignments.Remove(assignment);
        await db.SaveChangesAsync(ct);
        await links.RefreshAsync(db, [assignment.PersonId], ct);
        await transaction.CommitAsync(ct);
        return assignmentId;
    }
}
