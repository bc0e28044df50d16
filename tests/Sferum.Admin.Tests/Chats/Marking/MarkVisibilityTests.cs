using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Chats.Marking;

public sealed class MarkVisibilityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Mark_OfALook_ShowsItWithAuthorMomentAndLink(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        var id = await scene.LookAsync(scene.GroupChat, scene.Student);

        var cell = await scene.CellAsync(scene.GroupChat, scene.Student);
        cell.Should().BeEquivalentTo(new
        {
            ObservationId = id,
            SourceId = scene.Register.Journal.Id,
            State = VisibilityState.Visible,
            Method = ObservationMethod.Look,
            AsOf = scene.Get<SchoolClock>().Now,
            ByUserId = scene.Curator.UserId,
        });
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Verified, "the only chat of a student was seen today");
        await using var db = scene.Database.NewContext();
        (await db.AuditEntries.SingleAsync(entry => entry.Action == "mark-visible", Ct)).UserId.Should().Be(scene.Curator.UserId);
    }

    [Theory, Databases]
    public async Task Retract_OfTheSecondLook_ShowsTheFirstAgainAndDeletesNothing(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var first = await scene.LookAsync(scene.GroupChat, scene.Student);
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        var second = await scene.LookAsync(scene.GroupChat, scene.Student, VisibilityState.Missing);

        (await RetractAsync(scene, second)).Value.Should().Be(1);
        (await RetractAsync(scene, second)).Value.Should().Be(0, "it was taken back already");

        (await scene.CellAsync(scene.GroupChat, scene.Student))!.ObservationId.Should().Be(first);
        await using var db = scene.Database.NewContext();
        (await db.ChatObservations.CountAsync(Ct)).Should().Be(3);
    }

    [Theory, Databases]
    public async Task Retract_OfABulkMark_LeavesEveryCellUncheckedAndTheLinkUnproven(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var cells = new[] { scene.Student, scene.Other }.Select(person => new MarkCell(scene.GroupChat.Id, person.Id, null)).ToList();
        var marked = await MarkAsync(scene, VisibilityState.Visible, cells);

        (await RetractAsync(scene, [.. marked.Value.ObservationIds])).Value.Should().Be(2);

        (await scene.CellAsync(scene.GroupChat, scene.Student)).Should().BeNull();
        (await scene.CellAsync(scene.GroupChat, scene.Other)).Should().BeNull();
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.NotInvited);
    }

    [Theory, Databases]
    public async Task Mark_OfACellMarkedByAnotherMeanwhile_CountsLastAndTellsOfTheOther(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.GroupChat, scene.Student, VisibilityState.Missing, TestActors.Administrator);
        scene.Database.Time.Advance(TimeSpan.FromMinutes(1));

        var result = await MarkAsync(scene, VisibilityState.Visible, [new MarkCell(scene.GroupChat.Id, scene.Student.Id, null)]);

        result.Value.Earlier.Should().ContainSingle().Which.Should().BeEquivalentTo(new { State = VisibilityState.Missing, PersonName = "Агеев И. П.".Replace(' ', RussianText.NoBreakSpace) });
        (await scene.CellAsync(scene.GroupChat, scene.Student))!.State.Should().Be(VisibilityState.Visible);
        await using var db = scene.Database.NewContext();
        (await db.ChatObservations.CountAsync(Ct)).Should().Be(2, "nothing is lost");
    }

    [Theory, Databases]
    public async Task Mark_OfACellThatThePageShowedMarked_TellsNothing(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var seen = await scene.LookAsync(scene.GroupChat, scene.Student, VisibilityState.Missing, TestActors.Administrator);

        var result = await MarkAsync(scene, VisibilityState.Visible, [new MarkCell(scene.GroupChat.Id, scene.Student.Id, seen)]);

        result.Value.Earlier.Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Mark_ByTwoPeopleAtOneMoment_KeepsBothLooksAndOneCell(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var cell = new MarkCell(scene.GroupChat.Id, scene.Student.Id, null);
        var marks = Enumerable.Range(0, 6).Select(i => Task.Run(() => scene.Get<MarkVisibility>().MarkAsync(
            i % 2 == 0 ? scene.Curator : TestActors.Administrator,
            new MarkVisibilityRequest(scene.Group.Id, i % 2 == 0 ? VisibilityState.Visible : VisibilityState.Missing, [cell]), Ct), Ct));

        var results = await Task.WhenAll(marks);

        var written = results.Count(result => result.IsOk);
        written.Should().BeGreaterThan(0);
        results.Should().OnlyContain(result => result.IsOk || result.Error!.Code == Error.ConflictCode);
        await using var db = scene.Database.NewContext();
        (await db.ChatObservations.CountAsync(Ct)).Should().Be(written);
        (await db.ChatVisibilities.CountAsync(Ct)).Should().Be(1);
    }

    [Theory, Databases]
    public async Task Mark_OfSomebodyWhoMustNotAndWasNeverSeen_IsRefused(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        (await MarkAsync(scene, VisibilityState.Visible, [new MarkCell(scene.ParentsChat.Id, scene.Student.Id, null)])).Error!.Code.Should().Be(Error.NotFoundCode);
        (await MarkAsync(scene, VisibilityState.Visible, [new MarkCell(scene.StaffChat.Id, scene.CuratorPerson.Id, null)])).Error!.Code.Should().Be(Error.NotFoundCode, "the chat is not of this page");
    }

    [Theory, Databases]
    public async Task Mark_OfARestrictedGuardianWhoSeesTheChat_IsTakenAndThenTheirLeaving(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var father = scene.Register.Representative(scene.Student, restrictedFrom: Register.YearStart);
        await scene.Register.SaveAsync(Ct);
        var cell = new MarkCell(scene.ParentsChat.Id, father.Id, null);

        (await MarkAsync(scene, VisibilityState.Missing, [cell])).IsOk.Should().BeFalse("nobody looks for somebody who must not be there");
        (await MarkAsync(scene, VisibilityState.Visible, [cell])).Error.Should().BeNull();
        (await MarkAsync(scene, VisibilityState.Missing, [cell])).Error.Should().BeNull();
    }

    [Theory, Databases]
    public async Task Mark_ByTheCuratorOfAnotherGroup_IsNotFoundAndOnRecord(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var stranger = scene.Register.Curator(scene.Register.Group("ИС-22"));
        await scene.Register.SaveAsync(Ct);

        var result = await scene.Get<MarkVisibility>().MarkAsync(
            TestActors.Curator(stranger), new MarkVisibilityRequest(scene.Group.Id, VisibilityState.Visible, [new MarkCell(scene.GroupChat.Id, scene.Student.Id, null)]), Ct);

        result.Error!.Code.Should().Be(Error.NotFoundCode);
        await using var db = scene.Database.NewContext();
        (await db.AccessEntries.SingleAsync(Ct)).Should().BeEquivalentTo(new { Kind = Core.Audit.AccessKind.Refused, SubjectId = scene.Group.Id });
        (await db.ChatObservations.AnyAsync(Ct)).Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Mark_OfAllStaff_IsForAdministratorsOnly(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var request = new MarkVisibilityRequest(null, VisibilityState.Visible, [new MarkCell(scene.StaffChat.Id, scene.CuratorPerson.Id, null)]);

        (await scene.Get<MarkVisibility>().MarkAsync(scene.Curator, request, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await scene.Get<MarkVisibility>().MarkAsync(TestActors.Administrator, request, Ct)).Error.Should().BeNull();
    }

    [Theory, Databases]
    public async Task Mark_OfNobodyOrOfNoState_IsInvalid(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        (await MarkAsync(scene, VisibilityState.Visible, [])).Error!.Code.Should().Be(Error.InvalidCode);
        (await MarkAsync(scene, VisibilityState.NotChecked, [new MarkCell(scene.GroupChat.Id, scene.Student.Id, null)])).Error!.Code.Should().Be(Error.InvalidCode);
    }

    private static Task<Result<MarkVisibilityResult>> MarkAsync(MarksScene scene, VisibilityState state, IReadOnlyList<MarkCell> cells) =>
        scene.Get<MarkVisibility>().MarkAsync(scene.Curator, new MarkVisibilityRequest(scene.Group.Id, state, cells), Ct);

    private static Task<Result<int>> RetractAsync(MarksScene scene, params Guid[] ids) =>
        scene.Get<RetractMark>().RetractAsync(scene.Curator, new RetractMarkRequest(scene.Group.Id, ids), Ct);
}
