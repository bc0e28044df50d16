using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Tests.Statistics;

public sealed class WeekQueriesTests
{
    private static readonly IsoWeek Week = IsoWeek.Of(StatisticsCollege.Today);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task OpenWeek_IsOfThisMoment_WithAdvice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await MakeAsync(database);

        var view = await ReadAsync(database);

        view.Should().Match<WeekView>(v => v.State == WeekState.Open && v.Week == Week && !v.HasNext && v.TakenAt == null);
        view.Figures.Select(f => f.Figure.Indicator).Should().Equal(IndicatorRules.All);
        view.Targets.Select(f => f.Figure.Indicator.Code).Should().Equal(IndicatorRules.StaffCode, IndicatorRules.FamiliesCode);
        view.Advice!.Causes.Sum(c => c.Count).Should().Be((await RestOfFamiliesAsync(database)).Total);
        foreach (var cause in view.Advice.Causes)
        {
            (await ListAsync(database, new IndicatorListRequest(IndicatorRules.FamiliesCode, IndicatorPart.Rest, Cause: cause.Cause))).Total.Should().Be(cause.Count);
        }

        foreach (var lift in view.Advice.Lifts.Where(l => l.Lift.StudyGroupId is not null))
        {
            (await ListAsync(database, new IndicatorListRequest(lift.Lift.Code, lift.Lift.Part, StudyGroupId: lift.Lift.StudyGroupId, Cause: lift.Lift.Cause))).Total.Should().Be(lift.Lift.Gain, lift.ToString());
        }
    }

    [Theory, Databases]
    public async Task FrozenWeek_ShowsTheSnapshot_AndItsListSaysWhereItDiffers(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var college = await MakeAsync(database);
        database.Time.SetUtcNow(database.Clock.ToUtc(Week.Sunday, WeekRules.FreezesAt));
        var before = await ReadAsync(database);
        await database.Get<WeekSnapshots>().TakeAsync(Actor.System(JobNames.WeekSnapshot), Week, Ct);
        college.AddStudents(4);
        await college.SaveAsync(Ct);
        database.Time.Advance(TimeSpan.FromDays(2));

        var view = await ReadAsync(database, Week);

        view.Should().Match<WeekView>(v => v.State == WeekState.Frozen && v.HasNext && v.Advice == null);
        view.Figures.Select(f => (f.Figure.Indicator.Code, f.Figure.Value, f.Figure.Whole)).Should().Equal(before.Figures.Select(f => (f.Figure.Indicator.Code, f.Figure.Value, f.Figure.Whole)));
        view.Map.SelectMany(r => r.Cells).Select(c => (c.Name, c.Seen, c.Expected)).Should().BeEquivalentTo(before.Map.SelectMany(r => r.Cells).Select(c => (c.Name, c.Seen, c.Expected)));
        var whole = view.Figures.Single(f => f.Figure.Indicator.Code == "K2-students").Figure.Whole;
        var list = await ListAsync(database, new IndicatorListRequest("K2-students", IndicatorPart.Denominator, Week.Sunday));
        list.FrozenCount.Should().Be(whole);
        list.Total.Should().Be(whole + 4);

        var current = await ReadAsync(database);
        current.Figures[1].Line.Should().HaveCount(WeekRules.LineLength);
        current.Figures[1].Line[^2].Should().NotBeNull();
        current.Figures[1].Change.Should().NotBeNull();
        current.Trend.Count(w => w.Families is not null).Should().Be(2);
    }

    [Theory, Databases]
    public async Task WeekWithoutASnapshot_IsCountedWithHindsight_OrIsAGap(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await MakeAsync(database);
        database.Time.SetUtcNow(database.Clock.ToUtc(Week.Sunday.AddDays(9)));

        var backdated = await ReadAsync(database, Week);
        var gap = await ReadAsync(database, new IsoWeek(2026, 37));

        backdated.Should().Match<WeekView>(v => v.State == WeekState.Backdated && v.TakenAt == null && v.HasPrevious);
        backdated.Figures.Should().NotBeEmpty();
        gap.Should().Match<WeekView>(v => v.State == WeekState.Gap && v.Figures.Count == 0 && v.Map.Count == 0 && !v.HasPrevious && v.HasNext);
    }

    [Theory, Databases]
    public async Task WeekToCome_IsRefusedInWords(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        (await database.Get<WeekQueries>().ReadAsync(TestActors.Director, new WeekRequest(IsoWeek.Of(TestClock.Today).Next), Ct)).Error!.Code.Should().Be(Error.InvalidCode);
    }

    [Theory, Databases]
    public async Task Director_NeverSeesWhoRefused_NorASmallGroupByPerson(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await MakeAsync(database);

        var view = (await database.Get<WeekQueries>().ReadAsync(TestActors.Director, new WeekRequest(), Ct)).Value;
        var cells = view.Map.SelectMany(r => r.Cells).ToList();
        var small = await database.Get<StatisticsQueries>().ListAsync(TestActors.Director, new IndicatorListRequest("K5", StudyGroupId: cells.Single(c => c.Name == "ИС-41").StudyGroupId), Ct);

        view.Figures.Single(f => f.Figure.Indicator.Code == IndicatorRules.RefusalsCode).Figure.HasList.Should().BeFalse();
        cells.Should().OnlyContain(c => c.MayOpen == c.Expected >= 5).And.Contain(c => !c.MayOpen);
        small.Error!.Message.Should().Contain("меньше пяти");
    }

    [Theory, Databases]
    public async Task Queries_OfFewOrMany_AreAsMany(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var college = await MakeAsync(database);
        var few = await CountAsync();
        college.AddStudents(150);
        await college.SaveAsync(Ct);

        (await CountAsync()).Should().Be(few);

        async Task<int> CountAsync()
        {
            database.Queries.Reset();
            await ReadAsync(database);
            return database.Queries.Count;
        }
    }

    private static async Task<StatisticsCollege> MakeAsync(TestDatabase database)
    {
        var college = new StatisticsCollege(database);
        await college.SaveAsync(Ct);
        return college;
    }

    private static async Task<WeekView> ReadAsync(TestDatabase database, IsoWeek? week = null) =>
        (await database.Get<WeekQueries>().ReadAsync(TestActors.Administrator, new WeekRequest(week), Ct)).Value;

    private static async Task<IndicatorList> ListAsync(TestDatabase database, IndicatorListRequest request) =>
        (await database.Get<StatisticsQueries>().ListAsync(TestActors.Administrator, request, Ct)).Value;

    private static Task<IndicatorList> RestOfFamiliesAsync(TestDatabase database) =>
        ListAsync(database, new IndicatorListRequest(IndicatorRules.FamiliesCode, IndicatorPart.Rest));
}
