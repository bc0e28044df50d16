using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>What an answer holds, counted against the register.</summary>
/// <param name="People">Bound people of the scope.</param>
/// <param name="Rows">Rows of the scope in the answer, of bound people or not.</param>
/// <param name="Absent">Bound people of the scope of whom there is no row.</param>
/// <param name="WentEmpty">People who saw a chat of ours by the latest observation, are linked, and now see none.</param>
/// <param name="WentUnlinked">People who were linked and are not now, or whose link broke.</param>
/// <param name="FromTheFuture">Rows that name a moment still to come.</param>
public sealed record ScopeCounts(int People, int Rows, int Absent, int WentEmpty, int WentUnlinked, int FromTheFuture)
{
    /// <summary>People whom the answer would make worse at once.</summary>
    public int Worse => WentEmpty + WentUnlinked;
}

/// <param name="Trouble">Why not complete; <see langword="null"/> for a complete one.</param>
public sealed record ScopeVerdict(ReadingVerdict Verdict, JournalTrouble? Trouble);

/// <summary>
/// How far an answer can be trusted to say what is not there. A failed, partial, empty or half-size source removes nobody
/// (DESIGN §1, truth 1; §3, reading scope). Pure.
/// </summary>
public static class ScopeJudge
{
    /// <summary>Up to this share of a scope things do happen at once.</summary>
    private const decimal Share = 0.2m;

    /// <summary>Up to this number of people they happen in a small group.</summary>
    private const int People = 5;

    /// <summary>The connector's verdict, lowered where the answer does not look like the register.</summary>
    /// <param name="trouble">The connector's own.</param>
    public static ScopeVerdict Judge(ReadingVerdict connector, JournalTrouble? trouble, ScopeCounts counts)
    {
        if (connector != ReadingVerdict.Complete)
        {
            return new ScopeVerdict(connector, trouble ?? new JournalTrouble(JournalTroubleKind.Incomplete, "ЭПОС ответил не полностью."));
        }

        return Doubt(counts) is { } doubt
            ? new ScopeVerdict(ReadingVerdict.Partial, new JournalTrouble(JournalTroubleKind.Incomplete, doubt))
            : new ScopeVerdict(ReadingVerdict.Complete, null);
    }

    private static string? Doubt(ScopeCounts counts)
    {
        var people = $"{RussianText.Number(counts.People)}{RussianText.NoBreakSpace}{RussianText.Plural(counts.People, "человека", "человек", "человек")}";
        return counts switch
        {
            { FromTheFuture: > 0 } => "ЭПОС назвал время, которое ещё не наступило: сверьте часы сервера. Такие строки не взяты.",
            { People: > 0, Rows: 0 } => $"Пустой ответ: ЭПОС не показал никого из {people}.",
            _ when TooMany(counts.Absent, counts.People) => $"В ответе нет {RussianText.Number(counts.Absent)} из {people}.",
            _ when TooMany(counts.Worse, counts.People) => $"У {RussianText.Number(counts.Worse)} из {people} разом {Lost(counts)}: похоже на сбой ЭПОС.",
            _ => null,
        };
    }

    private static string Lost(ScopeCounts counts) => counts switch
    {
        { WentUnlinked: 0 } => "пропали все чаты",
        { WentEmpty: 0 } => "пропала привязка",
        _ => "пропали чаты или привязка",
    };

    private static bool TooMany(int count, int people) => count > People && count > people * Share;
}
