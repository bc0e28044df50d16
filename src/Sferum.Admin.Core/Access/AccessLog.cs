using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Access;

/// <summary>Writes <see cref="AccessEntry"/> rows, each in its own short transaction.</summary>
public sealed class AccessLog(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    /// <param name="subject">An entity's name, a list, or a permission: never a person's data.</param>
    /// <param name="count">Rows that left the portal.</param>
    public async Task RecordAsync(Actor actor, AccessKind kind, string subject, Guid? subjectId, CancellationToken ct, int? count = null)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.AccessEntries.Add(new AccessEntry
        {
            At = time.GetUtcNow().UtcDateTime,
            ActorKind = actor.Kind,
            UserId = actor.UserId,
            ActorName = actor.Name,
            Kind = kind,
            Subject = subject,
            SubjectId = subjectId,
            Count = count,
        });
        await db.SaveChangesAsync(ct);
    }
}
