using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Today;

/// <summary>Reads what <see cref="TodayRules"/> need beside a board of marks.</summary>
internal sealed class TodayReading(AppDbContext db, MarkBoard board, SchoolClock clock)
{
    private const string StaffName = "Преподаватели";

    private Dictionary<Guid, string> _groupNames = [];

    /// <param name="withStaff">Whether «Преподаватели» is within the reader's scope.</param>
    /// <param name="journal">What the journal showed.</param>
    public async Task<TodayFacts> FactsAsync(bool withStaff, TodayJournal journal, CancellationToken ct)
    {
        _groupNames = await db.GroupNamesOn(clock.Today).ToDictionaryAsync(row => row.StudyGroupId, row => row.Name, ct);
        return new TodayFacts(
            clock.Today,
            clock.Now,
            board.Settings.LookDays,
            await PlacesAsync(withStaff, ct),
            await ChatsAsync(ct),
            await ExtrasAsync(ct),
            await ClaimsAsync(journal.Rechecks, ct),
            journal);
    }

    private async Task<IReadOnlyList<TodayPlace>> PlacesAsync(bool withStaff, CancellationToken ct)
    {
        var today = clock.Today;
        var week = IsoWeek.Of(today).ToString();
        var curators = await CuratorsAsync(ct);
        var reminders = await RemindersAsync(ct);
        var confirmed = (await db.WeeklyConfirmations
            .Where(row => row.RetractsId == null && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id))
            .GroupBy(row => row.StudyGroupId)
            .Select(rows => new { StudyGroupId = rows.Key, Week = rows.Max(row => row.Week) })
            .ToListAsync(ct)).ToDictionary(row => row.StudyGroupId ?? Guid.Empty, row => row.Week);
        var memberships = board.Memberships.ToLookup(row => row.StudyGroupId);
        var placeOf = board.Chats.ToDictionary(chat => chat.Id, chat => chat.Key.StudyGroupId ?? Guid.Empty);
        var looks = board.Looks.GroupBy(look => placeOf[look.ChatId]).ToDictionary(rows => rows.Key, rows => clock.DayOf(rows.Max(look => look.AsOf)));
        return [.. board.Register.GroupsInForce.Select(group => (Guid?)group).Append(null)
            .Where(place => place is not null || withStaff)
            .Select(place =>
            {
                var counts = MarkCounts.Of(memberships[place], board.StateOf);
                var last = confirmed.GetValueOrDefault(place ?? Guid.Empty);
                return new TodayPlace(
                    place,
                    PlaceName(place),
                    place is { } group && curators.Contains(group),
                    counts.Must,
                    last == week,
                    last,
                    looks.TryGetValue(place ?? Guid.Empty, out var day) ? day : null,
                    counts.NotChecked,
                    [.. curators[place ?? Guid.Empty]],
                    reminders.GetValueOrDefault(place ?? Guid.Empty));
            })];
    }

    private async Task<ILookup<Guid, TodayCurator>> CuratorsAsync(CancellationToken ct) => (await (
            from curator in db.CuratorsOn(clock.Today)
            join person in db.People on curator.PersonId equals person.Id
            orderby curator.Kind, person.SearchKey
            select new { curator.StudyGroupId, curator.PersonId, person.LastName, person.FirstName, person.Patronymic })
        .ToListAsync(ct))
        .ToLookup(row => row.StudyGroupId, row => new TodayCurator(row.PersonId, RussianText.ShortName(row.LastName, row.FirstName, row.Patronymic)));

    private async Task<Dictionary<Guid, TodayReminder>> RemindersAsync(CancellationToken ct)
    {
        var monday = IsoWeek.Of(clock.Today).Monday;
        var rows = await (
            from reminder in db.CuratorReminders
            where reminder.Week == monday
            join user in db.Users on reminder.SentBy equals user.Id
            select new { reminder.StudyGroupId, reminder.SentAt, user.DisplayName }).ToListAsync(ct);
        return rows.GroupBy(row => row.StudyGroupId).ToDictionary(group => group.Key, group =>
        {
            var newest = group.MaxBy(row => row.SentAt)!;
            return new TodayReminder(newest.SentAt, EposMoment.At(clock, newest.SentAt), ShortName(newest.DisplayName));
        });
    }

    private static string ShortName(string fullName) => fullName.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var last, .. var rest]
        ? RussianText.ShortName(last, rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1))
        : fullName;

    private async Task<IReadOnlyList<TodayChat>> ChatsAsync(CancellationToken ct)
    {
        var mandatory = MandatoryChatRules.MandatoryChats(board.Register).ToHashSet();
        var chats = board.Chats.Where(chat => mandatory.Contains(chat.Key)).ToList();
        var ruled = board.Memberships.Where(row => row.Role == MembershipRole.Admin).ToLookup(row => row.Chat, row => row.PersonId);
        var leaders = chats.ConvertAll(chat => (Chat: chat, People: ruled[chat.Key].Union(board.AppointedTo(chat.Id)).ToList()));
        var names = await NamesAsync(leaders.SelectMany(row => row.People), ct);
        return [.. leaders.Select(row => new TodayChat(
            row.Chat.Id, row.Chat.Key.Kind, row.Chat.Key.StudyGroupId, PlaceName(row.Chat.Key.StudyGroupId), row.People.ConvertAll(person => names[person])))];
    }

    private async Task<IReadOnlyList<TodayExtra>> ExtrasAsync(CancellationToken ct)
    {
        var extras = board.Extras();
        var people = extras.Select(extra => extra.Look.PersonId).ToList();
        var names = await NamesAsync(people, ct);
        var reasons = await ExtraReasons.ReadAsync(db, people, clock.Today, ct);
        return [.. extras.Select(extra => new TodayExtra(
            new TodayCell(extra.Demand.StudyGroupId, extra.Look.ChatId, extra.Look.PersonId, extra.Look.ObservationId),
            extra.Demand.Kind,
            names[extra.Look.PersonId],
            PlaceName(extra.Demand.StudyGroupId),
            extra.Demand.Reason.Rule == ChatRule.RestrictedGuardianship,
            reasons.Of(extra.Demand, mayKnowRestrictions: true),
            clock.DayOf(extra.Look.AsOf)))];
    }

    /// <summary>Everybody on the board whose link is «заявил сам», due or not, and whose correction in ЭПОС is due.</summary>
    /// <param name="rechecks">Who is due by a claim or a correction.</param>
    private async Task<IReadOnlyList<TodayClaim>> ClaimsAsync(IReadOnlyList<AttentionRow> rechecks, CancellationToken ct)
    {
        var musts = board.Memberships.Where(row => row.Demand == Demand.Must).ToLookup(row => row.PersonId);
        var links = await CurrentLinks.LoadAsync(db, clock, ct);
        var claimed = (await links.In(db.People, [LinkState.SelfReported]).Select(person => person.Id).ToListAsync(ct)).FindAll(musts.Contains);
        var statuses = await links.OfAsync(claimed, ct);
        var corrected = rechecks.Where(row => row.IsCorrection && musts.Contains(row.PersonId) && !statuses.ContainsKey(row.PersonId)).ToList();
        var now = clock.Now;
        var entered = (await db.JournalCorrections.Where(row => row.ShowsAt > now).Select(row => new { row.PersonId, row.EnteredAt, row.ShowsAt }).ToListAsync(ct))
            .FindAll(row => musts.Contains(row.PersonId) && !statuses.ContainsKey(row.PersonId))
            .GroupBy(row => row.PersonId).Select(rows => rows.MaxBy(row => row.ShowsAt)!).ToList();
        var names = await NamesAsync(claimed.Concat(corrected.Select(row => row.PersonId)).Concat(entered.Select(row => row.PersonId)), ct);
        return [.. statuses
            .Where(status => status.Value.RecheckAt is not null)
            .Select(status => Claim(status.Key, names[status.Key], status.Value.Since, status.Value.RecheckAt!.Value, musts[status.Key]))
            .Concat(corrected.Select(row => Claim(row.PersonId, names[row.PersonId], null, row.At, musts[row.PersonId]) with { IsCorrection = true }))
            .Concat(entered.Select(row => Claim(row.PersonId, names[row.PersonId], row.EnteredAt, row.ShowsAt, musts[row.PersonId]) with { IsCorrection = true }))
            .DistinctBy(claim => (claim.PersonId, claim.RecheckAt > now))];
    }

    private TodayClaim Claim(Guid person, string name, DateTime? since, DateTime recheckAt, IEnumerable<DesiredMembership> musts) => new(
        person,
        name,
        PlaceName(musts.First().StudyGroupId),
        since is { } claimed ? clock.DayOf(claimed) : null,
        recheckAt,
        EposMoment.At(clock, recheckAt),
        musts.Max(must => board.LookOf(must)?.AsOf),
        [.. musts.Select(must => new TodayCell(must.StudyGroupId, board.ChatOf(must.Chat).Id, person, board.LookOf(must)?.ObservationId))]);

    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid> personIds, CancellationToken ct)
    {
        var ids = personIds.Distinct().ToList();
        var rows = await db.People.Where(person => EF.Parameter(ids).Contains(person.Id))
            .Select(person => new { person.Id, person.LastName, person.FirstName, person.Patronymic })
            .ToListAsync(ct);
        return rows.ToDictionary(row => row.Id, row => row.Patronymic is null ? $"{row.LastName} {row.FirstName}" : $"{row.LastName} {row.FirstName} {row.Patronymic}");
    }

    private string PlaceName(Guid? studyGroupId) => studyGroupId is { } group ? _groupNames.GetValueOrDefault(group, "Группа") : StaffName;
}
