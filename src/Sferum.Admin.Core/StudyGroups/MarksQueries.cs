using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>The pages of marks: of a group, and of all staff. A fixed number of queries whatever the number of people.</summary>
public sealed class MarksQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    /// <summary>Weeks of the strip.</summary>
    private const int Weeks = 6;

    /// <summary>A group's page: students, representatives, curators, administrators.</summary>
    public Task<Result<MarksPage>> GroupAsync(Actor actor, Guid studyGroupId, CancellationToken ct) => PageAsync(actor, studyGroupId, isOpened: true, ct);

    /// <summary>The page of «Преподаватели»: every employee and platform administrator.</summary>
    public Task<Result<MarksPage>> StaffAsync(Actor actor, CancellationToken ct) => PageAsync(actor, null, isOpened: true, ct);

    /// <summary>A page that is open, as it is now: after a mark, or a change by others. It was put on record when it was opened.</summary>
    /// <param name="studyGroupId"><see langword="null"/> for «Преподаватели».</param>
    public Task<Result<MarksPage>> AgainAsync(Actor actor, Guid? studyGroupId, CancellationToken ct) => PageAsync(actor, studyGroupId, isOpened: false, ct);

    private async Task<Result<MarksPage>> PageAsync(Actor actor, Guid? studyGroupId, bool isOpened, CancellationToken ct)
    {
        var refused = studyGroupId is { } asked
            ? await access.DemandGroupAsync(actor, Permission.ReadRegister, asked, ct)
            : await access.DemandAsync(actor, Permission.ReadRegister, ct);
        if (refused is not null)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var name = studyGroupId is { } named ? await NameAsync(db, named, ct) : "Преподаватели";
        if (name is null)
        {
            return Error.NotFound("Группа не найдена.");
        }

        if (isOpened)
        {
            await log.RecordAsync(actor, AccessKind.Viewed, studyGroupId is null ? "Staff" : nameof(StudyGroup), studyGroupId, ct);
        }

        var reader = studyGroupId is { } group
            ? new MarksReader(
                await access.AllowsGroupAsync(actor, Permission.Mark, group, ct),
                AccessPolicy.HoldsEverywhere(actor, Permission.Mark),
                await access.AllowsGroupAsync(actor, Permission.ReadSensitive, group, ct),
                actor.PersonId)
            : new MarksReader(
                AccessPolicy.HoldsEverywhere(actor, Permission.MarkStaff),
                AccessPolicy.HoldsEverywhere(actor, Permission.Mark),
                AccessPolicy.HoldsEverywhere(actor, Permission.ReadSensitive),
                actor.PersonId);
        var page = await ReadAsync(db, studyGroupId, name, reader, ct);
        return studyGroupId is { } curated ? page with { Curators = await CuratorsAsync(db, curated, ct) } : page;
    }

    private Task<string?> NameAsync(AppDbContext db, Guid studyGroupId, CancellationToken ct) => db.StudyGroupNames.InForce(clock.Today)
        .Where(row => row.StudyGroupId == studyGroupId)
        .OrderByDescending(row => row.ValidFrom)
        .Select(row => row.Name)
        .FirstOrDefaultAsync(ct);

    private async Task<IReadOnlyList<MarksCurator>> CuratorsAsync(AppDbContext db, Guid studyGroupId, CancellationToken ct)
    {
        var rows = await db.CuratorAssignments.InForce(clock.Today)
            .Where(row => row.StudyGroupId == studyGroupId)
            .Join(db.People, row => row.PersonId, person => person.Id, (row, person) => new
            {
                row.PersonId,
                person.LastName,
                person.FirstName,
                person.Patronymic,
                row.Kind,
                row.ValidFrom,
                row.ValidTo,
                Order = db.Orders.Where(order => order.Id == row.StartOrderId).Select(order => order.Number).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return [.. rows
            .OrderBy(row => row.Kind).ThenBy(row => row.ValidFrom).ThenBy(row => row.PersonId)
            .Select(row => new MarksCurator(
                row.PersonId, RussianText.ShortName(row.LastName, row.FirstName, row.Patronymic), row.Kind == CuratorKind.Substitute, row.ValidFrom, row.ValidTo?.AddDays(-1), row.Order))];
    }

    private async Task<MarksPage> ReadAsync(AppDbContext db, Guid? studyGroupId, string name, MarksReader reader, CancellationToken ct)
    {
        var today = clock.Today;
        var rules = await LinkRulesContext.LoadAsync(db, today, clock, ct);
        var board = await MarkBoard.ReadAsync(db, studyGroupId, today, ct);
        var guardianships = studyGroupId is { } id ? await GuardianshipsAsync(db, id, today, ct) : [];
        var people = board.Memberships.Select(membership => membership.PersonId)
            .Concat(board.Looks.Select(look => look.PersonId))
            .Concat(guardianships.Where(row => row.RepresentativeId is not null).Select(row => row.RepresentativeId!.Value))
            .Distinct().ToList();
        var extras = board.Extras();
        var facts = new MarksFacts
        {
            Board = board,
            People = await db.People.Where(person => EF.Parameter(people).Contains(person.Id))
                .Select(person => new MarksPerson(person.Id, person.LastName, person.FirstName, person.Patronymic, person.SearchKey, person.BirthDate))
                .ToDictionaryAsync(person => person.Id, ct),
            Guardianships = guardianships,
            Links = await (await CurrentLinks.LoadAsync(db, clock, ct)).OfAsync(people, ct),
            NotApplicable = await NotApplicableAsync(db, people, ct),
            Refusals = await db.OptOuts.InForce(today).Where(row => EF.Parameter(people).Contains(row.PersonId))
                .Select(row => new { row.PersonId, Fact = new RefusalFact(row.Id, row.ValidFrom, row.AlternativeChannel) })
                .ToDictionaryAsync(row => row.PersonId, row => row.Fact, ct),
            WithPhone = await db.PersonContacts.InForce(today).Where(row => row.Kind == ContactKind.Phone && EF.Parameter(people).Contains(row.PersonId))
                .Select(row => row.PersonId).Distinct().ToHashSetAsync(ct),
            Corrections = await db.JournalCorrections.Where(row => row.ShowsAt > clock.Now && EF.Parameter(people).Contains(row.PersonId))
                .GroupBy(row => row.PersonId)
                .Select(rows => new { PersonId = rows.Key, ShowsAt = rows.Max(row => row.ShowsAt) })
                .ToDictionaryAsync(row => row.PersonId, row => row.ShowsAt, ct),
            Authors = await db.Users.Select(user => new { user.Id, user.DisplayName }).ToDictionaryAsync(user => user.Id, user => user.DisplayName, ct),
            Extras = extras,
            Reasons = await ExtraReasons.ReadAsync(db, [.. extras.Select(extra => extra.Look.PersonId)], today, ct),
            Confirmations = await ConfirmationsAsync(db, studyGroupId, today, ct),
            LinkFacts = await LinkGrounds.FactsAsync(db, rules.PlatformId, people, ct),
            TakenAt = await Provenance.TakenAtAsync(db, board.Looks, ct),
            Readings = await SectionReadings.LoadAsync(db, studyGroupId is { } group ? [group] : [], today, null, ct),
            Epos = rules.Epos,
            Clock = clock,
            Reader = reader,
        };
        return facts.Compose(studyGroupId, name);
    }

    private static Task<List<MarksGuardianship>> GuardianshipsAsync(AppDbContext db, Guid studyGroupId, DateOnly today, CancellationToken ct) => (
        from study in db.StudentsOn(today)
        where study.StudyGroupId == studyGroupId
        join guardianship in db.Guardianships.InForce(today) on study.PersonId equals guardianship.StudentId
        select new MarksGuardianship(guardianship.StudentId, guardianship.RepresentativeId, guardianship.OrganizationName, guardianship.Kind)).ToListAsync(ct);

    /// <summary>Why «не применимо», of those who are marked so.</summary>
    private static async Task<Dictionary<Guid, string?>> NotApplicableAsync(AppDbContext db, List<Guid> people, CancellationToken ct)
    {
        var rows = await db.LinkStatuses
            .Where(row => row.State == LinkState.NotApplicable && EF.Parameter(people).Contains(row.PersonId))
            .Select(row => new { row.PersonId, row.Reason })
            .ToListAsync(ct);
        return rows.DistinctBy(row => row.PersonId).ToDictionary(row => row.PersonId, row => row.Reason);
    }

    /// <summary>The latest confirmation of each of the last weeks that was not taken back.</summary>
    private static async Task<Dictionary<string, WeeklyConfirmation>> ConfirmationsAsync(AppDbContext db, Guid? studyGroupId, DateOnly today, CancellationToken ct)
    {
        var weeks = LastWeeks(today).Select(week => week.ToString()).ToList();
        var rows = await db.WeeklyConfirmations.AsNoTracking()
            .Where(row => row.StudyGroupId == studyGroupId && weeks.Contains(row.Week) && row.RetractsId == null
                && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id))
            .ToListAsync(ct);
        return rows.GroupBy(row => row.Week).ToDictionary(week => week.Key, week => week.MaxBy(row => row.At)!);
    }

    /// <summary>The weeks of the strip, the current one last.</summary>
    internal static IReadOnlyList<IsoWeek> LastWeeks(DateOnly today) =>
        [.. Enumerable.Range(0, Weeks).Select(back => IsoWeek.Of(today.AddDays(-7 * (Weeks - 1 - back))))];
}
