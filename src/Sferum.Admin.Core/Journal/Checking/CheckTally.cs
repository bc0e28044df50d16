using System.Text.Json;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>Counts of a run, growing scope by scope, and what the run comes to.</summary>
/// <param name="before">Counts of the earlier part of a run that goes on.</param>
/// <param name="readBefore">Scopes of that part.</param>
internal sealed class CheckTally(string before, IEnumerable<ScopeOutcome> readBefore)
{
    private readonly Dictionary<string, long> _before = JsonSerializer.Deserialize<Dictionary<string, long>>(before) ?? [];
    private readonly List<ScopeOutcome> _scopes = [.. readBefore];

    public IReadOnlyList<ScopeOutcome> Scopes => _scopes;

    /// <summary>Scopes that the run is about, read or not; 0 while unknown.</summary>
    public int Total { get; set; }

    /// <summary>What the lists lacked; the check went on.</summary>
    public string? ListsNote { get; set; }

    public bool IsSessionEnded { get; set; }

    public void Add(ScopeOutcome outcome) => _scopes.Add(outcome);

    /// <summary>Of the whole run; a note for everything but a complete one.</summary>
    /// <param name="groups">Names of the groups by id.</param>
    public (JobRunState State, string? Note) Outcome(IReadOnlyDictionary<Guid, string> groups)
    {
        var complete = Count(ReadingVerdict.Complete);
        var isWhole = complete == Total && !IsSessionEnded;
        var note = IsSessionEnded ? CheckWords.SessionEnded(complete, Total) : isWhole ? null : CheckWords.Troubles(_scopes, groups);
        var state = isWhole && ListsNote is null ? JobRunState.Succeeded
            : complete > 0 || Count(ReadingVerdict.Partial) > 0 ? JobRunState.Partial
            : JobRunState.Failed;
        return (state, note is null ? ListsNote : ListsNote is null ? note : $"{note} {ListsNote}");
    }

    /// <summary>JSON of numbers by name, as <see cref="JobRun.Counts"/> keeps them.</summary>
    public string Counts(JournalCalls calls, TimeSpan time) => JsonSerializer.Serialize(new Dictionary<string, long>
    {
        ["scopes"] = Math.Max(Total, _scopes.Count),
        ["complete"] = Count(ReadingVerdict.Complete),
        ["partial"] = Count(ReadingVerdict.Partial),
        ["failed"] = Count(ReadingVerdict.Failed),
        ["people"] = _scopes.Sum(s => s.People),
        ["linked"] = _scopes.Sum(s => s.Linked),
        ["seen"] = _scopes.Sum(s => s.Seen),
        ["missing"] = _scopes.Sum(s => s.Missing),
        ["notRead"] = _scopes.Sum(s => s.NotRead),
        ["calls"] = Before("calls") + calls.Sent,
        ["refused"] = Before("refused") + calls.Refused,
        ["seconds"] = Before("seconds") + (long)Math.Round(time.TotalSeconds),
    });

    private int Count(ReadingVerdict verdict) => _scopes.Count(s => s.Verdict == verdict);

    private long Before(string name) => _before.GetValueOrDefault(name);
}
