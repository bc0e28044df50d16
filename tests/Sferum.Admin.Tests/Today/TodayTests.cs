using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Today;

/// <summary>Each task of «Сегодня» appears with its reason and closes with it, on both databases.</summary>
public sealed class TodayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Extra_SeenInAChat_AppearsAndClosesWithTheLookThatFindsThemGone(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var gone = scene.Register.Student(scene.Group, "Гилёв", to: new DateOnly(2026, 11, 26));
        await scene.Register.SaveAsync(Ct);
        await scene.LookAsync(scene.GroupChat, gone);
        (await TasksAsync(scene, TodayKind.Extra)).Should().BeEmpty("he studies there today");
        scene.Database.Time.Advance(TimeSpan.FromDays(1));

        var task = (await TasksAsync(scene, TodayKind.Extra)).Should().ContainSingle().Subject;

        task.Subject.Should().Be("Гилёв Иван Петрович");
        task.Sentence.Should().Be("видит чат «ИС-21 · Группа»");
        task.Why.Should().StartWith("Выбытие из группы 26.11.2026").And.Contain("Видно на 25.11.2026");
        await MarkAsync(scene, task, VisibilityState.Missing);
        (await TasksAsync(scene, TodayKind.Extra)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task RestrictedGuardian_WhoSeesAChat_ComesFirstAndClosesWithALook(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var father = scene.Register.Representative(scene.Student, restrictedFrom: new DateOnly(2026, 11, 1));
        await scene.Register.SaveAsync(Ct);
        await scene.LookAsync(scene.ParentsChat, father);

        var task = (await ReadAsync(scene, TestActors.Administrator)).Tasks[0];

        task.Should().BeEquivalentTo(new { Kind = TodayKind.RestrictedGuardian, Band = TodayBand.Harm, MayClose = true });
        task.Why.Should().Contain("Родительские права ограничены с 01.11.2026");
        await MarkAsync(scene, task, VisibilityState.Missing);
        (await TasksAsync(scene, TodayKind.RestrictedGuardian)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task GroupWithoutCurator_Appears_AndClosesWithAnAssignment(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var orphan = scene.Register.Group("ИС-22");
        scene.Register.Student(orphan);
        // An assignment of somebody who was dismissed is none.
        scene.Register.Curator(orphan, scene.Register.Employee(to: Register.YearStart.AddDays(1)));
        await scene.Register.SaveAsync(Ct);

        (await TasksAsync(scene, TodayKind.GroupWithoutCurator)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Subject = "ИС-22", StudyGroupId = orphan.Id, MayClose = true });
        var someone = scene.Register.Employee();
        await scene.Register.SaveAsync(Ct);
        var assign = scene.Get<AssignCurator>();
        (await assign.AssignAsync(TestActors.Administrator, new AssignCuratorRequest(orphan.Id, scene.Student.Id), Ct)).Error!.Field.Should().Be("PersonId", "a student is no employee");
        var assigned = await assign.AssignAsync(TestActors.Administrator, new AssignCuratorRequest(orphan.Id, someone.Id), Ct);

        (await TasksAsync(scene, TodayKind.GroupWithoutCurator)).Should().BeEmpty();
        (await assign.AssignAsync(TestActors.Administrator, new AssignCuratorRequest(orphan.Id, scene.CuratorPerson.Id), Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        (await assign.UndoAsync(TestActors.Administrator, assigned.Value, Ct)).Error.Should().BeNull();
        (await assign.UndoAsync(TestActors.Administrator, assigned.Value, Ct)).Error.Should().BeNull("it is gone already");
        (await TasksAsync(scene, TodayKind.GroupWithoutCurator)).Should().ContainSingle();
    }

    [Theory, Databases]
    public async Task FewAdministrators_OfAChat_AppearAndCloseWithAnAppointment(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        (await TasksAsync(scene, TodayKind.FewAdministrators)).Should().BeEmpty();
        await using (var db = scene.Database.NewContext())
        {
            db.Act(TestActors.Administrator, "test");
            db.PlatformAdministrators.RemoveRange(db.PlatformAdministrators);
            await db.SaveChangesAsync(Ct);
        }

        var tasks = await TasksAsync(scene, TodayKind.FewAdministrators);

        tasks.Select(task => task.ChatId).Should().BeEquivalentTo([scene.StaffChat.Id, scene.GroupChat.Id, scene.ParentsChat.Id], o => o.WithoutStrictOrdering());
        tasks[0].Sentence.Should().Be("— в чате нет администратора");
        tasks[1].Sentence.Should().StartWith("— в чате один администратор, ");
        var someone = scene.Register.Employee();
        await scene.Register.SaveAsync(Ct);
        var appoint = scene.Get<AppointChatAdministrator>();
        var request = new AppointChatAdministratorRequest(scene.GroupChat.Id, someone.Id);
        var appointed = await appoint.AppointAsync(TestActors.Administrator, request, Ct);
        (await appoint.AppointAsync(TestActors.Administrator, request, Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        (await appoint.AppointAsync(TestActors.Administrator, request with { PersonId = scene.Mother.Id }, Ct)).Error!.Field.Should().Be("PersonId");
        (await TasksAsync(scene, TodayKind.FewAdministrators)).Select(task => task.ChatId).Should().BeEquivalentTo([scene.StaffChat.Id, scene.ParentsChat.Id]);
        (await appoint.UndoAsync(TestActors.Administrator, appointed.Value, Ct)).Error.Should().BeNull();
        (await TasksAsync(scene, TodayKind.FewAdministrators)).Should().HaveCount(3);
    }

    [Theory, Databases]
    public async Task OldLook_AfterMoreThanFourteenDays_AppearsAndClosesWithALook(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.GroupChat, scene.Student);
        scene.Database.Time.Advance(TimeSpan.FromDays(14));
        (await TasksAsync(scene, TodayKind.OldLook)).Should().BeEmpty("fourteen days are not more than fourteen");
        scene.Database.Time.Advance(TimeSpan.FromDays(1));

        var task = (await TasksAsync(scene, TodayKind.OldLook)).Should().ContainSingle().Subject;

        task.Should().BeEquivalentTo(new { Subject = "ИС-21", StudyGroupId = scene.Group.Id, Band = TodayBand.Deadline });
        task.Sentence.Should().Be("— в ЭПОС не смотрели 15\u00A0дней");
        await scene.LookAsync(scene.GroupChat, scene.Other);
        (await TasksAsync(scene, TodayKind.OldLook)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task WeekUnconfirmed_OfEachPage_ClosesWithTheConfirmationAndComesBackOnMonday(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        (await TasksAsync(scene, TodayKind.WeekUnconfirmed)).Select(task => task.Subject).Should().BeEquivalentTo("ИС-21", "Преподаватели");

        await ConfirmAsync(scene, scene.Group.Id);
        await ConfirmAsync(scene, null);

        var page = await ReadAsync(scene, TestActors.Administrator);
        page.Tasks.Where(task => task.Kind == TodayKind.WeekUnconfirmed).Should().BeEmpty();
        (page.ConfirmedPages, page.Pages).Should().Be((2, 2));
        scene.Database.Time.Advance(TimeSpan.FromDays(5));
        (await TasksAsync(scene, TodayKind.WeekUnconfirmed)).Should().HaveCount(2).And.OnlyContain(task => task.Why.EndsWith("оследнее подтверждение — неделя 48, 23–29.11"));
    }

    [Theory]
    [Databases(VisibilityState.Visible)]
    [Databases(VisibilityState.Missing)]
    public async Task ClaimDue_PastItsRecheckMoment_AppearsAndClosesWithALook(DatabaseKind kind, VisibilityState found)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.Get<MarkClaimed>().MarkAsync(scene.Curator, new MarkLinkRequest([scene.Mother.Id]), Ct);
        var before = await ReadAsync(scene, TestActors.Administrator);
        before.Tasks.Should().NotContain(task => task.Kind == TodayKind.ClaimDue, "ЭПОС cannot show it before tomorrow, 14:00");
        before.Waiting.Should().Be(1);
        before.Tasks.Single(task => task.Kind == TodayKind.Waiting).Should().BeEquivalentTo(new { Band = TodayBand.Waiting, PersonId = scene.Mother.Id, At = before.NextRecheckAt, IsWork = false });
        before.NextRecheckAt.Should().Be(new DateTime(2026, 11, 26, 9, 0, 0, DateTimeKind.Utc));
        scene.Database.Time.SetUtcNow(before.NextRecheckAt!.Value);

        var task = (await TasksAsync(scene, TodayKind.ClaimDue)).Should().ContainSingle().Subject;

        task.Cells.Should().ContainSingle().Which.Should().BeEquivalentTo(new { ChatId = scene.ParentsChat.Id, PersonId = scene.Mother.Id });
        await MarkAsync(scene, task, found);
        (await TasksAsync(scene, TodayKind.ClaimDue)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Curator_SeesOwnGroupsOnly(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var other = scene.Register.Group("ИС-22");
        scene.Register.Student(other);
        scene.Register.Chat(ChatKind.Group, other);
        var stranger = scene.Register.Curator(other);
        await scene.Register.SaveAsync(Ct);

        (await ReadAsync(scene, scene.Curator)).Tasks.Select(task => task.Subject).Should().Equal("ИС-21");
        (await ReadAsync(scene, TestActors.Curator(stranger))).Tasks.Select(task => task.Subject).Should().Equal("ИС-22");
        (await ReadAsync(scene, TestActors.Administrator)).Tasks.Should().HaveCount(3);
        (await ReadAsync(scene, scene.Curator)).Groups.Should().Equal(new TodayGroup(scene.Group.Id, "ИС-21", 9, false));
    }

    [Theory, Databases]
    public async Task Director_SeesNumbersWithoutNamesAndRestrictions(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var father = scene.Register.Representative(scene.Student, restrictedFrom: new DateOnly(2026, 11, 1));
        var gone = scene.Register.Student(scene.Group, "Гилёв", to: new DateOnly(2026, 11, 26));
        await scene.Register.SaveAsync(Ct);
        await scene.LookAsync(scene.ParentsChat, father);
        await scene.LookAsync(scene.GroupChat, gone);
        scene.Database.Time.Advance(TimeSpan.FromDays(1));

        var tasks = (await ReadAsync(scene, TestActors.Director)).Tasks;

        tasks.Should().OnlyContain(task => !task.MayClose && task.Cells == null && task.StudyGroupId == null);
        tasks.Select(task => (task.Kind, task.Count)).Should().Equal((TodayKind.Extra, 2), (TodayKind.WeekUnconfirmed, 2));
        tasks.Should().NotContain(task => (task.Subject + task.Sentence + task.Why).Contains("Гилёв") || task.Why.Contains("ограничен"));
    }

    [Theory, Databases]
    public async Task Page_OfMoreGroups_AsksAsManyQuestions(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.SeeAllAsync();
        var few = await CountAsync(scene);
        for (var i = 0; i < 6; i++)
        {
            var group = scene.Register.Group($"ТО-{i + 1}");
            scene.Register.Representative(scene.Register.Student(group));
            scene.Register.Curator(group);
            scene.Register.Chat(ChatKind.Group, group);
            scene.Register.Chat(ChatKind.Parents, group);
        }

        await scene.Register.SaveAsync(Ct);

        (await CountAsync(scene)).Should().Be(few).And.BeLessThanOrEqualTo(48);
    }

    private static async Task<int> CountAsync(MarksScene scene)
    {
        scene.Database.Queries.Reset();
        await ReadAsync(scene, TestActors.Administrator);
        return scene.Database.Queries.Count;
    }

    private static async Task<TodayPage> ReadAsync(MarksScene scene, Actor actor) => (await scene.Get<TodayQueries>().ReadAsync(actor, Ct)).Value;

    private static async Task<List<TodayTask>> TasksAsync(MarksScene scene, TodayKind kind) =>
        [.. (await ReadAsync(scene, TestActors.Administrator)).Tasks.Where(task => task.Kind == kind)];

    private static async Task MarkAsync(MarksScene scene, TodayTask task, VisibilityState state)
    {
        var cell = task.Cells!.Single();
        var request = new MarkVisibilityRequest(cell.StudyGroupId, state, [new MarkCell(cell.ChatId, cell.PersonId, cell.ObservationId)]);
        (await scene.Get<MarkVisibility>().MarkAsync(TestActors.Administrator, request, Ct)).Error.Should().BeNull();
    }

    private static async Task ConfirmAsync(MarksScene scene, Guid? group)
    {
        var question = (await scene.Get<ConfirmWeek>().AskAsync(TestActors.Administrator, group, Ct)).Value;
        (await scene.Get<ConfirmWeek>().ConfirmAsync(TestActors.Administrator, new ConfirmWeekRequest(group, question.Week, question.Counts), Ct)).Error.Should().BeNull();
    }
}
