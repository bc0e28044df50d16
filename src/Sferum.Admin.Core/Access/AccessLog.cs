using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Access;

/// <summary>Writes <see cref="AccessEntry"/> rows, each in its own short transaction.</summary>
public sealed class AccessLog(IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    private static readonly AsyncLocal<bool> SameVisitLocal = new();

    /// <summary>What is read until the end is on the reader's screen already: a page that brings itself up to date is one reading.</summary>
    public static IDisposable SameVisit()
    {
        SameVisitLocal.Value = true;
        return new VisitEnd();
    }

    /// <param name="subject">An entity's name, a list, or a permission: never a person's data.</param>
    /// <param name="count">Rows that left the portal.</param>
    public async Task RecordAsync(Actor actor, AccessKind kind, string subject, Guid? subjectId, CancellationToken ct, int? count = null)
    {
        if (SameVisitLocal.Value && kind is (AccessKind.Viewed or AccessKind.Searched))
        {
            return;
        }

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

    private sealed class VisitEnd : IDisposable
    {
        public void Dispose() => SameVisitLocal.Value = false;
    }
}
