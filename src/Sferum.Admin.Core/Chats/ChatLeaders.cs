using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Chats;

/// <summary>Why somebody administers a chat: by the rules, or by an appointment of its own.</summary>
/// <param name="Rule">The rule; null for an appointment.</param>
/// <param name="AppointmentId">Id of the <see cref="ChatAdministrator"/>; null for a rule.</param>
public sealed record ChatLeader(Guid ChatId, Guid PersonId, ChatRule? Rule, DateOnly? Since, Guid? OrderId, Guid? AppointmentId);

/// <summary>
/// Administrators of chats «по приказам», which is all that is known until a messenger is read. Every mandatory chat needs two
/// (DESIGN §3).
/// </summary>
public static class ChatLeaders
{
    public const int Fewest = 2;

    /// <summary>Each person once per chat, the rule before the appointment. One query.</summary>
    public static async Task<ILookup<Guid, ChatLeader>> ReadAsync(AppDbContext db, MarkBoard board, CancellationToken ct)
    {
        var ids = board.Chats.Select(chat => chat.Id).ToList();
        var appointed = await db.ChatAdministrators.InForce(board.Register.Day)
            .Where(row => EF.Parameter(ids).Contains(row.ChatId))
            .OrderBy(row => row.ValidFrom)
            .Select(row => new ChatLeader(row.ChatId, row.PersonId, null, row.ValidFrom, row.StartOrderId, row.Id))
            .ToListAsync(ct);
        return board.Memberships
            .Where(row => row.Role == MembershipRole.Admin)
            .Select(row => new ChatLeader(board.ChatOf(row.Chat).Id, row.PersonId, row.Reason.Rule, row.Reason.Since, row.Reason.OrderId, null))
            .Concat(appointed)
            .DistinctBy(row => (row.ChatId, row.PersonId))
            .ToLookup(row => row.ChatId);
    }
}
