using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Tests.Statistics;

public sealed class WeekSnapshotsTests
{
    private static readonly Actor Job = Actor.System(JobNames.WeekSnapshot);
    private static readonly IsoWeek Week = IsoWeek.Of(StatisticsCollege.Today);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Week_OnSundayEvening_FreezesTheFiguresOfTheScreen(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var college = await MakeAsync(database);
        ToSundayEvening(database);
        var shown = (await database.Get<StatisticsQueries>().ReadAsync(TestActors.Administrator, new StatisticsRequest(), Ct)).Value;

        var taken = await TakeAsync(database);

        taken.Value.Should().BeTrue();
        await using var db = database.NewContext();
        var rows = await db.MetricSnapshots.AsNoTracking().ToListAsync(Ct);
        rows.Should().OnlyContain(r => r.Week == Week.Monday && r.TakenAt == database.Clock.Now);
        rows.Where(r => r.StudyGroupId == Guid.Empty && r.Indicator != IndicatorRules.FamiliesCode).Select(r => (r.Indicator, r.Numerator, r.Denominator, r.IsAtLeast))
            .Should().BeEquivalentTo(shown.Figures.Select(f => (f.Indicator.Code, (int?)f.Value, f.Whole, f.IsAtLeast)));
        rows.Single(r => r.Indicator == "K5" && r.StudyGroupId == college.Group.Id).Should().Match<MetricSnapshot>(r =>
            r.Numerator == shown.Groups.Rows[0].Seen && r.Denominator == shown.Groups.Rows[0].Expected);
        rows.Where(r => r.Indicator == "K5" && r.StudyGroupId != Guid.Empty).Sum(r => r.Denominator).Should().Be(shown.Figures.Single(f => f.Indicator.Code == "K5").Whole);
    }

    [Theory, Databases]
    public async Task FrozenWeek_WhateverIsEnteredLater_StaysWhatItWas(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var college = await MakeAsync(database);
        ToSundayEvening(database);
        await TakeAsync(database);
        var before = await RowsAsync(database);
        college.AddStudents(3);
        await college.SaveAsync(Ct);

        (await TakeAsync(database)).Value.Should().BeFalse();
        (await database.Get<WeekSnapshots>().CatchUpAsync(Job, JobTrigger.Schedule, Ct)).Value.Should().Be(await DueBeforeAsync(database));

        (await RowsAsync(database)).Where(r => r.Week == Week.Monday).Should().BeEquivalentTo(before);
    }

    [Theory, Databases]
    public async Task OpenWeek_AndAWeekBeforeAnybodyLooked_AreNotFrozen(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await MakeAsync(database);
        var snapshots = database.Get<WeekSnapshots>();

        (await snapshots.TakeAsync(Job, Week, Ct)).Error!.Code.Should().Be(Error.InvalidCode);
        (await snapshots.TakeAsync(Job, new IsoWeek(2026, 37), Ct)).Error!.Message.Should().Contain("считать не из чего");
        (await RowsAsync(database)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task CatchUp_AfterAnOutage_TakesEachMissedWeekOnceAndLeavesARun(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await MakeAsync(database);
        database.Time.SetUtcNow(database.Clock.ToUtc(Week.Sunday.AddDays(10)));
        var snapshots = database.Get<WeekSnapshots>();

        var taken = (await snapshots.CatchUpAsync(Job, JobTrigger.Schedule, Ct)).Value;

        var weeks = (await RowsAsync(database)).Select(r => IsoWeek.Of(r.Week)).Distinct().Order().ToList();
        weeks.Should().HaveCount(taken).And.EndWith([Week, Week.Next]);
        (await RowsAsync(database)).Should().OnlyContain(r => WeekRules.IsBackdated(IsoWeek.Of(r.Week), r.TakenAt, database.Clock));
        (await snapshots.CatchUpAsync(Job, JobTrigger.Schedule, Ct)).Value.Should().Be(0);
        await using var db = database.NewContext();
        (await db.JobRuns.SingleAsync(Ct)).Counts.Should().Be($$"""{"weeks":{{taken}}}""");
    }

    [Theory, Databases]
    public async Task CatchUp_OfAnEmptyRegister_FreezesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);

        (await database.Get<WeekSnapshots>().CatchUpAsync(Job, JobTrigger.Schedule, Ct)).Value.Should().Be(0);

        await using var db = database.NewContext();
        (await db.JobRuns.AnyAsync(Ct)).Should().BeFalse();
    }

    private static async Task<StatisticsCollege> MakeAsync(TestDatabase database)
    {
        var college = new StatisticsCollege(database);
        await college.SaveAsync(Ct);
        return college;
    }

    private static void ToSundayEvening(TestDatabase database) =>
        database.Time.SetUtcNow(database.Clock.ToUtc(Week.Sunday, WeekRules.FreezesAt));

    private static Task<Result<bool>> TakeAsync(TestDatabase database) => database.Get<WeekSnapshots>().TakeAsync(Job, Week, Ct);

    private static async Task<List<MetricSnapshot>> RowsAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return await db.MetricSnapshots.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Ct);
    }

    /// <summary>Weeks from the first look of the scene to the one before its own.</summary>
    private static async Task<int> DueBeforeAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        var first = database.Clock.DayOf(await db.ChatObservations.MinAsync(o => o.FirstAsOf, Ct));
        return (Week.Monday.DayNumber - IsoWeek.Of(first).Monday.DayNumber) / 7;
    }
}
