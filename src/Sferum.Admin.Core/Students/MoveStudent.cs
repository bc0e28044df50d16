using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;

namespace Sferum.Admin.Core.Students;

/// <summary>A move to another group as it is typed.</summary>
public sealed class MoveForm
{
    public Guid? StudyGroupId { get; set; }

    /// <summary>First day in the new group.</summary>
    public DateOnly? From { get; set; }

    internal Error? Check(ReasonForm reason, DateOnly today) => new FormCheck()
        .Must(StudyGroupId is not null, nameof(StudyGroupId), "Выберите группу.")
        .Period(From, null, today)
        .Reason(reason, today)
        .Error;
}

/// <param name="MembershipId">The membership as the form showed it.</param>
public sealed record MoveStudentRequest(Guid MembershipId, Guid Version, MoveForm Typed, ReasonForm Reason);

/// <summary>Moves a student to another group from a day on. On the first day of the present membership it corrects a wrong group.</summary>
public sealed class MoveStudent(RegisterEditor editor)
{
    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, MoveStudentRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    public Task<Result<EditReceipt>> MoveAsync(Actor actor, MoveStudentRequest request, CancellationToken ct) =>
        editor.ActAsync(actor, "student-move", () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    private static async Task<Error?> ChangeAsync(RegisterChange change, MoveStudentRequest request)
    {
        var (db, ct, from, group) = (change.Db, change.Ct, request.Typed.From!.Value, request.Typed.StudyGroupId!.Value);
        if (await db.GroupMemberships.FirstOrDefaultAsync(row => row.Id == request.MembershipId, ct) is not { } old)
        {
            return Error.NotFound("Студента в этой группе уже нет.");
        }

        if (old.Version != request.Version)
        {
            return FactErrors.Changed;
        }

        if (old.StudyGroupId == group)
        {
            return Error.Invalid("Студент уже в этой группе.", nameof(MoveForm.StudyGroupId));
        }

        if (from < old.ValidFrom || old.ValidTo <= from)
        {
            return Error.Invalid(
                from < old.ValidFrom ? $"В нынешней группе он только с{RussianText.NoBreakSpace}{RussianText.Date(old.ValidFrom)}: раньше этого дня перевести нельзя." : "В этот день студента в группе уже нет.",
                nameof(MoveForm.From));
        }

        if (await StudyRules.GroupRefusalAsync(db, group, from, ct) is { } refusal)
        {
            return refusal;
        }

        var enrollment = await db.Enrollments.FirstAsync(row => row.Id == old.EnrollmentId, ct);
        var until = old.ValidTo;
        var added = await change.BeginAsync(new GroupMembership { EnrollmentId = enrollment.Id, PersonId = old.PersonId, StudyGroupId = group }, from, until?.AddDays(-1), request.Reason, OrderKind.Transfer);
        (added.EndReason, added.EndOrderId, added.EndImportId) = (old.EndReason, old.EndOrderId, old.EndImportId);
        if (from == old.ValidFrom)
        {
            db.GroupMemberships.Remove(old);
        }
        else
        {
            await change.EndAsync(old, from, request.Reason, OrderKind.Transfer);
            StudyRules.Move(change, enrollment, MovementKind.TransferGroup, from, added.StartOrderId, old.StudyGroupId, group);
        }

        change.Touch(old.PersonId);
        change.TouchGroup(old.StudyGroupId);
        change.TouchGroup(group);
        change.From(from);
        return null;
    }
}
