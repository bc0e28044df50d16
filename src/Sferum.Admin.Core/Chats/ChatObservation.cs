using Sferum.Admin.Core.Audit;

namespace Sferum.Admin.Core.Chats;

/// <summary>How something was observed.</summary>
public enum ObservationMethod
{
    /// <summary>A person's look at the screen.</summary>
    Look,

    /// <summary>Недельное подтверждение: «видно» marks re-dated by a counted question.</summary>
    WeeklyConfirmation,

    /// <summary>A connector's reading.</summary>
    Reading,

    /// <summary>A pasted list of members.</summary>
    PastedList,
}

public enum ReadingVerdict
{
    Complete,
    Partial,
    Failed,
}

/// <summary>One reading of a source: what part of it, when, and how far it can be trusted. Only a complete one may say "is not there".</summary>
public sealed class Reading
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The platform that was read.</summary>
    public Guid SourceId { get; init; }

    public ObservationMethod Method { get; init; }

    /// <summary>The section read: population × study group (<see cref="ReadingScope"/>), or a chat.</summary>
    public required string Scope { get; init; }

    /// <summary>The run of the job that read it; none for looks and pasted lists.</summary>
    public Guid? RunId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime TakenAt { get; init; }

    /// <summary>UTC moment whose state the source shows.</summary>
    public DateTime AsOf { get; init; }

    public ReadingVerdict Verdict { get; init; }

    /// <summary>Bound people of the section.</summary>
    public int People { get; init; }

    /// <summary>Places (person × chat) shown.</summary>
    public int Seen { get; init; }

    /// <summary>Places not shown where they had to be, or where they were shown before.</summary>
    public int Missing { get; init; }

    /// <summary>People seen to be linked.</summary>
    public int Linked { get; init; }

    /// <summary>Bound people of the section whom the answer did not hold: nothing is said of them.</summary>
    public int NotRead { get; init; }

    /// <summary>Russian: why it is not complete. No personal data.</summary>
    public string? Trouble { get; init; }

    public Guid? ByUserId { get; init; }
}

/// <summary>
/// What a source showed of one person and one chat: seen or missing. Append-only and run-length: a later reading of the same
/// source and method that shows the same only moves <see cref="LastAsOf"/>. Undone by a row that <see cref="RetractsId"/> names it.
/// </summary>
public sealed class ChatObservation : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ChatId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>The platform on whose screen it was seen (the journal for a look at ЭПОС).</summary>
    public Guid SourceId { get; init; }

    public ObservationMethod Method { get; init; }

    /// <summary><see cref="VisibilityState.Visible"/> or <see cref="VisibilityState.Missing"/>; «не проверено» is the lack of a row.</summary>
    public VisibilityState State { get; init; }

    /// <summary>UTC.</summary>
    public DateTime FirstAsOf { get; init; }

    /// <summary>UTC.</summary>
    public DateTime LastAsOf { get; set; }

    public Guid? FirstReadingId { get; init; }

    public Guid? LastReadingId { get; set; }

    public Guid? ByUserId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; init; }

    public Guid? RetractsId { get; init; }
}

/// <summary>The latest unretracted observation per chat and person. A projection; no row means «не проверено».</summary>
public sealed class ChatVisibility
{
    public Guid ChatId { get; init; }

    public Guid PersonId { get; init; }

    public Guid ObservationId { get; set; }

    public Guid SourceId { get; set; }

    public VisibilityState State { get; set; }

    public ObservationMethod Method { get; set; }

    /// <summary>UTC moment of the state shown.</summary>
    public DateTime AsOf { get; set; }

    public Guid? ByUserId { get; set; }
}

/// <summary>«Чаты проверены» for a group (or all staff, without a group) in an ISO week, after a counted question.</summary>
public sealed class WeeklyConfirmation : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary><see langword="null"/> for all staff («Преподаватели»).</summary>
    public Guid? StudyGroupId { get; init; }

    /// <summary>«2026-W47».</summary>
    public required string Week { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    public Guid? ByUserId { get; init; }

    public int Visible { get; init; }

    public int Missing { get; init; }

    public int NotChecked { get; init; }

    /// <summary>The earlier confirmation that this one takes back.</summary>
    public Guid? RetractsId { get; init; }
}
