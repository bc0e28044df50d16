using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Chats;

/// <summary>
/// Writes a row of the chat register for every mandatory chat of the academic year that has none yet: «Преподаватели» once per
/// messenger, «Группы» and «Родители» per study group and year. Never removes one: a group whose last minor turned 18 keeps
/// its «Родители». The filtered unique indexes are the rule; asking first is courtesy.
/// </summary>
public sealed class ChatRegister(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, TimeProvider time, IBulkWriter bulk)
{
    /// <summary>For the set-up of a year; returns how many chats were added.</summary>
    public async Task<Result<int>> EnsureAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refusal)
        {
            return refusal;
        }

        try
        {
            return await EnsureOnceAsync(actor, ct);
        }
        catch (Exception e) when (e.IsUniqueViolation())
        {
            // Somebody else added them meanwhile; now they are there.
            return await EnsureOnceAsync(actor, ct);
        }
    }

    /// <summary>
    /// The same within a caller's transaction that has declared its audit (an import); returns how many chats were added.
    /// </summary>
    /// <param name="day">The day on which the groups are looked at: that of the import's facts.</param>
    /// <exception cref="InvalidOperationException">No transaction, or no audit entry in it.</exception>
    public async Task<int> EnsureWithinAsync(AppDbContext db, DateOnly day, CancellationToken ct)
        => await WriteAsync(db, await MissingAsync(db, day, ct), ct);

    /// <summary>The same within a caller's transaction that has no audit of its own for it: the entry is written when there is something to add.</summary>
    /// <exception cref="InvalidOperationException">No transaction.</exception>
    public async Task<int> EnsureAuditedAsync(AppDbContext db, Actor actor, DateOnly day, CancellationToken ct)
    {
        var missing = await MissingAsync(db, day, ct);
        if (missing.Chats.Count > 0)
        {
            await BulkAudit.DeclareAsync(db, actor, time, "chat-register", nameof(Chat), AcademicYear.Of(day).Name, missing.Chats.Count, ct);
            await WriteAsync(db, missing, ct);
        }

        return missing.Chats.Count;
    }

    private async Task<int> EnsureOnceAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var added = await EnsureAuditedAsync(db, actor, clock.Today, ct);
        await transaction.CommitAsync(ct);
        return added;
    }

    private async Task<int> WriteAsync(AppDbContext db, Missing missing, CancellationToken ct)
    {
        if (missing.Year is { } year)
        {
            await bulk.InsertAsync(db, [year], ct);
        }

        return await bulk.InsertAsync(db, missing.Chats, ct);
    }

    private static async Task<Missing> MissingAsync(AppDbContext db, DateOnly day, CancellationToken ct)
    {
        var newYear = AcademicYear.Of(day);
        var oldYearId = await db.AcademicYearOf(day).Select(y => (Guid?)y.Id).FirstOrDefaultAsync(ct);
        var yearId = oldYearId ?? newYear.Id;
        var messengers = await db.Platforms.InForce(day).Where(p => p.Kind == PlatformKind.Messenger).Select(p => p.Id).ToListAsync(ct);
        var names = await db.GroupNamesOn(day).ToDictionaryAsync(n => n.StudyGroupId, n => n.Name, ct);
        var existing = await db.Chats
            .Where(c => c.Kind == ChatKind.Staff || c.AcademicYearId == yearId)
            .Select(c => new { c.PlatformId, c.Kind, c.StudyGroupId })
            .ToListAsync(ct);
        var known = existing.Select(c => (c.PlatformId, new ChatKey(c.Kind, c.StudyGroupId))).ToHashSet();

        var register = await RegisterReader.LoadAsync(db, day, RegisterScope.College, ct);
        // In an empty portal a chat of nobody would be a chat without an administrator, and nothing else.
        var mandatory = register.Persons.Count == 0 ? [] : MandatoryChatRules.MandatoryChats(register);
        List<Chat> chats =
        [
            .. from messenger in messengers
               from chat in mandatory
               where !known.Contains((messenger, chat))
               select new Chat
               {
                   Kind = chat.Kind,
                   PlatformId = messenger,
                   StudyGroupId = chat.StudyGroupId,
                   AcademicYearId = chat.StudyGroupId is null ? null : yearId,
                   Title = Title(chat, names),
               },
        ];
        return new Missing(oldYearId is null ? newYear : null, chats);
    }

    private static string Title(ChatKey chat, Dictionary<Guid, string> names) => chat switch
    {
        { Kind: ChatKind.Staff } => "Преподаватели",
        { Kind: ChatKind.Parents, StudyGroupId: { } group } => $"{names.GetValueOrDefault(group, "Без названия")} · Родители",
        { StudyGroupId: { } group } => $"{names.GetValueOrDefault(group, "Без названия")} · Группа",
        _ => throw new InvalidOperationException($"{chat.Kind} is no mandatory chat."),
    };

    /// <param name="Year">The academic year, when it has no row yet either.</param>
    private sealed record Missing(AcademicYear? Year, List<Chat> Chats);
}
