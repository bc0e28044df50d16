using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.TestSupport;

namespace Sferum.Admin.Benchmarks;

/// <summary>Server time of a page of <c>/people</c>: 100 rows out of 100,000 people of an invented college, in every order, by tab, filter and search.</summary>
internal static class PeoplePageBenchmark
{
    private const int Warm = 5;
    private const int Runs = 40;
    private const int Rows = PeopleRequest.MaxSize;

    /// <summary>Queries of one page at most.</summary>
    private const int MostQueries = 4;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var kind = options.PostgreSql ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;
        await using var database = await TestDatabase.CreateAsync(kind, CancellationToken.None);
        var college = await FillAsync(database, CollegeSize.ForPeople(options.Size ?? 100_000));
        var queries = database.Get<PeopleQueries>();
        foreach (var (name, request) in Cases(college))
        {
            await MeasureAsync(queries, database, college.People.Count, name, request);
        }
    }

    private static IEnumerable<(string Name, PeopleRequest Request)> Cases(InventedCollege college)
    {
        var phone = college.Contacts.First(c => c.Kind == ContactKind.Phone).Value;
        var middle = college.People.OrderBy(p => p.SearchKey, StringComparer.Ordinal).ElementAt(college.People.Count / 2).Id;
        yield return ("default order", Of(new PeopleFilter()));
        yield return ("default order, middle", Of(new PeopleFilter()) with { After = middle });
        yield return ("default order, backwards", Of(new PeopleFilter()) with { Before = middle });
        yield return ("by birth date, descending", Of(new PeopleFilter()) with { Sort = PeopleSort.BirthDate, Descending = true });
        yield return ("staff", Of(new PeopleFilter { Tab = PeopleTab.Staff }));
        yield return ("students", Of(new PeopleFilter { Tab = PeopleTab.Students }));
        yield return ("representatives", Of(new PeopleFilter { Tab = PeopleTab.Representatives }));
        yield return ("representatives by birth date", Of(new PeopleFilter { Tab = PeopleTab.Representatives }) with { Sort = PeopleSort.BirthDate });
        yield return ("a group", Of(new PeopleFilter { StudyGroupId = college.Groups[0].Id }));
        yield return ("without phone", Of(new PeopleFilter { WithoutPhone = true }));
        yield return ("without birth date", Of(new PeopleFilter { WithoutBirthDate = true }));
        foreach (var state in Enum.GetValues<LinkState>())
        {
            yield return ($"link {state}", Of(new PeopleFilter { Link = state }));
        }

        yield return ("search, surname", Of(new PeopleFilter { Text = "пермяков" }));
        yield return ("search, two words", Of(new PeopleFilter { Text = "юлия семёнов" }));
        yield return ("search, one letter", Of(new PeopleFilter { Text = "а" }));
        yield return ("search, nobody", Of(new PeopleFilter { Text = "несуществующий" }));
        yield return ("search, phone", Of(new PeopleFilter { Text = phone }));
        yield return ("search, end of a phone", Of(new PeopleFilter { Text = phone[^4..] }));

        static PeopleRequest Of(PeopleFilter filter) => new(filter, Size: Rows);
    }

    private static async Task MeasureAsync(PeopleQueries queries, TestDatabase database, int people, string name, PeopleRequest request)
    {
        var times = new List<double>(Runs);
        var found = 0;
        var allocated = 0L;
        for (var i = 0; i < Warm + Runs; i++)
        {
            allocated = i == Warm ? GC.GetTotalAllocatedBytes() : allocated;
            database.Queries.Reset();
            var watch = Stopwatch.StartNew();
            var page = (await queries.PageAsync(TestActors.Administrator, request, default)).Value;
            if (i >= Warm)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            found = page.Total;
            if (page.Rows.Count == 0 != name.Contains("nobody", StringComparison.Ordinal) || page.Rows.Count < Math.Min(page.Total, Rows) / 2 || database.Queries.Count > MostQueries)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{name}: {page.Rows.Count} rows of {page.Total} in {database.Queries.Count} queries"));
            }
        }

        var seconds = times.Sum() / 1000;
        times.Sort();
        new BenchmarkLine(
            "people-page", people, database.Kind == DatabaseKind.Sqlite ? "sqlite" : "postgres", Math.Round(seconds, 3), Math.Round(Runs * Math.Min(found, Rows) / seconds),
            BenchmarkLine.AllocatedSince(allocated), BenchmarkLine.ReadPeak(), string.Create(CultureInfo.InvariantCulture, $"{name}; {found} found; {Runs} pages"),
            Math.Round(times[Runs / 2], 1), Math.Round(times[(int)(Runs * 0.95)], 1), database.Queries.Count).Print();
    }

    private static async Task<InventedCollege> FillAsync(TestDatabase database, CollegeSize size)
    {
        var watch = Stopwatch.StartNew();
        var college = CollegeGenerator.Generate(CollegeGenerator.DemoSeed, database.Clock, size);
        var writer = new CollegeWriter(database.Contexts, database.Get<IBulkWriter>(), database.Get<LinkProjection>(), database.Time, snils => snils);
        await writer.FillAsync(Actor.System("benchmark"), college, default);
        await using var db = database.NewContext();
        // What autovacuum and the nightly job do on a server that is not an hour old.
        await db.Database.ExecuteSqlAsync(database.Kind == DatabaseKind.PostgreSql ? (FormattableString)$"VACUUM ANALYZE" : $"ANALYZE");
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{college.People.Count} people written in {watch.Elapsed.TotalSeconds:0.0} s"));
        return college;
    }
}
