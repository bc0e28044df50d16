using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>What an import does with a row or a person.</summary>
public enum ImportOutcome
{
    Same,
    Update,
    Leave,
    Add,

    /// <summary>A person must decide; nothing is written.</summary>
    Doubtful,

    /// <summary>The row is not taken.</summary>
    Rejected,
}

/// <summary>A row with what is to be done about it.</summary>
public sealed class PlannedRow(RosterPerson row)
{
    public RosterPerson Row => row;

    public ImportOutcome Outcome { get; internal set; }

    /// <summary>The person of the register, found or new; null for a row that waits or is not taken.</summary>
    public Guid? PersonId { get; internal set; }

    public Doubt Doubt { get; internal set; }
}

/// <summary>People by what happens to them; a person in several rows counts once.</summary>
public sealed record ImportCounts(int Add, int Update, int Leave, int Same, int Doubtful)
{
    /// <summary>Whether the register would stay as it is.</summary>
    public bool NothingChanges => Add + Update + Leave == 0;
}

/// <summary>The whole of an import before it is applied.</summary>
/// <param name="EffectiveOn">Day on which its facts begin.</param>
/// <param name="Blocked">Why nothing may be applied.</param>
public sealed record ImportPlan(
    IReadOnlyList<RosterDocument> Documents,
    DateOnly EffectiveOn,
    IReadOnlyList<PlannedRow> Rows,
    ImportCounts Counts,
    ChangeSet Changes,
    ImportBlock? Blocked)
{
    public int RejectedRows => Rows.Count(r => r.Outcome == ImportOutcome.Rejected);
}
