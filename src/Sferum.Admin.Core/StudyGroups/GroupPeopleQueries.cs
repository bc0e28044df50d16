using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>A group with everybody who is and was in it.</summary>
/// <param name="Name">The name of the day, or the last one.</param>
/// <param name="Program">Code and title; none known.</param>
/// <param name="LastDay">Inclusive; none while the group goes on.</param>
/// <param name="Day">The day asked for; none = all of the group's life.</param>
/// <param name="Total">Students of all time.</param>
public sealed record GroupPeople(
    Guid Id,
    Guid Version,
    string Name,
    string? Program,
    StudyMode? StudyMode,
    AdmissionBase? AdmissionBase,
    int? IntakeYear,
    DateOnly From,
    DateOnly? LastDay,
    DateOnly? Day,
    DateOnly Today,
    bool MayEdit,
    int Total,
    IReadOnlyList<GroupStudent> Students,
    IReadOnlyList<GroupPeriod> Curators,
    IReadOnlyList<GroupPeriod> Names,
    IReadOnlyList<GroupChat> Chats);

/// <summary>A membership of a student.</summary>
/// <param name="Fact">The membership, for an act on it.</param>
/// <param name="Study">The enrolment.</param>
/// <param name="Leave">«академический отпуск с 01.10.2026», of today or of the day asked for.</param>
/// <param name="OnLeave">The leave, for ending it.</param>
/// <param name="InForce">Today, or on the day asked for.</param>
public sealed record GroupStudent(
    FactRef Fact, FactRef Study, Guid PersonId, string FullName, DateOnly From, DateOnly? LastDay, string Why, string? Leave, FactRef? OnLeave, bool InForce);

/// <summary>A curator or a name over time.</summary>
/// <param name="Fact">For an act on it; none of a name.</param>
/// <param name="Href">The person's card.</param>
public sealed record GroupPeriod(FactRef? Fact, string What, string? Note, DateOnly From, DateOnly? LastDay, string Why, bool InForce, string? Href);

/// <param name="Year">Name of the academic year.</param>
public sealed record GroupChat(Guid Id, string Title, string? Year);

/// <summary>«Состав»: who is and was in a group, who led it and what it was called. A fixed number of queries.</summary>
public sealed class GroupPeopleQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    /// <summary>Name under which a file of this list stands in the record of accesses.</summary>
    public const string Subject = "GroupPeople";

    /// <summary>Opens the list; that stands in the record of accesses.</summary>
    /// <param name="day">Only those who were in it on the day; <see langword="null"/> = everybody of all time.</param>
    public async Task<Result<GroupPeople>> ReadAsync(Actor actor, Guid studyGroupId, DateOnly? day, CancellationToken ct)
    {
        var result = await AgainAsync(actor, studyGroupId, day, ct);
        if (result.IsOk)
        {
            await log.RecordAsync(actor, AccessKind.Viewed, nameof(StudyGroup), studyGroupId, ct);
        }

        return result;
    }

    /// <summary>The same for a page that is open already, and for its file, which has a record of its own.</summary>
    public async Task<Result<GroupPeople>> AgainAsync(Actor actor, Guid studyGroupId, DateOnly? day, CancellationToken ct)
    {
        if (await access.DemandGroupAsync(actor, Permission.ReadRegister, studyGroupId, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.StudyGroups.AsNoTracking().FirstOrDefaultAsync(row => row.Id == studyGroupId, ct) is not { } group)
        {
            return Error.NotFound("Группа не найдена.");
        }

        var at = day ?? clock.Today;
        var names = await db.StudyGroupNames.AsNoTracking().Where(row => row.StudyGroupId == studyGroupId).OrderByDescending(row => row.ValidFrom).ToListAsync(ct);
        var memberships = await db.GroupMemberships.AsNoTracking().Where(row => row.StudyGroupId == studyGroupId).ToListAsync(ct);
        var curators = await db.CuratorAssignments.AsNoTracking().Where(row => row.StudyGroupId == studyGroupId).OrderByDescending(row => row.ValidFrom).ThenBy(row => row.Id).ToListAsync(ct);
        var studies = await db.Enrollments.AsNoTracking().Where(row => db.GroupMemberships.Any(membership => membership.EnrollmentId == row.Id && membership.StudyGroupId == studyGroupId)).ToDictionaryAsync(row => row.Id, ct);
        var leaves = (await db.Absences.AsNoTracking().InForce(at).Where(row => db.GroupMemberships.Any(membership => membership.EnrollmentId == row.EnrollmentId && membership.StudyGroupId == studyGroupId)).ToListAsync(ct))
            .ToLookup(row => row.EnrollmentId!.Value);
        var people = await db.People.AsNoTracking()
            .Where(row => db.GroupMemberships.Any(membership => membership.PersonId == row.Id && membership.StudyGroupId == studyGroupId) || db.CuratorAssignments.Any(assignment => assignment.PersonId == row.Id && assignment.StudyGroupId == studyGroupId))
            .ToDictionaryAsync(row => row.Id, ct);
        var program = group.ProgramId is { } id ? await db.Programs.Where(row => row.Id == id).Select(row => row.Code == null ? row.Title : row.Code + " " + row.Title).FirstOrDefaultAsync(ct) : null;
        var chats = await db.Chats.Where(row => row.StudyGroupId == studyGroupId)
            .Select(row => new GroupChat(row.Id, row.Title, db.AcademicYears.Where(year => year.Id == row.AcademicYearId).Select(year => year.Name).FirstOrDefault())).ToListAsync(ct);
        var reasons = await FactReasons.ReadAsync(db, [.. names, .. memberships, .. curators], ct);
        var students = memberships.Select(row => Student(row, studies[row.EnrollmentId], people[row.PersonId], leaves[row.EnrollmentId].FirstOrDefault(), reasons.Of(row), at));
        return new GroupPeople(
            group.Id,
            group.Version,
            (names.FirstOrDefault(row => row.Covers(at)) ?? names.FirstOrDefault())?.Name ?? "без названия",
            program,
            group.StudyMode,
            group.AdmissionBase,
            group.IntakeYear,
            group.ValidFrom,
            group.ValidTo?.AddDays(-1),
            day,
            clock.Today,
            AccessPolicy.HoldsEverywhere(actor, Permission.EditRegister),
            memberships.Select(row => row.PersonId).Distinct().Count(),
            [.. students.Where(row => day is null || row.InForce).OrderByDescending(row => row.InForce).ThenByDescending(row => row.InForce ? null : row.LastDay).ThenBy(row => people[row.PersonId].SearchKey, StringComparer.Ordinal).ThenBy(row => row.From)],
            [.. curators.Where(row => day is null || row.Covers(at)).Select(row => new GroupPeriod(
                new FactRef(FactKind.Curator, row.Id, row.Version), people[row.PersonId].FullName, row.Kind == CuratorKind.Main ? null : "замещает", row.ValidFrom, row.ValidTo?.AddDays(-1), reasons.Of(row), row.Covers(at), $"/people/{row.PersonId}"))],
            [.. names.Select(row => new GroupPeriod(null, row.Name, null, row.ValidFrom, row.ValidTo?.AddDays(-1), reasons.Of(row), row.Covers(at), null))],
            [.. chats.OrderByDescending(chat => chat.Year, StringComparer.Ordinal).ThenBy(chat => chat.Title, StringComparer.Ordinal)]);
    }

    private static GroupStudent Student(Students.GroupMembership row, Students.Enrollment study, Person person, Absence? leave, string why, DateOnly at) => new(
        new FactRef(FactKind.Membership, row.Id, row.Version),
        new FactRef(FactKind.Enrollment, study.Id, study.Version),
        row.PersonId,
        person.FullName,
        row.ValidFrom,
        row.ValidTo?.AddDays(-1),
        why,
        leave is null ? null : $"{Students.LeaveForm.Words(leave.Kind)} с{RussianText.NoBreakSpace}{RussianText.Date(leave.ValidFrom)}{(leave.ValidTo is { } to ? $" по{RussianText.NoBreakSpace}{RussianText.Date(to.AddDays(-1))}" : "")}",
        leave is null ? null : new FactRef(FactKind.Leave, leave.Id, leave.Version),
        row.Covers(at));
}
