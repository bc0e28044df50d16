using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Journal;

/// <summary>Age and source of what is known: readings of the journal and looks of people. A fixed number of queries.</summary>
public sealed class ReadingAgeQueries(
    IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, JournalSessionFile file, LiveNews news, TimeProvider time) : IDisposable
{
    /// <summary>Looks are not listened to: they come one after another, and an age is told in minutes at best.</summary>
    private static readonly LiveTopic[] Topics = [LiveTopic.Readings, LiveTopic.Settings, LiveTopic.Groups, LiveTopic.Chats, LiveTopic.Jobs];

    private readonly Kept<(SameReader, DateOnly), ReadingAges> _kept = new(news, time, TimeSpan.FromSeconds(30), (change, _) => change.Topics.Overlaps(Topics));

    private static readonly string DueScope = CheckScope.Of(CheckTarget.Due, null);

    /// <summary>The whole technikum, or the curator's own groups; at most half a minute old (ADR 026).</summary>
    public async Task<Result<ReadingAges>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        return scope.IsOk ? await _kept.GetAsync((SameReader.Of(actor), clock.Today), reading => ReadAsync(scope.Value, reading), ct) : scope.Error!;
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private async Task<ReadingAges> ReadAsync(AccessScope scope, CancellationToken ct)
    {
        var (today, now) = (clock.Today, clock.Now);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await SchoolSettings.LoadAsync(db, ct);
        var own = scope.StudyGroupIds.ToList();
        var groups = await db.StudyGroups.InForce(today).Where(group => scope.All || own.Contains(group.Id)).Select(group => group.Id).ToListAsync(ct);
        var readings = await SectionReadings.LoadAsync(db, groups, today, null, ct);
        return Compose(settings, groups, withStaff: scope.All, readings, await SourceAsync(db, now, ct), now);
    }

    private static ReadingAges Compose(
        SchoolSettings settings, List<Guid> groups, bool withStaff, SectionReadings readings, (LastCheck? Check, bool HasSession) source, DateTime now)
    {
        var isConnected = settings.JournalMode != JournalReaderMode.Off;
        int? hours = isConnected ? settings.ReadingHours : null;
        List<PageAge> pages = [.. groups.Select(group => Page(group, SectionReadings.ScopesOf(group)))];
        if (withStaff)
        {
            pages.Add(Page(null, [ReadingScope.Staff]));
        }

        var newest = readings.Complete.MaxBy(reading => reading.TakenAt);
        var lookAt = pages.Max(page => page.LookAt);
        var state = ReadingAgeRules.StateOf(now, isConnected, newest, source.Check, lookAt, settings.ReadingHours, settings.LookDays);
        return new ReadingAges(
            readings.SourceName ?? RegisterDefaults.JournalName,
            isConnected,
            source.HasSession,
            state,
            newest,
            pages.Count(page => page is { StudyGroupId: not null, Trouble: null, Complete: { } reading } && now - reading.TakenAt <= TimeSpan.FromHours(settings.ReadingHours)),
            groups.Count,
            lookAt,
            state == AgeState.Failing ? source.Check?.Note : null,
            settings.ReadingHours,
            settings.LookDays,
            pages)
        {
            IsDemonstration = settings.JournalMode == JournalReaderMode.Assumed,
        };

        PageAge Page(Guid? group, IEnumerable<ReadingScope> scopes)
        {
            // A section that was never asked for (a group of adults has no representatives) is not missing.
            var known = scopes.Where(scope => readings.LatestOf(scope) is not null).ToList();
            var complete = known.ConvertAll(readings.CompleteOf);
            var reading = complete.Contains(null) ? null : complete.MinBy(row => row!.TakenAt);
            var trouble = known.Select(readings.TroubleOf).FirstOrDefault(row => row is not null);
            var look = readings.LookAt(group);
            return new PageAge(group, reading, trouble, look, ReadingAgeRules.StateOf(now, reading, trouble, look, hours, settings.LookDays));
        }
    }

    /// <summary>The last run over more than one person that has asked the source, or would have, and whether there is a session for the next.</summary>
    private async Task<(LastCheck? Check, bool HasSession)> SourceAsync(AppDbContext db, DateTime now, CancellationToken ct)
    {
        var run = await db.JobRuns
            .Where(row => row.Job == JobNames.JournalCheck && row.FinishedAt != null && (row.Scope == null || !row.Scope.StartsWith("person/")))
            // Stopped half-way, or nothing was due: neither says that a source which failed before is well again.
            .Where(row => row.State != JobRunState.Interrupted && (row.State != JobRunState.Skipped || row.Scope != DueScope))
            .OrderByDescending(row => row.StartedAt)
            .Select(row => new { row.State, row.FinishedAt, row.Note })
            .FirstOrDefaultAsync(ct);
        var hasSession = file.Path is not null || await db.JournalSessions.AnyAsync(session => session.ExpiresAt > now, ct);
        return (run is null ? null : new LastCheck(run.State == JobRunState.Failed, run.FinishedAt!.Value, run.Note), hasSession);
    }
}
