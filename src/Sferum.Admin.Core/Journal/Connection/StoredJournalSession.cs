namespace Sferum.Admin.Core.Journal.Connection;

/// <summary>
/// A session of the journal pasted by an administrator: kept encrypted, wiped on expiry (DESIGN §3). At most one row. Not audited
/// by its columns, so that no trace of the secret outlives it; the use cases declare the act themselves.
/// </summary>
public sealed class StoredJournalSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The journal's code.</summary>
    public required string System { get; init; }

    /// <summary>The credentials, protected by Data Protection.</summary>
    public required string Protected { get; init; }

    /// <summary>UTC.</summary>
    public DateTime PastedAt { get; init; }

    public Guid? ByUserId { get; init; }

    /// <summary>UTC moment from which it is worth nothing; assumed where the journal does not say.</summary>
    public DateTime ExpiresAt { get; set; }
}
