using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.Editing;

public sealed class GroupEditTests
{
    private static readonly DateOnly Today = TestClock.Today;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Group_Opened_HasItsNameAndChats_AndIsTakenBackWithThem(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        EditGroupRequest Request(string name) => new(null, new GroupForm { Name = name, From = Today, StudyMode = StudyMode.FullTime }, EditScene.ByHand);

        (await scene.Get<EditGroup>().SaveAsync(TestActors.Administrator, Request("ис 21"), Ct)).Error!.Message.Should().Contain("носит другая группа");
        (await scene.Get<EditGroup>().SaveAsync(TestActors.Administrator, Request("без группы"), Ct)).Error!.Field.Should().Be("Name");
        var receipt = (await scene.Get<EditGroup>().SaveAsync(TestActors.Administrator, Request("эсп 12"), Ct)).Value.Receipt!;

        var id = receipt.Added<StudyGroup>();
        (await scene.ReadAsync(db => db.StudyGroupNames.SingleAsync(row => row.StudyGroupId == id, Ct))).Name.Should().Be("ЭСП-12");
        (await scene.ReadAsync(db => db.Chats.SingleAsync(row => row.StudyGroupId == id, Ct))).Title.Should().Be("ЭСП-12 · Группа");
        (await scene.Get<UndoEdit>().UndoAsync(TestActors.Administrator, receipt, Ct)).Error.Should().BeNull();
        (await scene.ReadAsync(db => db.StudyGroups.AnyAsync(row => row.Id == id, Ct))).Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Group_RenamedFromADay_BearsBothNamesInTheirDays(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var day = new DateOnly(2027, 9, 1);
        RenameGroupRequest Request(string shown, string name, DateOnly from) => new(scene.Group.Id, shown, new RenameForm { Name = name, From = from }, EditScene.ByHand);

        (await scene.Get<RenameGroup>().RenameAsync(TestActors.Administrator, Request("ИС-21", "ИС-22", day), Ct)).Error!.Message.Should().Contain("носит другая группа");
        (await scene.Get<RenameGroup>().RenameAsync(TestActors.Administrator, Request("ИС-11", "ИС-31", day), Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        (await scene.Get<RenameGroup>().RenameAsync(TestActors.Administrator, Request("ИС-21", "ИС-31", day), Ct)).Error.Should().BeNull();

        (await scene.ReadAsync(db => db.GroupNamesOn(day.AddDays(-1)).SingleAsync(row => row.StudyGroupId == scene.Group.Id, Ct))).Name.Should().Be("ИС-21");
        (await scene.ReadAsync(db => db.GroupNamesOn(day).SingleAsync(row => row.StudyGroupId == scene.Group.Id, Ct))).Name.Should().Be("ИС-31");
    }

    [Theory, Databases]
    public async Task Group_WithStudents_DoesNotEnd_AnEmptyOneDoes(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        EndFactRequest End(StudyGroup group) => new(EditScene.Ref(FactKind.StudyGroup, group), Today, EditScene.ByHand);

        (await scene.Get<EndFact>().EndAsync(TestActors.Administrator, End(scene.Group), Ct)).Error!.Message.Should().Contain($"1{RussianText.NoBreakSpace}студент");
        (await scene.Get<EndFact>().EndAsync(TestActors.Administrator, End(scene.Other), Ct)).Error.Should().BeNull();

        (await scene.ReadAsync(db => db.StudyGroupNames.SingleAsync(row => row.StudyGroupId == scene.Other.Id, Ct))).ValidTo.Should().Be(Today.AddDays(1));
    }

    [Theory, Databases]
    public async Task Group_EditedOverAnothersChange_MeetsIt(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var edit = scene.Get<EditGroup>();
        var shown = (await edit.FormAsync(TestActors.Administrator, scene.Group.Id, Ct)).Value;
        EditGroupRequest Request(string name, int? year) => new(shown, new GroupForm { Name = name, IntakeYear = year, From = Register.YearStart }, EditScene.ByHand);

        (await edit.SaveAsync(TestActors.Administrator, Request("ИС-23", null), Ct)).Value.IsSaved.Should().BeTrue();
        var met = (await edit.SaveAsync(TestActors.Administrator, Request("ИС-24", 2026), Ct)).Value;

        met.Conflicts.Should().ContainSingle().Which.Should().Be(new FieldConflict("Name", "Название", "ИС-21", "ИС-24", "ИС-23"));
    }

    [Theory, Databases]
    public async Task People_OfAGroup_AreThoseOfTheDayOrOfAllTime(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        scene.Register.Student(scene.Group, "Балуев", to: new DateOnly(2026, 10, 1));
        scene.Register.Student(scene.Group, "Аверин", from: new DateOnly(2026, 10, 1));
        scene.Register.Curator(scene.Group, scene.Teacher, from: new DateOnly(2026, 10, 1), kind: Core.Staff.CuratorKind.Substitute);
        await scene.Register.SaveAsync(Ct);
        var queries = scene.Get<GroupPeopleQueries>();

        var all = (await queries.ReadAsync(TestActors.Administrator, scene.Group.Id, null, Ct)).Value;
        var then = (await queries.ReadAsync(TestActors.Curator(scene.Curator), scene.Group.Id, new DateOnly(2026, 9, 30), Ct)).Value;

        all.Students.Select(row => (row.FullName.Split(' ')[0], row.InForce, row.LastDay)).Should().Equal(("Аверин", true, null), ("Агеев", true, null), ("Балуев", false, new DateOnly(2026, 9, 30)));
        (all.Name, all.Total, all.MayEdit, all.Curators.Count).Should().Be(("ИС-21", 3, true, 2));
        then.Students.Select(row => row.FullName.Split(' ')[0]).Should().Equal("Агеев", "Балуев");
        (then.MayEdit, then.Curators.Count).Should().Be((false, 1));
        (await queries.ReadAsync(TestActors.Curator(scene.Curator), scene.Other.Id, null, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await queries.AgainAsync(TestActors.Director, scene.Group.Id, null, Ct)).Value.MayEdit.Should().BeFalse();
        (await scene.ReadAsync(db => db.AccessEntries.OrderBy(row => row.Id).Select(row => row.Kind).ToListAsync(Ct))).Should().Equal([AccessKind.Viewed, AccessKind.Viewed, AccessKind.Refused], "an open page that reads anew is not opened again");
    }
}
