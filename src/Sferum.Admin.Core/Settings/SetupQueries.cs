using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Settings;

/// <summary>A step of the first set-up, in order.</summary>
public enum SetupStep
{
    Organization,
    AcademicYear,
    Rosters,
    Journal,
}

/// <summary>Where the first set-up stands: facts of the database, so it can be left and gone on with on any day.</summary>
/// <param name="Organization">Short name; empty until it is given.</param>
/// <param name="TimeZone">IANA id.</param>
/// <param name="Contact">Whom people ask; empty when nobody was named.</param>
/// <param name="Year">The academic year of today; <see langword="null"/> when it has no row.</param>
/// <param name="CalendarDays">Days of this calendar year that depart from the week.</param>
/// <param name="Students">People who study today.</param>
/// <param name="Employees">People employed today.</param>
/// <param name="Groups">Study groups in force today.</param>
/// <param name="OpenImports">Imports that wait for a decision.</param>
/// <param name="Journal">Name of the journal in force.</param>
/// <param name="Messenger">Name of the messenger in force.</param>
/// <param name="JournalMode">How the journal is read.</param>
/// <param name="IsJournalDecided">Somebody has said whether it is read, or has looked already.</param>
/// <param name="LimitBytes">A larger file is refused.</param>
public sealed record SetupView(
    string Organization, string TimeZone, string Contact, AcademicYearDays? Year, int CalendarDays, int Students, int Employees, int Groups, int OpenImports, string? Journal, string? Messenger,
    JournalReaderMode JournalMode, bool IsJournalDecided, long LimitBytes)
{
    /// <summary>The steps that are not done, in order.</summary>
    public IReadOnlyList<SetupStep> Open { get; } =
        [.. Enum.GetValues<SetupStep>().Where(step => !IsDone(step, Organization, Year, CalendarDays, Students, Employees, IsJournalDecided))];

    /// <summary>Nobody is in the register: the portal begins with the steps.</summary>
    public bool IsEmpty => Students + Employees + Groups == 0;

    private static bool IsDone(SetupStep step, string organization, AcademicYearDays? year, int calendarDays, int students, int employees, bool isJournalDecided) => step switch
    {
        SetupStep.Organization => organization.Length > 0,
        SetupStep.AcademicYear => year is not null && calendarDays > 0,
        SetupStep.Rosters => students > 0 && employees > 0,
        SetupStep.Journal => isJournalDecided,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };
}

/// <summary>Reads where the first set-up stands.</summary>
public sealed class SetupQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    public async Task<Result<SetupView>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var today = clock.Today;
        var (first, last) = (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await SchoolSettings.LoadAsync(db, ct);
        var year = await db.AcademicYearOf(today).Select(y => new AcademicYearDays(y.StartsOn, y.EndsOn.AddDays(-1))).FirstOrDefaultAsync(ct);
        return new SetupView(
            settings.OrganizationName,
            settings.TimeZone,
            settings.AdministratorContact,
            year,
            await db.CalendarDays.CountAsync(d => d.Date >= first && d.Date <= last, ct),
            await db.GroupMemberships.InForce(today).Select(m => m.PersonId).Distinct().CountAsync(ct),
            await db.Employments.InForce(today).Select(e => e.PersonId).Distinct().CountAsync(ct),
            await db.StudyGroups.InForce(today).CountAsync(ct),
            await db.RosterImports.CountAsync(i => i.State == RosterImportState.Previewed || i.State == RosterImportState.Blocked, ct),
            await db.CurrentJournal(today).Select(p => p.Name).FirstOrDefaultAsync(ct),
            await db.CurrentMessenger(today).Select(p => p.Name).FirstOrDefaultAsync(ct),
            settings.JournalMode,
            await db.Settings.AnyAsync(s => s.Key == nameof(SchoolSettings.JournalMode), ct) || await db.ChatObservations.AnyAsync(ct),
            settings.UploadLimitMb * 1024L * 1024L);
    }
}
