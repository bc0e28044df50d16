using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Tests.Editing;

public sealed class StaffEditTests
{
    private static readonly DateOnly Today = TestClock.Today;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Employment_AddedByOrder_JoinsTheStaffChatAndIsTakenBack(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var edit = scene.Get<EditEmployment>();
        var form = new EmploymentForm { Position = " Методист ", From = Today };
        var request = new EditEmploymentRequest(scene.Mother.Id, null, form, EditScene.Order("14-к", Today));

        (await edit.PreviewAsync(TestActors.Administrator, request, Ct)).Value.Lines.Should().Equal($"Агеева{RussianText.NoBreakSpace}М.{RussianText.NoBreakSpace}И.: войдёт в «Преподаватели».");
        (await scene.ReadAsync(db => db.Orders.CountAsync(Ct))).Should().Be(0, "a preview writes nothing");
        var saved = (await edit.SaveAsync(TestActors.Administrator, request, Ct)).Value;

        var post = await scene.PostAsync(scene.Mother);
        (post.Position, post.ValidFrom, post.ValidTo, post.StartReason).Should().Be(("Методист", Today, null, ReasonKind.Order));
        var order = await scene.ReadAsync(db => db.Orders.SingleAsync(Ct));
        (order.Number, order.Date, order.Kind).Should().Be(("14-к", Today, OrderKind.Hiring));
        post.StartOrderId.Should().Be(order.Id);
        (await scene.Get<UndoEdit>().UndoAsync(TestActors.Administrator, saved.Receipt!, Ct)).Error.Should().BeNull();
        (await scene.ReadAsync(db => db.Employments.AnyAsync(row => row.PersonId == scene.Mother.Id, Ct))).Should().BeFalse();
        (await scene.ActsAsync()).Should().Equal("employment-add", "chat-register", "employment-add-undo");
    }

    [Theory, Databases]
    public async Task Dismissal_NamesTheLastWorkingDay_AndEndsTheCuratorWithIt(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var last = Today.AddDays(10);
        var request = new EndFactRequest(EditScene.Ref(FactKind.Employment, await scene.PostAsync(scene.Curator)), last, EditScene.Order("90-к", Today));

        var lines = (await scene.Get<EndFact>().PreviewAsync(TestActors.Administrator, request, Ct)).Value;
        var receipt = (await scene.Get<EndFact>().EndAsync(TestActors.Administrator, request, Ct)).Value;

        lines.Day.Should().Be(last.AddDays(1));
        string.Join(' ', lines.Lines).Should().Contain("Кураторство ИС-21 тоже закончится").And.Contain("выйдет из «Преподаватели», «ИС-21 · Группа», «ИС-21 · Родители»");
        (await scene.PostAsync(scene.Curator)).ValidTo.Should().Be(last.AddDays(1));
        var assignment = await scene.AssignmentAsync(scene.Curator);
        (assignment.ValidTo, assignment.EndReason).Should().Be((last.AddDays(1), ReasonKind.Order));
        (await scene.ReadAsync(db => db.Orders.CountAsync(Ct))).Should().Be(1, "one order is one row, however many facts end by it");

        (await scene.Get<UndoEdit>().UndoAsync(TestActors.Administrator, receipt, Ct)).Error.Should().BeNull();
        (await scene.AssignmentAsync(scene.Curator)).ValidTo.Should().BeNull();
        (await scene.PostAsync(scene.Curator)).EndReason.Should().BeNull();
        (await scene.Get<UndoEdit>().UndoAsync(TestActors.Administrator, receipt, Ct)).Error!.Code.Should().Be("conflict", "what was taken back once is another row now");
    }

    [Theory, Databases]
    public async Task Employment_CorrectedOverAnothersChange_MeetsItFieldByField(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var edit = scene.Get<EditEmployment>();
        var shown = (await edit.FormAsync(TestActors.Administrator, (await scene.PostAsync(scene.Teacher)).Id, Ct)).Value;
        EditEmploymentRequest Request(FormState<EmploymentForm> over, string position, string department) =>
            new(scene.Teacher.Id, over, new EmploymentForm { Position = position, Department = department, IsTeaching = true, From = shown.Values.From }, EditScene.ByHand);

        (await edit.SaveAsync(TestActors.Administrator, Request(shown, "Методист", ""), Ct)).Value.IsSaved.Should().BeTrue();
        var met = (await edit.SaveAsync(TestActors.Administrator, Request(shown, "Мастер", "ЦМК"), Ct)).Value;

        met.Conflicts.Should().Equal(new FieldConflict("Position", "Должность", "Преподаватель", "Мастер", "Методист"));
        (await scene.PostAsync(scene.Teacher)).Position.Should().Be("Методист", "nothing is written over");
        (await edit.SaveAsync(TestActors.Administrator, Request(met.Now!, "Мастер", "ЦМК"), Ct)).Value.IsSaved.Should().BeTrue();
        var post = await scene.PostAsync(scene.Teacher);
        (post.Position, post.Department).Should().Be(("Мастер", "ЦМК"));
    }

    [Theory, Databases]
    public async Task Employment_SavedByTwoAtOnce_LosesNothing(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var edit = scene.Get<EditEmployment>();
        var shown = (await edit.FormAsync(TestActors.Administrator, (await scene.PostAsync(scene.Teacher)).Id, Ct)).Value;

        var results = await Task.WhenAll(new[] { "Методист", "Мастер" }.Select(position => edit.SaveAsync(
            TestActors.Administrator, new EditEmploymentRequest(scene.Teacher.Id, shown, new EmploymentForm { Position = position, IsTeaching = true, From = shown.Values.From }, EditScene.ByHand), Ct)));

        results.Count(result => result.Value.IsSaved).Should().Be(1);
        results.Single(result => !result.Value.IsSaved).Value.Conflicts.Should().ContainSingle().Which.Now.Should().Be((await scene.PostAsync(scene.Teacher)).Position);
    }

    [Theory]
    [Databases("Main", "2026-11-20", null, "уже есть куратор — Деменева")]
    [Databases("Substitute", "2026-08-20", null, "Группа в этот день не учится")]
    [Databases("Substitute", "2026-11-20", "2026-11-30", null)]
    public async Task Curator_InDaysOfAnother_IsRefusedByName_ASubstituteIsNot(DatabaseKind kind, string role, string from, string? last, string? refusal)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var form = new CuratorForm { PersonId = scene.Teacher.Id, StudyGroupId = scene.Group.Id, Kind = Enum.Parse<CuratorKind>(role), From = DateOnly.ParseExact(from, "yyyy-MM-dd"), LastDay = last is null ? null : DateOnly.ParseExact(last, "yyyy-MM-dd") };

        var result = await scene.Get<EditCurator>().SaveAsync(TestActors.Administrator, new EditCuratorRequest(null, form, EditScene.ByHand), Ct);

        if (refusal is null)
        {
            result.Error.Should().BeNull();
            (await scene.AssignmentAsync(scene.Teacher)).ValidTo.Should().Be(form.LastDay!.Value.AddDays(1));
        }
        else
        {
            result.Error!.Field.Should().Be("From");
            result.Error.Message.Should().Contain(refusal);
        }
    }

    [Theory, Databases]
    public async Task Curator_NotEmployedOrAssignedByTwoAtOnce_IsRefused(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var edit = scene.Get<EditCurator>();
        EditCuratorRequest Request(Guid person) => new(null, new CuratorForm { PersonId = person, StudyGroupId = scene.Other.Id, From = Today }, EditScene.ByHand);

        (await edit.SaveAsync(TestActors.Administrator, Request(scene.Mother.Id), Ct)).Error!.Message.Should().Contain("не работает");
        var results = await Task.WhenAll(new[] { scene.Teacher.Id, scene.Curator.Id }.Select(person => edit.SaveAsync(TestActors.Administrator, Request(person), Ct)));

        results.Count(result => result.IsOk).Should().Be(1, "a group has one main curator at a time");
        (await scene.ReadAsync(db => db.CuratorAssignments.CountAsync(row => row.StudyGroupId == scene.Other.Id, Ct))).Should().Be(1);
    }

    [Theory, Databases]
    public async Task Assignment_ThatNeverWas_IsDeletedWithATrace(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var fact = EditScene.Ref(FactKind.Curator, await scene.AssignmentAsync(scene.Curator));

        (await scene.Get<EndFact>().EndAsync(TestActors.Administrator, new EndFactRequest(fact, Register.YearStart.AddDays(-1), EditScene.ByHand), Ct)).Error!.Message.Should().Contain("удаляют");
        (await scene.Get<DeleteFact>().DeleteAsync(TestActors.Administrator, fact, Ct)).Error.Should().BeNull();

        (await scene.ReadAsync(db => db.CuratorAssignments.CountAsync(Ct))).Should().Be(0);
        (await scene.ActsAsync()).Should().Equal("curator-delete");
        (await scene.Get<DeleteFact>().DeleteAsync(TestActors.Administrator, fact, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task PlatformAdministrator_Appointed_LeadsEveryChat(DatabaseKind kind)
    {
        await using var scene = await EditScene.CreateAsync(kind);
        var form = new PlatformAdministratorForm { PlatformId = scene.Register.Messenger.Id, PhoneOfRecord = "8 902 123-41-07", From = Today };
        var request = new EditPlatformAdministratorRequest(scene.Teacher.Id, null, form, EditScene.Order("7-к", Today));

        (await scene.Get<EditPlatformAdministrator>().PreviewAsync(TestActors.Administrator, request, Ct)).Value.Lines.Single()
            .Should().Contain("войдёт в «ИС-21 · Группа»").And.Contain("станет администратором «Преподаватели»");
        (await scene.Get<EditPlatformAdministrator>().SaveAsync(TestActors.Administrator, request, Ct)).Value.IsSaved.Should().BeTrue();

        (await scene.ReadAsync(db => db.PlatformAdministrators.SingleAsync(Ct))).PhoneOfRecord.Should().Be("+79021234107");
        (await scene.Get<EditPlatformAdministrator>().SaveAsync(TestActors.Administrator, request, Ct)).Error!.Field.Should().Be("From");
    }
}
