using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.People;

/// <summary>Link marks, chats and history of one person, as far as the reader may know them.</summary>
internal sealed class PersonMarksReading(AppDbContext db, SchoolClock clock, AccessScope scope, HistoryReader reader)
{
    /// <summary>Entries shown of a history: more than anybody reads at once.</summary>
    private const int MaxEntries = 100;

    public async Task<IReadOnlyList<PersonLinkMark>> LinkMarksAsync(Guid id, CancellationToken ct)
    {
        var facts = await db.LinkFacts.AsNoTracking().Where(row => row.PersonId == id).OrderByDescending(row => row.At).ThenBy(row => row.Id)
            .Select(row => new { Fact = row, TakenAt = db.Readings.Where(reading => reading.Id == row.ReadingId).Select(reading => (DateTime?)reading.TakenAt).FirstOrDefault() })
            .ToListAsync(ct);
        var retracted = facts.Select(row => row.Fact.RetractsId).OfType<Guid>().ToHashSet();
        var users = await UsersAsync(facts.Select(row => row.Fact.ByUserId), ct);
        return [.. facts
            .Where(row => row.Fact.Kind != LinkFactKind.Retracted && (reader.Refusals || row.Fact.Kind != LinkFactKind.NotApplicable))
            .Select(row => new PersonLinkMark(
                HistoryText.Of(row.Fact.Kind), row.Fact.At, row.TakenAt, Name(users, row.Fact.ByUserId), row.Fact.Reason, retracted.Contains(row.Fact.Id)))];
    }

    /// <summary>By what the link's state was decided; nothing of a refusal or «не применимо» for those from whom they are hidden.</summary>
    /// <param name="chats">The chats of the card.</param>
    public async Task<LinkGround?> GroundAsync(Guid id, LinkStatusAnswer link, IReadOnlyList<PersonChat> chats, CancellationToken ct)
    {
        if (link.State is LinkState.Refused or LinkState.NotApplicable && !reader.Refusals)
        {
            return null;
        }

        var messenger = await db.CurrentMessenger(clock.Today).Select(platform => (Guid?)platform.Id).FirstOrDefaultAsync(ct);
        var facts = await LinkGrounds.FactsAsync(db, messenger, [id], ct);
        var users = await UsersAsync(facts[id].Select(fact => fact.ByUserId), ct);
        return LinkGrounds.Of(link.State, link.Since, facts[id], chats.Where(chat => chat.State == VisibilityState.Visible).Select(chat => chat.From!), users);
    }

    /// <summary>
    /// Chats in the reader's scope. Somebody who administers every chat by the rules is shown «Преподаватели», the chats with
    /// another ground and those that were looked at.
    /// </summary>
    public async Task<IReadOnlyList<PersonChat>> ChatsAsync(Guid id, CancellationToken ct)
    {
        var register = await RegisterReader.LoadAsync(db, clock.Today, RegisterScope.OfPersons([id]), ct);
        var rules = (await SchoolSettings.LoadAsync(db, ct)).ChatRules;
        var memberships = MandatoryChatRules.Of(register, id, rules).ToDictionary(row => row.Chat);
        var looks = await db.ChatVisibilities.AsNoTracking().Where(row => row.PersonId == id).ToDictionaryAsync(row => row.ChatId, ct);
        var chats = (await MarkScope.AllChatsAsync(db, clock.Today, ct))
            .Where(chat => chat.Key.StudyGroupId is { } group ? scope.Includes(group) : scope.All)
            .Where(chat => looks.ContainsKey(chat.Id) || (memberships.TryGetValue(chat.Key, out var row) && (row.Reason.Rule != ChatRule.PlatformAdministrator || chat.Key.StudyGroupId is null)))
            .ToList();
        var users = await UsersAsync(looks.Values.Select(row => row.ByUserId), ct);
        var takenAt = await Provenance.TakenAtAsync(db, looks.Values, ct);
        List<Guid> orderIds = [.. memberships.Values.Select(row => row.Reason.OrderId).OfType<Guid>().Distinct()];
        var orders = await db.Orders.Where(row => EF.Parameter(orderIds).Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Number, ct);
        return [.. chats.OrderBy(chat => chat.Key.Kind).ThenBy(chat => chat.Title, StringComparer.Ordinal).Select(chat =>
        {
            var row = memberships.GetValueOrDefault(chat.Key) ?? MandatoryChatRules.DemandOf(register, id, chat.Key, rules);
            var look = looks.GetValueOrDefault(chat.Id);
            var why = ReasonText.Of(row.Reason, row.Reason.OrderId is { } order ? orders.GetValueOrDefault(order) : null, reader.Restrictions);
            return new PersonChat(chat.Id, chat.Title, row.Demand, row.OptedOut && reader.Refusals, why, look?.State ?? VisibilityState.NotChecked, look is null ? null : Provenance.Of(look, takenAt, users));
        })];
    }

    /// <summary>What was changed by hand and by imports and what ЭПОС showed, the latest first.</summary>
    /// <param name="facts">Ids of the person's rows.</param>
    public async Task<IReadOnlyList<HistoryRow>> HistoryAsync(Guid id, IReadOnlyList<Guid> facts, CancellationToken ct)
    {
        var marks = await db.LinkFacts.Where(row => row.PersonId == id).Select(row => row.Id)
            .Concat(db.OptOuts.Where(row => row.PersonId == id).Select(row => row.Id))
            .Concat(db.ChatAdministrators.Where(row => row.PersonId == id).Select(row => row.Id))
            .ToListAsync(ct);
        List<string> keys = [.. facts.Concat(marks).Append(id).Select(key => key.ToString())];
        var known = HistoryText.Known.ToList();
        var entries = await (
            from entry in db.AuditEntries
            where known.Contains(entry.Entity) && EF.Parameter(keys).Contains(entry.EntityId)
            orderby entry.Sequence descending
            join detail in db.AuditDetails on entry.Id equals detail.EntryId into details
            from detail in details.DefaultIfEmpty()
            select new { entry.At, entry.ActorKind, entry.UserId, entry.Entity, Before = detail == null ? null : detail.Before, After = detail == null ? null : detail.After })
            .Take(MaxEntries).ToListAsync(ct);
        var imports = await (
            from change in db.ImportChanges
            where change.PersonId == id && known.Contains(change.Entity)
            join import in db.RosterImports on change.ImportId equals import.Id
            where import.AppliedAt != null
            orderby import.AppliedAt descending, change.Ordinal
            select new { At = import.AppliedAt!.Value, import.AppliedByUserId, import.Number, change.Entity, change.Before, change.After })
            .Take(MaxEntries).ToListAsync(ct);
        var users = await UsersAsync(entries.Select(row => row.UserId).Concat(imports.Select(row => row.AppliedByUserId)), ct);
        return [.. (await SeenAsync(id, ct)).Concat(entries
            .Select(row => Row(row.At, row.ActorKind == ActorKind.User ? Name(users, row.UserId) ?? "пользователь" : "портал", null, row.Entity, row.Before, row.After))
            .Concat(imports.Select(row => Row(row.At, Name(users, row.AppliedByUserId) ?? "портал", $"загрузка {RussianText.NumberSign(row.Number.ToString(CultureInfo.InvariantCulture))}", row.Entity, row.Before, row.After))))
            .OrderByDescending(row => row.At)
            .Take(MaxEntries)];
    }

    /// <summary>Looks and readings of the chats in the reader's scope, run-length: what stayed the same is one entry.</summary>
    private async Task<IEnumerable<HistoryRow>> SeenAsync(Guid id, CancellationToken ct)
    {
        var (all, groups) = (scope.All, scope.StudyGroupIds.ToList());
        var rows = await (
            from row in db.ChatObservations
            where row.PersonId == id && row.RetractsId == null
            join chat in db.Chats on row.ChatId equals chat.Id
            where all || (chat.StudyGroupId != null && groups.Contains(chat.StudyGroupId.Value))
            orderby row.LastAsOf descending
            select new
            {
                chat.Title,
                row.State,
                row.Method,
                row.FirstAsOf,
                row.LastAsOf,
                row.ByUserId,
                IsRetracted = db.ChatObservations.Any(other => other.RetractsId == row.Id),
                Source = db.Platforms.Where(platform => platform.Id == row.SourceId).Select(platform => platform.Name).FirstOrDefault(),
            }).Take(MaxEntries).ToListAsync(ct);
        var users = await UsersAsync(rows.Select(row => row.ByUserId), ct);
        return rows.Select(row => new HistoryRow(
            row.LastAsOf,
            row.Method == ObservationMethod.Reading ? row.Source ?? "портал" : Name(users, row.ByUserId) ?? "портал",
            HistoryText.Seen(row.Title, row.State, clock.DayOf(row.FirstAsOf), clock.DayOf(row.LastAsOf), row.IsRetracted),
            HistoryText.Of(row.Method),
            []));
    }

    private static string? Name(Dictionary<Guid, string> users, Guid? id) => id is { } user ? users.GetValueOrDefault(user) : null;

    private HistoryRow Row(DateTime at, string who, string? source, string entity, string? before, string? after)
    {
        var (what, changes) = HistoryText.Describe(entity, before, after, reader);
        return new HistoryRow(at, who, what, source, changes);
    }

    private async Task<Dictionary<Guid, string>> UsersAsync(IEnumerable<Guid?> ids, CancellationToken ct)
    {
        var users = ids.OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(row => EF.Parameter(users).Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, ct);
    }
}
