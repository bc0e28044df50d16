using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Core.Chats;

/// <summary>A reading of one section of the journal.</summary>
/// <param name="TakenAt">UTC.</param>
/// <param name="AsOf">UTC moment whose state the journal showed.</param>
/// <param name="Trouble">Russian: why it is not complete.</param>
public sealed record SectionReading(ReadingScope Scope, DateTime TakenAt, DateTime AsOf, ReadingVerdict Verdict, string? Trouble);

/// <summary>
/// What was read of the journal last, section by section, and when people looked last: how old the known is, and what is known in
/// part only. A section whose latest reading is not complete stays so until it is read again or somebody looks.
/// </summary>
public sealed class SectionReadings
{
    private readonly Dictionary<ReadingScope, SectionReading> _latest;
    private readonly Dictionary<ReadingScope, SectionReading> _complete;
    private readonly Dictionary<Guid, DateTime> _looks;

    private SectionReadings(string? sourceName, IReadOnlyList<SectionReading> rows, Dictionary<Guid, DateTime> looks)
    {
        SourceName = sourceName;
        _latest = Last(rows);
        _complete = Last(rows.Where(row => row.Verdict == ReadingVerdict.Complete));
        _looks = looks;
    }

    /// <summary>Name of the journal, «ЭПОС»; none when no journal is in force.</summary>
    public string? SourceName { get; }

    /// <summary>Sections that are known in part only.</summary>
    public IReadOnlySet<ReadingScope> Incomplete => _latest.Keys.Where(scope => TroubleOf(scope) is not null).ToHashSet();

    /// <summary>Sections that were ever read to the end.</summary>
    public IReadOnlyCollection<SectionReading> Complete => _complete.Values;

    /// <summary>
    /// Three queries, whatever the number of groups and of readings: the latest rows are found by the index of source, scope and moment.
    /// </summary>
    /// <param name="studyGroupIds">Whose students and representatives; all employees are always there.</param>
    /// <param name="before">UTC: only what was read and seen before it; <see langword="null"/> = all.</param>
    public static async Task<SectionReadings> LoadAsync(AppDbContext db, IEnumerable<Guid> studyGroupIds, DateOnly day, DateTime? before, CancellationToken ct)
    {
        var journal = await db.CurrentJournal(day).Select(platform => new { platform.Id, platform.Name }).FirstOrDefaultAsync(ct);
        if (journal is null)
        {
            return new SectionReadings(null, [], []);
        }

        var groups = studyGroupIds.ToList();
        List<string> scopes = [.. groups.SelectMany(ScopesOf).Append(ReadingScope.Staff).Select(scope => scope.ToString())];
        var known = db.Readings.Where(row => row.SourceId == journal.Id);
        if (before is { } end)
        {
            known = known.Where(row => row.TakenAt < end);
        }

        var rows = await db.Readings.AsNoTracking()
            .Where(row =>
                EF.Parameter(scopes).Select(scope => known.Where(x => x.Scope == scope)
                    .OrderByDescending(x => x.TakenAt).Select(x => x.Id).FirstOrDefault()).Contains(row.Id)
                || EF.Parameter(scopes).Select(scope => known.Where(x => x.Scope == scope && x.Verdict == ReadingVerdict.Complete)
                    .OrderByDescending(x => x.TakenAt).Select(x => x.Id).FirstOrDefault()).Contains(row.Id))
            .Select(row => new { row.Scope, row.TakenAt, row.AsOf, row.Verdict, row.Trouble })
            .ToListAsync(ct);
        return new SectionReadings(
            journal.Name,
            [.. rows.Select(row => new SectionReading(ReadingScope.Parse(row.Scope)!.Value, row.TakenAt, row.AsOf, row.Verdict, row.Trouble))],
            await LooksAsync(db, groups, before, ct));
    }

    /// <summary>Sections of a study group.</summary>
    public static IEnumerable<ReadingScope> ScopesOf(Guid studyGroupId) => [ReadingScope.Students(studyGroupId), ReadingScope.Representatives(studyGroupId)];

    /// <summary>The section that fills a mandatory chat.</summary>
    public static ReadingScope ScopeOf(ChatKey chat) => chat switch
    {
        { Kind: ChatKind.Group, StudyGroupId: { } group } => ReadingScope.Students(group),
        { Kind: ChatKind.Parents, StudyGroupId: { } group } => ReadingScope.Representatives(group),
        _ => ReadingScope.Staff,
    };

    /// <summary>The latest reading, whatever its verdict.</summary>
    public SectionReading? LatestOf(ReadingScope scope) => _latest.GetValueOrDefault(scope);

    /// <summary>The latest complete reading.</summary>
    public SectionReading? CompleteOf(ReadingScope scope) => _complete.GetValueOrDefault(scope);

    /// <summary>UTC moment of the last look or confirmation at the chats of a group, or without a group of all staff.</summary>
    public DateTime? LookAt(Guid? studyGroupId) => _looks.TryGetValue(studyGroupId ?? Guid.Empty, out var at) ? at : null;

    /// <summary>The latest reading, when it was not complete and nobody looked since.</summary>
    public SectionReading? TroubleOf(ReadingScope scope) =>
        LatestOf(scope) is { Verdict: not ReadingVerdict.Complete } latest && !(LookAt(scope.SubjectId) > latest.TakenAt) ? latest : null;

    /// <summary>Whether what is known of the chat is only a part: numbers over it are printed «≥ N».</summary>
    public bool IsIncomplete(ChatKey chat) => TroubleOf(ScopeOf(chat)) is not null;

    /// <summary>Looks that still count and confirmations: a look that a later reading followed has no age of its own any more.</summary>
    private static async Task<Dictionary<Guid, DateTime>> LooksAsync(AppDbContext db, List<Guid> groups, DateTime? before, CancellationToken ct)
    {
        var seen = db.ChatVisibilities.Where(look => look.Method != ObservationMethod.Reading);
        var said = db.WeeklyConfirmations.Where(row => row.RetractsId == null && !db.WeeklyConfirmations.Any(other => other.RetractsId == row.Id));
        if (before is { } end)
        {
            seen = seen.Where(look => look.AsOf < end);
            said = said.Where(row => row.At < end);
        }

        var looks =
            from look in seen
            join chat in db.Chats on look.ChatId equals chat.Id
            where chat.StudyGroupId == null || EF.Parameter(groups).Contains(chat.StudyGroupId.Value)
            group look by chat.StudyGroupId into rows
            select new { StudyGroupId = rows.Key, At = rows.Max(look => look.AsOf) };
        var confirmations = said.GroupBy(row => row.StudyGroupId).Select(rows => new { StudyGroupId = rows.Key, At = rows.Max(row => row.At) });
        return (await looks.Concat(confirmations).ToListAsync(ct))
            .GroupBy(row => row.StudyGroupId ?? Guid.Empty)
            .ToDictionary(rows => rows.Key, rows => rows.Max(row => row.At));
    }

    private static Dictionary<ReadingScope, SectionReading> Last(IEnumerable<SectionReading> rows) =>
        rows.GroupBy(row => row.Scope).ToDictionary(same => same.Key, same => same.MaxBy(row => row.TakenAt)!);
}
