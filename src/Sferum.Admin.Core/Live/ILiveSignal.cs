namespace Sferum.Admin.Core.Live;

/// <summary>How a commit reaches other processes on the same database.</summary>
public interface ILiveSignal
{
    /// <summary>SQL that the transaction runs before it commits, so that others hear of it exactly when it is true; <see langword="null"/> = nothing.</summary>
    string? CommandOf(LiveChange change);

    /// <summary>A transaction of this process is about to commit, having written.</summary>
    void Committing();

    /// <summary>It has committed, or failed to.</summary>
    void Committed();
}

/// <summary>One process on the database: nobody else to tell.</summary>
public sealed class NoLiveSignal : ILiveSignal
{
    /// <inheritdoc/>
    public string? CommandOf(LiveChange change) => null;

    /// <inheritdoc/>
    public void Committing()
    {
    }

    /// <inheritdoc/>
    public void Committed()
    {
    }
}
