namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>How sure a suggestion is.</summary>
public enum BindingVerdict
{
    /// <summary>One candidate by every sign, and a candidate for nothing else.</summary>
    Exact,

    /// <summary>A person has to look.</summary>
    Doubtful,

    /// <summary>Two stand in each other's way: not bound until one of them is rejected.</summary>
    Conflict,

    /// <summary>The register has nobody like it.</summary>
    NotFound,
}

/// <summary>A sign that speaks for a pair or against it.</summary>
public enum BindingEvidence
{
    NameEqual,

    /// <summary>Equal but for ё and е.</summary>
    NameEqualButYo,

    /// <summary>Equal once Latin letters that look like Cyrillic ones are read as these.</summary>
    NameEqualButLatin,

    /// <summary>Surname and first name are equal, one side has no patronymic.</summary>
    PatronymicMissing,
    PatronymicDiffers,
    SurnameDiffers,

    /// <summary>A letter or two.</summary>
    NameMisspelt,
    BirthDateEqual,

    /// <summary>One side does not know it.</summary>
    BirthDateUnknown,
    BirthDateDiffers,

    /// <summary>Nobody else of the group was born that day.</summary>
    OnlyOneBornThen,
    GroupEqual,
    GroupDiffers,

    /// <summary>By the register no longer there.</summary>
    HasLeft,

    /// <summary>The child is bound, or matches exactly.</summary>
    ChildEqual,
    IsEmployee,

    /// <summary>A second profile of somebody who has one already.</summary>
    SecondProfile,

    /// <summary>The chat is of the same kind.</summary>
    KindEqual,
}

/// <summary>What stands in the way of a pair.</summary>
public enum BindingConflict
{
    /// <summary>One outside id looks like several people, groups or chats of the register.</summary>
    SeveralSubjects,

    /// <summary>Several outside ids look like one.</summary>
    SeveralRecords,

    /// <summary>It is bound to another outside id already.</summary>
    BoundElsewhere,
}

/// <summary>Why nothing is suggested.</summary>
public enum BindingGap
{
    NobodyAlike,

    /// <summary>The group has to be found first.</summary>
    GroupNotFound,

    /// <summary>The child has to be found first.</summary>
    ChildNotFound,

    /// <summary>Left, and the register no longer has him either.</summary>
    HasLeft,
}

/// <summary>A person, group or chat that a record may stand for.</summary>
public sealed record BindingCandidate(Guid SubjectId, IReadOnlyList<BindingEvidence> Evidence);

/// <summary>What a record of the journal may stand for.</summary>
/// <param name="Candidates">One of an exact match; none of what was not found.</param>
/// <param name="Rivals">Records that claim the same candidate, of a conflict.</param>
public sealed record BindingSuggestion(
    JournalRecord Record,
    BindingVerdict Verdict,
    IReadOnlyList<BindingCandidate> Candidates,
    BindingConflict? Conflict = null,
    BindingGap? Gap = null,
    IReadOnlyList<Guid>? Rivals = null);

/// <summary>Suggestions for every record that is not bound.</summary>
/// <param name="Groups">Study groups by the journal's ids: bound or matched exactly.</param>
public sealed record BindingSuggestions(IReadOnlyList<BindingSuggestion> All, IReadOnlyDictionary<string, Guid> Groups);
