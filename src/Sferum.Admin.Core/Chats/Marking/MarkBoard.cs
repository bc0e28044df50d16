using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>Who belongs in some chats on a day, and what the latest looks say of them.</summary>
public sealed class MarkBoard
{
    private readonly MarkRegister _list;
    private readonly Dictionary<(Guid ChatId, Guid PersonId), ChatVisibility> _looks;

    private MarkBoard(MarkRegister list, IEnumerable<ChatVisibility> looks)
    {
        _list = list;
        _looks = looks.ToDictionary(look => (look.ChatId, look.PersonId));
    }

    public IReadOnlyList<MarkedChat> Chats => _list.Chats;

    public RegisterOnDay Register => _list.Register;

    public SchoolSettings Settings => _list.Settings;

    public ChatRuleSettings Rules => _list.Settings.ChatRules;

    /// <summary>Every «должен» and «может» of the chats.</summary>
    public IReadOnlyList<DesiredMembership> Memberships => _list.Memberships;

    /// <summary>The latest looks at the chats, those at people who do not belong there among them.</summary>
    public IReadOnlyCollection<ChatVisibility> Looks => _looks.Values;

    /// <summary>A group's page, or without a group that of «Преподаватели».</summary>
    public static async Task<MarkBoard> ReadAsync(AppDbContext db, Guid? studyGroupId, DateOnly day, CancellationToken ct) =>
        await ReadAsync(db, await MarkRegister.ReadAsync(db, studyGroupId, day, ct), ct);

    /// <summary>All mandatory chats of the technikum.</summary>
    public static async Task<MarkBoard> ReadAllAsync(AppDbContext db, DateOnly day, CancellationToken ct) =>
        await ReadAsync(db, await MarkRegister.ReadAllAsync(db, day, ct), ct);

    /// <summary>The chats of some groups.</summary>
    public static async Task<MarkBoard> ReadGroupsAsync(AppDbContext db, IReadOnlyList<Guid> studyGroupIds, DateOnly day, CancellationToken ct) =>
        await ReadAsync(db, await MarkRegister.ReadGroupsAsync(db, studyGroupIds, day, ct), ct);

    /// <summary>The looks at the chats of a register that is known: one query.</summary>
    public static async Task<MarkBoard> ReadAsync(AppDbContext db, MarkRegister list, CancellationToken ct)
    {
        var ids = list.Chats.Select(chat => chat.Id).ToList();
        return new MarkBoard(list, await db.ChatVisibilities.AsNoTracking().Where(look => ids.Contains(look.ChatId)).ToListAsync(ct));
    }

    public MarkedChat ChatOf(ChatKey key) => _list.ChatOf(key) ?? throw new KeyNotFoundException("The chat is none of the board's.");

    public ChatVisibility? LookOf(Guid chatId, Guid personId) => _looks.GetValueOrDefault((chatId, personId));

    /// <summary>The look at a membership; none also while the group is new and its chat is not in the register yet.</summary>
    public ChatVisibility? LookOf(DesiredMembership membership) =>
        _list.ChatOf(membership.Chat) is { } chat ? LookOf(chat.Id, membership.PersonId) : null;

    public VisibilityState StateOf(DesiredMembership membership) => LookOf(membership)?.State ?? VisibilityState.NotChecked;

    public DesiredMembership DemandOf(MarkedChat chat, Guid personId) => _list.DemandOf(chat, personId);

    /// <summary>Administrators of a chat by appointment, beside those whom the rules make administrators.</summary>
    public IEnumerable<Guid> AppointedTo(Guid chatId) => _list.AppointedTo(chatId);

    /// <summary>People who see a chat though they must not. Who was appointed its administrator may.</summary>
    public IReadOnlyList<(ChatVisibility Look, DesiredMembership Demand)> Extras()
    {
        var chats = Chats.ToDictionary(chat => chat.Id);
        return [.. _looks.Values
            .Where(look => look.State == VisibilityState.Visible)
            .Select(look => (Look: look, Demand: DemandOf(chats[look.ChatId], look.PersonId)))
            .Where(extra => extra.Demand.Demand == Demand.MustNot && !AppointedTo(extra.Look.ChatId).Contains(extra.Look.PersonId))];
    }

    public MarkCounts Counts() => MarkCounts.Of(Memberships, StateOf);

    public MarkCounts CountsOf(ChatKey chat) => MarkCounts.Of(Memberships.Where(membership => membership.Chat == chat), StateOf);
}
