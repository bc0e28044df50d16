namespace Sferum.Admin.TestSupport;

/// <summary>What the test command tells the tests through the environment; each has a meaning when absent.</summary>
public static class TestEnvironment
{
    public const string PostgreSqlVariable = "SFERUM_TEST_POSTGRES";

    /// <summary>Connection string of a server on which databases may be made and dropped; none = PostgreSQL is skipped.</summary>
    public static string? PostgreSql { get; } = Read(PostgreSqlVariable);

    /// <summary>Program of the browser; none = tests in a browser are skipped.</summary>
    public static string? Chromium { get; } = Read("SFERUM_TEST_CHROMIUM");

    /// <summary>Whether the long versions run (<c>tests/run.sh --full</c>).</summary>
    public static bool Full { get; } = Read("SFERUM_FULL") == "1";

    /// <summary>Directory for the logs of everything the tests start, searched for personal data at the end of the run; none = logs are not kept.</summary>
    public static string? Logs { get; } = Read("SFERUM_TEST_LOGS");

    /// <summary>Directory of the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Sferum.Admin.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
