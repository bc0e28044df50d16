using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Editing;

/// <summary>Kinds of dated facts that are edited one by one.</summary>
public enum FactKind
{
    Employment,
    Curator,
    PlatformAdministrator,
    Guardianship,

    /// <summary>A leave of a student.</summary>
    Leave,
    Enrollment,
    Membership,
    StudyGroup,
}

/// <summary>A fact as the screen showed it.</summary>
/// <param name="Version">Its token at that moment.</param>
public sealed record FactRef(FactKind Kind, Guid Id, Guid Version);

/// <param name="LastDay">Inclusive.</param>
public sealed record EndFactRequest(FactRef Fact, DateOnly? LastDay, ReasonForm Reason);

/// <summary>
/// Ends a fact after its last day: a dismissal, the end of a curator's assignment, of a guardianship, of a leave, of a group. A study ends
/// by <see cref="EndStudy"/>, whose order names the first day out.
/// </summary>
public sealed class EndFact(RegisterEditor editor)
{
    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EndFactRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => Check(request), change => ChangeAsync(change, request), ct);

    public Task<Result<EditReceipt>> EndAsync(Actor actor, EndFactRequest request, CancellationToken ct) =>
        editor.ActAsync(actor, $"{FactErrors.Name(request.Fact.Kind)}-end", () => Check(request), change => ChangeAsync(change, request), ct);

    private Error? Check(EndFactRequest request) => new FormCheck()
        .Must(request.LastDay is not null, nameof(request.LastDay), "Укажите последний день.")
        .Day(request.LastDay, editor.Clock.Today, nameof(request.LastDay))
        .Reason(request.Reason, editor.Clock.Today)
        .Error;

    private static async Task<Error?> ChangeAsync(RegisterChange change, EndFactRequest request)
    {
        if (request.Fact.Kind is FactKind.Enrollment or FactKind.Membership)
        {
            return Error.Invalid("Обучение завершают отчислением, выпуском или переводом.");
        }

        var fact = await FactErrors.FindAsync(change, request.Fact);
        if (!fact.IsOk)
        {
            return fact.Error;
        }

        var (row, firstDayOut) = (fact.Value, request.LastDay!.Value.AddDays(1));
        if (firstDayOut <= row.ValidFrom)
        {
            return Error.Invalid($"Запись начинается {RussianText.Date(row.ValidFrom)}. Ошибочную запись не завершают, а удаляют.", nameof(request.LastDay));
        }

        change.From(firstDayOut);
        await change.EndAsync(row, firstDayOut, request.Reason, OrderOf(request.Fact.Kind));
        switch (row)
        {
            case Employment post:
                change.Touch(post.PersonId);
                await StaffDuties.EndWithLastPostAsync(change, post, firstDayOut, request.Reason);
                break;
            case Absence { EnrollmentId: { } study }:
                var enrollment = await change.Db.Enrollments.FirstAsync(known => known.Id == study, change.Ct);
                StudyRules.Move(change, enrollment, MovementKind.Reinstated, firstDayOut, row.EndOrderId, null, null);
                await FactErrors.TouchAsync(change, row);
                break;
            case StudyGroup group:
                return await EndGroupAsync(change, group, firstDayOut, request.Reason);
            default:
                await FactErrors.TouchAsync(change, row);
                break;
        }

        return null;
    }

    /// <summary>A group ends after its students: nobody is left in a group that is over. Its curators go with it.</summary>
    private static async Task<Error?> EndGroupAsync(RegisterChange change, StudyGroup group, DateOnly firstDayOut, ReasonForm reason)
    {
        var (db, ct) = (change.Db, change.Ct);
        var left = await db.GroupMemberships.NotOver(firstDayOut).Where(row => row.StudyGroupId == group.Id).Select(row => row.PersonId).Distinct().CountAsync(ct);
        if (left > 0)
        {
            return Error.Invalid($"В группе ещё {RussianText.Count(left, "студент", "студента", "студентов")} после этого дня. Сначала отчислите, выпустите или переведите их.", nameof(EndFactRequest.LastDay));
        }

        foreach (var assignment in await db.CuratorAssignments.NotOver(firstDayOut).Where(row => row.StudyGroupId == group.Id).ToListAsync(ct))
        {
            change.Touch(assignment.PersonId);
            if (assignment.ValidFrom >= firstDayOut)
            {
                db.Remove(assignment);
            }
            else
            {
                await change.EndAsync(assignment, firstDayOut, reason, OrderKind.Curator);
            }
        }

        foreach (var name in await db.StudyGroupNames.NotOver(firstDayOut).Where(row => row.StudyGroupId == group.Id && row.ValidFrom < firstDayOut).ToListAsync(ct))
        {
            await change.EndAsync(name, firstDayOut, reason, OrderKind.Other);
        }

        change.TouchGroup(group.Id);
        change.TouchEverybody();
        return null;
    }

    private static OrderKind OrderOf(FactKind kind) => kind switch
    {
        FactKind.Employment => OrderKind.Dismissal,
        FactKind.Curator => OrderKind.Curator,
        FactKind.PlatformAdministrator => OrderKind.PlatformAdministrator,
        FactKind.Leave => OrderKind.Reinstatement,
        _ => OrderKind.Other,
    };
}

/// <summary>Finds facts of any kind, and says whose they are.</summary>
public static class FactErrors
{
    /// <summary>Somebody was first, and there is no form to compare field by field.</summary>
    public static Error Changed { get; } = Error.Conflict("Эту запись только что изменил другой человек. Ничего не записано: посмотрите, какой она стала, и повторите.");

    /// <summary>Part of an act's name.</summary>
    internal static string Name(FactKind kind) => kind switch
    {
        FactKind.Employment => "employment",
        FactKind.Curator => "curator",
        FactKind.PlatformAdministrator => "platform-administrator",
        FactKind.Guardianship => "guardianship",
        FactKind.Leave => "leave",
        FactKind.Enrollment => "enrollment",
        FactKind.Membership => "membership",
        FactKind.StudyGroup => "group",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The row with the token that the screen showed.</summary>
    internal static async Task<Result<DatedFact>> FindAsync(RegisterChange change, FactRef fact)
    {
        var (db, id, ct) = (change.Db, fact.Id, change.Ct);
        DatedFact? row = fact.Kind switch
        {
            FactKind.Employment => await db.Employments.FirstOrDefaultAsync(known => known.Id == id, ct),
            FactKind.Curator => await db.CuratorAssignments.FirstOrDefaultAsync(known => known.Id == id, ct),
            FactKind.PlatformAdministrator => await db.PlatformAdministrators.FirstOrDefaultAsync(known => known.Id == id, ct),
            FactKind.Guardianship => await db.Guardianships.FirstOrDefaultAsync(known => known.Id == id, ct),
            FactKind.Leave => await db.Absences.FirstOrDefaultAsync(known => known.Id == id, ct),
            FactKind.Enrollment => await db.Enrollments.FirstOrDefaultAsync(known => known.Id == id, ct),
            FactKind.Membership => await db.GroupMemberships.FirstOrDefaultAsync(known => known.Id == id, ct),
            FactKind.StudyGroup => await db.StudyGroups.FirstOrDefaultAsync(known => known.Id == id, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Kind, null),
        };
        return (row, row?.Version == fact.Version) switch
        {
            (null, _) => Error.NotFound("Запись не найдена: её уже удалили."),
            (_, false) => Changed,
            _ => row,
        };
    }

    /// <summary>Whose chats hang on the fact.</summary>
    internal static async Task TouchAsync(RegisterChange change, DatedFact fact)
    {
        switch (fact)
        {
            case Employment post:
                change.Touch(post.PersonId);
                break;
            case CuratorAssignment assignment:
                change.Touch(assignment.PersonId);
                change.TouchGroup(assignment.StudyGroupId);
                break;
            case PlatformAdministrator administrator:
                change.Touch(administrator.PersonId);
                break;
            case Guardianship { RepresentativeId: { } who } guardianship:
                change.Touch(who);
                change.LookAt(guardianship.StudentId);
                break;
            case GroupMembership membership:
                change.Touch(membership.PersonId);
                change.TouchGroup(membership.StudyGroupId);
                break;
            case Enrollment enrollment:
                await TouchStudyAsync(change, enrollment.Id, enrollment.PersonId);
                break;
            case Absence { EnrollmentId: { } study }:
                await TouchStudyAsync(change, study, await change.Db.Enrollments.Where(row => row.Id == study).Select(row => row.PersonId).FirstAsync(change.Ct));
                break;
            case Absence { EmploymentId: { } employment }:
                change.Touch(await change.Db.Employments.Where(row => row.Id == employment).Select(row => row.PersonId).FirstAsync(change.Ct));
                break;
        }
    }

    private static async Task TouchStudyAsync(RegisterChange change, Guid study, Guid person)
    {
        change.Touch(person);
        foreach (var group in await change.Db.GroupMemberships.Where(row => row.EnrollmentId == study).Select(row => row.StudyGroupId).ToListAsync(change.Ct))
        {
            change.TouchGroup(group);
        }
    }
}
