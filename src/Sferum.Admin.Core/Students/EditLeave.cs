using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Core.Students;

/// <summary>A leave of a student as it is typed.</summary>
public sealed class LeaveForm
{
    public static IReadOnlyList<FormField<LeaveForm>> Fields { get; } =
    [
        new(nameof(Kind), "Причина", form => Words(form.Kind), (from, to) => to.Kind = from.Kind),
        new(nameof(From), "Первый день", form => FieldText.Of(form.From), (from, to) => to.From = from.From),
        new(nameof(LastDay), "Последний день", form => FieldText.Of(form.LastDay), (from, to) => to.LastDay = from.LastDay),
    ];

    /// <summary><see cref="AbsenceKind.AcademicLeave"/> or <see cref="AbsenceKind.Army"/>.</summary>
    public AbsenceKind Kind { get; set; } = AbsenceKind.AcademicLeave;

    public DateOnly? From { get; set; }

    /// <summary>Inclusive; none while it is open.</summary>
    public DateOnly? LastDay { get; set; }

    public static string Words(AbsenceKind kind) => kind switch
    {
        AbsenceKind.AcademicLeave => "академический отпуск",
        AbsenceKind.Army => "призыв на военную службу",
        _ => "отпуск",
    };

    internal static LeaveForm Of(Absence row) => new() { Kind = row.Kind, From = row.ValidFrom, LastDay = row.ValidTo?.AddDays(-1) };

    internal Error? Check(ReasonForm reason, DateOnly today) => new FormCheck()
        .Must(Kind is AbsenceKind.AcademicLeave or AbsenceKind.Army, nameof(Kind), "Выберите причину.")
        .Period(From, LastDay, today)
        .Reason(reason, today)
        .Error;
}

/// <param name="Shown">The leave as the form was opened with; <see langword="null"/> for a new one.</param>
public sealed record EditLeaveRequest(Guid EnrollmentId, FormState<LeaveForm>? Shown, LeaveForm Typed, ReasonForm Reason);

/// <summary>Records an academic leave or a call-up of a student, or corrects its days. The student stays in the group.</summary>
public sealed class EditLeave(RegisterEditor editor)
{
    public Task<Result<FormState<LeaveForm>>> FormAsync(Actor actor, Guid absenceId, CancellationToken ct) => editor.ReadAsync(
        actor,
        async db => await db.Absences.AsNoTracking().FirstOrDefaultAsync(row => row.Id == absenceId && row.EnrollmentId != null, ct) is { } row
            ? (new FormState<LeaveForm>(row.Id, row.Version, LeaveForm.Of(row)), await db.Enrollments.Where(study => study.Id == row.EnrollmentId).Select(study => (Guid?)study.PersonId).FirstOrDefaultAsync(ct))
            : ((FormState<LeaveForm>, Guid?)?)null,
        "Запись об отпуске не найдена.",
        ct);

    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EditLeaveRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => request.Typed.Check(request.Reason, editor.Clock.Today), async change => (await ChangeAsync(change, request)).Error, ct);

    public Task<Result<EditResult<LeaveForm>>> SaveAsync(Actor actor, EditLeaveRequest request, CancellationToken ct) =>
        editor.SaveAsync<LeaveForm>(actor, request.Shown is null ? "leave-add" : "leave-edit", () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    private static async Task<Result<EditResult<LeaveForm>>> ChangeAsync(RegisterChange change, EditLeaveRequest request)
    {
        var (db, ct, typed, from) = (change.Db, change.Ct, request.Typed, request.Typed.From!.Value);
        var row = default(Absence);
        if (request.Shown is not null)
        {
            row = await db.Absences.FirstOrDefaultAsync(known => known.Id == request.Shown.Id && known.EnrollmentId != null, ct);
            if (row is null)
            {
                return Error.NotFound("Запись об отпуске не найдена.");
            }

            var now = new FormState<LeaveForm>(row.Id, row.Version, LeaveForm.Of(row));
            if (now.Version != request.Shown.Version && FormConflicts.Between(LeaveForm.Fields, request.Shown.Values, typed, now.Values) is { Count: > 0 } conflicts)
            {
                return new EditResult<LeaveForm>(now, conflicts, null);
            }
        }

        var (study, self, until) = (row?.EnrollmentId ?? request.EnrollmentId, row?.Id ?? Guid.Empty, typed.LastDay?.AddDays(1));
        if (await db.Enrollments.AsNoTracking().FirstOrDefaultAsync(known => known.Id == study, ct) is not { } enrollment)
        {
            return Error.NotFound("Запись об обучении не найдена.");
        }

        if (!enrollment.Covers(from))
        {
            return Error.Invalid("В этот день человек не студент.", nameof(LeaveForm.From));
        }

        if (await db.InTheWay(new Absence { Id = self, EnrollmentId = study, ValidFrom = from, ValidTo = until }).AnyAsync(ct))
        {
            return Error.Invalid("На эти дни отпуск уже записан: исправьте его.", nameof(LeaveForm.From));
        }

        if (row is null)
        {
            var added = await change.BeginAsync(new Absence { EnrollmentId = study, Kind = typed.Kind }, from, typed.LastDay, request.Reason, OrderKind.AcademicLeave);
            StudyRules.Move(change, enrollment, MovementKind.AcademicLeave, from, added.StartOrderId, null, null);
        }
        else
        {
            row.Kind = typed.Kind;
            await change.CorrectAsync(row, from, typed.LastDay, request.Reason, OrderKind.AcademicLeave);
        }

        foreach (var group in await db.GroupMemberships.InForce(from).Where(known => known.EnrollmentId == study).Select(known => known.StudyGroupId).ToListAsync(ct))
        {
            change.TouchGroup(group);
        }

        change.Touch(enrollment.PersonId);
        change.From(from);
        return EditResult.Clear<LeaveForm>();
    }
}
