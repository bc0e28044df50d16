using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Jobs;

/// <summary>Reads how the background jobs run.</summary>
/// <param name="scheduler"><see langword="null"/> in a program without one: nothing is scheduled then.</param>
public sealed class JobQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock, IJobScheduler? scheduler = null)
{
    /// <summary>Runs shown in the history.</summary>
    public const int HistoryLength = 20;

    /// <summary>Sections listed of one run; the numbers beside count all.</summary>
    public const int MostTroubles = 100;

    private const string GroupScope = "group/";

    /// <summary>A reading of one person is none of the technikum.</summary>
    private const string PersonScope = "person/";

    /// <summary>Every job, and the last runs of one of them or of all.</summary>
    /// <param name="job">One of <see cref="JobNames"/>; <see langword="null"/> or an unknown one: all.</param>
    public async Task<Result<JobsView>> ReadAsync(Actor actor, string? job, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var (readAt, isOld) = await ReadingAgeAsync(db, ct);
        var runs = new List<RunRow>();
        foreach (var name in JobNames.All)
        {
            runs.AddRange(await Rows(db, db.JobRuns.Where(r => r.Job == name)).Take(1).ToListAsync(ct));
        }

        var asked = JobNames.All.Contains(job) ? job : null;
        var history = await Rows(db, db.JobRuns.Where(r => asked == null || r.Job == asked)).Take(HistoryLength).ToListAsync(ct);
        var names = await GroupNamesAsync(db, runs.Concat(history).Select(r => GroupOf(r.Run.Scope)), ct);
        var jobs = new List<JobView>();
        foreach (var name in JobNames.All)
        {
            var reads = name == JobNames.JournalCheck;
            var last = runs.Find(r => r.Run.Job == name);
            var next = scheduler is null ? [] : await scheduler.NextRunsAsync(name, ct);
            jobs.Add(new JobView(name, last is null ? null : ViewOf(last, names), next, reads ? readAt : null, reads && isOld));
        }

        return new JobsView(jobs, scheduler is not null, history.ConvertAll(r => ViewOf(r, names)));
    }

    /// <summary>One run with the sections that it did not read completely.</summary>
    public async Task<Result<JobRunDetail>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Rows(db, db.JobRuns.Where(r => r.Id == id)).FirstOrDefaultAsync(ct) is not { } run)
        {
            return Error.NotFound("Запуск не найден.");
        }

        // A run that went on has asked again for what it could not read: of a section the last answer counts.
        var readings = db.Readings.Where(r => r.RunId == id && !db.Readings.Any(later => later.RunId == id && later.Scope == r.Scope && later.TakenAt > r.TakenAt));
        var verdicts = await readings.GroupBy(r => r.Verdict).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var rows = await readings
            .Where(r => r.Verdict != ReadingVerdict.Complete)
            .OrderBy(r => r.Verdict == ReadingVerdict.Failed ? 0 : 1).ThenBy(r => r.Scope).ThenBy(r => r.Id)
            .Select(r => new { r.Scope, r.Verdict, r.NotRead, r.Trouble })
            .Take(MostTroubles)
            .ToListAsync(ct);
        var troubles = rows.Select(r => (Row: r, Scope: ReadingScope.Parse(r.Scope))).Where(r => r.Scope is not null).Select(r => (r.Row, Scope: r.Scope!.Value)).ToList();
        var names = await GroupNamesAsync(db, troubles.Select(t => GroupOf(t.Scope)).Append(GroupOf(run.Run.Scope)), ct);
        return new JobRunDetail(
            ViewOf(run, names),
            verdicts.GetValueOrDefault(ReadingVerdict.Complete),
            verdicts.GetValueOrDefault(ReadingVerdict.Partial),
            verdicts.GetValueOrDefault(ReadingVerdict.Failed),
            troubles.ConvertAll(t => new ScopeTrouble(t.Scope, NameOf(names, GroupOf(t.Scope)), t.Row.Verdict, t.Row.NotRead, t.Row.Trouble)));
    }

    /// <summary>
    /// The latest run of a job, for the bar of its progress: it is in the database, so every tab shows the same and a closed one
    /// loses nothing. For whoever may start checks.
    /// </summary>
    public async Task<Result<JobRunView?>> LatestAsync(Actor actor, string job, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.RunChecks, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var run = await Rows(db, db.JobRuns.Where(r => r.Job == job)).FirstOrDefaultAsync(ct);
        return run is null ? (JobRunView?)null : ViewOf(run, await GroupNamesAsync(db, [GroupOf(run.Run.Scope)], ct));
    }

    private static IQueryable<RunRow> Rows(AppDbContext db, IQueryable<JobRun> runs) => runs.AsNoTracking()
        .OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id)
        .Select(r => new RunRow { Run = r, By = db.Users.Where(u => u.Id == r.ByUserId).Select(u => u.DisplayName).FirstOrDefault() });

    private async Task<(DateTime? ReadAt, bool IsOld)> ReadingAgeAsync(AppDbContext db, CancellationToken ct)
    {
        var settings = await SchoolSettings.LoadAsync(db, ct);
        var readAt = await db.Readings
            .Where(r => r.Method == ObservationMethod.Reading && r.Verdict == ReadingVerdict.Complete && !r.Scope.StartsWith(PersonScope))
            .MaxAsync(r => (DateTime?)r.TakenAt, ct);
        var isOld = settings.JournalMode != JournalReaderMode.Off && readAt < clock.Now.AddHours(-settings.ReadingHours);
        return (readAt, isOld);
    }

    private async Task<Dictionary<Guid, string>> GroupNamesAsync(AppDbContext db, IEnumerable<Guid?> groups, CancellationToken ct)
    {
        var ids = groups.OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.GroupNamesOn(clock.Today).Where(n => ids.Contains(n.StudyGroupId)).ToDictionaryAsync(n => n.StudyGroupId, n => n.Name, ct);
    }

    private static Guid? GroupOf(string? runScope) =>
        runScope?.StartsWith(GroupScope, StringComparison.Ordinal) == true && Guid.TryParse(runScope.AsSpan(GroupScope.Length), out var id) ? id : null;

    private static Guid? GroupOf(ReadingScope scope) => scope.Population is ReadingPopulation.Students or ReadingPopulation.Representatives ? scope.SubjectId : null;

    private static string? NameOf(Dictionary<Guid, string> names, Guid? group) => group is { } id ? names.GetValueOrDefault(id) : null;

    private JobRunView ViewOf(RunRow row, Dictionary<Guid, string> names)
    {
        var run = row.Run;
        // Nobody is at it any more; the row is put right by the next run.
        var isSilent = run.State == JobRunState.Running && clock.Now - (run.HeartbeatAt ?? run.StartedAt) > JobRuns.SilentAfter;
        var state = isSilent ? JobRunState.Interrupted : run.State;
        return new JobRunView(
            run.Id, run.Job, run.Scope, NameOf(names, GroupOf(run.Scope)), run.Trigger, row.By, run.StartedAt, run.FinishedAt, state, run.Done, run.Total, run.Note, CountsOf(run.Counts));
    }

    private static Dictionary<string, long> CountsOf(string json) => JsonSerializer.Deserialize<Dictionary<string, long>>(json) ?? [];

    private sealed class RunRow
    {
        public required JobRun Run { get; init; }

        public string? By { get; init; }
    }
}
