using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>A new name of a group as it is typed.</summary>
public sealed class RenameForm
{
    public string Name { get; set; } = "";

    /// <summary>First day of the new name.</summary>
    public DateOnly? From { get; set; }

    internal Error? Check(ReasonForm reason, DateOnly today) => new FormCheck()
        .Add(GroupNaming.Check(Name, nameof(Name)))
        .Period(From, null, today)
        .Reason(reason, today)
        .Error;
}

/// <param name="Shown">The name that the form showed.</param>
public sealed record RenameGroupRequest(Guid StudyGroupId, string Shown, RenameForm Typed, ReasonForm Reason);

/// <summary>Gives a group a new name from a day on: «ИС-11» becomes «ИС-21» on 1 September and stays the same cohort.</summary>
public sealed class RenameGroup(RegisterEditor editor)
{
    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, RenameGroupRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    public Task<Result<EditReceipt>> RenameAsync(Actor actor, RenameGroupRequest request, CancellationToken ct) =>
        editor.ActAsync(actor, "group-rename", () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    private static async Task<Error?> ChangeAsync(RegisterChange change, RenameGroupRequest request)
    {
        var (db, ct, from, name) = (change.Db, change.Ct, request.Typed.From!.Value, GroupNaming.Normal(request.Typed.Name)!);
        if (await db.StudyGroups.AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.StudyGroupId, ct) is not { } group)
        {
            return Error.NotFound("Группа не найдена.");
        }

        if (!group.Covers(from))
        {
            return Error.Invalid("В этот день группа не учится.", nameof(RenameForm.From));
        }

        var current = await GroupNaming.CurrentAsync(db, group.Id, change.Clock.Today, ct);
        if (current?.Name != request.Shown)
        {
            return FactErrors.Changed;
        }

        if (current.Name == name)
        {
            return Error.Invalid("Группа уже так называется.", nameof(RenameForm.Name));
        }

        if (from <= current.ValidFrom || current.ValidTo <= from)
        {
            return Error.Invalid(
                from <= current.ValidFrom ? $"Нынешнее название действует с{RussianText.NoBreakSpace}{RussianText.Date(current.ValidFrom)}, новое начинается позже. Ошибку в названии исправляют." : "Смена названия после этого дня уже записана.",
                nameof(RenameForm.From));
        }

        if (await GroupNaming.TakenAsync(db, group.Id, name, from, ct) is { } taken)
        {
            return taken;
        }

        var until = current.ValidTo;
        await change.EndAsync(current, from, request.Reason, OrderKind.Other);
        await change.BeginAsync(new StudyGroupName { StudyGroupId = group.Id, Name = name }, from, until?.AddDays(-1), request.Reason, OrderKind.Other);
        change.TouchGroup(group.Id);
        change.From(from);
        return null;
    }
}
