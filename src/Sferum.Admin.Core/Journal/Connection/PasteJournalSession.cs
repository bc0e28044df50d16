using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>Two values of a browser signed in to the journal. Secret: <see cref="ToString"/> says nothing.</summary>
public sealed record PasteSessionRequest(string Token, string ProfileId)
{
    public override string ToString() => nameof(PasteSessionRequest);
}

/// <summary>Keeps a pasted session, encrypted, in place of the one before.</summary>
public sealed class PasteJournalSession(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, TimeProvider time, JournalSessionVault vault)
{
    /// <summary>How long a session is taken to live until the journal says otherwise (contract §5 row 1, assumed).</summary>
    public static readonly TimeSpan AssumedLife = TimeSpan.FromMinutes(60);

    public async Task<Result> PasteAsync(Actor actor, PasteSessionRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var credentials = CredentialsText.Read(request.Token, request.ProfileId);
        if (!credentials.IsOk)
        {
            return credentials.Error!;
        }

        var session = new StoredJournalSession
        {
            System = RegisterDefaults.JournalCode,
            Protected = vault.Protect(credentials.Value),
            PastedAt = clock.Now,
            ByUserId = actor.UserId,
            ExpiresAt = clock.Now + AssumedLife,
        };
        var kept = await WriteConflicts.RetryAsync<Guid>(async () => await KeepAsync(actor, session, ct));
        return kept.IsOk ? Result.Ok : kept.Error!;
    }

    private async Task<Result<Guid>> KeepAsync(Actor actor, StoredJournalSession session, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.JournalSessions.ExecuteDeleteAsync(ct);
        db.JournalSessions.Add(session);
        await BulkAudit.DeclareAsync(
            db, actor, time, "journal-session-paste", nameof(StoredJournalSession), session.Id.ToString(), 1, ct,
            after: AuditRecord.Serialize(new { session.PastedAt, session.ExpiresAt }));
        await transaction.CommitAsync(ct);
        return session.Id;
    }
}
