namespace Sferum.Admin.Simulator.World;

/// <summary>Why a person of the journal cannot be told for certain.</summary>
public enum DoubtKind
{
    /// <summary>The birth date differs by a digit.</summary>
    BirthDateDiffers,

    /// <summary>The register does not know the birth date.</summary>
    BirthDateUnknown,
    PatronymicDiffers,
    SurnameDiffers,
}

/// <summary>Somebody of the journal who looks much like one person of the register and is that person, but not by every sign.</summary>
public sealed record PlantedDoubt(string JournalPersonId, Guid PersonId, SimulatedRole Role, DoubtKind Kind);

/// <summary>Why people of the journal stand in each other's way.</summary>
public enum ConflictKind
{
    /// <summary>One student has two person ids, both with the same name, birth date and group.</summary>
    StudentTwice,

    /// <summary>Two students of one group with the same name and no birth date; the register knows one.</summary>
    NamesakesInGroup,

    /// <summary>A parent has a person id of its own under each of the children.</summary>
    ParentTwice,

    /// <summary>Two employees with the same name.</summary>
    StaffNamesakes,
}

/// <summary>People of the journal who look like the same person of the register, or one of them like several.</summary>
/// <param name="JournalPersonIds">Two or more.</param>
/// <param name="PersonIds">Whom they look like: one, or several namesakes.</param>
public sealed record PlantedConflict(IReadOnlyList<string> JournalPersonIds, IReadOnlyList<Guid> PersonIds, ConflictKind Kind);

/// <summary>What is wrong with the journal's rows, and with whom; ids are the journal's person ids.</summary>
public sealed class PlantedRows
{
    public List<PlantedDoubt> Doubtful { get; } = [];

    public List<PlantedConflict> Conflicting { get; } = [];

    /// <summary>Neither they nor anybody like them is in the register.</summary>
    public List<string> Strangers { get; } = [];

    /// <summary>Rows with Latin letters in a Cyrillic name.</summary>
    public List<string> LatinLetters { get; } = [];

    /// <summary>Names written with «е» for «ё».</summary>
    public List<string> WithoutYo { get; } = [];

    /// <summary>Rows without a person id.</summary>
    public List<string> WithoutId { get; } = [];

    /// <summary>People with two student profiles.</summary>
    public List<string> TwoProfiles { get; } = [];

    /// <summary>Rows with the birth date in a form of its own.</summary>
    public List<string> OtherDateForm { get; } = [];

    /// <summary>Left, and still listed.</summary>
    public List<string> LeftButListed { get; } = [];

    /// <summary>Class units whose <c>student_count</c> is not the number of rows.</summary>
    public List<long> CountLag { get; } = [];

    /// <summary>Linked, and one of the mandatory chats is not shown.</summary>
    public List<string> WithoutChat { get; } = [];

    /// <summary>The journal does not know whether they are linked.</summary>
    public List<string> UnknownLink { get; } = [];
}
