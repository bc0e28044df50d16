using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>A chat whose marks are kept, named as the rules name it.</summary>
public sealed record MarkedChat(Guid Id, ChatKey Key, string Title);

/// <summary>What a page of marks covers: a study group's «Группы» and «Родители», or «Преподаватели».</summary>
public static class MarkScope
{
    /// <summary>Refuses whoever may not mark there; <see langword="null"/> = allowed.</summary>
    public static Task<Error?> DemandAsync(AccessPolicy access, Actor actor, Guid? studyGroupId, CancellationToken ct) =>
        studyGroupId is { } group
            ? access.DemandGroupAsync(actor, Permission.Mark, group, ct)
            : access.DemandAsync(actor, Permission.MarkStaff, ct);

    /// <summary>The chats of the page.</summary>
    public static async Task<IReadOnlyList<MarkedChat>> ChatsAsync(AppDbContext db, Guid? studyGroupId, DateOnly day, CancellationToken ct)
    {
        var chats = InForce(db, day);
        chats = studyGroupId is { } group
            ? chats.Where(chat => chat.StudyGroupId == group && (chat.Kind == ChatKind.Group || chat.Kind == ChatKind.Parents))
            : chats.Where(chat => chat.Kind == ChatKind.Staff);
        return await ReadAsync(chats, ct);
    }

    /// <summary>All mandatory chats of the technikum on the day.</summary>
    public static Task<IReadOnlyList<MarkedChat>> AllChatsAsync(AppDbContext db, DateOnly day, CancellationToken ct) =>
        ReadAsync(InForce(db, day).Where(chat => chat.Kind != ChatKind.Custom), ct);

    /// <summary>The journal on whose screen people look on the day.</summary>
    /// <exception cref="InvalidOperationException">None is in force: the register's defaults always leave one.</exception>
    public static async Task<Guid> JournalAsync(AppDbContext db, DateOnly day, CancellationToken ct) =>
        await db.Platforms.InForce(day)
            .Where(platform => platform.Kind == PlatformKind.Journal)
            .OrderByDescending(platform => platform.ValidFrom)
            .Select(platform => (Guid?)platform.Id)
            .FirstOrDefaultAsync(ct) ?? throw new InvalidOperationException("No journal is in force.");

    /// <summary>Chats of the year in the messenger that counts: it is the one whose chats ЭПОС shows.</summary>
    private static IQueryable<Chat> InForce(AppDbContext db, DateOnly day) => db.Chats
        .Where(chat => chat.State == ChatStateKind.Expected
            && db.CurrentMessenger(day).Any(platform => platform.Id == chat.PlatformId)
            && (chat.AcademicYearId == null || db.AcademicYears.Any(year => year.Id == chat.AcademicYearId && year.StartsOn <= day && day < year.EndsOn)));

    private static async Task<IReadOnlyList<MarkedChat>> ReadAsync(IQueryable<Chat> chats, CancellationToken ct)
    {
        var rows = await chats.Select(chat => new { chat.Id, chat.Kind, chat.StudyGroupId, chat.Title }).ToListAsync(ct);
        return [.. rows.Select(row => new MarkedChat(row.Id, new ChatKey(row.Kind, row.StudyGroupId), row.Title)).OrderBy(chat => chat.Key.Kind)];
    }
}
