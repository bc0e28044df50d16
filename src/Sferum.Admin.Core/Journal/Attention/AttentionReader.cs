using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Journal.Attention;

/// <summary>Why somebody asks for attention after what the journal showed; also a filter of the list of people.</summary>
public enum AttentionKind
{
    /// <summary>A claim or a correction that the journal must show by now and that was not read since.</summary>
    Recheck,

    /// <summary>The link does not work any more.</summary>
    Relink,

    /// <summary>A chat that the person must see was seen once and is not any more, though the link stands.</summary>
    OutOfSight,
}

/// <summary>Somebody who asks for attention.</summary>
/// <param name="StudyGroupId">Of a chat: its group.</param>
/// <param name="At">UTC moment from which it is so: due, broken, gone.</param>
/// <param name="IsCorrection">Due by «внесено в ЭПОС», not by a claim.</param>
/// <param name="CanBeRead">Of a recheck: bound, and not read since, so that a check may close it.</param>
public sealed record AttentionRow(Guid PersonId, Guid? StudyGroupId, DateTime At, bool IsCorrection = false, bool CanBeRead = false);

/// <summary>Who asks for attention: one answer for «Сегодня» and for the list of people behind its numbers.</summary>
/// <param name="scope">Chats of other groups are not looked into; who is told of whom is still the caller's to ask of <see cref="AttentionScope"/>.</param>
public sealed class AttentionReader(AppDbContext db, SchoolClock clock, AccessScope scope)
{
    /// <summary>A correction older than this was read long ago, or never will be (as in the check itself).</summary>
    private const int CorrectionDays = 30;

    public Task<IReadOnlyList<AttentionRow>> ReadAsync(AttentionKind kind, CancellationToken ct) => kind switch
    {
        AttentionKind.Recheck => RechecksAsync(ct),
        AttentionKind.Relink => RelinksAsync(ct),
        AttentionKind.OutOfSight => OutOfSightAsync(ct),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private async Task<IReadOnlyList<AttentionRow>> RechecksAsync(CancellationToken ct)
    {
        var (now, today) = (clock.Now, clock.Today);
        var oldest = now.AddDays(-CorrectionDays);
        var claims =
            from status in db.LinkStatuses
            where status.State == LinkState.SelfReported && status.RecheckAt <= now && (status.ValidUntil == null || status.ValidUntil > today)
                && db.CurrentMessenger(today).Any(messenger => messenger.Id == status.PlatformId)
            select new { status.PersonId, At = status.RecheckAt!.Value, IsCorrection = false };
        var corrections = db.JournalCorrections.Where(row => row.ShowsAt <= now && row.ShowsAt > oldest).Select(row => new { row.PersonId, At = row.ShowsAt, IsCorrection = true });
        var due = await claims.Concat(corrections)
            .Where(row => !db.ChatVisibilities.Any(look => look.PersonId == row.PersonId && look.AsOf >= row.At))
            .ToListAsync(ct);
        if (due.Count == 0)
        {
            return [];
        }

        var people = due.Select(row => row.PersonId).Distinct().ToList();
        var read = await ReadAtAsync(people, ct);
        var bound = await BoundAsync(people, ct);
        return [.. due
            .Select(row => (Row: row, IsRead: bound.Contains(row.PersonId) && read.TryGetValue(row.PersonId, out var asOf) && asOf >= row.At))
            // A reading that says nothing of a claim leaves it to a look; of a correction it says that it was read.
            .Where(row => !(row.Row.IsCorrection && row.IsRead))
            .OrderBy(row => row.Row.IsCorrection).ThenBy(row => row.Row.At)
            .DistinctBy(row => row.Row.PersonId)
            .Select(row => new AttentionRow(row.Row.PersonId, null, row.Row.At, row.Row.IsCorrection, bound.Contains(row.Row.PersonId) && !row.IsRead))];
    }

    /// <summary>UTC moment of the newest complete reading of each person, alone or with a section.</summary>
    private async Task<Dictionary<Guid, DateTime>> ReadAtAsync(List<Guid> people, CancellationToken ct)
    {
        var today = clock.Today;
        var studies = await db.GroupMemberships.InForce(today).Where(row => EF.Parameter(people).Contains(row.PersonId))
            .Select(row => new { row.PersonId, row.StudyGroupId }).ToListAsync(ct);
        var children = await (
            from guardian in db.RepresentativesOn(today)
            where guardian.RepresentativeId != null && EF.Parameter(people).Contains(guardian.RepresentativeId.Value)
            join study in db.GroupMemberships.InForce(today) on guardian.StudentId equals study.PersonId
            select new { PersonId = guardian.RepresentativeId!.Value, study.StudyGroupId }).ToListAsync(ct);
        var staff = await db.Employments.InForce(today).Where(row => EF.Parameter(people).Contains(row.PersonId)).Select(row => row.PersonId).ToListAsync(ct);
        var sections = await SectionReadings.LoadAsync(db, studies.Concat(children).Select(row => row.StudyGroupId).Distinct(), today, null, ct);
        var scopes = people.ConvertAll(person => ReadingScope.Person(person).ToString());
        var alone = await db.Readings
            .Where(row => EF.Parameter(scopes).Contains(row.Scope) && row.Verdict == ReadingVerdict.Complete)
            .GroupBy(row => row.Scope)
            .Select(rows => new { Scope = rows.Key, AsOf = rows.Max(row => row.AsOf) })
            .ToListAsync(ct);
        return studies.Select(row => (row.PersonId, Reading: sections.CompleteOf(ReadingScope.Students(row.StudyGroupId))))
            .Concat(children.Select(row => (row.PersonId, Reading: sections.CompleteOf(ReadingScope.Representatives(row.StudyGroupId)))))
            .Concat(staff.Select(person => (PersonId: person, Reading: sections.CompleteOf(ReadingScope.Staff))))
            .Where(row => row.Reading is not null)
            .Select(row => (row.PersonId, row.Reading!.AsOf))
            .Concat(alone.Select(row => (ReadingScope.Parse(row.Scope)!.Value.SubjectId!.Value, row.AsOf)))
            .GroupBy(row => row.Item1)
            .ToDictionary(rows => rows.Key, rows => rows.Max(row => row.AsOf));
    }

    private async Task<HashSet<Guid>> BoundAsync(List<Guid> people, CancellationToken ct) => await db.ExternalIdentities
        .Where(id => id.IdKind == IdKinds.Person && id.ValidTo == null && EF.Parameter(people).Contains(id.SubjectId)
            && db.CurrentJournalCode(clock.Today).Any(code => code == id.System))
        .Select(id => id.SubjectId)
        .ToHashSetAsync(ct);

    /// <summary>Of those who work, study or represent a student today.</summary>
    private async Task<IReadOnlyList<AttentionRow>> RelinksAsync(CancellationToken ct)
    {
        var today = clock.Today;
        var studies = db.GroupMemberships.InForce(today);
        var links = await CurrentLinks.LoadAsync(db, clock, ct);
        // First whom it may concern, a few; whether they are here today is asked of these alone.
        var broken = await links.In(db.People, [LinkState.NeedsRelink]).Select(person => person.Id).ToListAsync(ct);
        var people = await db.People.Where(person => EF.Parameter(broken).Contains(person.Id))
            .Where(person => db.Employments.InForce(today).Any(row => row.PersonId == person.Id)
                || studies.Any(row => row.PersonId == person.Id)
                || db.RepresentativesOn(today).Any(row => row.RepresentativeId == person.Id && studies.Any(study => study.PersonId == row.StudentId)))
            .Select(person => person.Id)
            .ToListAsync(ct);
        var states = await links.OfAsync(people, ct);
        return [.. states.Select(row => new AttentionRow(row.Key, null, row.Value.Since ?? clock.Now)).OrderByDescending(row => row.At)];
    }

    private async Task<IReadOnlyList<AttentionRow>> OutOfSightAsync(CancellationToken ct)
    {
        var chats = (await MarkScope.AllChatsAsync(db, clock.Today, ct))
            .Where(chat => chat.Key.StudyGroupId is not { } group || scope.Includes(group))
            .ToDictionary(chat => chat.Id);
        var ids = chats.Keys.ToList();
        var gone = await db.ChatVisibilities.AsNoTracking()
            .Where(look => look.State == VisibilityState.Missing && EF.Parameter(ids).Contains(look.ChatId)
                && db.ChatObservations.Any(row => row.ChatId == look.ChatId && row.PersonId == look.PersonId && row.State == VisibilityState.Visible
                    && row.LastAsOf < look.AsOf && row.RetractsId == null && !db.ChatObservations.Any(other => other.RetractsId == row.Id)))
            .Select(look => new { look.ChatId, look.PersonId, FirstAsOf = db.ChatObservations.Where(row => row.Id == look.ObservationId).Select(row => (DateTime?)row.FirstAsOf).FirstOrDefault() })
            .ToListAsync(ct);
        if (gone.Count == 0)
        {
            return [];
        }

        var people = gone.Select(row => row.PersonId).Distinct().ToList();
        var register = await RegisterReader.LoadAsync(db, clock.Today, RegisterScope.OfPersons(people), ct);
        var rules = (await SchoolSettings.LoadAsync(db, ct)).ChatRules;
        var musts = people.SelectMany(person => MandatoryChatRules.Of(register, person, rules))
            .Where(row => row.Demand == Demand.Must)
            .Select(row => (row.PersonId, row.Chat))
            .ToHashSet();
        var links = await (await CurrentLinks.LoadAsync(db, clock, ct)).OfAsync(people, ct);
        return [.. gone
            // A link that is lost explains the chats, and has a line of its own.
            .Where(row => musts.Contains((row.PersonId, chats[row.ChatId].Key)) && links[row.PersonId].State != LinkState.NeedsRelink)
            .OrderByDescending(row => row.FirstAsOf)
            .Select(row => new AttentionRow(row.PersonId, chats[row.ChatId].Key.StudyGroupId, row.FirstAsOf!.Value))];
    }
}
