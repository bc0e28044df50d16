using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Editing;

/// <summary>
/// Removes a fact that never was: recorded by mistake, not over. The audit keeps it with all its values; closing it with from = to would
/// leave a day on which somebody was what he never was.
/// </summary>
public sealed class DeleteFact(RegisterEditor editor)
{
    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, FactRef fact, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => null, change => ChangeAsync(change, fact), ct);

    public Task<Result<EditReceipt>> DeleteAsync(Actor actor, FactRef fact, CancellationToken ct) =>
        editor.ActAsync(actor, $"{FactErrors.Name(fact.Kind)}-delete", () => null, change => ChangeAsync(change, fact), ct);

    private static async Task<Error?> ChangeAsync(RegisterChange change, FactRef fact)
    {
        var found = await FactErrors.FindAsync(change, fact);
        if (!found.IsOk)
        {
            return found.Error;
        }

        var (row, db, ct) = (found.Value, change.Db, change.Ct);
        await FactErrors.TouchAsync(change, row);
        // A fact of the past leaves no trace today; its consequence is looked at where it can still be seen.
        change.From(row.ValidFrom);
        switch (row)
        {
            case Employment post when await db.Absences.AnyAsync(absence => absence.EmploymentId == post.Id, ct):
                return Error.Invalid("К должности записан отпуск. Такую запись исправляют, а не удаляют.");
            case Enrollment enrollment:
                db.RemoveRange(await db.EnrollmentMovements.Where(move => move.EnrollmentId == enrollment.Id).ToListAsync(ct));
                db.RemoveRange(await db.Absences.Where(absence => absence.EnrollmentId == enrollment.Id).ToListAsync(ct));
                db.RemoveRange(await db.GroupMemberships.Where(membership => membership.EnrollmentId == enrollment.Id).ToListAsync(ct));
                break;
            case GroupMembership membership when !await db.GroupMemberships.AnyAsync(other => other.EnrollmentId == membership.EnrollmentId && other.Id != membership.Id, ct):
                return Error.Invalid("Это единственная группа студента. Переведите его с первого дня в верную группу или удалите зачисление.");
            case StudyGroup group:
                return await DeleteGroupAsync(change, group);
        }

        db.Remove(row);
        return null;
    }

    private static async Task<Error?> DeleteGroupAsync(RegisterChange change, StudyGroup group)
    {
        var (db, ct, id) = (change.Db, change.Ct, group.Id);
        if (await db.GroupMemberships.AnyAsync(row => row.StudyGroupId == id, ct)
            || await db.CuratorAssignments.AnyAsync(row => row.StudyGroupId == id, ct)
            || await db.WeeklyConfirmations.AnyAsync(row => row.StudyGroupId == id, ct)
            || await db.ChatObservations.AnyAsync(row => db.Chats.Any(chat => chat.Id == row.ChatId && chat.StudyGroupId == id), ct))
        {
            return Error.Invalid("У группы уже есть люди или отметки: она была. Такую группу завершают.");
        }

        db.RemoveRange(await db.ChatAdministrators.Where(row => db.Chats.Any(chat => chat.Id == row.ChatId && chat.StudyGroupId == id)).ToListAsync(ct));
        db.RemoveRange(await db.Chats.Where(chat => chat.StudyGroupId == id).ToListAsync(ct));
        db.RemoveRange(await db.StudyGroupNames.Where(row => row.StudyGroupId == id).ToListAsync(ct));
        db.Remove(group);
        change.TouchEverybody();
        return null;
    }
}
