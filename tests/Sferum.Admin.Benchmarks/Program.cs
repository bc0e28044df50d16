using Sferum.Admin.Benchmarks;

// Named workloads, one line of JSON each; figures with their machine: docs/performance.md.
Func<BenchmarkOptions, Task>? run = (args.FirstOrDefault(), BenchmarkOptions.Parse(args)) switch
{
    ("people-page", not null) => PeoplePageBenchmark.RunAsync,
    _ => null,
};
if (run is null)
{
    Console.Error.WriteLine("usage: sferum-bench NAME [--size N] [--database sqlite|postgres]\n  people-page   pages of the list of people (size: people, default 100000)\nPostgreSQL is the server of SFERUM_TEST_POSTGRES.");
    return 2;
}

await run(BenchmarkOptions.Parse(args)!);
return 0;
