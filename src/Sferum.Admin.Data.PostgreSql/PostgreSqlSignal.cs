using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Data.PostgreSql;

/// <summary>A commit notifies the other nodes by itself: PostgreSQL delivers a notification when its transaction commits, and not otherwise.</summary>
public sealed class PostgreSqlSignal(LiveNews news) : ILiveSignal
{
    /// <summary>Channel of changes.</summary>
    public const string Channel = "sferum_live";

    /// <inheritdoc/>
    public string? CommandOf(LiveChange change) => $"SELECT pg_notify('{Channel}', '{LiveMessage.Write(news.Node, change)}')";

    /// <inheritdoc/>
    public void Committing()
    {
    }

    /// <inheritdoc/>
    public void Committed()
    {
    }
}
