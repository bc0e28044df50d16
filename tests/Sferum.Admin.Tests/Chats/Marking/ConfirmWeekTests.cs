using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Chats.Marking;

public sealed class ConfirmWeekTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Ask_OfAPartlyMarkedPage_CountsEveryMust(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.GroupChat, scene.Student);
        await scene.LookAsync(scene.ParentsChat, scene.Mother, VisibilityState.Missing);

        var question = (await scene.Get<ConfirmWeek>().AskAsync(scene.Curator, scene.Group.Id, Ct)).Value;

        // Two students, a mother, a curator and two administrators in both chats: 2 + 1 + 3 × 2.
        question.Counts.Should().Be(new MarkCounts(1, 1, 7, 0));
        question.Week.Should().Be("2026-W48");
        question.Text.Should().Be("1 видно, 1 не видно, 7 не проверено — верно?");
    }

    [Theory, Databases]
    public async Task Confirm_OfTheCountsAsked_DatesTheSeenAnewAndLeavesTheRest(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var looked = scene.Get<SchoolClock>().Now;
        await scene.LookAsync(scene.GroupChat, scene.Student);
        await scene.LookAsync(scene.GroupChat, scene.Other, VisibilityState.Missing);
        scene.Database.Time.Advance(TimeSpan.FromDays(1));

        var id = await ConfirmAsync(scene);

        var now = scene.Get<SchoolClock>().Now;
        (await scene.CellAsync(scene.GroupChat, scene.Student)).Should().BeEquivalentTo(new { AsOf = now, Method = ObservationMethod.WeeklyConfirmation, State = VisibilityState.Visible });
        (await scene.CellAsync(scene.GroupChat, scene.Other))!.AsOf.Should().Be(looked);
        (await scene.CellAsync(scene.ParentsChat, scene.Mother)).Should().BeNull();
        await using var db = scene.Database.NewContext();
        (await db.WeeklyConfirmations.SingleAsync(Ct)).Should().BeEquivalentTo(new { Id = id, StudyGroupId = (Guid?)scene.Group.Id, Visible = 1, Missing = 1, NotChecked = 7, ByUserId = scene.Curator.UserId });
        (await db.AuditEntries.CountAsync(entry => entry.Action == "week-confirm" && entry.Entity == nameof(ChatObservation), Ct)).Should().Be(0, "the looks of a confirmation are one entry");
        (await db.AuditEntries.Where(entry => entry.Action == "week-confirm").Select(entry => entry.EntityId).Distinct().SingleAsync(Ct)).Should().Be(id.ToString());
        (await scene.Get<ConfirmWeek>().AskAsync(scene.Curator, scene.Group.Id, Ct)).Value.Text.Should().StartWith("Неделя уже подтверждена: сегодня в\u00A012:00. Подтвердить ещё раз");
    }

    [Theory, Databases]
    public async Task Confirm_AfterMarksChanged_IsAConflictAndWritesNothing(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var question = (await scene.Get<ConfirmWeek>().AskAsync(scene.Curator, scene.Group.Id, Ct)).Value;
        await scene.LookAsync(scene.GroupChat, scene.Student, by: TestActors.Administrator);

        var result = await scene.Get<ConfirmWeek>().ConfirmAsync(scene.Curator, new ConfirmWeekRequest(scene.Group.Id, question.Week, question.Counts), Ct);

        result.Error!.Code.Should().Be(Error.ConflictCode);
        await using var db = scene.Database.NewContext();
        (await db.WeeklyConfirmations.AnyAsync(Ct)).Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Confirm_OfAWeekThatIsOver_IsAConflict(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var question = (await scene.Get<ConfirmWeek>().AskAsync(scene.Curator, scene.Group.Id, Ct)).Value;
        scene.Database.Time.Advance(TimeSpan.FromDays(7));

        var result = await scene.Get<ConfirmWeek>().ConfirmAsync(scene.Curator, new ConfirmWeekRequest(scene.Group.Id, question.Week, question.Counts), Ct);

        result.Error!.Code.Should().Be(Error.ConflictCode);
    }

    [Theory, Databases]
    public async Task Retract_OfAConfirmation_GivesTheMarksTheirOldDates(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var look = await scene.LookAsync(scene.GroupChat, scene.Student);
        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        var id = await ConfirmAsync(scene);
        scene.Database.Time.Advance(TimeSpan.FromSeconds(8));

        (await scene.Get<ConfirmWeek>().RetractAsync(scene.Curator, id, Ct)).Error.Should().BeNull();
        (await scene.Get<ConfirmWeek>().RetractAsync(scene.Curator, id, Ct)).Error.Should().BeNull("it was taken back already");

        (await scene.CellAsync(scene.GroupChat, scene.Student))!.ObservationId.Should().Be(look);
        await using var db = scene.Database.NewContext();
        (await db.WeeklyConfirmations.CountAsync(Ct)).Should().Be(2);
    }

    [Theory, Databases]
    public async Task Confirm_OfAllStaff_IsForAdministratorsOnly(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        (await scene.Get<ConfirmWeek>().AskAsync(scene.Curator, null, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        var question = (await scene.Get<ConfirmWeek>().AskAsync(TestActors.Administrator, null, Ct)).Value;
        question.Counts.Should().Be(new MarkCounts(0, 0, 3, 0));
        var queries = scene.Get<MarksQueries>();
        (await queries.StaffAsync(TestActors.Administrator, Ct)).Value.Weeks[^1].Confirmation.Should().BeNull();

        (await scene.Get<ConfirmWeek>().ConfirmAsync(TestActors.Administrator, new ConfirmWeekRequest(null, question.Week, question.Counts), Ct)).Error.Should().BeNull();

        (await queries.AgainAsync(TestActors.Administrator, null, Ct)).Value.Weeks[^1].Confirmation.Should().NotBeNull("the page is kept, but not over a confirmation");
    }

    private static async Task<Guid> ConfirmAsync(MarksScene scene)
    {
        var question = (await scene.Get<ConfirmWeek>().AskAsync(scene.Curator, scene.Group.Id, Ct)).Value;
        var result = await scene.Get<ConfirmWeek>().ConfirmAsync(scene.Curator, new ConfirmWeekRequest(scene.Group.Id, question.Week, question.Counts), Ct);
        result.Error.Should().BeNull();
        return result.Value;
    }
}
