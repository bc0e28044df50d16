using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Links;

/// <summary>
/// One thing that was said or seen about a person's link (привязка) on a platform. Append-only: a mark is undone by a row
/// whose <see cref="RetractsId"/> names it.
/// </summary>
public sealed class LinkFact : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PersonId { get; init; }

    public Guid PlatformId { get; init; }

    public LinkFactKind Kind { get; init; }

    /// <summary>UTC moment of what is said: of the claim, or the <c>as of</c> of the observation.</summary>
    public DateTime At { get; init; }

    /// <summary>UTC moment from which the journal must show it (its clock); set for claims.</summary>
    public DateTime? RecheckAt { get; init; }

    /// <summary>Why, for «не применимо».</summary>
    public string? Reason { get; init; }

    public Guid? ReadingId { get; init; }

    public Guid? ByUserId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>The earlier fact that this one takes back.</summary>
    public Guid? RetractsId { get; init; }
}

/// <summary>
/// What <c>LinkStatusRules</c> said last, per person and platform. A projection: true only while today is before
/// <see cref="ValidUntil"/>; no row means «не приглашён» without any fact.
/// </summary>
public sealed class LinkStatus
{
    public Guid PersonId { get; init; }

    public Guid PlatformId { get; init; }

    public LinkState State { get; set; }

    public string? Reason { get; set; }

    /// <summary>The first day on which the answer may be another without any new fact; <see langword="null"/> = never.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>UTC moment of the fact or observation that decided.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <summary>UTC moment from which a claim may be held against the journal; <see langword="null"/> without a pending claim.</summary>
    public DateTime? RecheckAt { get; set; }
}

/// <summary>«Внесено в ЭПОС»: a correction made in the journal, which it shows by its own clock.</summary>
public sealed class JournalCorrection : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PersonId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime EnteredAt { get; init; }

    /// <summary>UTC moment from which the journal shows it (<c>EposClock</c>).</summary>
    public DateTime ShowsAt { get; init; }

    public required string What { get; init; }

    public Guid? ByUserId { get; init; }
}

/// <summary>A lawful refusal with the channel used instead (clause 2.7; never in blame lists).</summary>
public sealed class OptOut : DatedFact
{
    public Guid PersonId { get; init; }

    public AlternativeChannel AlternativeChannel { get; set; }

    public Guid? ByUserId { get; set; }
}
