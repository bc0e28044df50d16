using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Import.Matching;

/// <summary>Loads the register for an import: the same twelve queries, whatever the file.</summary>
public static class RegisterSnapshotReader
{
    /// <summary>Ids of a roster's own column, bound by imports.</summary>
    public const string OutsideSystem = "roster";

    /// <param name="day">The import's effective day; facts that are over on it are left out, later ones are kept.</param>
    public static async Task<RegisterSnapshot> LoadAsync(AppDbContext db, DateOnly day, CancellationToken ct)
    {
        var register = new RegisterSnapshot(day);
        await EachAsync(db.People, register.Add, ct);
        await EachAsync(NotOver(db.PersonContacts, day), register.Add, ct);
        await EachAsync(NotOver(db.ExternalIdentities, day).Where(x => x.System == OutsideSystem && x.Subject == IdentitySubject.Person), register.Add, ct);
        await EachAsync(NotOver(db.Enrollments, day).OrderByDescending(x => x.ValidFrom), register.Add, ct);
        await EachAsync(NotOver(db.GroupMemberships, day).OrderByDescending(x => x.ValidFrom), register.Add, ct);
        await EachAsync(NotOver(db.Absences, day).Where(x => x.EnrollmentId != null), register.Add, ct);
        await EachAsync(NotOver(db.Guardianships, day), register.Add, ct);
        await EachAsync(NotOver(db.Employments, day), register.Add, ct);
        await EachAsync(NotOver(db.CuratorAssignments, day), register.Add, ct);
        await EachAsync(NotOver(db.StudyGroupNames, day).OrderBy(x => x.ValidFrom), n => register.AddGroup(n.StudyGroupId, n.Name), ct);
        await EachAsync(db.Programs, register.Add, ct);
        await EachAsync(db.Orders, register.Add, ct);
        return register;
    }

    private static IQueryable<T> NotOver<T>(IQueryable<T> rows, DateOnly day)
        where T : DatedFact => rows.Where(x => x.ValidTo == null || x.ValidTo > day);

    private static async Task EachAsync<T>(IQueryable<T> rows, Action<T> add, CancellationToken ct)
        where T : class
    {
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            add(row);
        }
    }
}
