using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Staff;

/// <summary>A post as it is typed.</summary>
public sealed class EmploymentForm
{
    private const int LongestPosition = 200;

    public static IReadOnlyList<FormField<EmploymentForm>> Fields { get; } =
    [
        new(nameof(Position), "Должность", form => FieldText.Of(form.Position), (from, to) => to.Position = from.Position),
        new(nameof(Department), "Подразделение", form => FieldText.Of(form.Department), (from, to) => to.Department = from.Department),
        new(nameof(IsTeaching), "Педагогический работник", form => FieldText.Of(form.IsTeaching), (from, to) => to.IsTeaching = from.IsTeaching),
        new(nameof(From), "Первый день", form => FieldText.Of(form.From), (from, to) => to.From = from.From),
        new(nameof(LastDay), "Последний рабочий день", form => FieldText.Of(form.LastDay), (from, to) => to.LastDay = from.LastDay),
    ];

    public string Position { get; set; } = "";

    public string Department { get; set; } = "";

    public bool IsTeaching { get; set; }

    public DateOnly? From { get; set; }

    /// <summary>Inclusive; none while it is open.</summary>
    public DateOnly? LastDay { get; set; }

    internal static EmploymentForm Of(Employment row) => new()
    {
        Position = row.Position, Department = row.Department ?? "", IsTeaching = row.IsTeaching, From = row.ValidFrom, LastDay = row.ValidTo?.AddDays(-1),
    };

    internal Error? Check(ReasonForm reason, DateOnly today) => new FormCheck()
        .Must(Position.Trim().Length > 0, nameof(Position), "Укажите должность.")
        .Must(Position.Trim().Length <= LongestPosition, nameof(Position), $"Не длиннее {LongestPosition} знаков.")
        .Must(Department.Trim().Length <= LongestPosition, nameof(Department), $"Не длиннее {LongestPosition} знаков.")
        .Period(From, LastDay, today)
        .Reason(reason, today)
        .Error;
}

/// <param name="Shown">The post as the form was opened with; <see langword="null"/> for a new one.</param>
public sealed record EditEmploymentRequest(Guid PersonId, FormState<EmploymentForm>? Shown, EmploymentForm Typed, ReasonForm Reason);

/// <summary>Adds a post of a person or corrects one. A dismissal order names the last working day.</summary>
public sealed class EditEmployment(RegisterEditor editor)
{
    public Task<Result<FormState<EmploymentForm>>> FormAsync(Actor actor, Guid employmentId, CancellationToken ct) => editor.ReadAsync(
        actor,
        async db => await db.Employments.AsNoTracking().FirstOrDefaultAsync(row => row.Id == employmentId, ct) is { } row
            ? (new FormState<EmploymentForm>(row.Id, row.Version, EmploymentForm.Of(row)), row.PersonId)
            : ((FormState<EmploymentForm>, Guid?)?)null,
        "Запись о должности не найдена.",
        ct);

    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EditEmploymentRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => request.Typed.Check(request.Reason, editor.Clock.Today), async change => (await ChangeAsync(change, request)).Error, ct);

    public Task<Result<EditResult<EmploymentForm>>> SaveAsync(Actor actor, EditEmploymentRequest request, CancellationToken ct) =>
        editor.SaveAsync<EmploymentForm>(actor, request.Shown is null ? "employment-add" : "employment-edit", () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    private static async Task<Result<EditResult<EmploymentForm>>> ChangeAsync(RegisterChange change, EditEmploymentRequest request)
    {
        var (db, typed) = (change.Db, request.Typed);
        var department = typed.Department.Trim() is { Length: > 0 } known ? known : null;
        if (request.Shown is null)
        {
            if (!await db.People.AnyAsync(row => row.Id == request.PersonId, change.Ct))
            {
                return Error.NotFound("Человек не найден.");
            }

            var added = new Employment { PersonId = request.PersonId, Position = typed.Position.Trim(), Department = department, IsTeaching = typed.IsTeaching };
            await change.BeginAsync(added, typed.From!.Value, typed.LastDay, request.Reason, OrderKind.Hiring);
            change.Touch(request.PersonId);
            change.From(typed.From.Value);
            return EditResult.Clear<EmploymentForm>();
        }

        if (await db.Employments.FirstOrDefaultAsync(row => row.Id == request.Shown.Id, change.Ct) is not { } post)
        {
            return Error.NotFound("Запись о должности не найдена.");
        }

        var now = new FormState<EmploymentForm>(post.Id, post.Version, EmploymentForm.Of(post));
        if (now.Version != request.Shown.Version && FormConflicts.Between(EmploymentForm.Fields, request.Shown.Values, typed, now.Values) is { Count: > 0 } conflicts)
        {
            return new EditResult<EmploymentForm>(now, conflicts, null);
        }

        (post.Position, post.Department, post.IsTeaching) = (typed.Position.Trim(), department, typed.IsTeaching);
        await change.CorrectAsync(post, typed.From!.Value, typed.LastDay, request.Reason, OrderKind.Hiring);
        change.Touch(post.PersonId);
        if (post.ValidTo is { } out_)
        {
            change.From(out_);
            await StaffDuties.EndWithLastPostAsync(change, post, out_, request.Reason);
        }

        return EditResult.Clear<EmploymentForm>();
    }
}

/// <summary>What hangs on a post.</summary>
public static class StaffDuties
{
    /// <summary>With the last post the groups of a curator end too: without an employment nobody leads a chat.</summary>
    public static async Task EndWithLastPostAsync(RegisterChange change, Employment post, DateOnly firstDayOut, ReasonForm reason)
    {
        var (db, ct) = (change.Db, change.Ct);
        if (await db.Employments.InForce(firstDayOut).AnyAsync(row => row.PersonId == post.PersonId && row.Id != post.Id, ct))
        {
            return;
        }

        foreach (var assignment in await db.CuratorAssignments.NotOver(firstDayOut).Where(row => row.PersonId == post.PersonId).ToListAsync(ct))
        {
            var name = await db.GroupNamesOn(change.Day).Where(row => row.StudyGroupId == assignment.StudyGroupId).Select(row => row.Name).FirstOrDefaultAsync(ct) ?? "группы";
            change.TouchGroup(assignment.StudyGroupId);
            if (assignment.ValidFrom >= firstDayOut)
            {
                db.CuratorAssignments.Remove(assignment);
                change.Note($"Назначение куратором {name} с {RussianText.Date(assignment.ValidFrom)} не состоится.");
            }
            else
            {
                await change.EndAsync(assignment, firstDayOut, reason, OrderKind.Dismissal);
                change.Note($"Кураторство {name} тоже закончится: последний день {RussianText.Date(firstDayOut.AddDays(-1))}.");
            }
        }
    }
}
