using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>Reads the rows of the list of groups: the same number of queries for one group and for all.</summary>
internal sealed class GroupReading(AppDbContext db, SchoolClock clock)
{
    public async Task<IReadOnlyList<GroupRow>> RowsAsync(AccessScope scope, CancellationToken ct)
    {
        var today = clock.Today;
        var board = scope.All
            ? await MarkBoard.ReadAllAsync(db, today, ct)
            : await MarkBoard.ReadGroupsAsync(db, [.. scope.StudyGroupIds], today, ct);
        var groups = board.Register.GroupsInForce;
        var names = await db.GroupNamesOn(today).Where(name => EF.Parameter(groups).Contains(name.StudyGroupId)).ToDictionaryAsync(name => name.StudyGroupId, ct);
        var curators = await CuratorsAsync(ct);
        var confirmed = await ConfirmationsAsync(ct);
        var leaders = await ChatLeaders.ReadAsync(db, board, ct);
        var mandatory = MandatoryChatRules.MandatoryChats(board.Register).ToHashSet();
        var memberships = board.Memberships.Where(row => row.StudyGroupId is not null).ToLookup(row => row.StudyGroupId!.Value);
        // Who studies and who represents does not hang on whether the chat register has the chat yet.
        var students = board.Register.Persons
            .SelectMany(person => board.Register.StudiesOf(person).Select(study => (study.Membership.StudyGroupId, PersonId: person)))
            .ToLookup(row => row.StudyGroupId, row => row.PersonId);
        var representatives = MandatoryChatRules.All(board.Register, board.Rules)
            .Where(row => row is { Reason.Rule: ChatRule.RepresentativeOfMinor, IsMustBeforeRefusal: true })
            .ToLookup(row => row.StudyGroupId!.Value, row => row.PersonId);
        var places = Places(board).ToLookup(row => row.StudyGroupId!.Value);
        var completeness = IndicatorRules.Find(IndicatorRules.CompletenessCode)!;
        var before = await WeekBeforeAsync(ct);
        var programs = await ProgramsAsync(groups, ct);
        var states = await StatesAsync([.. students.Concat(representatives).SelectMany(rows => rows).Concat(places.SelectMany(rows => rows.Select(row => row.PersonId))).Distinct()], ct);
        var chats = board.Chats.Where(chat => chat.Key.StudyGroupId is not null).ToLookup(chat => chat.Key.StudyGroupId!.Value);
        var groupOf = board.Chats.ToDictionary(chat => chat.Id, chat => chat.Key.StudyGroupId);
        var looks = board.Looks.ToLookup(look => groupOf[look.ChatId] ?? Guid.Empty);
        var incomplete = (await SectionReadings.LoadAsync(db, groups, today, null, ct)).Incomplete;
        var extras = board.Extras().ToLookup(extra => groupOf[extra.Look.ChatId] ?? Guid.Empty);

        return [.. groups.Select(id =>
        {
            var last = Provenance.Newest(looks[id]);
            var seats = MarkCounts.Of(places[id], board.StateOf);
            var waiting = places[id].Where(row => row.Demand == Demand.Must && states[row.PersonId] == LinkState.SelfReported && board.StateOf(row) != VisibilityState.Visible).ToList();
            return new GroupRow(
                id,
                names.GetValueOrDefault(id)?.Name ?? "Без названия",
                names.GetValueOrDefault(id)?.SearchKey ?? "",
                [.. curators[id]],
                students[id].Distinct().Count(),
                LinkTally.Of(students[id].Distinct().Select(person => states[person])),
                LinkTally.Of(representatives[id].Distinct().Select(person => states[person])),
                MarkCounts.Of(memberships[id], board.StateOf),
                confirmed.TryGetValue(id, out var moment) ? moment : null,
                last,
                last is null || today.DayNumber - clock.DayOf(last.AsOf).DayNumber > board.Settings.LookDays,
                SectionReadings.ScopesOf(id).Any(incomplete.Contains),
                extras[id].Select(extra => extra.Look.PersonId).Distinct().Count(),
                chats[id].Count(chat => mandatory.Contains(chat.Key) && leaders[chat.Id].Count() < ChatLeaders.Fewest),
                Course.Of(programs.GetValueOrDefault(id).IntakeYear, today),
                programs.GetValueOrDefault(id).Program,
                waiting.Count,
                waiting.Count(row => board.StateOf(row) == VisibilityState.Missing),
                seats,
                before.TryGetValue(id, out var week) ? FigureChange.Of(completeness, new FigureCount(seats.Visible, seats.Must), week) : null);
        })];
    }

    private async Task<ILookup<Guid, GroupCurator>> CuratorsAsync(CancellationToken ct)
    {
        var today = clock.Today;
        var rows = await (
            from curator in db.CuratorsOn(today)
            join person in db.People on curator.PersonId equals person.Id
            orderby curator.Kind, person.SearchKey
            select new
            {
                curator.StudyGroupId,
                curator.PersonId,
                curator.Kind,
                person.LastName,
                person.FirstName,
                person.Patronymic,
                OnLeave = db.Absences.InForce(today).Any(absence => db.Employments.Any(post => post.Id == absence.EmploymentId && post.PersonId == curator.PersonId)),
            }).ToListAsync(ct);
        return rows.ToLookup(
            row => row.StudyGroupId,
            row => new GroupCurator(row.PersonId, RussianText.ShortName(row.LastName, row.FirstName, row.Patronymic), row.Kind, row.OnLeave));
    }

    /// <summary>Places of students and representatives in the chats of groups, each once: what the indicator K5 counts.</summary>
    private static IEnumerable<DesiredMembership> Places(MarkBoard board) => board.Register.Persons.SelectMany(person =>
    {
        var optedOut = board.Register.HasOptedOut(person);
        return MandatoryChatRules.Grounds(board.Register, person, board.Rules)
            .Where(ground => ground is { Demand: Demand.Must, Reason.Rule: ChatRule.Student or ChatRule.RepresentativeOfMinor })
            .DistinctBy(ground => ground.Chat)
            .Select(ground => optedOut ? ground with { Demand = Demand.May, OptedOut = true } : ground);
    });

    /// <summary>Completeness of each group as the week before was frozen; empty when it was not.</summary>
    private async Task<Dictionary<Guid, FigureCount>> WeekBeforeAsync(CancellationToken ct)
    {
        var monday = IsoWeek.Of(clock.Today).Monday.AddDays(-7);
        return await db.MetricSnapshots
            .Where(row => row.Week == monday && row.Indicator == IndicatorRules.CompletenessCode && row.StudyGroupId != Guid.Empty && row.Numerator != null)
            .ToDictionaryAsync(row => row.StudyGroupId, row => new FigureCount(row.Numerator!.Value, row.Denominator, row.IsAtLeast), ct);
    }

    private async Task<Dictionary<Guid, (int? IntakeYear, GroupProgram? Program)>> ProgramsAsync(IReadOnlyList<Guid> groups, CancellationToken ct)
    {
        var rows = await (
            from study in db.StudyGroups
            where EF.Parameter(groups).Contains(study.Id)
            join program in db.Programs on study.ProgramId equals program.Id into programs
            from program in programs.DefaultIfEmpty()
            select new { study.Id, study.IntakeYear, ProgramId = (Guid?)program.Id, program.Code, program.Title }).ToListAsync(ct);
        return rows.ToDictionary(row => row.Id, row => (row.IntakeYear, row.ProgramId is { } id ? new GroupProgram(id, row.Code ?? row.Title, row.Title) : null));
    }

    private async Task<Dictionary<Guid, DateTime>> ConfirmationsAsync(CancellationToken ct)
    {
        var week = IsoWeek.Of(clock.Today).ToString();
        return await db.WeeklyConfirmations
            .Where(row => row.Week == week && row.StudyGroupId != null && row.RetractsId == null && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id))
            .GroupBy(row => row.StudyGroupId!.Value)
            .Select(rows => new { rows.Key, At = rows.Max(row => row.At) })
            .ToDictionaryAsync(row => row.Key, row => row.At, ct);
    }

    private async Task<IReadOnlyDictionary<Guid, LinkState>> StatesAsync(IReadOnlyList<Guid> people, CancellationToken ct)
    {
        var links = await CurrentLinks.LoadAsync(db, clock, ct);
        return (await links.OfAsync(people, ct)).ToDictionary(row => row.Key, row => row.Value.State);
    }
}
