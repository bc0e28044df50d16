using System.Diagnostics;
using System.Globalization;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.TestSupport;

namespace Sferum.Admin.Benchmarks;

/// <summary>Server time of the figures of the open week, of a frozen one, and of the list of chats: the invented college of 60 groups.</summary>
internal static class StatisticsPageBenchmark
{
    private const int Warm = 5;
    private const int Runs = 40;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        await using var database = await TestDatabase.CreateAsync(options.PostgreSql ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite, CancellationToken.None);
        var college = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, database.Clock, options.Size is { } people ? CollegeSize.ForPeople(people) : CollegeSize.Demo);
        var writer = new CollegeWriter(database.Contexts, database.Get<IBulkWriter>(), database.Get<LinkProjection>(), database.Time, snils => snils);
        await writer.FillAsync(Actor.System("benchmark"), college, default, withPast: true);
        var weeks = database.Get<WeekQueries>();
        var chats = database.Get<ChatQueries>();
        var current = (await weeks.ReadAsync(TestActors.Director, new WeekRequest(), default)).Value.Week;
        await MeasureAsync(database, college, "open week", async () => (await weeks.ReadAsync(TestActors.Director, new WeekRequest(), default)).Value.Figures.Count);
        await MeasureAsync(database, college, "frozen week", async () => (await weeks.ReadAsync(TestActors.Director, new WeekRequest(current.Previous), default)).Value.Figures.Count);
        await MeasureAsync(database, college, "list of chats", async () => (await chats.ListAsync(TestActors.Administrator, new ChatsRequest(), default)).Value.Rows.Count);
    }

    private static async Task MeasureAsync(TestDatabase database, InventedCollege college, string name, Func<Task<int>> read)
    {
        var times = new List<double>(Runs);
        var allocated = 0L;
        for (var i = 0; i < Warm + Runs; i++)
        {
            allocated = i == Warm ? GC.GetTotalAllocatedBytes() : allocated;
            database.Queries.Reset();
            var watch = Stopwatch.StartNew();
            if (await read() == 0)
            {
                throw new InvalidOperationException($"{name}: nothing was read.");
            }

            if (i >= Warm)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        var seconds = times.Sum() / 1000;
        times.Sort();
        new BenchmarkLine(
            "statistics-page", college.People.Count, database.Kind == DatabaseKind.Sqlite ? "sqlite" : "postgres", Math.Round(seconds, 3), Math.Round(Runs / seconds),
            BenchmarkLine.AllocatedSince(allocated), BenchmarkLine.ReadPeak(), string.Create(CultureInfo.InvariantCulture, $"{name}; {college.Groups.Count} groups; {Runs} pages"),
            Math.Round(times[Runs / 2], 1), Math.Round(times[(int)(Runs * 0.95)], 1), database.Queries.Count).Print();
    }
}
