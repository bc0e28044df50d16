namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>Where the pairing of one record or one subject of the register stands.</summary>
public enum BindingState
{
    /// <summary>Matches exactly and waits for a confirmation.</summary>
    Exact,
    Doubtful,
    Conflict,

    /// <summary>Listed by the journal, and the register has nobody like it.</summary>
    NotInRegister,

    /// <summary>In force in the register, and the journal lists nobody like it.</summary>
    NotInJournal,
    Bound,

    /// <summary>A pair that was turned down.</summary>
    Rejected,
}

/// <summary>How many of each, and how old the lists are.</summary>
/// <param name="ReadAt">UTC moment of the last reading of the lists; <see langword="null"/> = never read.</param>
/// <param name="Counts">By kind and state; what is not there is 0.</param>
public sealed record BindingSummary(DateTime? ReadAt, IReadOnlyDictionary<(JournalRecordKind Kind, BindingState State), int> Counts)
{
    public int Of(BindingState state) => Counts.Where(c => c.Key.State == state).Sum(c => c.Value);

    public int Of(JournalRecordKind kind, BindingState state) => Counts.GetValueOrDefault((kind, state));
}

/// <param name="Kind">Null = all kinds.</param>
/// <param name="StudyGroupId">Null = all groups, and what belongs to none.</param>
/// <param name="Page">From 1.</param>
public sealed record BindingPageRequest(BindingState State, JournalRecordKind? Kind = null, Guid? StudyGroupId = null, int Page = 1);

/// <summary>A side of a pair as the journal lists it.</summary>
/// <param name="Group">Name of the group: of a student, of a chat.</param>
/// <param name="Children">«Волков Олег Андреевич, ИС-21».</param>
/// <param name="HasStableId">False for a profile without a lasting id.</param>
public sealed record OutsideSide(Guid RecordId, string Name, DateOnly? BirthDate, string? Group, IReadOnlyList<string> Children, DateOnly? LeftOn, bool HasStableId, bool IsEmployee);

/// <summary>A side of a pair as the register has it.</summary>
/// <param name="Groups">Names of the groups: of a student; one for a chat.</param>
/// <param name="Children">«Волков Олег Андреевич, ИС-21».</param>
/// <param name="Evidence">What speaks for the pair and against it; empty where there is no pair.</param>
public sealed record RegisterSide(
    Guid SubjectId, string Name, DateOnly? BirthDate, IReadOnlyList<string> Groups, IReadOnlyList<string> Children, bool IsEmployee, IReadOnlyList<BindingEvidence> Evidence);

/// <summary>What was decided about a pair.</summary>
/// <param name="Id">Of the binding, or of the rejection.</param>
/// <param name="Since">First day of the binding.</param>
/// <param name="At">UTC.</param>
/// <param name="By">Who; <see langword="null"/> for a job or the console.</param>
public sealed record BindingDecision(Guid Id, DateOnly? Since, DateTime? At, string? By);

/// <summary>A line of the list of bindings.</summary>
/// <param name="Outside">Null for what the journal does not list.</param>
/// <param name="Register">Candidates, or the one bound; none of what was not found.</param>
/// <param name="Rivals">Names of the other records that claim the same candidate.</param>
public sealed record BindingRow(
    JournalRecordKind Kind,
    BindingState State,
    OutsideSide? Outside,
    IReadOnlyList<RegisterSide> Register,
    BindingConflict? Conflict,
    IReadOnlyList<string> Rivals,
    BindingGap? Gap,
    BindingDecision? Decision);

/// <summary>A page of the list with the figures of all pages.</summary>
/// <param name="Total">Lines of all pages under the request's filters.</param>
/// <param name="ExactHere">Exact matches of the request's group, or of all: what «подтвердить все» would bind.</param>
/// <param name="Groups">For the filter.</param>
public sealed record BindingPage(IReadOnlyList<BindingRow> Rows, int Total, BindingSummary Summary, int ExactHere, IReadOnlyList<RegisterGroup> Groups);

/// <summary>The binding of one person, for the card.</summary>
public sealed record PersonBinding(Guid IdentityId, DateOnly Since, DateTime? ConfirmedAt, string? ConfirmedBy);
