using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Today;

/// <summary>«Напомнить»: stands on the curator's «Сегодня» until the week is confirmed, and not more than once a day.</summary>
public sealed class RemindCuratorsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Reminder_StandsWithTheCurator_IsRefusedWithinADay_AndGoesWithTheWeek(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var administrator = await AdministratorAsync(scene);
        var remind = scene.Get<RemindCurators>();
        (await PageAsync(scene, administrator)).Remind.Should().BeEquivalentTo(new TodayRemind([scene.Group.Id], 1));

        var sent = (await remind.RemindAsync(administrator, new RemindCuratorsRequest([scene.Group.Id]), Ct)).Value;

        sent.Curators.Should().Be(1);
        (await WeekAsync(scene, scene.Curator)).Why.Should().StartWith("Администратор портала просит проверить: Бурдина\u00A0А.\u00A0С., ");
        var line = await WeekAsync(scene, administrator);
        line.Why.Should().StartWith("Напомнили ");
        line.Should().BeEquivalentTo(new { IsCurators = true, MayRemind = false });
        (await PageAsync(scene, administrator)).Remind.Should().BeNull();
        (await remind.RemindAsync(administrator, new RemindCuratorsRequest([scene.Group.Id]), Ct)).Error.Should().BeEquivalentTo(new { Code = Error.ConflictCode }).And.Match<Error>(e => e.Message.StartsWith("Уже напоминали "));
        scene.Database.Time.Advance(RemindCurators.Pause);
        (await WeekAsync(scene, administrator)).MayRemind.Should().BeTrue();

        var question = (await scene.Get<ConfirmWeek>().AskAsync(scene.Curator, scene.Group.Id, Ct)).Value;
        await scene.Get<ConfirmWeek>().ConfirmAsync(scene.Curator, new ConfirmWeekRequest(scene.Group.Id, question.Week, question.Counts), Ct);
        (await PageAsync(scene, scene.Curator)).Tasks.Should().NotContain(task => task.Kind == TodayKind.WeekUnconfirmed);
        (await remind.RemindAsync(administrator, new RemindCuratorsRequest([scene.Group.Id]), Ct)).Error!.Message.Should().Be("Неделя уже подтверждена, напоминать не о чем.");
    }

    [Theory, Databases]
    public async Task Reminder_TakenBack_LeavesNothingButTheAudit(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var administrator = await AdministratorAsync(scene);
        var remind = scene.Get<RemindCurators>();
        var sent = (await remind.RemindAsync(administrator, new RemindCuratorsRequest([scene.Group.Id, Guid.CreateVersion7()]), Ct)).Value;
        sent.LeftOut.Should().Be(1, "a group without a curator is left out");

        (await remind.UndoAsync(administrator, sent.ReminderIds, Ct)).Value.Should().Be(1);
        (await remind.UndoAsync(administrator, sent.ReminderIds, Ct)).Value.Should().Be(0, "it is gone already");

        (await WeekAsync(scene, administrator)).MayRemind.Should().BeTrue();
        await using var db = scene.Database.NewContext();
        (await db.AuditEntries.Where(entry => entry.Action.StartsWith("curators-remind")).Select(entry => entry.Action).ToListAsync(Ct))
            .Should().BeEquivalentTo("curators-remind", "curators-remind-undo");
    }

    [Theory, Databases]
    public async Task Remind_AGroupWithoutCurator_SaysWhatToDo(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var orphan = scene.Register.Group("ИС-22");
        await scene.Register.SaveAsync(Ct);

        var result = await scene.Get<RemindCurators>().RemindAsync(await AdministratorAsync(scene), new RemindCuratorsRequest([orphan.Id]), Ct);

        result.Error!.Message.Should().Be("Напомнить некому: у группы нет куратора. Назначьте его.");
    }

    [Theory, Databases]
    public async Task MenuCounters_AreThoseOfThePage_AndAreSharedForTenSeconds(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var waiting = scene.Get<WaitingQueries>();
        var first = (await waiting.ReadAsync(scene.Curator, Ct)).Value;
        first.Should().BeEquivalentTo(new { Tasks = 1, Imports = 0, Groups = new[] { new TodayGroup(scene.Group.Id, "ИС-21", 9, false) } });
        await scene.SeeAllAsync();
        scene.Database.Queries.Reset();

        (await waiting.ReadAsync(scene.Curator, Ct)).Value.Should().BeSameAs(first);

        scene.Database.Queries.Count.Should().Be(0);
        scene.Database.Time.Advance(WaitingQueries.KeptFor);
        (await waiting.ReadAsync(scene.Curator, Ct)).Value.Groups.Should().ContainSingle(group => group.Left == 0);
        (await waiting.ReadAsync(TestActors.Administrator, Ct)).Value.Should().BeEquivalentTo(new { Tasks = 1 }, "the curator's week is the curator's work; «Преподаватели» is the administrator's");
    }

    [Theory, Databases]
    public async Task MenuCounters_OfACurator_AreReadAgainOnlyForOwnPeople(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var stranger = scene.Register.Student(scene.Register.Group("ИС-22"));
        await scene.Register.SaveAsync(Ct);
        var waiting = scene.Get<WaitingQueries>();
        var first = (await waiting.ReadAsync(scene.Curator, Ct)).Value;
        await ClaimAsync(scene, stranger);
        scene.Database.Time.Advance(WaitingQueries.KeptFor);
        scene.Database.Queries.Reset();

        (await waiting.ReadAsync(scene.Curator, Ct)).Value.Should().BeSameAs(first);

        scene.Database.Queries.Count.Should().Be(0);
        await ClaimAsync(scene, scene.Student);
        (await waiting.ReadAsync(scene.Curator, Ct)).Value.Should().NotBeSameAs(first, "a mark of own people is theirs");
    }

    private static async Task ClaimAsync(MarksScene scene, Person person) =>
        (await scene.Get<MarkClaimed>().MarkAsync(TestActors.Administrator, new MarkLinkRequest([person.Id]), Ct)).Error.Should().BeNull();

    private static async Task<Actor> AdministratorAsync(MarksScene scene)
    {
        var request = new AddUserRequest("burdina@chit.example", "Бурдина Анна Сергеевна", [PortalRole.Administrator], null);
        return Actor.User((await scene.Get<AddUser>().RunAsync(Actor.Console(), request, Ct)).Value.UserId, null, [PortalRole.Administrator]);
    }

    private static async Task<TodayPage> PageAsync(MarksScene scene, Actor actor) => (await scene.Get<TodayQueries>().ReadAsync(actor, Ct)).Value;

    private static async Task<TodayTask> WeekAsync(MarksScene scene, Actor actor) =>
        (await PageAsync(scene, actor)).Tasks.Single(task => task.Kind == TodayKind.WeekUnconfirmed && task.StudyGroupId == scene.Group.Id);
}
