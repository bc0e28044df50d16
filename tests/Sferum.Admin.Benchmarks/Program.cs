using Sferum.Admin.Benchmarks;
using Sferum.Admin.Benchmarks.Circuits;

// Named workloads, one line of JSON for each measured run; figures with their machine: docs/performance.md.
var benchmarks = new Dictionary<string, (string About, Func<BenchmarkOptions, Task> RunAsync)>
{
    ["import-csv"] = ("a CSV into a plan (size: students, default 65535)", ImportBenchmarks.CsvAsync),
    ["import-xlsx"] = ("a workbook into a plan (the same)", ImportBenchmarks.XlsxAsync),
    ["import-apply"] = ("a CSV into an empty register (size: students with families, default 5000)", ImportBenchmarks.ApplyAsync),
    ["import-again"] = ("the same file once more", ImportBenchmarks.AgainAsync),
    ["people-page"] = ("pages of the list of people (size: people, default 100000)", PeoplePageBenchmark.RunAsync),
    ["statistics-page"] = ("figures of the open week, of a frozen one, and the list of chats (size: people, default the demo's)", StatisticsPageBenchmark.RunAsync),
    ["journal-check"] = ("a check of everybody, first run and one in which nothing changed, with the journal in memory (size: people, default the demo's)", JournalCheckBenchmark.RunAsync),
    ["connector-rate"] = ("the journal's connector under a strict limit (size: seconds of each case, default 15)", ConnectorRateBenchmark.RunAsync),
};

if (args is ["circuits" or "page-weight", ..] && CircuitOptions.Parse(args) is { } circuits)
{
    await (args[0] == "circuits" ? CircuitsBenchmark.RunAsync(circuits, CancellationToken.None) : PageWeightBenchmark.RunAsync(circuits, CancellationToken.None));
    return 0;
}

if (args is not [var name, ..] || !benchmarks.TryGetValue(name, out var benchmark) || BenchmarkOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync("usage: sferum-bench NAME [--size N] [--database sqlite|postgres] [--only NAME]");
    foreach (var (known, (about, _)) in benchmarks)
    {
        await Console.Error.WriteLineAsync($"  {known,-16}{about}");
    }

    await Console.Error.WriteLineAsync($"  {"circuits",-16}people at work in the published portal, on PostgreSQL: {CircuitOptions.Usage}");
    await Console.Error.WriteLineAsync($"  {"page-weight",-16}first visit of every page in Chromium: bytes and first paint, on PostgreSQL: [--app DIR]");
    await Console.Error.WriteLineAsync("PostgreSQL is the server of SFERUM_TEST_POSTGRES.");
    return 2;
}

await benchmark.RunAsync(options);
return 0;
