using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Staff;

/// <summary>An appointment of a platform's administrator as it is typed.</summary>
public sealed class PlatformAdministratorForm
{
    public static IReadOnlyList<FormField<PlatformAdministratorForm>> Fields { get; } =
    [
        new(nameof(PhoneOfRecord), "Номер в заявке", form => FieldText.Of(form.PhoneOfRecord), (from, to) => to.PhoneOfRecord = from.PhoneOfRecord),
        new(nameof(From), "Первый день", form => FieldText.Of(form.From), (from, to) => to.From = from.From),
        new(nameof(LastDay), "Последний день", form => FieldText.Of(form.LastDay), (from, to) => to.LastDay = from.LastDay),
    ];

    public Guid? PlatformId { get; set; }

    /// <summary>The number written in the application, without which the rights do not appear.</summary>
    public string PhoneOfRecord { get; set; } = "";

    public DateOnly? From { get; set; }

    /// <summary>Inclusive; none while it is open.</summary>
    public DateOnly? LastDay { get; set; }

    internal static PlatformAdministratorForm Of(PlatformAdministrator row) => new()
    {
        PlatformId = row.PlatformId, PhoneOfRecord = row.PhoneOfRecord is { } phone ? PhoneMask.Full(phone) : "", From = row.ValidFrom, LastDay = row.ValidTo?.AddDays(-1),
    };

    internal Error? Check(ReasonForm reason, DateOnly today)
    {
        var check = new FormCheck().Must(PlatformId is not null, nameof(PlatformId), "Выберите платформу.");
        if (!string.IsNullOrWhiteSpace(PhoneOfRecord))
        {
            check.Add(PersonInput.Phone(PhoneOfRecord, nameof(PhoneOfRecord)).Error);
        }

        return check.Period(From, LastDay, today).Reason(reason, today).Error;
    }
}

/// <param name="Shown">The appointment as the form was opened with; <see langword="null"/> for a new one.</param>
public sealed record EditPlatformAdministratorRequest(Guid PersonId, FormState<PlatformAdministratorForm>? Shown, PlatformAdministratorForm Typed, ReasonForm Reason);

/// <summary>Appoints an administrator of a platform by the director's order, or corrects an appointment. Not a role in this portal.</summary>
public sealed class EditPlatformAdministrator(RegisterEditor editor)
{
    public Task<Result<FormState<PlatformAdministratorForm>>> FormAsync(Actor actor, Guid appointmentId, CancellationToken ct) => editor.ReadAsync(
        actor,
        async db => await db.PlatformAdministrators.AsNoTracking().FirstOrDefaultAsync(row => row.Id == appointmentId, ct) is { } row
            ? (new FormState<PlatformAdministratorForm>(row.Id, row.Version, PlatformAdministratorForm.Of(row)), row.PersonId)
            : ((FormState<PlatformAdministratorForm>, Guid?)?)null,
        "Назначение не найдено.",
        ct);

    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EditPlatformAdministratorRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => request.Typed.Check(request.Reason, editor.Clock.Today), async change => (await ChangeAsync(change, request)).Error, ct);

    public Task<Result<EditResult<PlatformAdministratorForm>>> SaveAsync(Actor actor, EditPlatformAdministratorRequest request, CancellationToken ct) => editor.SaveAsync<PlatformAdministratorForm>(
        actor,
        request.Shown is null ? "platform-administrator-add" : "platform-administrator-edit",
        () => request.Typed.Check(request.Reason, editor.Clock.Today),
        change => ChangeAsync(change, request),
        ct);

    private static async Task<Result<EditResult<PlatformAdministratorForm>>> ChangeAsync(RegisterChange change, EditPlatformAdministratorRequest request)
    {
        var (db, ct, typed) = (change.Db, change.Ct, request.Typed);
        var phone = string.IsNullOrWhiteSpace(typed.PhoneOfRecord) ? null : PersonInput.Phone(typed.PhoneOfRecord, nameof(typed.PhoneOfRecord)).Value.Number;
        var row = default(PlatformAdministrator);
        if (request.Shown is not null)
        {
            row = await db.PlatformAdministrators.FirstOrDefaultAsync(known => known.Id == request.Shown.Id, ct);
            if (row is null)
            {
                return Error.NotFound("Назначение не найдено.");
            }

            var now = new FormState<PlatformAdministratorForm>(row.Id, row.Version, PlatformAdministratorForm.Of(row));
            if (now.Version != request.Shown.Version && FormConflicts.Between(PlatformAdministratorForm.Fields, request.Shown.Values, typed, now.Values) is { Count: > 0 } conflicts)
            {
                return new EditResult<PlatformAdministratorForm>(now, conflicts, null);
            }
        }

        var (from, until, person, platform, self) = (typed.From!.Value, typed.LastDay?.AddDays(1), row?.PersonId ?? request.PersonId, row?.PlatformId ?? typed.PlatformId!.Value, row?.Id ?? Guid.Empty);
        if (!await db.Employments.InForce(from).AnyAsync(post => post.PersonId == person, ct))
        {
            return Error.Invalid("В первый день человек в техникуме не работает: сначала запишите должность.", nameof(typed.From));
        }

        if (await db.InTheWay(new PlatformAdministrator { Id = self, PersonId = person, PlatformId = platform, ValidFrom = from, ValidTo = until }).AnyAsync(ct))
        {
            return Error.Invalid("В эти дни человек уже назначен администратором этой платформы.", nameof(typed.From));
        }

        if (row is null)
        {
            await change.BeginAsync(new PlatformAdministrator { PersonId = person, PlatformId = platform, PhoneOfRecord = phone }, from, typed.LastDay, request.Reason, OrderKind.PlatformAdministrator);
        }
        else
        {
            row.PhoneOfRecord = phone;
            await change.CorrectAsync(row, from, typed.LastDay, request.Reason, OrderKind.PlatformAdministrator);
        }

        change.Touch(person);
        change.From(from);
        return EditResult.Clear<PlatformAdministratorForm>();
    }
}
