using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Audit;

/// <summary>Audit of a bulk change: one entry; the change's own rows (<c>ImportChange</c>, observations) are its before and after.</summary>
public static class BulkAudit
{
    /// <summary>
    /// Writes the entry into the context's open transaction and thereby allows bulk writes and mass commands on audited tables in it.
    /// </summary>
    /// <param name="entity">What holds the before and after, e.g. <c>RosterImport</c>.</param>
    /// <param name="rows">How many rows the change touches; 0 when not known before.</param>
    /// <param name="after">JSON of what is done, where no rows of the change's own tell it.</param>
    /// <exception cref="InvalidOperationException">No open transaction.</exception>
    public static async Task DeclareAsync(AppDbContext db, Actor actor, TimeProvider time, string action, string entity, string entityId, int rows, CancellationToken ct, string? reason = null, string? after = null)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("A bulk change needs a transaction.");
        var (entry, detail) = AuditRecord.Of(new AuditScope(actor, action, reason), time.GetUtcNow().UtcDateTime, entity, entityId, rows, null, after);
        db.AuditEntries.Add(entry);
        db.AuditDetails.Add(detail);
        await db.SaveChangesAsync(ct);
        db.BulkAuditedTransaction = transaction.TransactionId;
    }
}
