using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>A list of the journal.</summary>
public enum JournalListKind
{
    Groups,
    Employees,

    /// <summary>Students of one group with their representatives.</summary>
    Students,

    /// <summary>Chats shown to the people of one group, or to employees.</summary>
    Chats,
}

/// <summary>A list that was not read completely: what is known from it earlier stays as it was.</summary>
/// <param name="Group">Name of the group; <see langword="null"/> for the list of groups and those of employees.</param>
public sealed record JournalListNotRead(JournalListKind List, string? Group, JournalTrouble Trouble);

/// <summary>How far the reading of the lists is.</summary>
/// <param name="Read">Lists asked for so far.</param>
/// <param name="Total">All lists to ask for.</param>
public sealed record JournalListsProgress(int Read, int Total);

/// <summary>What a reading of the lists left.</summary>
/// <param name="Records">What is known from the lists now, by kind.</param>
/// <param name="Added">New since the last reading.</param>
/// <param name="Removed">No longer listed.</param>
/// <param name="NotRead">Lists that could not be read completely.</param>
public sealed record JournalListsSummary(
    IReadOnlyDictionary<JournalRecordKind, int> Records, int Added, int Removed, IReadOnlyList<JournalListNotRead> NotRead)
{
    public bool IsComplete => NotRead.Count == 0;
}

/// <summary>A chat as somebody sees it.</summary>
internal sealed record ListedChat(string Id, Chats.ChatKind Kind, string Title, string? GroupId);

/// <summary>The journal's lists as one reading gave them: only what was read completely.</summary>
internal sealed class JournalLists
{
    /// <summary>Null when the list of groups was not read completely.</summary>
    public IReadOnlyList<JournalGroup>? Groups { get; set; }

    public IReadOnlyList<JournalEmployee>? Employees { get; set; }

    /// <summary>By group.</summary>
    public Dictionary<string, IReadOnlyList<JournalStudent>> Students { get; } = new(StringComparer.Ordinal);

    /// <summary>Chats that somebody is shown, by id.</summary>
    public Dictionary<string, ListedChat> Chats { get; } = new(StringComparer.Ordinal);

    public List<JournalListNotRead> NotRead { get; } = [];

    /// <summary>Stands for the employees among the sections.</summary>
    public const string Staff = "";
}
