using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Editing;

/// <summary>Why a save cannot be taken back though its rows are untouched: for the days that come back something else is recorded now.</summary>
internal static class UndoRefusal
{
    /// <summary>Looks at the rows as the undo has just written them, inside its transaction.</summary>
    public static async Task<Error?> FindAsync(AppDbContext db, IReadOnlyList<RowChange> changes, CancellationToken ct)
    {
        foreach (var change in changes.Where(RegainsDays))
        {
            if (await SentenceAsync(db, change.Before!.ToObject(), ct) is { } sentence)
            {
                return Error.Conflict($"Отменить нельзя: {sentence}");
            }
        }

        return null;
    }

    /// <summary>A correction of other columns takes no day from anybody.</summary>
    private static bool RegainsDays(RowChange change) => (change.Fate, change.Row) switch
    {
        (EntityState.Deleted, DatedFact) => true,
        (EntityState.Modified, DatedFact saved) => change.Before!.ToObject() is DatedFact before
            && (before.ValidFrom != saved.ValidFrom || before.ValidTo != saved.ValidTo
                || (before, saved) is (CuratorAssignment { Kind: CuratorKind.Main }, CuratorAssignment { Kind: not CuratorKind.Main })
                || (before as StudyGroupName)?.Name != (saved as StudyGroupName)?.Name),
        _ => false,
    };

    private static async Task<string?> SentenceAsync(AppDbContext db, object fact, CancellationToken ct)
    {
        switch (fact)
        {
            case CuratorAssignment assignment when await db.FirstInTheWayAsync(assignment, ct) is var (first, name):
                return first.PersonId == assignment.PersonId
                    ? $"{name} уже назначен сюда, {CuratorForm.Words(first.Kind)}: {first.Days()}. Исправьте то назначение."
                    : $"в эти дни у группы уже есть куратор — {name}, {first.Days()}. Сначала завершите то назначение.";
            case CuratorAssignment assignment:
                return await OverAsync(db, assignment.StudyGroupId, assignment, "Назначьте куратора в другую группу.", ct);
            case PlatformAdministrator administrator:
                return await FirstAsync(db.InTheWay(administrator), days => $"человек уже назначен администратором этой платформы, {days}. Исправьте то назначение.", ct);
            case Guardianship guardianship:
                return await FirstAsync(db.InTheWay(guardianship), days => $"этот человек уже записан представителем студента, {days}. Исправьте дни той записи.", ct);
            case Absence leave:
                return await FirstAsync(db.InTheWay(leave), days => $"на эти дни отпуск уже записан, {days}. Исправьте его.", ct);
            case Enrollment enrollment:
                return await FirstAsync(db.InTheWay(enrollment), days => $"человек уже зачислен, {days}. Переведите его в другую группу или завершите то обучение.", ct);
            case GroupMembership membership:
                return await FirstAsync(db.InTheWay(membership), days => $"в эти дни студент уже в группе, {days}. Переведите его оттуда.", ct)
                    ?? await OverAsync(db, membership.StudyGroupId, membership, "Переведите студента в другую группу.", ct);
            case StudyGroupName name:
                return (await GroupNaming.TakenAsync(db, name.StudyGroupId, name.Name, name.ValidFrom, ct)) is null
                    ? null
                    : $"название {name.Name} в эти дни носит другая группа. Сначала переименуйте или завершите её.";
            default:
                return null;
        }
    }

    private static async Task<string?> FirstAsync<T>(IQueryable<T> inTheWay, Func<string, string> sentence, CancellationToken ct)
        where T : DatedFact => await inTheWay.OrderBy(row => row.ValidFrom).FirstOrDefaultAsync(ct) is { } first ? sentence(first.Days()) : null;

    /// <summary>Nobody is left in a group that is over.</summary>
    private static async Task<string?> OverAsync(AppDbContext db, Guid group, DatedFact fact, string remedy, CancellationToken ct) =>
        await db.StudyGroups.Where(row => row.Id == group).Select(row => row.ValidTo).FirstOrDefaultAsync(ct) is { } over && (fact.ValidTo is null || fact.ValidTo > over)
            ? $"группа закончила учиться, последний день {RussianText.Date(over.AddDays(-1))}. {remedy}"
            : null;
}
