using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;

namespace Sferum.Admin.Core.Parents;

/// <param name="Shown">The guardianship as the form was opened with; <see langword="null"/> for a new one.</param>
public sealed record EditGuardianshipRequest(Guid StudentId, FormState<GuardianshipForm>? Shown, GuardianshipForm Typed, ReasonForm Reason);

/// <summary>
/// Adds a representative of a student — somebody known, somebody new or an organisation — or corrects the relation. A representative is
/// a relation, not a person: the person is edited on his own card.
/// </summary>
public sealed class EditGuardianship(RegisterEditor editor)
{
    public Task<Result<FormState<GuardianshipForm>>> FormAsync(Actor actor, Guid guardianshipId, CancellationToken ct) => editor.ReadAsync(
        actor,
        async db => await db.Guardianships.AsNoTracking().FirstOrDefaultAsync(row => row.Id == guardianshipId, ct) is { } row ? (await StateAsync(db, row, ct), row.StudentId) : ((FormState<GuardianshipForm>, Guid?)?)null,
        "Запись о представителе не найдена.",
        ct);

    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EditGuardianshipRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => Check(request), async change => (await ChangeAsync(change, request)).Error, ct);

    public Task<Result<EditResult<GuardianshipForm>>> SaveAsync(Actor actor, EditGuardianshipRequest request, CancellationToken ct) =>
        editor.SaveAsync<GuardianshipForm>(actor, request.Shown is null ? "guardianship-add" : "guardianship-edit", () => Check(request), change => ChangeAsync(change, request), ct);

    private static async Task<FormState<GuardianshipForm>> StateAsync(AppDbContext db, Guardianship row, CancellationToken ct)
    {
        var name = row.RepresentativeId is { } who
            ? await db.People.Where(person => person.Id == who).Select(person => new { person.LastName, person.FirstName, person.Patronymic }).FirstAsync(ct)
            : null;
        return new FormState<GuardianshipForm>(row.Id, row.Version, GuardianshipForm.Of(row, name is null ? "" : string.Join(' ', new[] { name.LastName, name.FirstName, name.Patronymic }.OfType<string>())));
    }

    private async Task<Result<EditResult<GuardianshipForm>>> ChangeAsync(RegisterChange change, EditGuardianshipRequest request)
    {
        var (db, ct, typed, from) = (change.Db, change.Ct, request.Typed, request.Typed.From!.Value);
        if (request.Shown is { } shown)
        {
            if (await db.Guardianships.FirstOrDefaultAsync(known => known.Id == shown.Id, ct) is not { } row)
            {
                return Error.NotFound("Запись о представителе не найдена.");
            }

            var now = await StateAsync(db, row, ct);
            if (now.Version != shown.Version && FormConflicts.Between(GuardianshipForm.Fields, shown.Values, typed, now.Values) is { Count: > 0 } conflicts)
            {
                return new EditResult<GuardianshipForm>(now, conflicts, null);
            }

            if (await db.InTheWay(new Guardianship { Id = row.Id, StudentId = row.StudentId, RepresentativeId = row.RepresentativeId, ValidFrom = from, ValidTo = typed.LastDay?.AddDays(1) }).OrderBy(other => other.ValidFrom).FirstOrDefaultAsync(ct) is { } other)
            {
                return Error.Invalid($"Этот представитель уже записан на эти дни: {other.Days()}. Исправьте ту запись.", nameof(typed.From));
            }

            typed.WriteTo(row);
            await change.CorrectAsync(row, from, typed.LastDay, request.Reason, OrderKind.Other);
            Touch(change, row);
            return EditResult.Clear<GuardianshipForm>();
        }

        if (!await db.People.AnyAsync(row => row.Id == request.StudentId, ct))
        {
            return Error.NotFound("Человек не найден.");
        }

        if (typed.Who == RepresentativeSource.Existing && await RefusalAsync(db, request.StudentId, typed, ct) is { } refusal)
        {
            return refusal;
        }

        var added = new Guardianship
        {
            StudentId = request.StudentId,
            RepresentativeId = typed.Who switch
            {
                RepresentativeSource.Existing => typed.RepresentativeId,
                RepresentativeSource.New => typed.Person.AddTo(db, editor.Clock).Id,
                _ => null,
            },
        };
        typed.WriteTo(added);
        await change.BeginAsync(added, from, typed.LastDay, request.Reason, OrderKind.Other);
        Touch(change, added);
        change.From(from);
        return EditResult.Clear<GuardianshipForm>();
    }

    private static void Touch(RegisterChange change, Guardianship row)
    {
        if (row.RepresentativeId is { } who)
        {
            change.Touch(who);
            change.LookAt(row.StudentId);
        }
    }

    private static async Task<Error?> RefusalAsync(AppDbContext db, Guid student, GuardianshipForm typed, CancellationToken ct)
    {
        var (who, from, until) = (typed.RepresentativeId, typed.From, typed.LastDay?.AddDays(1));
        if (who == student)
        {
            return Error.Invalid("Студент не может представлять сам себя.", nameof(typed.RepresentativeId));
        }

        if (!await db.People.AnyAsync(row => row.Id == who, ct))
        {
            return Error.Invalid("Этого человека больше нет в базе. Найдите его заново.", nameof(typed.RepresentativeId));
        }

        return await db.InTheWay(new Guardianship { Id = Guid.Empty, StudentId = student, RepresentativeId = who, ValidFrom = from!.Value, ValidTo = until }).AnyAsync(ct)
            ? Error.Invalid("Этот человек уже записан представителем студента.", nameof(typed.RepresentativeId))
            : null;
    }

    private Error? Check(EditGuardianshipRequest request) => request.Typed.Check(request.Shown is null, request.Reason, editor.Clock.Today);
}
