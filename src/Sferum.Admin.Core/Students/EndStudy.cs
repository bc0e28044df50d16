using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;

namespace Sferum.Admin.Core.Students;

/// <summary>The end of a study as it is typed.</summary>
public sealed class EndStudyForm
{
    /// <summary><see cref="MovementKind.Expelled"/> or <see cref="MovementKind.Graduation"/>.</summary>
    public MovementKind Ground { get; set; } = MovementKind.Expelled;

    /// <summary>First day out: an order of expulsion names it.</summary>
    public DateOnly? FirstDayOut { get; set; }

    internal Error? Check(ReasonForm reason, DateOnly today) => new FormCheck()
        .Must(Ground is MovementKind.Expelled or MovementKind.Graduation, nameof(Ground), "Выберите основание.")
        .Must(FirstDayOut is not null, nameof(FirstDayOut), "Укажите первый день, когда он уже не студент.")
        .Day(FirstDayOut, today, nameof(FirstDayOut))
        .Reason(reason, today)
        .Error;
}

/// <param name="Version">Token of the enrolment as the form showed it.</param>
public sealed record EndStudyRequest(Guid EnrollmentId, Guid Version, EndStudyForm Typed, ReasonForm Reason);

/// <summary>Expels a student or lets one graduate: the enrolment, its group and its leave end on one day.</summary>
public sealed class EndStudy(RegisterEditor editor)
{
    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EndStudyRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    public Task<Result<EditReceipt>> EndAsync(Actor actor, EndStudyRequest request, CancellationToken ct) =>
        editor.ActAsync(actor, "study-end", () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    private static async Task<Error?> ChangeAsync(RegisterChange change, EndStudyRequest request)
    {
        var (db, ct, day) = (change.Db, change.Ct, request.Typed.FirstDayOut!.Value);
        if (await db.Enrollments.FirstOrDefaultAsync(row => row.Id == request.EnrollmentId, ct) is not { } enrollment)
        {
            return Error.NotFound("Запись об обучении не найдена.");
        }

        if (enrollment.Version != request.Version)
        {
            return FactErrors.Changed;
        }

        if (day <= enrollment.ValidFrom)
        {
            return Error.Invalid($"Обучение началось {RussianText.Date(enrollment.ValidFrom)}: первый день вне техникума позже. Ошибочное зачисление удаляют.", nameof(EndStudyForm.FirstDayOut));
        }

        var kind = request.Typed.Ground == MovementKind.Graduation ? OrderKind.Graduation : OrderKind.Expulsion;
        await change.EndAsync(enrollment, day, request.Reason, kind);
        DatedFact[] parts =
        [
            .. await db.GroupMemberships.NotOver(day).Where(row => row.EnrollmentId == enrollment.Id).ToListAsync(ct),
            .. await db.Absences.NotOver(day).Where(row => row.EnrollmentId == enrollment.Id).ToListAsync(ct),
        ];
        foreach (var part in parts)
        {
            if (part is GroupMembership membership)
            {
                change.TouchGroup(membership.StudyGroupId);
            }

            if (part.ValidFrom >= day)
            {
                db.Remove(part);
            }
            else
            {
                await change.EndAsync(part, day, request.Reason, kind);
            }
        }

        var group = parts.OfType<GroupMembership>().Where(row => row.ValidFrom < day).MaxBy(row => row.ValidFrom)?.StudyGroupId;
        StudyRules.Move(change, enrollment, request.Typed.Ground, day, enrollment.EndOrderId, group, null);
        change.Touch(enrollment.PersonId);
        change.From(day);
        return null;
    }
}
