using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Tests.PersonalData;

/// <summary>
/// Searches what a whole test run has logged. <c>tests/run.sh</c> asks for it last, when every other test has ended; without a run
/// before it there is nothing to search, so it is explicit.
/// </summary>
public sealed class LogsOfTheRunTests
{
    [Fact(Explicit = true)]
    public void LogsOfTheRun_OfAllTests_HoldNoPersonalDataOfTheInventedCollege()
    {
        var files = Directory.GetFiles(TestEnvironment.Logs ?? throw new InvalidOperationException("SFERUM_TEST_LOGS names no directory."));
        var values = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, new SchoolClock(TestClock.Create()), CollegeSize.Demo).PersonalData();
        values.Should().HaveCountGreaterThan(5_000);

        // The search means something only when the logs hold what could leak: commands, and failures of each layer.
        var needed = new List<string> { "Executed DbCommand", "DbUpdateException", "SqliteException", "UNIQUE constraint failed" };
        if (TestEnvironment.PostgreSql is not null)
        {
            needed.AddRange(["Npgsql.PostgresException", "23505"]);
        }

        var lines = files.SelectMany(File.ReadLines);
        needed.Where(text => !lines.Any(l => l.Contains(text))).Should().BeEmpty();

        new LogSearch(values).InFiles(files).Take(20).Should().BeEmpty();
    }
}
