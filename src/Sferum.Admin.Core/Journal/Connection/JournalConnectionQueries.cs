using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>Where the session of the journal comes from.</summary>
public enum JournalSessionSource
{
    None,

    /// <summary>Pasted by an administrator.</summary>
    Pasted,

    /// <summary>Kept in a file that the server's configuration names.</summary>
    File,
}

/// <summary>The session without its secret.</summary>
/// <param name="By">ФИО of whoever pasted it; <see langword="null"/> when it was not a user of the portal.</param>
/// <param name="PastedAt">UTC.</param>
/// <param name="ExpiresAt">UTC moment until which it is taken to work.</param>
/// <param name="FileTrouble">Why the file cannot be used; <see langword="null"/> when it can, or there is none.</param>
public sealed record JournalSessionView(JournalSessionSource Source, string? By, DateTime? PastedAt, DateTime? ExpiresAt, string? FileTrouble);

/// <summary>The connection as its page shows it.</summary>
/// <param name="HasConnector">False in a program that cannot read any journal.</param>
/// <param name="Refusal">Why the saved connection may not be used here; <see langword="null"/> = it may, or it is off.</param>
public sealed record JournalConnectionView(bool HasConnector, JournalReaderMode Mode, string Address, string? Refusal, JournalSessionView Session);

/// <summary>Reads how the journal is connected, never the secret.</summary>
public sealed class JournalConnectionQueries(
    IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, JournalSessionFile file, IJournal? journal = null)
{
    public async Task<Result<JournalConnectionView>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await SchoolSettings.LoadAsync(db, ct);
        var refusal = settings.JournalMode != JournalReaderMode.Off && JournalAccess.ConnectionOf(settings) is { } connection ? journal?.Refusal(connection)?.Message : null;
        return new JournalConnectionView(journal is not null, settings.JournalMode, settings.JournalAddress, refusal, await SessionAsync(db, ct));
    }

    private async Task<JournalSessionView> SessionAsync(AppDbContext db, CancellationToken ct)
    {
        if (file.Path is not null)
        {
            return new JournalSessionView(JournalSessionSource.File, null, null, null, (await file.ReadAsync(ct)).Error?.Message);
        }

        var now = clock.Now;
        return await db.JournalSessions
            .Where(s => s.ExpiresAt > now)
            .Select(s => new JournalSessionView(
                JournalSessionSource.Pasted, db.Users.Where(u => u.Id == s.ByUserId).Select(u => u.DisplayName).FirstOrDefault(), s.PastedAt, s.ExpiresAt, null))
            .FirstOrDefaultAsync(ct) ?? new JournalSessionView(JournalSessionSource.None, null, null, null, null);
    }
}
