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
        var measure = new Measure("import-apply", size, options, Runs);
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
        var measure = new Measure("import-again", size, options, Runs);
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
        var measure = new Measure(name, size, options, Runs);
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
}
