using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Core.Reconciliation.Explaining;

/// <summary>How an answer or a link of the chain stands.</summary>
public enum ExplainMark
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Here it breaks.</summary>
    Broken,

    /// <summary>The journal has not had its time yet.</summary>
    Waiting,

    /// <summary>Neither good nor bad: nothing known, a refusal, no duty.</summary>
    Neutral,

    /// <summary>What is to be done.</summary>
    Go,
}

/// <summary>Links of the chain, in the order in which they are told.</summary>
public enum ExplainLink
{
    /// <summary>Списки.</summary>
    Register,

    /// <summary>Правило.</summary>
    Rule,

    /// <summary>Отказ.</summary>
    Refusal,

    /// <summary>ЭПОС.</summary>
    Journal,

    /// <summary>Часы ЭПОС.</summary>
    Clock,

    /// <summary>Что дальше.</summary>
    Next,
}

/// <summary>What closes the question.</summary>
public enum ExplainAct
{
    /// <summary>Nothing is to be done.</summary>
    None,

    /// <summary>Wait for the journal; the check runs by itself.</summary>
    Wait,

    /// <summary>Give the invitation.</summary>
    Invite,

    /// <summary>Help with the link.</summary>
    Link,

    /// <summary>Compare ФИО and birth date with the journal's.</summary>
    Compare,

    /// <summary>Look at the journal.</summary>
    Look,

    /// <summary>Take out of the chat by hand.</summary>
    Remove,

    /// <summary>Get the adult student's consent, or take out.</summary>
    Consent,
}

/// <summary>A link of the chain.</summary>
/// <param name="Text">One sentence.</param>
/// <param name="Source">Order, import, rule or date behind it.</param>
/// <param name="From">Of the journal's link: the look or the reading.</param>
public sealed record ExplainStep(ExplainLink Link, ExplainMark Mark, string Text, string? Source, Provenance? From = null);

/// <summary>Why somebody is, or is not, in a chat.</summary>
/// <param name="Question">«Почему нет в „ИС-21 · Родители“?»</param>
/// <param name="Lead">The answer in a few words.</param>
/// <param name="Rest">The rest of its sentence.</param>
/// <param name="StudyGroupId">Group of the chat; none for «Преподаватели».</param>
public sealed record ChatExplanation(
    Guid ChatId, Guid? StudyGroupId, string Question, ExplainMark Mark, string Lead, string Rest, IReadOnlyList<ExplainStep> Steps, ExplainAct Act);
