using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Core.Chats;

/// <summary>A reading of the section that fills the chat.</summary>
/// <param name="TakenAt">UTC.</param>
/// <param name="AsOf">UTC moment whose state was shown.</param>
/// <param name="Seen">Places shown, of the whole section.</param>
/// <param name="Trouble">Russian: why it is not complete.</param>
public sealed record ChatReading(DateTime TakenAt, DateTime AsOf, ReadingVerdict Verdict, int People, int Seen, int Missing, int NotRead, string? Trouble);

/// <summary>What happened to a chat.</summary>
public enum ChatEventKind
{
    /// <summary>Somebody looked: so many «видно», so many «не видно», on one day.</summary>
    Looked,

    /// <summary>«Чаты проверены» for the week.</summary>
    Confirmed,

    /// <summary>An administrator was appointed to this chat.</summary>
    Appointed,

    /// <summary>An appointment ended.</summary>
    Dismissed,
}

/// <param name="At">UTC.</param>
/// <param name="Visible">Of marks and confirmations.</param>
/// <param name="PersonId">Of an appointment: whom.</param>
/// <param name="Week">Of a confirmation: «2026-W47».</param>
/// <param name="By">ФИО of who did it.</param>
public sealed record ChatEvent(
    ChatEventKind Kind, DateTime At, string? By, int Visible = 0, int Missing = 0, int NotChecked = 0, Guid? PersonId = null, string? PersonName = null, string? Week = null);

/// <summary>The past of a chat, newest first.</summary>
public sealed record ChatPast(string? SourceName, IReadOnlyList<ChatReading> Readings, IReadOnlyList<ChatEvent> Events);

/// <summary>Reads the past of a chat: as many queries whatever its length.</summary>
internal static class ChatHistory
{
    /// <summary>Readings and events shown.</summary>
    public const int Longest = 30;

    public static async Task<ChatPast> ReadAsync(AppDbContext db, MarkedChat chat, SchoolClock clock, CancellationToken ct)
    {
        var journal = await db.CurrentJournal(clock.Today).Select(platform => new { platform.Id, platform.Name }).FirstOrDefaultAsync(ct);
        var scope = SectionReadings.ScopeOf(chat.Key).ToString();
        var readings = journal is null ? [] : await db.Readings.AsNoTracking()
            .Where(row => row.SourceId == journal.Id && row.Scope == scope)
            .OrderByDescending(row => row.TakenAt)
            .Select(row => new ChatReading(row.TakenAt, row.AsOf, row.Verdict, row.People, row.Seen, row.Missing, row.NotRead, row.Trouble))
            .Take(Longest)
            .ToListAsync(ct);
        var looks = await db.ChatObservations
            .Where(row => row.ChatId == chat.Id && row.Method == ObservationMethod.Look && row.RetractsId == null && !db.ChatObservations.Any(other => other.RetractsId == row.Id))
            .OrderByDescending(row => row.RecordedAt)
            .Select(row => new { row.RecordedAt, row.State, By = db.Users.Where(user => user.Id == row.ByUserId).Select(user => user.DisplayName).FirstOrDefault() })
            .Take(Longest * Longest)
            .ToListAsync(ct);
        var group = chat.Key.StudyGroupId;
        var confirmed = await db.WeeklyConfirmations
            .Where(row => row.StudyGroupId == group && row.RetractsId == null && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id))
            .OrderByDescending(row => row.At)
            .Select(row => new ChatEvent(
                ChatEventKind.Confirmed, row.At, db.Users.Where(user => user.Id == row.ByUserId).Select(user => user.DisplayName).FirstOrDefault(), row.Visible, row.Missing, row.NotChecked, null, null, row.Week))
            .Take(Longest)
            .ToListAsync(ct);
        var appointed = await (
            from row in db.ChatAdministrators
            where row.ChatId == chat.Id
            join person in db.People on row.PersonId equals person.Id
            select new { row.PersonId, row.ValidFrom, row.ValidTo, person.LastName, person.FirstName, person.Patronymic }).ToListAsync(ct);
        return new ChatPast(
            journal?.Name,
            readings,
            [
                .. looks
                    .GroupBy(row => (Day: clock.DayOf(row.RecordedAt), row.By))
                    .Select(day => new ChatEvent(
                        ChatEventKind.Looked,
                        day.Max(row => row.RecordedAt),
                        day.Key.By,
                        day.Count(row => row.State == VisibilityState.Visible),
                        day.Count(row => row.State == VisibilityState.Missing)))
                    .Concat(confirmed)
                    .Concat(appointed.SelectMany(row => Appointments(row.PersonId, RussianText.ShortName(row.LastName, row.FirstName, row.Patronymic), row.ValidFrom, row.ValidTo, clock)))
                    .OrderByDescending(row => row.At)
                    .Take(Longest),
            ]);
    }

    private static IEnumerable<ChatEvent> Appointments(Guid person, string name, DateOnly from, DateOnly? to, SchoolClock clock)
    {
        yield return new ChatEvent(ChatEventKind.Appointed, clock.ToUtc(from), null, PersonId: person, PersonName: name);
        if (to is { } end && end <= clock.Today)
        {
            yield return new ChatEvent(ChatEventKind.Dismissed, clock.ToUtc(end), null, PersonId: person, PersonName: name);
        }
    }
}
