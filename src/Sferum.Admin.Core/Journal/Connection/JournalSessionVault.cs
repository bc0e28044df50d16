using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>The pasted session in the database: encrypted, one row, wiped with a trace of the act and none of the secret.</summary>
public sealed class JournalSessionVault(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Sferum.Admin.Journal.Session");

    /// <summary>
    /// The encrypted form. Call before a transaction: the first encryption may make a key, and that is written through a connection of
    /// its own, which on SQLite would wait for the transaction that waits for it.
    /// </summary>
    internal string Protect(JournalCredentials credentials) => _protector.Protect(JsonSerializer.Serialize(credentials));

    /// <summary><see langword="null"/> when the key is gone: another master key, a restored database.</summary>
    internal JournalCredentials? Unprotect(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalCredentials>(_protector.Unprotect(text));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Deletes the row, if it is still there, and says in the audit that it was done.</summary>
    /// <param name="action"><c>journal-session-wipe</c>, <c>journal-session-expire</c>, <c>journal-session-end</c>.</param>
    /// <returns>Whether there was something to wipe.</returns>
    internal async Task<bool> WipeAsync(AppDbContext db, Actor actor, string action, Guid id, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var wiped = await WipeWithinAsync(db, actor, action, id, ct);
        await transaction.CommitAsync(ct);
        return wiped;
    }

    /// <summary>The same within the caller's transaction.</summary>
    /// <param name="id"><see langword="null"/> for whatever is there.</param>
    internal async Task<bool> WipeWithinAsync(AppDbContext db, Actor actor, string action, Guid? id, CancellationToken ct)
    {
        var wiped = await db.JournalSessions.Where(s => id == null || s.Id == id).ExecuteDeleteAsync(ct);
        if (wiped > 0)
        {
            await BulkAudit.DeclareAsync(db, actor, time, action, nameof(StoredJournalSession), id?.ToString() ?? "", wiped, ct);
        }

        return wiped > 0;
    }
}
