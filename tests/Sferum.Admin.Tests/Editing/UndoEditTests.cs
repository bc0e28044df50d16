using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.Editing;

/// <summary>Taking a save back when somebody else has meanwhile recorded something for the same days.</summary>
public sealed class UndoEditTests
{
    private static readonly DateOnly Last = TestClock.Today.AddDays(-1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Dismissal_WhenAnotherLeadsTheGroupSince_IsNotTakenBack(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var receipt = await EndAsync(scene, EditScene.Ref(FactKind.Employment, await scene.PostAsync(scene.Curator)));
        (await AssignTeacherAsync(scene)).Error.Should().BeNull();

        var error = (await UndoAsync(scene, receipt)).Error!;

        error.Code.Should().Be(Error.ConflictCode);
        error.Message.Should().StartWith("Отменить нельзя: в эти дни у группы уже есть куратор — Южаков").And.EndWith("Сначала завершите то назначение.");
        (await scene.PostAsync(scene.Curator)).ValidTo.Should().Be(TestClock.Today, "of a save that cannot be taken back nothing is");
        (await scene.ReadAsync(db => db.CuratorAssignments.InForce(TestClock.Today).SingleAsync(Ct))).PersonId.Should().Be(scene.Teacher.Id);

        // A substitute stands in nobody's way.
        var assigned = await scene.AssignmentAsync(scene.Teacher);
        var shown = (await scene.Get<EditCurator>().FormAsync(TestActors.Administrator, assigned.Id, Ct)).Value;
        var typed = (await scene.Get<EditCurator>().FormAsync(TestActors.Administrator, assigned.Id, Ct)).Value.Values;
        typed.Kind = CuratorKind.Substitute;
        (await scene.Get<EditCurator>().SaveAsync(TestActors.Administrator, new EditCuratorRequest(shown, typed, EditScene.ByHand), Ct)).Error.Should().BeNull();
        (await UndoAsync(scene, receipt)).Error.Should().BeNull();
    }

    [Theory, Databases]
    public async Task EndOfACurator_TakenBackAndReplacedAtOneMoment_LeavesOne(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var receipt = await EndAsync(scene, EditScene.Ref(FactKind.Curator, await scene.AssignmentAsync(scene.Curator)));

        var undo = Task.Run(() => UndoAsync(scene, receipt), Ct);
        var assign = Task.Run(() => AssignTeacherAsync(scene), Ct);
        await Task.WhenAll(undo, assign);

        new[] { (await undo).IsOk, (await assign).IsOk }.Should().ContainSingle(done => done, "a group has one main curator at a time");
        (await scene.ReadAsync(db => db.CuratorAssignments.InForce(TestClock.Today).CountAsync(Ct))).Should().Be(1);
    }

    [Theory, Databases]
    public async Task EndOfWhatWasRecordedAnew_IsNotTakenBack(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var (guardianship, study) = (await scene.ReadAsync(db => db.Guardianships.SingleAsync(Ct)), await scene.ReadAsync(db => db.Enrollments.SingleAsync(Ct)));

        var ofMother = await EndAsync(scene, EditScene.Ref(FactKind.Guardianship, guardianship));
        var mother = new GuardianshipForm { Who = RepresentativeSource.Existing, RepresentativeId = scene.Mother.Id, Kind = GuardianshipKind.Mother, From = TestClock.Today };
        (await scene.Get<EditGuardianship>().SaveAsync(TestActors.Administrator, new EditGuardianshipRequest(scene.Student.Id, null, mother, EditScene.ByHand), Ct)).Error.Should().BeNull();
        (await UndoAsync(scene, ofMother)).Error!.Message.Should().Contain("уже записан представителем");

        var expelled = await scene.Get<EndStudy>().EndAsync(TestActors.Administrator, new EndStudyRequest(study.Id, study.Version, new EndStudyForm { FirstDayOut = TestClock.Today }, EditScene.ByHand), Ct);
        var anew = new EnrolForm { StudyGroupId = scene.Other.Id, From = TestClock.Today };
        (await scene.Get<EnrolStudent>().SaveAsync(TestActors.Administrator, new EnrolStudentRequest(scene.Student.Id, null, anew, EditScene.ByHand), Ct)).Error.Should().BeNull();
        (await UndoAsync(scene, expelled.Value)).Error!.Message.Should().Contain("уже зачислен");

        var appoint = new PlatformAdministratorForm { PlatformId = scene.Register.Messenger.Id, From = TestClock.Today.AddDays(-5) };
        EditPlatformAdministratorRequest Appoint() => new(scene.Teacher.Id, null, appoint, EditScene.ByHand);
        (await scene.Get<EditPlatformAdministrator>().SaveAsync(TestActors.Administrator, Appoint(), Ct)).Error.Should().BeNull();
        var ofAdministrator = await EndAsync(scene, EditScene.Ref(FactKind.PlatformAdministrator, await scene.ReadAsync(db => db.PlatformAdministrators.SingleAsync(Ct))));
        appoint.From = TestClock.Today;
        (await scene.Get<EditPlatformAdministrator>().SaveAsync(TestActors.Administrator, Appoint(), Ct)).Error.Should().BeNull();
        (await UndoAsync(scene, ofAdministrator)).Error!.Message.Should().Contain("администратором этой платформы");
    }

    [Theory, Databases]
    public async Task ChangeOfAGroup_OverAnothersOne_IsNotTakenBack(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var renamed = await scene.Get<RenameGroup>().RenameAsync(TestActors.Administrator, new RenameGroupRequest(scene.Other.Id, "ИС-22", new RenameForm { Name = "ИС-32", From = TestClock.Today }, EditScene.ByHand), Ct);
        var added = new GroupForm { Name = "ИС-22", From = TestClock.Today };
        (await scene.Get<EditGroup>().SaveAsync(TestActors.Administrator, new EditGroupRequest(null, added, EditScene.ByHand), Ct)).Error.Should().BeNull();
        (await UndoAsync(scene, renamed.Value)).Error!.Message.Should().Contain("название ИС-22 в эти дни носит другая группа");

        var first = await scene.ReadAsync(db => db.GroupMemberships.SingleAsync(Ct));
        var moved = await scene.Get<MoveStudent>().MoveAsync(TestActors.Administrator, new MoveStudentRequest(first.Id, first.Version, new MoveForm { StudyGroupId = scene.Other.Id, From = TestClock.Today }, EditScene.ByHand), Ct);
        await EndAsync(scene, EditScene.Ref(FactKind.StudyGroup, await scene.ReadAsync(db => db.StudyGroups.SingleAsync(row => row.Id == scene.Group.Id, Ct))));
        (await UndoAsync(scene, moved.Value)).Error!.Message.Should().Contain("группа закончила учиться");
        (await scene.ReadAsync(db => db.GroupMemberships.InForce(TestClock.Today).SingleAsync(Ct))).StudyGroupId.Should().Be(scene.Other.Id);
    }

    private static async Task<EditReceipt> EndAsync(EditScene scene, FactRef fact) =>
        (await scene.Get<EndFact>().EndAsync(TestActors.Administrator, new EndFactRequest(fact, Last, EditScene.ByHand), Ct)).Value;

    private static Task<Result> UndoAsync(EditScene scene, EditReceipt receipt) => scene.Get<UndoEdit>().UndoAsync(TestActors.Administrator, receipt, Ct);

    private static Task<Result<EditResult<CuratorForm>>> AssignTeacherAsync(EditScene scene) => scene.Get<EditCurator>().SaveAsync(
        TestActors.Administrator,
        new EditCuratorRequest(null, new CuratorForm { PersonId = scene.Teacher.Id, StudyGroupId = scene.Group.Id, From = TestClock.Today }, EditScene.ByHand),
        Ct);
}
