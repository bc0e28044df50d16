using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Reconciliation.Explaining;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.TestSupport;

namespace Sferum.Admin.Benchmarks;

/// <summary>Server time of a page of <c>/people</c>: 100 rows out of 100,000 people of an invented college, in every order, by tab, filter and search.</summary>
internal static class PeoplePageBenchmark
{
    private const int Warm = 2;
    private const int Runs = 10;
    private const int MiddlePage = 20;
    private const int Rows = PeopleRequest.MaxSize;

    /// <summary>
    /// Queries of one page at most: the place, statuses out of date, people with a birth date and without, the number, the rows. A need is
    /// read by its own.
    /// </summary>
    private const int MostQueries = 6;
    private const int MostQueriesOfANeed = 40;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var kind = options.PostgreSql ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;
        await using var database = await TestDatabase.CreateAsync(kind, CancellationToken.None);
        var college = await FillAsync(database, CollegeSize.ForPeople(options.Size ?? 100_000));
        var queries = database.Get<PeopleQueries>();
        await foreach (var (name, request) in CasesAsync(college, database, options.Only))
        {
            await MeasureAsync(queries, database, college.People.Count, name, request);
        }

        await MeasureWhyAsync(database, college.People.Count);
    }

    /// <summary>Every filter that the screen offers, each in every order: the first page, one from the middle, the last.</summary>
    private static async IAsyncEnumerable<(string Name, PeopleRequest Request)> CasesAsync(InventedCollege college, TestDatabase database, string? only)
    {
        var people = database.Get<PeopleQueries>();
        foreach (var (name, filter) in Filters(college).Where(known => only is null || known.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            foreach (var sort in Enum.GetValues<PeopleSort>())
            {
                foreach (var descending in (bool[])[false, true])
                {
                    var order = $"{name}; by {sort}{(descending ? " descending" : "")}";
                    var first = new PeopleRequest(filter, sort, descending, Size: Rows);
                    yield return ($"{order}; first", first);
                    var page = (await people.PageAsync(TestActors.Administrator, first, default)).Value;
                    if (!page.HasNext)
                    {
                        continue;
                    }

                    yield return ($"{order}; last", first with { Last = true });
                    // Some pages on: the cost of a place does not depend on how far it is.
                    for (var i = 0; i < MiddlePage && page.HasNext; i++)
                    {
                        page = (await people.PageAsync(TestActors.Administrator, first with { After = page.Rows[^1].Id }, default)).Value;
                    }

                    yield return ($"{order}; middle", first with { After = page.Rows[0].Id });
                }
            }
        }
    }

    private static IEnumerable<(string Name, PeopleFilter Filter)> Filters(InventedCollege college)
    {
        var phone = college.Contacts.First(c => c.Kind == ContactKind.Phone).Value;
        yield return ("nobody left out", new PeopleFilter());
        yield return ("staff", new PeopleFilter { Tab = PeopleTab.Staff });
        yield return ("students", new PeopleFilter { Tab = PeopleTab.Students });
        yield return ("representatives", new PeopleFilter { Tab = PeopleTab.Representatives });
        yield return ("a group", new PeopleFilter { StudyGroupId = college.Groups[0].Id });
        yield return ("a course", new PeopleFilter { Courses = [1] });
        yield return ("two courses, not invited", new PeopleFilter { Courses = [1, 2], Links = [LinkState.NotInvited, LinkState.Invited] });
        yield return ("a program", new PeopleFilter { ProgramId = college.Groups.First(g => g.ProgramId is not null).ProgramId });
        yield return ("a curator", new PeopleFilter { CuratorId = college.Curators[0].PersonId });
        yield return ("without phone", new PeopleFilter { WithoutPhone = true });
        yield return ("without birth date", new PeopleFilter { WithoutBirthDate = true });
        yield return ("a shared phone", new PeopleFilter { WithSharedPhone = true });
        foreach (var state in Enum.GetValues<LinkState>())
        {
            yield return ($"link {state}", new PeopleFilter { Links = [state] });
        }

        foreach (var need in Enum.GetValues<AttentionKind>())
        {
            yield return ($"need {need}", new PeopleFilter { Attention = need });
        }

        yield return ("search, surname", new PeopleFilter { Text = "пермяков" });
        yield return ("search, two words", new PeopleFilter { Text = "юлия семёнов" });
        yield return ("search, one letter", new PeopleFilter { Text = "а" });
        yield return ("search, nobody", new PeopleFilter { Text = "несуществующий" });
        yield return ("search, phone", new PeopleFilter { Text = phone });
        yield return ("search, end of a phone", new PeopleFilter { Text = phone[^4..] });
    }

    private static async Task MeasureAsync(PeopleQueries queries, TestDatabase database, int people, string name, PeopleRequest request)
    {
        var times = new List<double>(Runs);
        var found = 0;
        var allocated = 0L;
        for (var i = 0; i < Warm + Runs; i++)
        {
            allocated = i == Warm ? GC.GetTotalAllocatedBytes() : allocated;
            // What is kept goes: a page is measured as it is read.
            database.Get<LiveNews>().Tell(LiveChange.Everything);
            database.Queries.Reset();
            var watch = Stopwatch.StartNew();
            var page = (await queries.PageAsync(TestActors.Administrator, request, default)).Value;
            if (i >= Warm)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            found = page.Total;
            var most = request.Filter.Attention is null ? MostQueries : MostQueriesOfANeed;
            var mayBeEmpty = request.Filter.Attention is not null || request.Filter.WithSharedPhone || request.Filter.Links.Count > 0 || name.StartsWith("search, nobody", StringComparison.Ordinal);
            if ((page.Rows.Count == 0 && !mayBeEmpty) || database.Queries.Count > most)
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

    /// <summary>«Почему?» of a student and of a representative.</summary>
    private static async Task MeasureWhyAsync(TestDatabase database, int people)
    {
        var explain = database.Get<ExplainQueries>();
        await using var db = database.NewContext();
        var look = await db.ChatVisibilities.OrderBy(row => row.PersonId).Select(row => new { row.PersonId, row.ChatId }).FirstAsync();
        var times = new List<double>(Runs);
        for (var i = 0; i < Warm + Runs; i++)
        {
            database.Queries.Reset();
            var watch = Stopwatch.StartNew();
            _ = (await explain.OfAsync(TestActors.Administrator, look.PersonId, look.ChatId, default)).Value;
            if (i >= Warm)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        times.Sort();
        new BenchmarkLine(
            "people-page", people, database.Kind == DatabaseKind.Sqlite ? "sqlite" : "postgres", Math.Round(times.Sum() / 1000, 3), Math.Round(Runs * 1000 / times.Sum()),
            0, BenchmarkLine.ReadPeak(), "why", Math.Round(times[Runs / 2], 1), Math.Round(times[(int)(Runs * 0.95)], 1), database.Queries.Count).Print();
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
