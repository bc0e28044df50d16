using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Tests.Statistics;

public sealed class StatisticsQueriesTests
{
    private static readonly Dictionary<string, Actor> Roles = new()
    {
        ["administrator"] = TestActors.Administrator,
        ["director"] = TestActors.Director,
    };

    [Theory, Databases("administrator"), Databases("director")]
    public async Task Lists_BehindEveryNumber_HaveAsManyRows(DatabaseKind kind, string role)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var college = new StatisticsCollege(database);
        college.AddStudents(120);
        await college.SaveAsync(ct);
        var actor = Roles[role];
        var view = await ReadAsync(database, actor, ct);

        view.Figures.Select(f => f.Indicator).Should().Equal(IndicatorRules.All);
        foreach (var figure in view.Figures)
        {
            (IndicatorPart Part, int Count, bool HasList)[] numbers =
            [
                (IndicatorPart.Numerator, figure.Value, figure.HasList),
                .. figure.Whole is { } whole ? [(IndicatorPart.Denominator, whole, true)] : Array.Empty<(IndicatorPart, int, bool)>(),
                .. figure.Parts.Select(p => (p.Part, p.Count, p.HasList)),
            ];
            foreach (var (part, count, hasList) in numbers)
            {
                if (hasList)
                {
                    (await AllRowsAsync(database, actor, figure.Indicator.Code, part, ct)).Should().HaveCount(count, $"{figure.Indicator.Code} {part}");
                }
                else
                {
                    var refused = await database.Get<StatisticsQueries>().ListAsync(actor, new IndicatorListRequest(figure.Indicator.Code, part), ct);
                    refused.Error!.Code.Should().Be("not-found", $"{figure.Indicator.Code} {part}");
                }
            }
        }

        view.Figures.Should().OnlyContain(f => f.Value > 0);
        view.Figures.SelectMany(f => f.Parts).Should().Contain(p => p.Part == IndicatorPart.Refused && p.Count > 0);
    }

    [Theory, Databases]
    public async Task GroupTable_OfCompleteness_AddsUpToTheFigureAndItsLists(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var college = new StatisticsCollege(database);
        await college.SaveAsync(ct);

        var view = await ReadAsync(database, TestActors.Director, ct);

        var figure = view.Figures.Single(f => f.Indicator.Code == "K5");
        view.Groups.Rows.Select(g => g.Name).Should().Equal("ИС-21", "ИС-41");
        view.Groups.Rows.Sum(g => g.Seen).Should().Be(figure.Value);
        view.Groups.Rows.Sum(g => g.Expected).Should().Be(figure.Whole);
        foreach (var group in view.Groups.Rows)
        {
            foreach (var (part, count) in new[] { (IndicatorPart.Denominator, group.Expected), (IndicatorPart.Numerator, group.Seen), (IndicatorPart.Rest, group.NotSeen), (IndicatorPart.NotChecked, group.NotChecked) })
            {
                (await AllRowsAsync(database, TestActors.Administrator, "K5", part, ct, group.StudyGroupId)).Should().HaveCount(count, $"{group.Name} {part}");
            }
        }
    }

    [Theory, Databases]
    public async Task Director_InEveryList_SeesNoRefuserAndNoRestriction(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var college = new StatisticsCollege(database);
        await college.SaveAsync(ct);

        var rows = await RowsOfEverythingAsync(database, TestActors.Director, ct);
        var unfiltered = await RowsOfEverythingAsync(database, TestActors.Administrator, ct);

        Guid[] secret = [.. college.Refusers, college.Restricted];
        rows.Select(r => r.PersonId).Should().NotContain(secret.Cast<Guid?>());
        rows.Should().NotContain(r => r.Link == LinkState.Refused || r.Link == LinkState.NotApplicable);
        rows.Where(r => r.IsHidden).Should().NotBeEmpty().And.OnlyContain(r => r == new IndicatorRow(true));
        unfiltered.Select(r => r.PersonId).Should().Contain(secret.Cast<Guid?>());
        unfiltered.Should().NotContain(r => r.IsHidden);
        var figures = (await ReadAsync(database, TestActors.Director, ct)).Figures;
        figures.SelectMany(f => f.Parts).Should().NotContain(p => p.Part == IndicatorPart.NotApplicable);
        figures.Single(f => f.Indicator.Code == IndicatorRules.RefusalsCode).Value.Should().Be(3);
    }

    [Theory, Databases]
    public async Task Midnight_InYekaterinburg_ChangesFiguresAndListsWithoutAWrite(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var college = new StatisticsCollege(database);
        await college.SaveAsync(ct);

        // 23:59:59 of 25.11 in Yekaterinburg.
        database.Time.SetUtcNow(new DateTimeOffset(2026, 11, 25, 18, 59, 59, TimeSpan.Zero));
        (await PeopleAsync(database, "K3", IndicatorPart.Numerator, ct)).Should().Contain([college.Student.Id, college.Mother.Id]);
        (await PeopleAsync(database, "K2-representatives", IndicatorPart.Denominator, ct)).Should().Contain(college.Mother.Id);
        var before = await ReadAsync(database, TestActors.Administrator, ct);
        database.Queries.Reset();

        database.Time.Advance(TimeSpan.FromSeconds(1));

        var after = await ReadAsync(database, TestActors.Administrator, ct);
        (await PeopleAsync(database, "K3", IndicatorPart.Numerator, ct)).Should().NotContain([college.Student.Id, college.Mother.Id]);
        (await PeopleAsync(database, "K3", IndicatorPart.Rest, ct)).Should().Contain(college.Student.Id);
        (await PeopleAsync(database, "K2-representatives", IndicatorPart.Denominator, ct)).Should().NotContain(college.Mother.Id);
        ValueOf(after, "K3").Should().Be(ValueOf(before, "K3") - 2);
        WholeOf(after, "K2-representatives").Should().Be(WholeOf(before, "K2-representatives") - 1);
        WholeOf(after, "K5").Should().Be(WholeOf(before, "K5") - 1);
        database.Queries.Commands.Should().OnlyContain(c => c.TrimStart().StartsWith("SELECT", StringComparison.Ordinal));

        // The past day still says what it said.
        var past = (await database.Get<StatisticsQueries>().ReadAsync(TestActors.Administrator, new StatisticsRequest(StatisticsCollege.Today), ct)).Value;
        past.Figures.Select(f => (f.Indicator.Code, f.Value, f.Whole)).Should().Equal(before.Figures.Select(f => (f.Indicator.Code, f.Value, f.Whole)));
    }

    [Theory, Databases]
    public async Task Figures_OfAPastDay_KnowNothingOfLaterLooks(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var college = new StatisticsCollege(database);
        await college.SaveAsync(ct);

        var yesterday = (await database.Get<StatisticsQueries>().ReadAsync(TestActors.Administrator, new StatisticsRequest(StatisticsCollege.Today.AddDays(-1)), ct)).Value;

        ValueOf(yesterday, "K6").Should().Be(0, "the expelled student was one until yesterday and the restricted parent was looked at today");
        ValueOf(await ReadAsync(database, TestActors.Administrator, ct), "K6").Should().Be(2);
    }

    [Theory, Databases]
    public async Task Queries_OfFewOrMany_AreAsMany(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var college = new StatisticsCollege(database);
        await college.SaveAsync(ct);
        var few = await CountAsync();
        college.AddStudents(150);
        await college.SaveAsync(ct);

        var many = await CountAsync();

        many.Should().Be(few);
        few.Should().Be(42);

        async Task<int> CountAsync()
        {
            database.Queries.Reset();
            await ReadAsync(database, TestActors.Administrator, ct);
            await database.Get<StatisticsQueries>().ListAsync(TestActors.Administrator, new IndicatorListRequest("K5", IndicatorPart.Denominator), ct);
            return database.Queries.Count;
        }
    }

    [Theory, Databases]
    public async Task Lists_ThatDoNotExist_AreRefusedInWords(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var queries = database.Get<StatisticsQueries>();

        foreach (var request in new IndicatorListRequest[]
        {
            new("K99"),
            new("K8", IndicatorPart.Denominator),
            new("K5", IndicatorPart.NotApplicable),
            new("K5", StudyGroupId: Guid.CreateVersion7()),
        })
        {
            (await queries.ListAsync(TestActors.Director, request, ct)).Error!.Message.Should().Be("Показатель не найден.");
        }

        var tomorrow = TestClock.Today.AddDays(1);
        (await queries.ReadAsync(TestActors.Director, new StatisticsRequest(tomorrow), ct)).Error!.Code.Should().Be("invalid");
        (await queries.ListAsync(TestActors.Director, new IndicatorListRequest("K5", Day: tomorrow), ct)).Error!.Code.Should().Be("invalid");
    }

    [Theory, Databases]
    public async Task Figures_OfAnEmptyRegister_AreDashesNotZeroPercent(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);

        var view = await ReadAsync(database, TestActors.Director, ct);

        view.Figures.Where(f => f.Whole is not null).Should().OnlyContain(f => f.Text == "—");
        view.Groups.Rows.Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task RefusalsList_AskedByTheDirector_LeavesAnAccessEntry(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);

        await database.Get<StatisticsQueries>().ListAsync(TestActors.Director, new IndicatorListRequest(IndicatorRules.RefusalsCode), ct);

        await using var db = database.NewContext();
        (await db.AccessEntries.SingleAsync(ct)).Should().Match<AccessEntry>(e => e.Kind == AccessKind.Refused && e.Subject == nameof(Permission.ReadSensitive));
    }

    [Theory]
    [InlineData(0, 0, false, "—")]
    [InlineData(0, 0, true, "—")]
    [InlineData(999, 1000, false, "99\u00A0%")]
    [InlineData(2, 3, true, "≥\u00A067\u00A0%")]
    [InlineData(3, 3, true, "100\u00A0%")]
    [InlineData(3, null, false, "3")]
    [InlineData(3, null, true, "≥\u00A03")]
    public void Figure_OnTheScreen_IsHonest(int value, int? whole, bool atLeast, string text)
        => new FigureView(IndicatorRules.All[0], value, whole, atLeast, true, [], null, null).Text.Should().Be(text);

    private static async Task<StatisticsView> ReadAsync(TestDatabase database, Actor actor, CancellationToken ct)
        => (await database.Get<StatisticsQueries>().ReadAsync(actor, new StatisticsRequest(), ct)).Value;

    private static async Task<List<IndicatorRow>> AllRowsAsync(
        TestDatabase database, Actor actor, string code, IndicatorPart part, CancellationToken ct, Guid? group = null)
    {
        var rows = new List<IndicatorRow>();
        for (var page = 1; ; page++)
        {
            var list = (await database.Get<StatisticsQueries>().ListAsync(actor, new IndicatorListRequest(code, part, StudyGroupId: group, Page: page), ct)).Value;
            list.Rows.Count.Should().BeLessThanOrEqualTo(100);
            rows.AddRange(list.Rows);
            if (page >= list.Pages)
            {
                rows.Should().HaveCount(list.Total);
                return rows;
            }
        }
    }

    private static async Task<List<IndicatorRow>> RowsOfEverythingAsync(TestDatabase database, Actor actor, CancellationToken ct)
    {
        var rows = new List<IndicatorRow>();
        foreach (var indicator in IndicatorRules.All)
        {
            foreach (var part in Enum.GetValues<IndicatorPart>())
            {
                var list = await database.Get<StatisticsQueries>().ListAsync(actor, new IndicatorListRequest(indicator.Code, part), ct);
                rows.AddRange(list.IsOk ? list.Value.Rows : []);
            }
        }

        return rows;
    }

    private static async Task<IEnumerable<Guid>> PeopleAsync(TestDatabase database, string code, IndicatorPart part, CancellationToken ct)
        => (await AllRowsAsync(database, TestActors.Administrator, code, part, ct)).Select(row => row.PersonId!.Value);

    private static int ValueOf(StatisticsView view, string code) => view.Figures.Single(f => f.Indicator.Code == code).Value;

    private static int? WholeOf(StatisticsView view, string code) => view.Figures.Single(f => f.Indicator.Code == code).Whole;
}
