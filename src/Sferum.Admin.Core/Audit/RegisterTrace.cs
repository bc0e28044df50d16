using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Audit;

/// <summary>What the audit tells of changes of the register: the facts of people, groups, posts and bindings, without looks, readings and claims.</summary>
public static class RegisterTrace
{
    /// <summary><see cref="AuditEntry.Entity"/> of entries that change nothing of the register.</summary>
    public static IReadOnlyList<string> Beside { get; } =
        [nameof(Reading), nameof(ChatObservation), nameof(WeeklyConfirmation), nameof(LinkFact), nameof(JournalCorrection)];
}
