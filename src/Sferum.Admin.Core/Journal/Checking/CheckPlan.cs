using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>What a run asks.</summary>
/// <param name="Nothing">Russian: why there is nothing to ask; <see langword="null"/> when there is.</param>
internal sealed record CheckPlan(CheckBoard Board, IReadOnlyList<CheckQuestion> Questions, string? Nothing)
{
    /// <summary>Corrections older than this were read long ago, or never will be.</summary>
    private const int CorrectionDays = 30;

    public static async Task<CheckPlan> MakeAsync(AppDbContext db, CheckBoard board, JournalCheckRequest request, SchoolClock clock, CancellationToken ct) => request.Target switch
    {
        CheckTarget.Everyone => OfSections(board, board.Sections, CheckWords.NobodyBound),
        CheckTarget.Group => OfSections(board, board.Sections.Where(s => s.StudyGroupId == request.SubjectId), CheckWords.GroupNotBound),
        CheckTarget.Person => OfPerson(board, request.SubjectId!.Value),
        _ => OfSections(board, await DueAsync(db, board, clock.Now, ct), CheckWords.NothingDue),
    };

    /// <summary>The same without the scopes that were read already; a question is left out when all of its were.</summary>
    public CheckPlan Without(IReadOnlySet<ReadingScope> read) => this with
    {
        Questions = [.. Questions.Select(q => q with { Scopes = [.. q.Scopes.Where(s => !read.Contains(s))] }).Where(q => q.Scopes.Count > 0)],
    };

    private static CheckPlan OfSections(CheckBoard board, IEnumerable<CheckSection> sections, string nothing)
    {
        List<CheckQuestion> questions = [.. sections.Select(s => new SectionQuestion(s.JournalGroupId, s.Scopes))];
        return new CheckPlan(board, questions, questions.Count == 0 ? nothing : null);
    }

    private static CheckPlan OfPerson(CheckBoard board, Guid personId) => board.Person(personId) is { } person
        ? new CheckPlan(board, [new PersonQuestion(person.OutsideIds, [ReadingScope.Person(personId)])], null)
        : new CheckPlan(board, [], CheckWords.PersonNotBound);

    /// <summary>
    /// Sections with a claim (SelfReported) or a correction whose moment has come and which no complete reading has shown since:
    /// four queries.
    /// </summary>
    private static async Task<IEnumerable<CheckSection>> DueAsync(AppDbContext db, CheckBoard board, DateTime now, CancellationToken ct)
    {
        var oldest = now.AddDays(-CorrectionDays);
        var claims = await db.LinkStatuses
            .Where(s => s.State == LinkState.SelfReported && s.PlatformId == board.Rules.PlatformId && s.RecheckAt <= now)
            .Select(s => new { s.PersonId, At = s.RecheckAt!.Value }).ToListAsync(ct);
        var corrections = await db.JournalCorrections.Where(c => c.ShowsAt <= now && c.ShowsAt > oldest)
            .Select(c => new { c.PersonId, At = c.ShowsAt }).ToListAsync(ct);
        var waiting = claims.Concat(corrections).ToList();
        if (waiting.Count == 0)
        {
            return [];
        }

        var since = waiting.Min(w => w.At);
        var read = await db.Readings
            .Where(r => r.SourceId == board.JournalId && r.Method == ObservationMethod.Reading && r.Verdict == ReadingVerdict.Complete && r.AsOf >= since)
            .GroupBy(r => r.Scope).Select(g => new { Scope = g.Key, AsOf = g.Max(r => r.AsOf) })
            .ToDictionaryAsync(r => r.Scope, r => r.AsOf, ct);
        bool IsRead(ReadingScope scope, DateTime at) => read.TryGetValue(scope.ToString(), out var asOf) && asOf >= at;
        var due = waiting
            .Where(w => !IsRead(ReadingScope.Person(w.PersonId), w.At))
            .SelectMany(w => board.ScopesOf(w.PersonId).Where(scope => !IsRead(scope, w.At)))
            .ToHashSet();
        return board.Sections.Where(s => s.Scopes.Any(due.Contains));
    }
}
