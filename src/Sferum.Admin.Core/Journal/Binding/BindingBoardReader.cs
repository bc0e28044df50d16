using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>Everything that the screens and acts of bindings look at: one reading, always the same ten queries.</summary>
/// <param name="System">The journal's code.</param>
/// <param name="Bindings">In force.</param>
internal sealed record BindingBoard(
    string System, BindingMaterial Material, BindingSuggestions Suggestions, IReadOnlyList<ExternalIdentity> Bindings, IReadOnlyList<BindingRejection> Rejections);

internal static class BindingBoardReader
{
    /// <summary>Reads the register of the day, the journal's records and what was decided about them; and matches.</summary>
    /// <returns>Null when no journal with a connector is in force.</returns>
    public static async Task<BindingBoard?> LoadAsync(AppDbContext db, DateOnly today, CancellationToken ct)
    {
        if (await db.CurrentJournalCode(today).FirstOrDefaultAsync(ct) is not { } system)
        {
            return null;
        }

        var bindings = await BindingsOf(db, system).AsNoTracking().ToListAsync(ct);
        var rejections = await db.BindingRejections.AsNoTracking().Where(r => r.System == system).ToListAsync(ct);
        var material = new BindingMaterial(
            await db.JournalRecords.AsNoTracking().Where(r => r.System == system).ToListAsync(ct),
            await RegisterAsync(db, system, today, ct),
            [.. bindings.Select(b => new BoundId(b.IdKind, b.Value, b.SubjectId))],
            rejections.Select(r => new BoundId(r.IdKind, r.Value, r.SubjectId)).ToHashSet());
        return new BindingBoard(system, material, BindingMatcher.Match(material), bindings, rejections);
    }

    /// <summary>Bindings to ids of the journal that are in force.</summary>
    public static IQueryable<ExternalIdentity> BindingsOf(AppDbContext db, string system) =>
        db.ExternalIdentities.Where(i => i.System == system && i.ValidTo == null && (i.IdKind == IdKinds.Person || i.IdKind == IdKinds.Group || i.IdKind == IdKinds.Chat));

    private static async Task<BindingRegister> RegisterAsync(AppDbContext db, string system, DateOnly today, CancellationToken ct)
    {
        var groups = db.StudyGroups.InForce(today).Select(g => g.Id);
        var enrollments = db.Enrollments.InForce(today);
        var memberships = db.GroupMemberships.Where(m => groups.Contains(m.StudyGroupId));
        var guardians = db.Guardianships.InForce(today).Where(g => g.RepresentativeId != null);
        var employments = db.Employments.InForce(today);
        var bound = BindingsOf(db, system);
        return new BindingRegister(
            await db.People
                .Where(p => memberships.Any(m => m.PersonId == p.Id) || guardians.Any(g => g.RepresentativeId == p.Id)
                    || employments.Any(e => e.PersonId == p.Id) || bound.Any(b => b.SubjectId == p.Id))
                .Select(p => new RegisterPerson(p.Id, p.LastName, p.FirstName, p.Patronymic, p.BirthDate)).ToListAsync(ct),
            await db.GroupNamesOn(today).Where(n => groups.Contains(n.StudyGroupId)).Select(n => new RegisterGroup(n.StudyGroupId, n.Name)).ToListAsync(ct),
            await memberships
                .Select(m => new RegisterStudy(
                    m.PersonId,
                    m.StudyGroupId,
                    m.ValidFrom <= today && (m.ValidTo == null || today < m.ValidTo) && enrollments.Any(e => e.Id == m.EnrollmentId)))
                .ToListAsync(ct),
            await guardians.Select(g => new RegisterGuardian(g.StudentId, g.RepresentativeId!.Value)).ToListAsync(ct),
            await employments.Select(e => e.PersonId).ToHashSetAsync(ct),
            await ChatsAsync(db, today, ct));
    }

    /// <summary>Mandatory chats of the current messenger and academic year.</summary>
    public static Task<List<RegisterChat>> ChatsAsync(AppDbContext db, DateOnly today, CancellationToken ct)
    {
        var years = db.AcademicYearOf(today);
        return db.Chats
            .Where(c => c.Kind != ChatKind.Custom && db.CurrentMessenger(today).Any(m => m.Id == c.PlatformId))
            .Where(c => c.AcademicYearId == null || years.Any(y => y.Id == c.AcademicYearId))
            .Select(c => new RegisterChat(c.Id, c.Kind, c.StudyGroupId, c.Title))
            .ToListAsync(ct);
    }
}
