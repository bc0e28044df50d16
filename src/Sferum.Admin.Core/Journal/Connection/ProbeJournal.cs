using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>What «Проверить соединение» found.</summary>
/// <param name="Absence">Why it does not work; <see langword="null"/> = it works.</param>
/// <param name="Sentence">Russian, the finding in words.</param>
/// <param name="Notice">The notice that the journal shows to everybody today, as it words it.</param>
public sealed record JournalProbe(JournalAbsenceKind? Absence, string Sentence, string? Notice);

/// <summary>«Проверить соединение»: signs in, reads the notice and the groups, and answers in words. Writes nothing, reads no person.</summary>
public sealed class ProbeJournal(AccessPolicy access, JournalAccess journal, TimeProvider time)
{
    public async Task<Result<JournalProbe>> ProbeAsync(Actor actor, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var opening = await journal.OpenAsync(ct);
        if (opening.Session is not { } session)
        {
            return new JournalProbe(opening.Absence!.Kind, opening.Absence.Sentence, null);
        }

        await using (session)
        {
            var notice = await session.NoticeAsync(ct);
            var started = time.GetTimestamp();
            var groups = await session.GroupsAsync(ct);
            if (groups.Trouble?.Kind == JournalTroubleKind.SessionEnded)
            {
                await journal.NoteSessionEndedAsync(opening, ct);
            }

            return Found(groups, notice.Value, time.GetElapsedTime(started));
        }
    }

    private static JournalProbe Found(JournalAnswer<IReadOnlyList<JournalGroup>> groups, string? notice, TimeSpan took)
    {
        if (groups.Verdict != ReadingVerdict.Complete || groups.Value is not { } list)
        {
            var kind = groups.Trouble?.Kind == JournalTroubleKind.SessionEnded ? JournalAbsenceKind.NoSession : JournalAbsenceKind.Trouble;
            return new JournalProbe(kind, groups.Trouble?.Sentence ?? "ЭПОС не ответил.", notice);
        }

        var what = list.Count == 0
            ? "Сеанс действует, но групп ЭПОС не показывает: проверьте, тот ли профиль вставлен."
            : $"Сеанс действует, техникум читается: {RussianText.Count(list.Count, "группа", "группы", "групп")}.";
        return new JournalProbe(null, $"{what} ЭПОС отвечает за{RussianText.NoBreakSpace}{Duration(took)}.", notice);
    }

    private static string Duration(TimeSpan took) => took < TimeSpan.FromSeconds(1)
        ? $"{RussianText.Number((long)Math.Ceiling(took.TotalMilliseconds))}{RussianText.NoBreakSpace}мс"
        : $"{RussianText.Number((decimal)took.TotalSeconds, 1)}{RussianText.NoBreakSpace}с";
}
