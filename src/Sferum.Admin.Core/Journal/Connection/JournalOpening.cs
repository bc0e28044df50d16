using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>Why the journal is not read. <see cref="Off"/> and <see cref="NoSession"/> are neutral; the others are red (DESIGN §3).</summary>
public enum JournalAbsenceKind
{
    /// <summary>The reading is off, or the program has no connector: the normal case.</summary>
    Off,

    /// <summary>«Нет сеанса ЭПОС»: none was pasted, or it ended.</summary>
    NoSession,

    /// <summary>The connection may not be used here: a guard of the contract, §4.</summary>
    Refused,

    /// <summary>A configured source that fails.</summary>
    Trouble,
}

/// <summary>Why there is no open session.</summary>
/// <param name="Sentence">Russian, for the administrator: what is the case and what to do. No secret, no personal data.</param>
public sealed record JournalAbsence(JournalAbsenceKind Kind, string Sentence);

/// <summary>An open session, or why there is none: exactly one of the two.</summary>
/// <param name="StoredSessionId">The pasted session that it was opened with; <see langword="null"/> for one from the file.</param>
public sealed record JournalOpening(IJournalSession? Session, JournalAbsence? Absence, Guid? StoredSessionId = null)
{
    internal static JournalOpening Absent(JournalAbsenceKind kind, string sentence) => new(null, new JournalAbsence(kind, sentence));
}
