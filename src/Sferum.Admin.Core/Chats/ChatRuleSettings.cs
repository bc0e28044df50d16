namespace Sferum.Admin.Core.Chats;

/// <summary>What the college decides about representatives of students who are 18 or older.</summary>
public enum AdultRepresentatives
{
    /// <summary>May stay with the student's consent; without one somebody has to confirm it or lead them out.</summary>
    ByConsent,

    /// <summary>May stay.</summary>
    May,

    /// <summary>Must leave on the 18th birthday.</summary>
    MustNot,
}

/// <summary>The settings <see cref="MandatoryChatRules"/> depend on.</summary>
/// <param name="AcademicLeave">Students on leave and their representatives: <see cref="Demand.May"/> or <see cref="Demand.MustNot"/>.</param>
public sealed record ChatRuleSettings(Demand AcademicLeave, AdultRepresentatives AdultRepresentatives)
{
    public static ChatRuleSettings Default { get; } = new(Demand.May, AdultRepresentatives.ByConsent);
}
