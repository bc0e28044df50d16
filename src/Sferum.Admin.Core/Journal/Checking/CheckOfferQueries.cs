using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>Whether somebody can be checked now, and if not, why.</summary>
public enum CheckOffer
{
    Ready,

    /// <summary>The journal is not connected: the normal case, nothing is offered.</summary>
    NotConnected,
    NoSession,

    /// <summary>The person or group is not bound: nothing is read for whoever is not.</summary>
    NotBound,
}

/// <summary>What a page may offer of «Проверить сейчас»; no call to the journal.</summary>
public sealed class CheckOfferQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, JournalSessionFile file)
{
    /// <summary>Of one person or group, in the reader's right to check it.</summary>
    /// <param name="target"><see cref="CheckTarget.Person"/> or <see cref="CheckTarget.Group"/>.</param>
    public async Task<Result<CheckOffer>> OfAsync(Actor actor, CheckTarget target, Guid subjectId, CancellationToken ct)
    {
        if (await CheckAccess.DemandAsync(access, actor, target, subjectId, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if ((await SchoolSettings.LoadAsync(db, ct)).JournalMode == JournalReaderMode.Off)
        {
            return CheckOffer.NotConnected;
        }

        var now = clock.Now;
        if (file.Path is null && !await db.JournalSessions.AnyAsync(session => session.ExpiresAt > now, ct))
        {
            return CheckOffer.NoSession;
        }

        var kind = target == CheckTarget.Group ? IdKinds.Group : IdKinds.Person;
        return await db.ExternalIdentities.AnyAsync(
            id => id.SubjectId == subjectId && id.IdKind == kind && id.ValidTo == null && db.CurrentJournalCode(clock.Today).Any(code => code == id.System), ct)
            ? CheckOffer.Ready
            : CheckOffer.NotBound;
    }
}
