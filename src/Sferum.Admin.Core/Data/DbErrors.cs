using System.Data.Common;

namespace Sferum.Admin.Core.Data;

/// <summary>Provider errors that are answers, by SQLSTATE or SQLite's extended code.</summary>
public static class DbErrors
{
    private const string PostgresUniqueViolation = "23505";
    private const string PostgresSerializationFailure = "40001";
    private const string PostgresDeadlock = "40P01";
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    /// <summary>A unique index refused the row: the index is the rule, a check before is only courtesy.</summary>
    public static bool IsUniqueViolation(this Exception e) =>
        Inner(e) is { } inner && (inner.SqlState == PostgresUniqueViolation || Code(inner, "SqliteExtendedErrorCode") is SqliteUnique or SqlitePrimaryKey);

    /// <summary>
    /// Another transaction came first: PostgreSQL refuses the second of two serializable ones, and one of two that wait for each
    /// other. Nothing was written.
    /// </summary>
    public static bool IsSerializationFailure(this Exception e) => Inner(e)?.SqlState is PostgresSerializationFailure or PostgresDeadlock;

    /// <summary>The database is locked by another process, gone or refuses connections.</summary>
    public static bool IsUnavailable(this Exception e) =>
        e is TimeoutException
        || (Inner(e) is { } inner && (inner.IsTransient || inner.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException
            || (Code(inner, "SqliteErrorCode") is SqliteBusy or SqliteLocked or 8 or 10 or 11 or 14 or 26)
            || (inner.SqlState?.StartsWith("08", StringComparison.Ordinal) ?? false) || (inner.SqlState?.StartsWith("57P", StringComparison.Ordinal) ?? false)));

    // The framework wraps it: a save, a retry, the key ring that could not be read.
    private static DbException? Inner(Exception? e)
    {
        while (e is not (null or DbException))
        {
            e = e.InnerException;
        }

        return (DbException?)e;
    }

    // Core does not reference the SQLite package; its exception names its codes by these two properties.
    private static int? Code(DbException e, string property) => e.GetType().GetProperty(property)?.GetValue(e) as int?;
}
