using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Sferum.Admin.TestSupport;

/// <summary>The databases that the portal supports.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>
/// Rows of a theory, one per database, so that the same test runs on both. The first parameter is the <see cref="DatabaseKind"/>;
/// further values of a row follow it. A database that is not there shows as skipped, so that nobody believes it was tested.
/// </summary>
/// <example><c>[Theory, Databases("2026-11-20"), Databases("2026-11-21")] public Task X(DatabaseKind kind, string day)</c></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DatabasesAttribute(params object?[] values) : DataAttribute
{
    /// <summary>Whether the PostgreSQL half waits for <c>tests/run.sh --full</c>: for tests of what does not differ between databases and takes long.</summary>
    public bool PostgreSqlIsLong { get; set; }

    /// <summary>Why the PostgreSQL half does not run; <see langword="null"/> when it does.</summary>
    private static string? NoPostgreSql =>
        TestEnvironment.PostgreSql is null ? $"Нет PostgreSQL: {TestEnvironment.PostgreSqlVariable} не задана (tests/run.sh)." : null;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([
            new TheoryDataRow([DatabaseKind.Sqlite, .. values]),
            new TheoryDataRow([DatabaseKind.PostgreSql, .. values]) { Skip = NoPostgreSql ?? (PostgreSqlIsLong && !TestEnvironment.Full ? "Долгая проверка: tests/run.sh --full." : null) },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
