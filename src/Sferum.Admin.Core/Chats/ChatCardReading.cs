using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Chats;

/// <summary>The lists behind the numbers of one chat.</summary>
internal sealed class ChatCardReading(AppDbContext db, MarkBoard board, SchoolClock clock, Actor actor)
{
    private readonly bool _mayKnowRestrictions = actor.Is(PortalRole.Administrator);
    private Dictionary<Guid, string> _names = [];
    private Dictionary<Guid, string> _users = [];
    private Dictionary<Guid, string> _orders = [];
    private Dictionary<Guid, DateTime> _takenAt = [];
    private Dictionary<Guid, DateTime> _showsAt = [];

    public async Task<ChatCard> ReadAsync(MarkedChat chat, string messengerName, bool mayMark, CancellationToken ct)
    {
        var leaders = await ChatLeaders.ReadAsync(db, board, ct);
        var readings = await SectionReadings.LoadAsync(db, chat.Key.StudyGroupId is { } group ? [group] : [], clock.Today, null, ct);
        var memberships = board.Memberships.Where(row => row.Chat == chat.Key).ToList();
        var extras = board.Extras().Where(extra => extra.Look.ChatId == chat.Id).ToList();
        await ReadWordsAsync(memberships, extras.ConvertAll(extra => extra.Look.PersonId), [.. leaders[chat.Id]], ct);
        var reasons = await ExtraReasons.ReadAsync(db, extras.ConvertAll(extra => extra.Look.PersonId), clock.Today, ct);
        var versions = await db.ChatAdministrators.Where(row => row.ChatId == chat.Id).Select(row => new { row.Id, row.Version }).ToDictionaryAsync(row => row.Id, row => row.Version, ct);
        var musts = memberships.Where(row => row.Demand == Demand.Must).ToLookup(board.StateOf);
        return new ChatCard(
            ChatRows.Of(board, leaders, readings, clock).First(row => row.Id == chat.Id),
            messengerName,
            readings.SourceName,
            AccessPolicy.HoldsEverywhere(actor, Permission.EditRegister),
            mayMark,
            Sorted(extras.Select(extra => Person(extra.Look.PersonId, reasons.Of(extra.Demand, _mayKnowRestrictions), extra.Look))),
            Sorted(musts[VisibilityState.Missing].Select(Person)),
            Sorted(musts[VisibilityState.NotChecked].Select(Person)),
            Sorted(musts[VisibilityState.Visible].Select(Person)),
            RefusalView.IsOpenTo(actor) ? Sorted(memberships.Where(row => row.OptedOut).Select(Person)) : [],
            [.. leaders[chat.Id].OrderBy(row => _names[row.PersonId], StringComparer.Ordinal).Select(row => new ChatAdministratorRow(
                row.PersonId,
                _names[row.PersonId],
                row.Rule is { } rule ? Why(new DesiredReason(rule, default, null, row.OrderId, row.Since, null)) : Appointment(row),
                row.AppointmentId,
                row.AppointmentId is { } id ? versions[id] : null))]);
    }

    private static List<ChatPerson> Sorted(IEnumerable<ChatPerson> people) => [.. people.OrderBy(row => RussianText.SearchKey(row.Name), StringComparer.Ordinal)];

    private async Task ReadWordsAsync(List<DesiredMembership> memberships, IReadOnlyList<Guid> extras, IReadOnlyList<ChatLeader> leaders, CancellationToken ct)
    {
        List<Guid> people = [.. memberships.Select(row => row.PersonId).Concat(extras).Concat(leaders.Select(row => row.PersonId)).Distinct()];
        List<Guid> orders = [.. memberships.Select(row => row.Reason.OrderId).Concat(leaders.Select(row => row.OrderId)).OfType<Guid>().Distinct()];
        List<Guid> users = [.. board.Looks.Select(look => look.ByUserId).OfType<Guid>().Distinct()];
        _names = (await db.People.Where(person => EF.Parameter(people).Contains(person.Id)).Select(person => new { person.Id, person.LastName, person.FirstName, person.Patronymic }).ToListAsync(ct))
            .ToDictionary(row => row.Id, row => row.Patronymic is null ? $"{row.LastName} {row.FirstName}" : $"{row.LastName} {row.FirstName} {row.Patronymic}");
        _orders = await db.Orders.Where(order => EF.Parameter(orders).Contains(order.Id)).ToDictionaryAsync(order => order.Id, order => order.Number, ct);
        var now = clock.Now;
        _showsAt = await db.JournalCorrections.Where(row => EF.Parameter(people).Contains(row.PersonId) && row.ShowsAt > now)
            .GroupBy(row => row.PersonId).Select(rows => new { rows.Key, At = rows.Max(row => row.ShowsAt) }).ToDictionaryAsync(row => row.Key, row => row.At, ct);
        _takenAt = await Provenance.TakenAtAsync(db, board.Looks, ct);
        _users = await db.Users.Where(user => EF.Parameter(users).Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, ct);
    }

    private ChatPerson Person(DesiredMembership row) => Person(row.PersonId, Why(row.Reason), board.LookOf(row));

    private ChatPerson Person(Guid id, string why, ChatVisibility? look) =>
        new(id, _names[id], why, look is null ? null : Provenance.Of(look, _takenAt, _users), look?.ObservationId, _showsAt.TryGetValue(id, out var shows) ? shows : null);

    private string Why(DesiredReason reason) => ReasonText.Of(reason, reason.OrderId is { } id ? _orders.GetValueOrDefault(id) : null, _mayKnowRestrictions);

    private string Appointment(ChatLeader row) =>
        $"назначен в чат с {RussianText.Date(row.Since!.Value)}{(row.OrderId is { } id && _orders.TryGetValue(id, out var number) ? $", приказ {RussianText.NumberSign(number)}" : "")}";
}
