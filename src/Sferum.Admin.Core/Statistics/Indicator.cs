using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Statistics;

/// <summary>What a figure counts.</summary>
public enum IndicatorUnit
{
    People,
    Groups,
    Chats,

    /// <summary>Places: a person in one mandatory chat; a parent of two children has two.</summary>
    Places,
}

/// <summary>The sets a figure is made of; each number on the screen is the size of one of them.</summary>
public enum IndicatorPart
{
    /// <summary>What is counted.</summary>
    Numerator,

    /// <summary>Of the denominator, what is known not to be in the numerator: «не привязаны», «не видно».</summary>
    Rest,

    /// <summary>Of the denominator, what nobody looked at. Never counted as missing.</summary>
    NotChecked,

    /// <summary>Lawful refusals.</summary>
    Refused,

    /// <summary>«Не применимо», outside the denominator.</summary>
    NotApplicable,

    /// <summary>All parts that belong to it together.</summary>
    Denominator,
}

/// <summary>One thing behind a number: a person, a group, a chat, or a person in a chat.</summary>
public sealed record IndicatorSubject
{
    public Guid? PersonId { get; init; }

    public Guid? StudyGroupId { get; init; }

    public ChatKey? Chat { get; init; }

    /// <summary>Where the person's link stands.</summary>
    public LinkState? Link { get; init; }

    /// <summary>What the latest look at ЭПОС says.</summary>
    public VisibilityState? Look { get; init; }

    /// <summary>UTC moment of that look; null when there was none.</summary>
    public DateTime? LookAt { get; init; }

    /// <summary>Administrators of the chat by the register.</summary>
    public int? Administrators { get; init; }

    /// <summary>Its name would tell of a refusal or of restricted rights; without <see cref="Access.Permission.ReadSensitive"/> it stays nameless.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>One of the sets behind a figure.</summary>
/// <param name="Title">Its name, lower case: «не привязаны».</param>
/// <param name="InDenominator">Whether it is counted into <see cref="IndicatorPart.Denominator"/>.</param>
/// <param name="IsSensitive">Who is in it is seen with <see cref="Access.Permission.ReadSensitive"/> only; others see how many.</param>
public sealed record IndicatorSet(
    IndicatorPart Part, string Title, bool InDenominator, IReadOnlyList<IndicatorSubject> Subjects, bool IsSensitive = false);

/// <summary>A figure's definition: all that «Как считается» prints, and how it is computed.</summary>
/// <param name="Code">Stable, as in addresses: <c>K2-students</c>.</param>
/// <param name="Label">Code for the eye: «K2»; empty when it has none.</param>
/// <param name="Numerator">The numerator in words.</param>
/// <param name="Denominator">The denominator in words; null for an absolute number.</param>
/// <param name="Clause">Clause of the regulation of 04.03.2024, № 01-06/03-1-2024.</param>
/// <param name="Source">On what it rests.</param>
/// <param name="IsHarm">Must be zero.</param>
/// <param name="Evaluate">The sets of a day. Pure.</param>
public sealed record Indicator(
    string Code,
    string Label,
    string Title,
    string Formula,
    string Numerator,
    string? Denominator,
    string Clause,
    IndicatorUnit Unit,
    string Source,
    bool IsHarm,
    Func<CollegeOnDay, IndicatorResult> Evaluate)
{
    /// <summary>Percent to be reached; <see langword="null"/> for a figure without a goal.</summary>
    public int? Goal { get; init; }
}

/// <summary>A figure on a day.</summary>
/// <param name="IsAtLeast">The scope was not looked at completely: the number is printed «≥ N».</param>
public sealed record IndicatorResult(IReadOnlyList<IndicatorSet> Sets, bool IsAtLeast = false)
{
    public int Value => Of(IndicatorPart.Numerator).Count;

    /// <summary>Null for an absolute number.</summary>
    public int? Whole => Sets.Any(set => set.InDenominator) ? Of(IndicatorPart.Denominator).Count : null;

    /// <summary>The exact list behind a number; empty for a part the figure does not have.</summary>
    public IReadOnlyList<IndicatorSubject> Of(IndicatorPart part) => part == IndicatorPart.Denominator
        ? [.. Sets.Where(set => set.InDenominator).SelectMany(set => set.Subjects)]
        : [.. Sets.Where(set => set.Part == part).SelectMany(set => set.Subjects)];
}
