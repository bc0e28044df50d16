using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>Forgets the pasted session before it ends by itself. Nothing to forget is no error. Not undone: the secret is gone.</summary>
public sealed class WipeJournalSession(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, JournalSessionVault vault)
{
    /// <returns>Whether there was a session.</returns>
    public async Task<Result<bool>> WipeAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = await db.JournalSessions.OrderByDescending(s => s.PastedAt).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
        return id is { } stored && await vault.WipeAsync(db, actor, "journal-session-wipe", stored, ct);
    }
}
