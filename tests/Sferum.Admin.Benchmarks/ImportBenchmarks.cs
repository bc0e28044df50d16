using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.TestSupport;

namespace Sferum.Admin.Benchmarks;

/// <summary>A roster from its bytes to the plan, and into the register: median of five after a run to warm up, each with its result checked.</summary>
internal static class ImportBenchmarks
{
    private const int Runs = 5;
    private const int CollegeSize = 5_000;

    public static Task CsvAsync(BenchmarkOptions options) => PreviewAsync("import-csv", options, BigRoster.Csv);

    public static Task XlsxAsync(BenchmarkOptions options) => PreviewAsync("import-xlsx", options, BigRoster.Xlsx);

    /// <summary>Into an empty register: everybody is added.</summary>
    public static async Task ApplyAsync(BenchmarkOptions options)
    {
        var size = options.Size ?? CollegeSize;
        var file = new ImportFile("big.csv", BigRoster.Csv(size));
        var measure = new Measure("import-apply", size, options);
        for (var run = 0; run <= Runs; run++)
        {
            await using var database = await TestDatabase.CreateAsync(Kind(options), default);
            var plan = await measure.TimeAsync(run, () => ApplyAsync(database, file));
            await using var db = database.NewContext();
            Check(await db.Enrollments.CountAsync() == plan.Counts.Add - await db.People.CountAsync(p => !db.Enrollments.Any(e => e.PersonId == p.Id)), "students in the register");
            Check(await db.ImportChanges.CountAsync() == plan.Changes.Log.Count, "before and after");
        }

        measure.Print();
    }

    /// <summary>The same file again: nothing changes, and that is what takes the time.</summary>
    public static async Task AgainAsync(BenchmarkOptions options)
    {
        var size = options.Size ?? CollegeSize;
        var file = new ImportFile("big.csv", BigRoster.Csv(size));
        var measure = new Measure("import-again", size, options);
        await using var database = await TestDatabase.CreateAsync(Kind(options), default);
        await ApplyAsync(database, file);
        for (var run = 0; run <= Runs; run++)
        {
            var plan = await measure.TimeAsync(run, () => ApplyAsync(database, file));
            Check(plan.Counts.NothingChanges && plan.Changes.Log.Count == 0, "nothing changes");
        }

        measure.Print();
    }

    private static async Task PreviewAsync(string name, BenchmarkOptions options, Func<int, byte[]> make)
    {
        var size = options.Size ?? 65_535;
        var file = new ImportFile("big", make(size));
        var measure = new Measure(name, size, options);
        await using var database = await TestDatabase.CreateAsync(Kind(options), default);
        for (var run = 0; run <= Runs; run++)
        {
            var plan = await measure.TimeAsync(run, async () =>
                (await database.Get<PreviewRosterImport>().RunAsync(TestActors.Administrator, [file], new ImportOptions(), default)).Value);
            Check(plan.Rows.Count == size && plan.Blocked is null, "rows planned");
        }

        measure.Print();
    }

    private static async Task<ImportPlan> ApplyAsync(TestDatabase database, ImportFile file) =>
        (await database.Get<ApplyRosterImport>().RunAsync(TestActors.Administrator, [file], new ImportOptions(), null, default)).Value.Plan;

    private static DatabaseKind Kind(BenchmarkOptions options) => options.PostgreSql ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;

    private static void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The result is wrong: {what}.");
        }
    }

    /// <summary>Times, allocations and the peak of the resident set over the idle one. On a busy machine the processor's time says more than the clock's.</summary>
    private sealed class Measure(string name, int size, BenchmarkOptions options)
    {
        private readonly List<double> _seconds = [];
        private readonly List<double> _processor = [];
        private readonly List<double> _allocated = [];
        private readonly double _idle = BenchmarkLine.ReadPeak();

        /// <param name="run">Number 0 warms up and is not counted.</param>
        public async Task<T> TimeAsync<T>(int run, Func<Task<T>> work)
        {
            GC.Collect();
            var allocated = GC.GetTotalAllocatedBytes();
            var processor = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            var result = await work();
            if (run > 0)
            {
                _seconds.Add(watch.Elapsed.TotalSeconds);
                _processor.Add((Environment.CpuUsage.TotalTime - processor).TotalSeconds);
                _allocated.Add(BenchmarkLine.AllocatedSince(allocated));
            }

            return result;
        }

        public void Print()
        {
            _seconds.Sort();
            _processor.Sort();
            _allocated.Sort();
            var seconds = _seconds[_seconds.Count / 2];
            new BenchmarkLine(
                name, size, options.PostgreSql ? "postgres" : "sqlite", Math.Round(seconds, 3), Math.Round(size / seconds), _allocated[_allocated.Count / 2], BenchmarkLine.ReadPeak() - _idle,
                string.Create(CultureInfo.InvariantCulture, $"median of {Runs}: {_seconds[0]:0.000} to {_seconds[^1]:0.000} s; processor {_processor[_processor.Count / 2]:0.000} s; peak less idle")).Print();
        }
    }
}
