using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Core.Chats;

/// <summary>The register of mandatory chats and the card of one.</summary>
public sealed class ChatQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, KeptRows<ChatRow> kept)
{
    private static readonly Error NotFound = Error.NotFound("Чат не найден.");

    /// <summary>Chats of the current year: all for administrator and director, those of own groups for a curator.</summary>
    public async Task<Result<ChatListing>> ListAsync(Actor actor, ChatsRequest request, CancellationToken ct)
    {
        var read = await RowsAsync(actor, ct);
        if (!read.IsOk)
        {
            return read.Error!;
        }

        var kinds = read.Value.CountBy(row => row.Kind).ToDictionary();
        var all = read.Value.Where(row => request.Kind is null || row.Kind == request.Kind).ToList();
        var rows = all.Where(row => ChatRows.Matches(row, request.Filter)).ToList();
        var pages = Math.Max(1, (rows.Count + ChatsRequest.Size - 1) / ChatsRequest.Size);
        var page = Math.Clamp(request.Page, 1, pages);
        return new ChatListing(
            [.. ChatRows.Order(rows, request.Sort, request.Descending).Skip((page - 1) * ChatsRequest.Size).Take(ChatsRequest.Size)],
            rows.Count,
            Enum.GetValues<ChatFilter>().ToDictionary(filter => filter, filter => all.Count(row => ChatRows.Matches(row, filter))),
            kinds,
            ChatRows.TotalsOf(rows),
            page,
            pages);
    }

    /// <summary>The whole list without pages, for a file.</summary>
    public async Task<Result<IReadOnlyList<ChatRow>>> AllAsync(Actor actor, ChatsRequest request, CancellationToken ct)
    {
        var read = await RowsAsync(actor, ct);
        return !read.IsOk
            ? read.Error!
            : ChatRows.Order(read.Value.Where(row => (request.Kind is null || row.Kind == request.Kind) && ChatRows.Matches(row, request.Filter)), request.Sort, request.Descending).ToList();
    }

    /// <summary>A chat of the current year with the people behind each number. Out of scope reads as «не найдено».</summary>
    public async Task<Result<ChatCard>> CardAsync(Actor actor, Guid chatId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var chat = await db.Chats.AsNoTracking().FirstOrDefaultAsync(row => row.Id == chatId, ct);
        if (await DemandAsync(actor, chat, ct) is { } refused)
        {
            return refused;
        }

        var board = chat is null ? null : await MarkBoard.ReadAsync(db, chat.StudyGroupId, clock.Today, ct);
        if (board?.Chats.FirstOrDefault(row => row.Id == chatId) is not { } marked)
        {
            return NotFound;
        }

        var messenger = await db.Platforms.Where(platform => platform.Id == chat!.PlatformId).Select(platform => platform.Name).FirstAsync(ct);
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        var mayMark = chat!.StudyGroupId is { } group
            ? AccessPolicy.Holds(actor, Permission.Mark) && scope.IsOk && scope.Value.Includes(group)
            : AccessPolicy.Holds(actor, Permission.MarkStaff);
        return await new ChatCardReading(db, board, clock, actor).ReadAsync(marked, messenger, mayMark, ct);
    }

    /// <summary>Readings of the chat's section and what happened to the chat. Out of scope reads as «не найдено».</summary>
    public async Task<Result<ChatPast>> PastAsync(Actor actor, Guid chatId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var chat = await db.Chats.AsNoTracking().FirstOrDefaultAsync(row => row.Id == chatId, ct);
        if (await DemandAsync(actor, chat, ct) is { } refused)
        {
            return refused;
        }

        return chat is null ? NotFound : await ChatHistory.ReadAsync(db, new MarkedChat(chat.Id, new ChatKey(chat.Kind, chat.StudyGroupId), chat.Title), clock, ct);
    }

    private Task<Error?> DemandAsync(Actor actor, Chat? chat, CancellationToken ct) => chat?.StudyGroupId is { } group
        ? access.DemandGroupAsync(actor, Permission.ReadRegister, group, ct)
        : access.DemandAsync(actor, Permission.ReadRegister, ct);

    private async Task<Result<IReadOnlyList<ChatRow>>> RowsAsync(Actor actor, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        return scope.IsOk ? Result.Of(await kept.GetAsync(actor, reading => ReadAsync(scope.Value, reading), ct)) : scope.Error!;
    }

    private async Task<IReadOnlyList<ChatRow>> ReadAsync(AccessScope scope, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var board = scope.All
            ? await MarkBoard.ReadAllAsync(db, clock.Today, ct)
            : await MarkBoard.ReadGroupsAsync(db, [.. scope.StudyGroupIds], clock.Today, ct);
        var readings = await SectionReadings.LoadAsync(db, board.Register.GroupsInForce, clock.Today, null, ct);
        return ChatRows.Of(board, await ChatLeaders.ReadAsync(db, board, ct), readings, clock);
    }
}

/// <summary>Rows, filters and orders of the list of chats. Pure.</summary>
public static class ChatRows
{
    public static IReadOnlyList<ChatRow> Of(MarkBoard board, ILookup<Guid, ChatLeader> leaders, SectionReadings readings, SchoolClock clock)
    {
        var mandatory = MandatoryChatRules.MandatoryChats(board.Register).ToHashSet();
        var memberships = board.Memberships.ToLookup(row => row.Chat);
        var looks = board.Looks.ToLookup(look => look.ChatId);
        var extras = board.Extras().ToLookup(extra => extra.Look.ChatId);
        return [.. board.Chats.Select(chat =>
        {
            var last = Provenance.Newest(looks[chat.Id]);
            return new ChatRow(
                chat.Id,
                chat.Key.Kind,
                chat.Key.StudyGroupId,
                chat.Title,
                mandatory.Contains(chat.Key),
                MarkCounts.Of(memberships[chat.Key], board.StateOf),
                extras[chat.Id].Count(),
                leaders[chat.Id].Count(),
                last,
                last is null || clock.Today.DayNumber - clock.DayOf(last.AsOf).DayNumber > board.Settings.LookDays,
                readings.IsIncomplete(chat.Key));
        })];
    }

    public static bool Matches(ChatRow row, ChatFilter filter) => filter switch
    {
        ChatFilter.All => true,
        ChatFilter.Extras => row.Extras > 0,
        ChatFilter.FewAdministrators => row.HasFewAdministrators,
        ChatFilter.Missing => row.Marks.Missing > 0,
        ChatFilter.NotChecked => row.Marks.NotChecked > 0,
        ChatFilter.ReadInPart => row.IsReadInPart,
        ChatFilter.Complete => row is { Extras: 0, Marks: { Missing: 0, NotChecked: 0, Must: > 0 } },
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };

    public static ChatTotals TotalsOf(IReadOnlyCollection<ChatRow> rows) => new(
        rows.Aggregate(MarkCounts.None, (sum, row) => sum + row.Marks), rows.Sum(row => row.Extras), rows.Any(row => row.IsAtLeast));

    /// <summary>Stable; what cannot be divided and what nobody looked at go last.</summary>
    public static IEnumerable<ChatRow> Order(IEnumerable<ChatRow> rows, ChatSort sort, bool descending)
    {
        Func<ChatRow, IComparable?> key = sort switch
        {
            ChatSort.Title => row => $"{(row.Kind == ChatKind.Staff ? 0 : 1)}{RussianText.SearchKey(row.Title)}",
            ChatSort.Must => row => row.Marks.Must,
            ChatSort.Visible => row => row.Marks.Visible,
            ChatSort.Completeness => row => row.Marks.Must == 0 ? null : (decimal)row.Marks.Visible / row.Marks.Must,
            ChatSort.Missing => row => row.Marks.Missing,
            ChatSort.NotChecked => row => row.Marks.NotChecked,
            ChatSort.Extras => row => row.Extras,
            ChatSort.Administrators => row => row.Administrators,
            ChatSort.Look => row => row.Last?.AsOf,
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
        };
        var present = rows.OrderBy(row => key(row) is null);
        return (descending ? present.ThenByDescending(key) : present.ThenBy(key)).ThenBy(row => RussianText.SearchKey(row.Title), StringComparer.Ordinal).ThenBy(row => row.Id);
    }
}
