using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Reconciliation.Explaining;

/// <summary>All that an explanation looks at: one person and one chat, as far as the reader may know.</summary>
public sealed record ExplainFacts
{
    public required Guid ChatId { get; init; }

    public required string ChatTitle { get; init; }

    /// <summary>What the rules say today.</summary>
    public required DesiredMembership Membership { get; init; }

    /// <summary>The fact behind the membership in words: «Деменева Арина учится в ИС-21, вы ей — мать»; none without ground.</summary>
    public string? Fact { get; init; }

    /// <summary>Order, import or hand behind the fact.</summary>
    public string? FactSource { get; init; }

    /// <summary>Of a representative: the day on which the child becomes an adult; null when the birth date is unknown.</summary>
    public DateOnly? AdultFrom { get; init; }

    /// <summary>Of somebody without ground: the first day on which the last ground no longer held.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The refusal in force; null where there is none or the reader may not know.</summary>
    public ExplainRefusal? Refusal { get; init; }

    /// <summary>The reader may not know of refusals at all.</summary>
    public bool RefusalsHidden { get; init; }

    /// <summary>The reader may not know of restrictions of guardianship.</summary>
    public bool RestrictionsHidden { get; init; }

    public required LinkState Link { get; init; }

    public required VisibilityState State { get; init; }

    /// <summary>The latest look or reading.</summary>
    public Provenance? From { get; init; }

    /// <summary>What the journal will show, and when; null when nothing is on its way.</summary>
    public ExplainWait? Wait { get; init; }
}

/// <param name="From">First day.</param>
/// <param name="Channel">How the person is told things instead, in words.</param>
public sealed record ExplainRefusal(DateOnly From, string Channel);

/// <summary>What is on its way to the journal's screen.</summary>
/// <param name="What">«Исправлено в ЭПОС», «Заявлено».</param>
/// <param name="When">«пн 23.11 после 14:00».</param>
public sealed record ExplainWait(string What, string When);
