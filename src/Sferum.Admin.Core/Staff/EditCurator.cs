using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;

namespace Sferum.Admin.Core.Staff;

/// <summary>An assignment of a curator as it is typed.</summary>
public sealed class CuratorForm
{
    public static IReadOnlyList<FormField<CuratorForm>> Fields { get; } =
    [
        new(nameof(Kind), "Кем назначен", form => Words(form.Kind), (from, to) => to.Kind = from.Kind),
        new(nameof(From), "Первый день", form => FieldText.Of(form.From), (from, to) => to.From = from.From),
        new(nameof(LastDay), "Последний день", form => FieldText.Of(form.LastDay), (from, to) => to.LastDay = from.LastDay),
    ];

    public Guid? PersonId { get; set; }

    /// <summary>For the eye.</summary>
    public string PersonName { get; set; } = "";

    public Guid? StudyGroupId { get; set; }

    public CuratorKind Kind { get; set; }

    public DateOnly? From { get; set; }

    /// <summary>Inclusive; none while it is open.</summary>
    public DateOnly? LastDay { get; set; }

    public static string Words(CuratorKind kind) => kind == CuratorKind.Main ? "куратор" : "замещающий куратор";

    internal Error? Check(ReasonForm reason, DateOnly today) => new FormCheck()
        .Must(PersonId is not null, nameof(PersonId), "Выберите человека.")
        .Must(StudyGroupId is not null, nameof(StudyGroupId), "Выберите группу.")
        .Period(From, LastDay, today)
        .Reason(reason, today)
        .Error;
}

/// <param name="Shown">The assignment as the form was opened with; <see langword="null"/> for a new one.</param>
public sealed record EditCuratorRequest(FormState<CuratorForm>? Shown, CuratorForm Typed, ReasonForm Reason);

/// <summary>
/// Assigns a curator or a substitute for days of any time, or corrects the days of an assignment. One main curator at a time; a curator
/// needs an employment (regulation, clause 2.1).
/// </summary>
public sealed class EditCurator(RegisterEditor editor)
{
    public Task<Result<FormState<CuratorForm>>> FormAsync(Actor actor, Guid assignmentId, CancellationToken ct) => editor.ReadAsync(
        actor,
        async db => await db.CuratorAssignments.AsNoTracking().FirstOrDefaultAsync(row => row.Id == assignmentId, ct) is { } row
            ? (new FormState<CuratorForm>(row.Id, row.Version, await FormOfAsync(db, row, ct)), row.PersonId)
            : ((FormState<CuratorForm>, Guid?)?)null,
        "Назначение не найдено.",
        ct);

    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EditCuratorRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => request.Typed.Check(request.Reason, editor.Clock.Today), async change => (await ChangeAsync(change, request)).Error, ct);

    public Task<Result<EditResult<CuratorForm>>> SaveAsync(Actor actor, EditCuratorRequest request, CancellationToken ct) =>
        editor.SaveAsync<CuratorForm>(actor, request.Shown is null ? "curator-assign" : "curator-edit", () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    private static async Task<CuratorForm> FormOfAsync(AppDbContext db, CuratorAssignment row, CancellationToken ct)
    {
        var name = await db.People.Where(person => person.Id == row.PersonId).Select(person => new { person.LastName, person.FirstName, person.Patronymic }).FirstAsync(ct);
        return new CuratorForm
        {
            PersonId = row.PersonId,
            PersonName = string.Join(' ', new[] { name.LastName, name.FirstName, name.Patronymic }.OfType<string>()),
            StudyGroupId = row.StudyGroupId,
            Kind = row.Kind,
            From = row.ValidFrom,
            LastDay = row.ValidTo?.AddDays(-1),
        };
    }

    private static async Task<Result<EditResult<CuratorForm>>> ChangeAsync(RegisterChange change, EditCuratorRequest request)
    {
        var (db, typed, from) = (change.Db, request.Typed, request.Typed.From!.Value);
        var row = default(CuratorAssignment);
        if (request.Shown is not null)
        {
            row = await db.CuratorAssignments.FirstOrDefaultAsync(known => known.Id == request.Shown.Id, change.Ct);
            if (row is null)
            {
                return Error.NotFound("Назначение не найдено.");
            }

            var now = new FormState<CuratorForm>(row.Id, row.Version, await FormOfAsync(db, row, change.Ct));
            if (now.Version != request.Shown.Version && FormConflicts.Between(CuratorForm.Fields, request.Shown.Values, typed, now.Values) is { Count: > 0 } conflicts)
            {
                return new EditResult<CuratorForm>(now, conflicts, null);
            }
        }

        var (person, group) = (row?.PersonId ?? typed.PersonId!.Value, row?.StudyGroupId ?? typed.StudyGroupId!.Value);
        if (await RefusalAsync(change, person, group, row?.Id, typed) is { } refusal)
        {
            return refusal;
        }

        if (row is null)
        {
            await change.BeginAsync(new CuratorAssignment { PersonId = person, StudyGroupId = group, Kind = typed.Kind }, from, typed.LastDay, request.Reason, OrderKind.Curator);
        }
        else
        {
            row.Kind = typed.Kind;
            await change.CorrectAsync(row, from, typed.LastDay, request.Reason, OrderKind.Curator);
        }

        change.Touch(person);
        change.TouchGroup(group);
        change.From(from);
        return EditResult.Clear<CuratorForm>();
    }

    private static async Task<Error?> RefusalAsync(RegisterChange change, Guid person, Guid group, Guid? self, CuratorForm typed)
    {
        var (db, ct, from, until) = (change.Db, change.Ct, typed.From!.Value, typed.LastDay?.AddDays(1));
        if (await db.StudyGroups.AsNoTracking().FirstOrDefaultAsync(row => row.Id == group, ct) is not { } cohort)
        {
            return Error.NotFound("Группа не найдена.");
        }

        if (!cohort.Covers(from))
        {
            return Error.Invalid($"Группа в этот день не учится: её дни {cohort.Days()}.", nameof(CuratorForm.From));
        }

        if (!await db.Employments.InForce(from).AnyAsync(row => row.PersonId == person, ct))
        {
            return Error.Invalid("В первый день человек в техникуме не работает: сначала запишите должность.", nameof(CuratorForm.From));
        }

        if (await db.FirstInTheWayAsync(new CuratorAssignment { Id = self ?? Guid.Empty, PersonId = person, StudyGroupId = group, Kind = typed.Kind, ValidFrom = from, ValidTo = until }, ct) is not var (first, name))
        {
            return null;
        }

        return first.PersonId == person
            ? Error.Invalid($"{name} уже назначен сюда, {CuratorForm.Words(first.Kind)}: {first.Days()}.", nameof(CuratorForm.From))
            : Error.Invalid($"В эти дни у группы уже есть куратор — {name}, {first.Days()}. Завершите то назначение или назначьте замещающего.", nameof(CuratorForm.From));
    }
}
