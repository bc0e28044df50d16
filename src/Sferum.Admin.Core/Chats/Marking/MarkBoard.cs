using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>Who belongs in some chats on a day, and what the latest looks say of them.</summary>
public sealed class MarkBoard
{
    private readonly Dictionary<ChatKey, MarkedChat> _chats;
    private readonly Dictionary<(Guid ChatId, Guid PersonId), ChatVisibility> _looks;
    private readonly ILookup<Guid, Guid> _appointed;

    private MarkBoard(IReadOnlyList<MarkedChat> chats, RegisterOnDay register, SchoolSettings settings, IEnumerable<ChatVisibility> looks, ILookup<Guid, Guid> appointed)
    {
        Chats = chats;
        Register = register;
        Settings = settings;
        Rules = settings.ChatRules;
        _chats = chats.ToDictionary(chat => chat.Key);
        _appointed = appointed;
        _looks = looks.ToDictionary(look => (look.ChatId, look.PersonId));
        Memberships = [.. MandatoryChatRules.All(register, Rules).Where(membership => _chats.ContainsKey(membership.Chat))];
    }

    public IReadOnlyList<MarkedChat> Chats { get; }

    public RegisterOnDay Register { get; }

    public SchoolSettings Settings { get; }

    public ChatRuleSettings Rules { get; }

    /// <summary>Every «должен» and «может» of the chats.</summary>
    public IReadOnlyList<DesiredMembership> Memberships { get; }

    /// <summary>The latest looks at the chats, those at people who do not belong there among them.</summary>
    public IReadOnlyCollection<ChatVisibility> Looks => _looks.Values;

    /// <summary>A group's page, or without a group that of «Преподаватели».</summary>
    public static async Task<MarkBoard> ReadAsync(AppDbContext db, Guid? studyGroupId, DateOnly day, CancellationToken ct)
    {
        var chats = await MarkScope.ChatsAsync(db, studyGroupId, day, ct);
        var scope = studyGroupId is { } group ? RegisterScope.OfGroups([group]) : RegisterScope.OfPersons(await StaffAsync(db, day, ct));
        return await ReadAsync(db, chats, scope, day, ct);
    }

    /// <summary>All mandatory chats of the technikum.</summary>
    public static async Task<MarkBoard> ReadAllAsync(AppDbContext db, DateOnly day, CancellationToken ct) =>
        await ReadAsync(db, await MarkScope.AllChatsAsync(db, day, ct), RegisterScope.College, day, ct);

    /// <summary>The chats of some groups.</summary>
    public static async Task<MarkBoard> ReadGroupsAsync(AppDbContext db, IReadOnlyList<Guid> studyGroupIds, DateOnly day, CancellationToken ct)
    {
        var chats = await MarkScope.AllChatsAsync(db, day, ct);
        var own = chats.Where(chat => chat.Key.StudyGroupId is { } group && studyGroupIds.Contains(group)).ToList();
        return await ReadAsync(db, own, RegisterScope.OfGroups(studyGroupIds), day, ct);
    }

    public MarkedChat ChatOf(ChatKey key) => _chats[key];

    public ChatVisibility? LookOf(Guid chatId, Guid personId) => _looks.GetValueOrDefault((chatId, personId));

    /// <summary>The look at a membership; none also while the group is new and its chat is not in the register yet.</summary>
    public ChatVisibility? LookOf(DesiredMembership membership) =>
        _chats.GetValueOrDefault(membership.Chat) is { } chat ? LookOf(chat.Id, membership.PersonId) : null;

    public VisibilityState StateOf(DesiredMembership membership) => LookOf(membership)?.State ?? VisibilityState.NotChecked;

    public DesiredMembership DemandOf(MarkedChat chat, Guid personId) => MandatoryChatRules.DemandOf(Register, personId, chat.Key, Rules);

    /// <summary>Administrators of a chat by appointment, beside those whom the rules make administrators.</summary>
    public IEnumerable<Guid> AppointedTo(Guid chatId) => _appointed[chatId];

    /// <summary>People who see a chat though they must not. Who was appointed its administrator may.</summary>
    public IReadOnlyList<(ChatVisibility Look, DesiredMembership Demand)> Extras()
    {
        var chats = Chats.ToDictionary(chat => chat.Id);
        return [.. _looks.Values
            .Where(look => look.State == VisibilityState.Visible)
            .Select(look => (Look: look, Demand: DemandOf(chats[look.ChatId], look.PersonId)))
            .Where(extra => extra.Demand.Demand == Demand.MustNot && !_appointed[extra.Look.ChatId].Contains(extra.Look.PersonId))];
    }

    public MarkCounts Counts() => MarkCounts.Of(Memberships, StateOf);

    public MarkCounts CountsOf(ChatKey chat) => MarkCounts.Of(Memberships.Where(membership => membership.Chat == chat), StateOf);

    private static async Task<MarkBoard> ReadAsync(AppDbContext db, IReadOnlyList<MarkedChat> chats, RegisterScope scope, DateOnly day, CancellationToken ct)
    {
        var ids = chats.Select(chat => chat.Id).ToList();
        var looks = await db.ChatVisibilities.AsNoTracking().Where(look => ids.Contains(look.ChatId)).ToListAsync(ct);
        var appointed = (await db.ChatAdministrators.InForce(day)
            .Where(row => EF.Parameter(ids).Contains(row.ChatId))
            .Select(row => new { row.ChatId, row.PersonId })
            .ToListAsync(ct)).ToLookup(row => row.ChatId, row => row.PersonId);
        var register = await RegisterReader.LoadAsync(db, day, scope, ct);
        return new MarkBoard(chats, register, await SchoolSettings.LoadAsync(db, ct), looks, appointed);
    }

    private static Task<List<Guid>> StaffAsync(AppDbContext db, DateOnly day, CancellationToken ct) =>
        db.Employments.InForce(day).Select(employment => employment.PersonId)
            .Union(db.PlatformAdministrators.InForce(day).Select(administrator => administrator.PersonId))
            .ToListAsync(ct);
}
