using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>One question to the journal: a group, or all employees, and the scopes that its answer fills.</summary>
/// <param name="JournalGroupId">The journal's id of the group; <see langword="null"/> for all employees.</param>
/// <param name="StudyGroupId">The group of the register that it is bound to; <see langword="null"/> for all employees.</param>
/// <param name="Scopes">Only those that have somebody bound.</param>
public sealed record CheckSection(string? JournalGroupId, Guid? StudyGroupId, IReadOnlyList<ReadingScope> Scopes);

/// <summary>What came of one scope.</summary>
/// <param name="People">Bound people of the scope.</param>
/// <param name="Linked">People shown to be linked in the messenger that counts.</param>
/// <param name="Seen">Places (person × chat) shown.</param>
/// <param name="Missing">Places not shown where they had to be, or where they were shown before.</param>
/// <param name="NotRead">Bound people of whom the answer says nothing.</param>
/// <param name="Trouble">Why not complete.</param>
public sealed record ScopeOutcome(ReadingScope Scope, ReadingVerdict Verdict, int People, int Linked, int Seen, int Missing, int NotRead, JournalTrouble? Trouble)
{
    /// <summary>Rows of facts and observations that the answer added; 0 when it said nothing new.</summary>
    public int Added { get; init; }
}
