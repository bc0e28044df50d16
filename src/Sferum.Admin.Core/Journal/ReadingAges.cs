using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Core.Journal;

/// <summary>How fresh what is known of the journal is.</summary>
public enum AgeState
{
    /// <summary>Nothing to hold against anybody: not connected, or never read and never looked at.</summary>
    Neutral,
    Ok,

    /// <summary>Older than its limit: hours for readings of a connected journal, days for looks.</summary>
    Old,

    /// <summary>The last reading did not end well, and nobody looked since.</summary>
    Failing,
}

/// <summary>A run of the check as the age needs it.</summary>
/// <param name="HasFailed">It ended with a failure; what it had nothing to do with is none.</param>
/// <param name="FinishedAt">UTC.</param>
/// <param name="Note">Russian: what went wrong.</param>
public sealed record LastCheck(bool HasFailed, DateTime FinishedAt, string? Note);

/// <summary>Age of what is known of one page of marks.</summary>
/// <param name="StudyGroupId"><see langword="null"/> for all staff.</param>
/// <param name="Complete">The latest complete reading, the older one of its two sections; none while a section was never read to the end.</param>
/// <param name="Trouble">The latest reading that did not end well and was not followed by a look.</param>
/// <param name="LookAt">UTC moment of the last look or confirmation.</param>
public sealed record PageAge(Guid? StudyGroupId, SectionReading? Complete, SectionReading? Trouble, DateTime? LookAt, AgeState State);

/// <summary>Age and source of what is known, for the shell and the pages.</summary>
/// <param name="SourceName">«ЭПОС».</param>
/// <param name="IsConnected">Whether the portal reads the journal by itself.</param>
/// <param name="HasSession">Whether there is a session to read it with.</param>
/// <param name="Newest">The newest complete reading of the pages.</param>
/// <param name="ReadGroups">Groups read to the end within the limit, of <paramref name="Groups"/>.</param>
/// <param name="LookAt">UTC moment of the newest look or confirmation.</param>
/// <param name="Note">Russian: why it is failing.</param>
/// <param name="ReadingHours">Hours after which a reading is old.</param>
/// <param name="LookDays">Days after which a look is old.</param>
/// <param name="Pages">Every page in the reader's scope: groups, and all staff for those who see them.</param>
public sealed record ReadingAges(
    string SourceName,
    bool IsConnected,
    bool HasSession,
    AgeState State,
    SectionReading? Newest,
    int ReadGroups,
    int Groups,
    DateTime? LookAt,
    string? Note,
    int ReadingHours,
    int LookDays,
    IReadOnlyList<PageAge> Pages)
{
    /// <summary>The journal is read by an assumed contract: what it shows is demonstration data and is called so (decision 014).</summary>
    public bool IsDemonstration { get; init; }
}

/// <summary>When what is known is old, and when its source fails (DESIGN §3: red is a configured source that fails, or an age over its limit). Pure.</summary>
public static class ReadingAgeRules
{
    /// <param name="now">UTC.</param>
    /// <param name="readingHours">Limit of readings; <see langword="null"/> when the journal is not connected, then nothing new is expected.</param>
    /// <param name="lookDays">Limit of looks.</param>
    public static AgeState StateOf(DateTime now, SectionReading? complete, SectionReading? trouble, DateTime? lookAt, int? readingHours, int lookDays)
    {
        if (readingHours is not null && trouble is { Verdict: ReadingVerdict.Failed or ReadingVerdict.Partial })
        {
            return AgeState.Failing;
        }

        var lookIsFresh = lookAt is { } look && now - look <= TimeSpan.FromDays(lookDays);
        return (complete, readingHours) switch
        {
            ({ } reading, { } hours) => now - reading.TakenAt <= TimeSpan.FromHours(hours) || (lookIsFresh && lookAt > reading.TakenAt) ? AgeState.Ok : AgeState.Old,
            ({ } reading, null) when now - reading.TakenAt <= TimeSpan.FromDays(lookDays) => AgeState.Ok,
            _ when lookIsFresh => AgeState.Ok,
            (null, _) when lookAt is null => AgeState.Neutral,
            _ => AgeState.Old,
        };
    }

    /// <summary>The state of the source itself: of a connected journal its readings, else the looks.</summary>
    public static AgeState StateOf(DateTime now, bool isConnected, SectionReading? newest, LastCheck? check, DateTime? lookAt, int readingHours, int lookDays)
    {
        if (!isConnected)
        {
            return lookAt is { } look && now - look > TimeSpan.FromDays(lookDays) ? AgeState.Old : AgeState.Neutral;
        }

        if (check is { HasFailed: true } && !(newest?.TakenAt > check.FinishedAt))
        {
            return AgeState.Failing;
        }

        return newest is null ? AgeState.Neutral : now - newest.TakenAt > TimeSpan.FromHours(readingHours) ? AgeState.Old : AgeState.Ok;
    }
}
