using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Chats;

/// <param name="PersonId">Somebody with an employment in force.</param>
public sealed record AppointChatAdministratorRequest(Guid ChatId, Guid PersonId);

/// <summary>
/// Appoints an administrator of one chat from today on, beside those whom the rules make administrators: a mandatory chat must
/// have two, or it may be left without a master.
/// </summary>
public sealed class AppointChatAdministrator(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <returns>Id of the appointment, for <see cref="UndoAsync"/>.</returns>
    public async Task<Result<Guid>> AppointAsync(Actor actor, AppointChatAdministratorRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = clock.Today;
        if (!await db.Chats.AnyAsync(chat => chat.Id == request.ChatId && chat.State == ChatStateKind.Expected, ct))
        {
            return Error.NotFound("Чат не найден.");
        }

        if (!await db.Employments.InForce(today).AnyAsync(post => post.PersonId == request.PersonId, ct))
        {
            return Error.Invalid("Администратором чата может быть только тот, кто сегодня работает в техникуме.", nameof(request.PersonId));
        }

        if (await db.ChatAdministrators.InForce(today).AnyAsync(row => row.ChatId == request.ChatId && row.PersonId == request.PersonId, ct))
        {
            return Error.Conflict("Этот человек уже администратор чата. Второй раз не назначен.");
        }

        var appointment = new ChatAdministrator { ChatId = request.ChatId, PersonId = request.PersonId, ValidFrom = today, RecordedAt = clock.Now };
        db.Act(actor, "chat-administrator-appoint");
        db.ChatAdministrators.Add(appointment);
        await db.SaveChangesAsync(ct);
        return appointment.Id;
    }

    /// <summary>An appointment of today that was a mistake: removed, the audit keeps it. Gone already = nothing to do.</summary>
    public async Task<Result<Guid>> UndoAsync(Actor actor, Guid appointmentId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var appointment = await db.ChatAdministrators.FirstOrDefaultAsync(row => row.Id == appointmentId, ct);
        if (appointment is null)
        {
            return appointmentId;
        }

        if (appointment.ValidFrom != clock.Today)
        {
            return Error.Conflict("Администратор уже приступил, отменить назначение нельзя. Его можно завершить.");
        }

        db.Act(actor, "chat-administrator-undo");
        db.ChatAdministrators.Remove(appointment);
        await db.SaveChangesAsync(ct);
        return appointmentId;
    }
}
