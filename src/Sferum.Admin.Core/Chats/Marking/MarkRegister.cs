using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>Who belongs in some chats on a day: what no mark changes, beside a refusal. Does not change itself.</summary>
public sealed class MarkRegister
{
    private readonly Dictionary<ChatKey, MarkedChat> _chats;
    private readonly ILookup<Guid, Guid> _appointed;

    private MarkRegister(IReadOnlyList<MarkedChat> chats, RegisterOnDay register, SchoolSettings settings, ILookup<Guid, Guid> appointed)
    {
        Chats = chats;
        Register = register;
        Settings = settings;
        _chats = chats.ToDictionary(chat => chat.Key);
        _appointed = appointed;
        Memberships = [.. MandatoryChatRules.All(register, settings.ChatRules).Where(membership => _chats.ContainsKey(membership.Chat))];
    }

    public IReadOnlyList<MarkedChat> Chats { get; }

    public RegisterOnDay Register { get; }

    public SchoolSettings Settings { get; }

    /// <summary>Every «должен» and «может» of the chats.</summary>
    public IReadOnlyList<DesiredMembership> Memberships { get; }

    /// <summary>Of a group's page, or without a group of that of «Преподаватели».</summary>
    public static async Task<MarkRegister> ReadAsync(AppDbContext db, Guid? studyGroupId, DateOnly day, CancellationToken ct)
    {
        var chats = await MarkScope.ChatsAsync(db, studyGroupId, day, ct);
        var scope = studyGroupId is { } group ? RegisterScope.OfGroups([group]) : RegisterScope.OfPersons(await StaffAsync(db, day, ct));
        return await ReadAsync(db, chats, scope, day, ct);
    }

    /// <summary>Of all mandatory chats of the technikum.</summary>
    public static async Task<MarkRegister> ReadAllAsync(AppDbContext db, DateOnly day, CancellationToken ct) =>
        await ReadAsync(db, await MarkScope.AllChatsAsync(db, day, ct), RegisterScope.College, day, ct);

    /// <summary>Of the chats of some groups.</summary>
    public static async Task<MarkRegister> ReadGroupsAsync(AppDbContext db, IReadOnlyList<Guid> studyGroupIds, DateOnly day, CancellationToken ct)
    {
        var chats = await MarkScope.AllChatsAsync(db, day, ct);
        var own = chats.Where(chat => chat.Key.StudyGroupId is { } group && studyGroupIds.Contains(group)).ToList();
        return await ReadAsync(db, own, RegisterScope.OfGroups(studyGroupIds), day, ct);
    }

    /// <summary><see langword="null"/> when the chat is none of these: a group that is new has none yet.</summary>
    public MarkedChat? ChatOf(ChatKey key) => _chats.GetValueOrDefault(key);

    public DesiredMembership DemandOf(MarkedChat chat, Guid personId) => MandatoryChatRules.DemandOf(Register, personId, chat.Key, Settings.ChatRules);

    /// <summary>Administrators of a chat by appointment, beside those whom the rules make administrators.</summary>
    public IEnumerable<Guid> AppointedTo(Guid chatId) => _appointed[chatId];

    private static async Task<MarkRegister> ReadAsync(AppDbContext db, IReadOnlyList<MarkedChat> chats, RegisterScope scope, DateOnly day, CancellationToken ct)
    {
        var ids = chats.Select(chat => chat.Id).ToList();
        var appointed = (await db.ChatAdministrators.InForce(day)
            .Where(row => EF.Parameter(ids).Contains(row.ChatId))
            .Select(row => new { row.ChatId, row.PersonId })
            .ToListAsync(ct)).ToLookup(row => row.ChatId, row => row.PersonId);
        return new MarkRegister(chats, await RegisterReader.LoadAsync(db, day, scope, ct), await SchoolSettings.LoadAsync(db, ct), appointed);
    }

    private static Task<List<Guid>> StaffAsync(AppDbContext db, DateOnly day, CancellationToken ct) =>
        db.Employments.InForce(day).Select(employment => employment.PersonId)
            .Union(db.PlatformAdministrators.InForce(day).Select(administrator => administrator.PersonId))
            .ToListAsync(ct);
}
