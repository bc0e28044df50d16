namespace Sferum.Admin.Benchmarks;

/// <summary>
/// The portal's own time of a check of everybody: the whole run with its lists, scopes and progress, against a journal that
/// answers from memory at once.
/// </summary>
internal static class JournalCheckBenchmark
{
    private const int Runs = 5;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{Guid.Empty}\n1");
        try
        {
            var people = await FirstAsync(options, file);
            await AgainAsync("nothing changed; ", TimeSpan.FromHours(1), 0, options, file, people);
            // A night later every look is a day younger, and a few people came of age.
            await AgainAsync("every night; ", TimeSpan.FromDays(1), people / 100, options, file, people);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<int> FirstAsync(BenchmarkOptions options, string file)
    {
        Measure? measure = null;
        var people = 0;
        for (var run = 0; run <= Runs; run++)
        {
            await using var scene = await JournalCheckScene.CreateAsync(options, file);
            measure ??= new Measure("journal-check", people = scene.People, options, Runs);
            var summary = await measure.TimeAsync(run, scene.CheckAsync);
            var added = summary.Scopes.Sum(s => s.Added);
            Check(added > scene.People && await scene.RowsAsync() == added, "facts and observations added");
        }

        measure!.Print("first run; ");
        return people;
    }

    /// <param name="mostAdded">Rows that the calendar alone may add.</param>
    private static async Task AgainAsync(string about, TimeSpan step, int mostAdded, BenchmarkOptions options, string file, int people)
    {
        await using var scene = await JournalCheckScene.CreateAsync(options, file);
        var measure = new Measure("journal-check", people, options, Runs);
        await scene.CheckAsync();
        for (var run = 0; run <= Runs; run++)
        {
            await scene.AdvanceAsync(step);
            var rows = await scene.RowsAsync();
            var added = (await measure.TimeAsync(run, scene.CheckAsync)).Scopes.Sum(s => s.Added);
            Check(added <= mostAdded && await scene.RowsAsync() == rows + added, "facts and observations added");
        }

        measure.Print(about);
    }

    private static void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The result is wrong: {what}.");
        }
    }
}
