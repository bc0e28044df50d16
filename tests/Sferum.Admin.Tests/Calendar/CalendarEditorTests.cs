using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Calendar;

/// <summary>An administrator edits the working calendar, on both databases.</summary>
public sealed class CalendarEditorTests
{
    private static readonly DateOnly Wednesday = new(2027, 5, 5);
    private static readonly DateOnly Saturday = new(2027, 2, 20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Year_ShowsItsDaysAndWhatTheNextHolidayMeans(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);

        var now = await ReadAsync(database, null);
        var next = await ReadAsync(database, 2027);

        (now.Year, now.Provisional, now.Days.Count).Should().Be((2026, false, 14));
        Plain(now.Example).Should().Be("Исправление от ср 30.12 покажется пн 11.01 после 14:00", "31.12 is the next day off after 20.11.2026");
        (next.Year, next.Provisional, next.Days.Count).Should().Be((2027, true, 12));
        (await ReadAsync(database, 2028)).Should().BeEquivalentTo(new CalendarYearView(2028, [], false, false, null));
        (await ReadAsync(database, 3)).Year.Should().Be(CalendarQueries.FirstYear);
    }

    [Theory, Databases]
    public async Task DayOff_MovesWhatEposShows_AndIsUndone(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);
        var preview = (await database.Get<CalendarQueries>().PreviewAsync(TestActors.Administrator, Wednesday, CalendarDayMark.DayOff, Ct)).Value;
        Plain(preview.Now).Should().Be("Исправление от вт 04.05 покажется ср 05.05 после 14:00");
        Plain(preview.Then).Should().Be("Исправление от вт 04.05 покажется чт 06.05 после 14:00");

        var edit = (await EditAsync(database, Wednesday, CalendarDayState.Usual, CalendarDayMark.DayOff)).Value;

        (await ShowsOnAsync(database, new DateOnly(2027, 5, 4))).Should().Be(new DateOnly(2027, 5, 6));
        (await database.Get<EditCalendarDay>().UndoAsync(TestActors.Administrator, edit, Ct)).IsOk.Should().BeTrue();
        (await ShowsOnAsync(database, new DateOnly(2027, 5, 4))).Should().Be(Wednesday);
        await using var db = database.NewContext();
        (await db.AuditEntries.Where(e => e.Entity == nameof(CalendarDay) && e.EntityId == "2027-05-05").OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Ct))
            .Should().Equal("calendar-day", "calendar-day-undo");
    }

    [Theory, Databases]
    public async Task WorkingSaturday_MovesWhatEposShows(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);

        (await EditAsync(database, Saturday, CalendarDayState.Usual, CalendarDayMark.Working)).IsOk.Should().BeTrue();

        (await ShowsOnAsync(database, Saturday.AddDays(-1))).Should().Be(Saturday);
    }

    [Theory, Databases]
    public async Task Holiday_MadeUsual_IsGoneAndComesBackWithItsWords(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);
        var day = new DateOnly(2027, 5, 3);
        var shown = (await ReadAsync(database, 2027)).Days.Single(d => d.Date == day).State;

        var edit = (await EditAsync(database, day, shown, CalendarDayMark.AsUsual)).Value;
        (await ReadAsync(database, 2027)).Days.Should().NotContain(d => d.Date == day);
        await database.Get<EditCalendarDay>().UndoAsync(TestActors.Administrator, edit, Ct);

        (await ReadAsync(database, 2027)).Days.Single(d => d.Date == day).State.Should().Be(shown);
    }

    [Theory, Databases]
    public async Task Day_ThatSomebodyElseChanged_IsAConflict(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);
        var first = (await EditAsync(database, Wednesday, CalendarDayState.Usual, CalendarDayMark.DayOff)).Value;

        (await EditAsync(database, Wednesday, CalendarDayState.Usual, CalendarDayMark.DayOff)).Error!.Code.Should().Be(Error.ConflictCode);
        (await EditAsync(database, Wednesday, first.After, CalendarDayMark.AsUsual)).IsOk.Should().BeTrue();
        (await database.Get<EditCalendarDay>().UndoAsync(TestActors.Administrator, first, Ct)).Error!.Code.Should().Be(Error.ConflictCode);
    }

    [Theory]
    [InlineData("2027-02-20", CalendarDayMark.DayOff, "x", "x", nameof(EditCalendarDayRequest.Mark))]
    [InlineData("2027-05-05", CalendarDayMark.Working, "x", "x", nameof(EditCalendarDayRequest.Mark))]
    [InlineData("2027-05-05", CalendarDayMark.DayOff, " ", "x", nameof(EditCalendarDayRequest.Title))]
    [InlineData("2027-05-05", CalendarDayMark.DayOff, "x", " ", nameof(EditCalendarDayRequest.Source))]
    [InlineData("1999-05-05", CalendarDayMark.DayOff, "x", "x", nameof(EditCalendarDayRequest.Date))]
    public async Task Edit_ThatMeansNothing_IsRefusedAtItsField(string day, CalendarDayMark mark, string title, string source, string field)
    {
        await using var database = await SceneAsync(DatabaseKind.Sqlite);
        var request = new EditCalendarDayRequest(DateOnly.Parse(day), CalendarDayState.Usual, mark, title, source);

        (await database.Get<EditCalendarDay>().EditAsync(TestActors.Administrator, request, Ct)).Error!.Field.Should().Be(field);
    }

    [Theory, Databases]
    public async Task Year_Confirmed_RestsOnItsDecree_AndIsUndone(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);
        var before = await ReadAsync(database, 2027);
        var confirm = database.Get<ConfirmCalendarYear>();

        var confirmed = (await confirm.ConfirmAsync(TestActors.Administrator, new ConfirmYearRequest(2027, " от 10.10.2026 № 1500 "), Ct)).Value;

        confirmed.Days.Should().Be(12);
        var after = await ReadAsync(database, 2027);
        after.Provisional.Should().BeFalse();
        after.Days.Should().OnlyContain(d => d.State.Source == "от 10.10.2026 № 1500");
        (await confirm.ConfirmAsync(TestActors.Administrator, new ConfirmYearRequest(2027, "ещё раз"), Ct)).Error!.Code.Should().Be(Error.ConflictCode);

        (await confirm.UndoAsync(TestActors.Administrator, confirmed, Ct)).Value.Should().Be(12);
        (await ReadAsync(database, 2027)).Should().BeEquivalentTo(before);
    }

    [Theory, Databases]
    public async Task Confirmation_Undone_LeavesADayThatWasChangedSince(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);
        var confirmed = (await database.Get<ConfirmCalendarYear>().ConfirmAsync(TestActors.Administrator, new ConfirmYearRequest(2027, "№ 1500"), Ct)).Value;
        var day = new DateOnly(2027, 5, 3);
        var shown = (await ReadAsync(database, 2027)).Days.Single(d => d.Date == day).State;
        await EditAsync(database, day, shown, CalendarDayMark.DayOff);

        (await database.Get<ConfirmCalendarYear>().UndoAsync(TestActors.Administrator, confirmed, Ct)).Value.Should().Be(11);

        (await ReadAsync(database, 2027)).Days.Single(d => d.Date == day).State.Source.Should().Be("Приказ № 1");
    }

    [Fact]
    public async Task Confirmation_WithoutADecreeOrAYear_IsRefused()
    {
        await using var database = await SceneAsync(DatabaseKind.Sqlite);
        var confirm = database.Get<ConfirmCalendarYear>();

        (await confirm.ConfirmAsync(TestActors.Administrator, new ConfirmYearRequest(2027, "  "), Ct)).Error!.Field.Should().Be(nameof(ConfirmYearRequest.Source));
        (await confirm.ConfirmAsync(TestActors.Administrator, new ConfirmYearRequest(0, "№ 1"), Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task Holidays_TakenForWorkingDays_MoveWhatEposShows(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);
        var friday = new DateOnly(2027, 4, 30);
        (await ShowsOnAsync(database, friday)).Should().Be(new DateOnly(2027, 5, 4));

        (await database.Get<SetHolidayRule>().SetAsync(TestActors.Administrator, true, Ct)).IsOk.Should().BeTrue();

        (await ShowsOnAsync(database, friday)).Should().Be(new DateOnly(2027, 5, 3));
        (await ReadAsync(database, 2027)).HolidaysAreWorkingDays.Should().BeTrue();
        await database.Get<SetHolidayRule>().SetAsync(TestActors.Administrator, false, Ct);
        (await ShowsOnAsync(database, friday)).Should().Be(new DateOnly(2027, 5, 4));
    }

    [Theory, Databases]
    public async Task Moment_RecordedWithAClaim_StaysAsRecorded(DatabaseKind kind)
    {
        await using var database = await SceneAsync(kind);
        var register = new Register(database);
        var claim = register.Add(new LinkFact
        {
            PersonId = register.Employee().Id,
            PlatformId = register.Messenger.Id,
            Kind = LinkFactKind.Claimed,
            At = TestClock.Now,
            RecordedAt = TestClock.Now,
            RecheckAt = new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc),
        });
        await register.SaveAsync(Ct);

        (await EditAsync(database, new DateOnly(2026, 11, 23), CalendarDayState.Usual, CalendarDayMark.DayOff)).IsOk.Should().BeTrue();

        await using var db = database.NewContext();
        (await db.LinkFacts.SingleAsync(f => f.Id == claim.Id, Ct)).RecheckAt.Should().Be(claim.RecheckAt);
    }

    private static async Task<TestDatabase> SceneAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind, Ct);
        await using var db = database.NewContext();
        await RegisterDefaults.EnsureAsync(db, TestActors.Administrator, TestClock.Today, TestClock.Now, Ct);
        return database;
    }

    private static async Task<CalendarYearView> ReadAsync(TestDatabase database, int? year) =>
        (await database.Get<CalendarQueries>().ReadAsync(TestActors.Administrator, year, Ct)).Value;

    private static Task<Result<CalendarDayEdit>> EditAsync(TestDatabase database, DateOnly day, CalendarDayState shown, CalendarDayMark mark) =>
        database.Get<EditCalendarDay>().EditAsync(TestActors.Administrator, new EditCalendarDayRequest(day, shown, mark, "День техникума", "Приказ № 1"), Ct);

    private static async Task<DateOnly> ShowsOnAsync(TestDatabase database, DateOnly correctedOn)
    {
        await using var db = database.NewContext();
        var context = await LinkRulesContext.LoadAsync(db, TestClock.Today, database.Clock, Ct);
        return database.Clock.DayOf(context.Epos.ShowsAt(database.Clock.ToUtc(correctedOn, new TimeOnly(9, 0))));
    }

    private static string? Plain(string? text) => text?.Replace(RussianText.NoBreakSpace, ' ');
}
