using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;

namespace Sferum.Admin.Core.Students;

/// <summary>An enrolment as it is typed.</summary>
public sealed class EnrolForm
{
    public static IReadOnlyList<FormField<EnrolForm>> Fields { get; } =
    [
        new(nameof(From), "Первый день", form => FieldText.Of(form.From), (from, to) => to.From = from.From),
        new(nameof(FundingBasis), "Основа обучения", form => Words(form.FundingBasis), (from, to) => to.FundingBasis = from.FundingBasis),
    ];

    /// <summary>Asked for a new enrolment only; later the student is moved.</summary>
    public Guid? StudyGroupId { get; set; }

    public DateOnly? From { get; set; }

    public FundingBasis? FundingBasis { get; set; }

    public static string Words(FundingBasis? basis) => basis switch
    {
        Students.FundingBasis.Budget => "бюджет",
        Students.FundingBasis.Contract => "договор",
        Students.FundingBasis.Targeted => "целевое обучение",
        _ => RussianText.NoValue,
    };

    internal Error? Check(bool isNew, ReasonForm reason, DateOnly today) => new FormCheck()
        .Must(!isNew || StudyGroupId is not null, nameof(StudyGroupId), "Выберите группу.")
        .Period(From, null, today)
        .Reason(reason, today)
        .Error;
}

/// <param name="Shown">The enrolment as the form was opened with; <see langword="null"/> for a new one.</param>
public sealed record EnrolStudentRequest(Guid PersonId, FormState<EnrolForm>? Shown, EnrolForm Typed, ReasonForm Reason);

/// <summary>Enrols a person into a group, or corrects an enrolment: the program is the group's.</summary>
public sealed class EnrolStudent(RegisterEditor editor)
{
    public Task<Result<FormState<EnrolForm>>> FormAsync(Actor actor, Guid enrollmentId, CancellationToken ct) => editor.ReadAsync(
        actor,
        async db => await db.Enrollments.AsNoTracking().FirstOrDefaultAsync(row => row.Id == enrollmentId, ct) is { } row ? (StateOf(row), row.PersonId) : ((FormState<EnrolForm>, Guid?)?)null,
        "Запись об обучении не найдена.",
        ct);

    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EnrolStudentRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => Check(request), async change => (await ChangeAsync(change, request)).Error, ct);

    public Task<Result<EditResult<EnrolForm>>> SaveAsync(Actor actor, EnrolStudentRequest request, CancellationToken ct) =>
        editor.SaveAsync<EnrolForm>(actor, request.Shown is null ? "student-enrol" : "enrollment-edit", () => Check(request), change => ChangeAsync(change, request), ct);

    private static FormState<EnrolForm> StateOf(Enrollment row) => new(row.Id, row.Version, new EnrolForm { From = row.ValidFrom, FundingBasis = row.FundingBasis });

    private static Task<Result<EditResult<EnrolForm>>> ChangeAsync(RegisterChange change, EnrolStudentRequest request) =>
        request.Shown is { } shown ? CorrectAsync(change, shown, request) : BeginAsync(change, request);

    private static async Task<Result<EditResult<EnrolForm>>> BeginAsync(RegisterChange change, EnrolStudentRequest request)
    {
        var (db, ct, from, group) = (change.Db, change.Ct, request.Typed.From!.Value, request.Typed.StudyGroupId!.Value);
        if (!await db.People.AnyAsync(row => row.Id == request.PersonId, ct))
        {
            return Error.NotFound("Человек не найден.");
        }

        if (await StudyRules.GroupRefusalAsync(db, group, from, ct) is { } refusal)
        {
            return refusal;
        }

        if (await db.Enrollments.NotOver(from).Where(row => row.PersonId == request.PersonId).OrderBy(row => row.ValidFrom).FirstOrDefaultAsync(ct) is { } known)
        {
            return Error.Invalid($"Человек уже зачислен с{RussianText.NoBreakSpace}{RussianText.Date(known.ValidFrom)}. Переведите его в другую группу или завершите то обучение.", nameof(EnrolForm.From));
        }

        var program = await db.StudyGroups.Where(row => row.Id == group).Select(row => row.ProgramId).FirstAsync(ct);
        var enrollment = await change.BeginAsync(new Enrollment { PersonId = request.PersonId, ProgramId = program, FundingBasis = request.Typed.FundingBasis }, from, null, request.Reason, OrderKind.Enrolment);
        await change.BeginAsync(new GroupMembership { EnrollmentId = enrollment.Id, PersonId = request.PersonId, StudyGroupId = group }, from, null, request.Reason, OrderKind.Enrolment);
        StudyRules.Move(change, enrollment, MovementKind.Enrolled, from, enrollment.StartOrderId, null, group);
        change.Touch(request.PersonId);
        change.TouchGroup(group);
        change.From(from);
        return EditResult.Clear<EnrolForm>();
    }

    private static async Task<Result<EditResult<EnrolForm>>> CorrectAsync(RegisterChange change, FormState<EnrolForm> shown, EnrolStudentRequest request)
    {
        var (db, ct, from) = (change.Db, change.Ct, request.Typed.From!.Value);
        if (await db.Enrollments.FirstOrDefaultAsync(row => row.Id == shown.Id, ct) is not { } enrollment)
        {
            return Error.NotFound("Запись об обучении не найдена.");
        }

        var now = StateOf(enrollment);
        if (now.Version != shown.Version && FormConflicts.Between(EnrolForm.Fields, shown.Values, request.Typed, now.Values) is { Count: > 0 } conflicts)
        {
            return new EditResult<EnrolForm>(now, conflicts, null);
        }

        var memberships = await db.GroupMemberships.Where(row => row.EnrollmentId == enrollment.Id).OrderBy(row => row.ValidFrom).ToListAsync(ct);
        if (enrollment.ValidTo <= from || (memberships is [var first, ..] && first.ValidTo <= from))
        {
            return Error.Invalid("Первый день позже конца обучения или перевода из первой группы.", nameof(EnrolForm.From));
        }

        enrollment.FundingBasis = request.Typed.FundingBasis;
        foreach (var membership in memberships.Where(row => row.ValidFrom == enrollment.ValidFrom))
        {
            membership.ValidFrom = from;
            change.TouchGroup(membership.StudyGroupId);
        }

        await change.CorrectAsync(enrollment, from, enrollment.ValidTo?.AddDays(-1), request.Reason, OrderKind.Enrolment);
        change.Touch(enrollment.PersonId);
        change.From(from);
        return EditResult.Clear<EnrolForm>();
    }

    private Error? Check(EnrolStudentRequest request) => request.Typed.Check(request.Shown is null, request.Reason, editor.Clock.Today);
}

/// <summary>What the acts on a study have in common.</summary>
public static class StudyRules
{
    /// <summary>Why nobody can study in the group on the day.</summary>
    public static async Task<Error?> GroupRefusalAsync(AppDbContext db, Guid group, DateOnly day, CancellationToken ct)
    {
        if (await db.StudyGroups.AsNoTracking().FirstOrDefaultAsync(row => row.Id == group, ct) is not { } cohort)
        {
            return Error.NotFound("Группа не найдена.");
        }

        return cohort.Covers(day)
            ? null
            : Error.Invalid(
                cohort.ValidFrom > day ? $"Группа учится только с{RussianText.NoBreakSpace}{RussianText.Date(cohort.ValidFrom)}." : $"Группа закончила учиться: последний день {RussianText.Date(cohort.ValidTo!.Value.AddDays(-1))}.",
                "From");
    }

    /// <summary>Keeps the movement beside the periods it changed.</summary>
    public static void Move(RegisterChange change, Enrollment enrollment, MovementKind kind, DateOnly day, Guid? order, Guid? from, Guid? to) => change.Db.EnrollmentMovements.Add(new EnrollmentMovement
    {
        EnrollmentId = enrollment.Id,
        PersonId = enrollment.PersonId,
        Kind = kind,
        EffectiveOn = day,
        OrderId = order,
        FromStudyGroupId = from,
        ToStudyGroupId = to,
        RecordedAt = change.Clock.Now,
    });
}
