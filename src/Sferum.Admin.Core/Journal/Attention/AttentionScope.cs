using Sferum.Admin.Core.Access;

namespace Sferum.Admin.Core.Journal.Attention;

/// <summary>What of the rows a reader is told.</summary>
public static class AttentionScope
{
    /// <summary>The people, each once; of chats only by those of the scope's groups: what another group's chat shows is not the curator's.</summary>
    public static IReadOnlyList<Guid> PeopleOf(IReadOnlyList<AttentionRow> rows, AccessScope scope) =>
        [.. rows.Where(row => row.StudyGroupId is not { } group || scope.Includes(group)).Select(row => row.PersonId).Distinct()];
}
