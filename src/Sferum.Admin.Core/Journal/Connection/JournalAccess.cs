using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>
/// The way from the settings and the session (the secret file or a pasted one) to an open session of the journal. Its callers have
/// asked for access; it asks nothing itself.
/// </summary>
/// <param name="journal">The connector; <see langword="null"/> in a program without one, which reads as «off».</param>
public sealed class JournalAccess(
    IDbContextFactory<AppDbContext> contexts, SchoolClock clock, JournalSessionVault vault, JournalSessionFile file, IJournal? journal = null)
{
    private static readonly Actor Keeper = Actor.System("journal-session");

    private static readonly JournalOpening Off = JournalOpening.Absent(JournalAbsenceKind.Off, "Чтение ЭПОС выключено.");

    private static readonly JournalOpening NoSession = JournalOpening.Absent(JournalAbsenceKind.NoSession, "Нет сеанса ЭПОС. Войдите в ЭПОС и вставьте новый.");

    private static readonly JournalOpening Ended =
        JournalOpening.Absent(JournalAbsenceKind.NoSession, "Сеанс ЭПОС завершён: вышло время или вошли заново. Войдите в ЭПОС и вставьте новый.");

    /// <summary>Opens a session. An expired pasted one is wiped whatever the mode, so that the secret does not outlive its use.</summary>
    public async Task<JournalOpening> OpenAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stored = await db.JournalSessions.AsNoTracking().OrderByDescending(s => s.PastedAt).FirstOrDefaultAsync(ct);
        if (stored is not null && stored.ExpiresAt <= clock.Now)
        {
            await vault.WipeAsync(db, Keeper, "journal-session-expire", stored.Id, ct);
            stored = null;
        }

        var settings = await SchoolSettings.LoadAsync(db, ct);
        if (journal is null || settings.JournalMode == JournalReaderMode.Off)
        {
            return Off;
        }

        if (ConnectionOf(settings) is not { } connection)
        {
            return JournalOpening.Absent(JournalAbsenceKind.Trouble, "Адрес ЭПОС не задан или не читается. Проверьте его в настройках подключения.");
        }

        if (journal.Refusal(connection) is { } refusal)
        {
            return JournalOpening.Absent(JournalAbsenceKind.Refused, refusal.Message);
        }

        return file.Path is not null ? await OpenByFileAsync(connection, ct)
            : stored is null ? NoSession
            : await OpenStoredAsync(db, connection, stored, ct);
    }

    /// <summary>
    /// Wipes the pasted session with which the run was opened, after an answer <see cref="JournalTroubleKind.SessionEnded"/>. One
    /// pasted meanwhile stays: a new sign-in is what displaces the old session.
    /// </summary>
    public async Task NoteSessionEndedAsync(JournalOpening opening, CancellationToken ct)
    {
        if (opening.StoredSessionId is { } id)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await vault.WipeAsync(db, Keeper, "journal-session-end", id, ct);
        }
    }

    internal static JournalConnection? ConnectionOf(SchoolSettings settings) =>
        Uri.TryCreate(settings.JournalAddress, UriKind.Absolute, out var address) ? new JournalConnection(settings.JournalMode, address) : null;

    private async Task<JournalOpening> OpenByFileAsync(JournalConnection connection, CancellationToken ct)
    {
        var credentials = await file.ReadAsync(ct);
        if (!credentials.IsOk)
        {
            return JournalOpening.Absent(JournalAbsenceKind.Trouble, credentials.Error!.Message);
        }

        var answer = await journal!.OpenAsync(connection, credentials.Value, ct);
        // Whoever keeps the file promised a session that works, so here an ended one is a source that fails.
        return answer is { Trouble.Kind: JournalTroubleKind.SessionEnded }
            ? JournalOpening.Absent(JournalAbsenceKind.Trouble, "Сеанс ЭПОС из файла завершён. Обновите файл сеанса на сервере.")
            : OpeningOf(answer, null);
    }

    private async Task<JournalOpening> OpenStoredAsync(AppDbContext db, JournalConnection connection, StoredJournalSession stored, CancellationToken ct)
    {
        if (vault.Unprotect(stored.Protected) is not { } credentials)
        {
            return JournalOpening.Absent(JournalAbsenceKind.NoSession, "Сохранённый сеанс ЭПОС не расшифровать: сменились ключи портала. Вставьте сеанс заново.");
        }

        var answer = await journal!.OpenAsync(connection, credentials, ct);
        if (answer is { Trouble.Kind: JournalTroubleKind.SessionEnded })
        {
            await vault.WipeAsync(db, Keeper, "journal-session-end", stored.Id, ct);
            return Ended;
        }

        var opening = OpeningOf(answer, stored.Id);
        if (opening.Session?.ExpiresAt is { } ends && ends != stored.ExpiresAt)
        {
            await db.JournalSessions.Where(s => s.Id == stored.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ExpiresAt, ends), ct);
        }

        return opening;
    }

    private static JournalOpening OpeningOf(JournalAnswer<IJournalSession> answer, Guid? storedId) =>
        answer is { Verdict: ReadingVerdict.Complete, Value: { } session }
            ? new JournalOpening(session, null, storedId)
            : JournalOpening.Absent(JournalAbsenceKind.Trouble, answer.Trouble?.Sentence ?? "ЭПОС не ответил.");
}
