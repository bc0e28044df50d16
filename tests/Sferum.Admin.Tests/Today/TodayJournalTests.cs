using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Today;

/// <summary>The lines of «Сегодня» that come from reading the journal, and the lists behind their numbers, on both databases.</summary>
public sealed class TodayJournalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task ClaimDue_OfSomebodyBound_IsOneLineWithACheckWhereTheJournalIsConnected(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await ClaimAsync(scene);
        (await TasksAsync(scene)).Should().Contain(task => task.Kind == TodayKind.ClaimDue).And.NotContain(task => task.Kind == TodayKind.RecheckDue, "nobody could read it");
        await ConnectAsync(scene);
        (await TasksAsync(scene)).Should().NotContain(task => task.Kind == TodayKind.RecheckDue, "she is not bound");
        await BindAsync(scene, scene.Mother);

        var tasks = await TasksAsync(scene);

        tasks.Should().NotContain(task => task.Kind == TodayKind.ClaimDue);
        var line = tasks.Single(task => task.Kind == TodayKind.RecheckDue);
        line.Should().BeEquivalentTo(new { Band = TodayBand.Decision, Count = 1, Subject = "1\u00A0человек", MayClose = true });
        (await ListAsync(scene, AttentionKind.Recheck)).Should().Equal(scene.Mother.Id);
        (await TasksAsync(scene, scene.Curator)).Should().Contain(task => task.Kind == TodayKind.ClaimDue, "a curator looks");
        await scene.LookAsync(scene.ParentsChat, scene.Mother);
        (await ListAsync(scene, AttentionKind.Recheck)).Should().BeEmpty();
        (await TasksAsync(scene)).Should().NotContain(task => task.Kind == TodayKind.RecheckDue);
    }

    [Theory, Databases]
    public async Task Correction_Due_IsALineUntilItIsReadOrSeen(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var now = scene.Database.Clock.Now;
        scene.Register.Add(new JournalCorrection { PersonId = scene.Mother.Id, EnteredAt = now.AddDays(-1), ShowsAt = now.AddMinutes(5), What = "ФИО" });
        await scene.Register.SaveAsync(Ct);
        (await ListAsync(scene, AttentionKind.Recheck)).Should().BeEmpty("it cannot show yet");
        scene.Database.Time.Advance(TimeSpan.FromMinutes(5));

        (await TasksAsync(scene)).Single(task => task.Kind == TodayKind.ClaimDue).Sentence.Should().Be("(ИС-21) — исправлено в ЭПОС, пора посмотреть в ЭПОС");

        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await scene.ReadAsync(ReadingVerdict.Complete);
        (await ListAsync(scene, AttentionKind.Recheck)).Should().Equal([scene.Mother.Id], "nothing is read for whoever is not bound");
        await BindAsync(scene, scene.Mother);
        (await ListAsync(scene, AttentionKind.Recheck)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Link_LostByAReading_IsCountedWithItsDayAndListed(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.ShowAsync(await scene.ReadAsync(ReadingVerdict.Complete), scene.ParentsChat, scene.Mother);
        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        await scene.ShowAsync(await scene.ReadAsync(ReadingVerdict.Complete), scene.ParentsChat, scene.Mother, VisibilityState.Missing, LinkFactKind.ObservedBroken);

        var line = (await TasksAsync(scene)).Single(task => task.Kind == TodayKind.LinkBroken);

        line.Should().BeEquivalentTo(new { Count = 1, Band = TodayBand.Decision, Sentence = "— привязка потеряна, перепривязать" });
        line.Why.Should().Contain("замечено 26.11.2026").And.EndWith(RussianShort(scene.Mother));
        (await ListAsync(scene, AttentionKind.Relink)).Should().Equal(scene.Mother.Id);
        (await TasksAsync(scene)).Should().NotContain(task => task.Kind == TodayKind.OutOfSight, "the lost link explains the chat");
        (await TasksAsync(scene, TestActors.Director)).Single(task => task.Kind == TodayKind.LinkBroken).Why.Should().NotContain(scene.Mother.LastName);
    }

    [Theory, Databases]
    public async Task Chat_GoneFromSight_IsCountedInTheScopeOfTheReader(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var other = scene.Register.Group("ИС-22");
        var strange = scene.Register.Chat(ChatKind.Parents, other);
        scene.Register.Representative(scene.Register.Student(other), scene.Mother);
        var stranger = scene.Register.Curator(other);
        await scene.Register.SaveAsync(Ct);
        await scene.ShowAsync(await scene.ReadAsync(ReadingVerdict.Complete), scene.ParentsChat, scene.Mother);
        (await ListAsync(scene, AttentionKind.OutOfSight)).Should().BeEmpty();
        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        await scene.LookAsync(scene.GroupChat, scene.Student, VisibilityState.Missing);
        (await ListAsync(scene, AttentionKind.OutOfSight)).Should().BeEmpty("he was never seen there");
        await scene.ShowAsync(await scene.ReadAsync(ReadingVerdict.Complete), scene.ParentsChat, scene.Mother, VisibilityState.Missing);

        (await TasksAsync(scene)).Single(task => task.Kind == TodayKind.OutOfSight).Should().BeEquivalentTo(new { Count = 1, Subject = "1\u00A0человек" });

        (await ListAsync(scene, AttentionKind.OutOfSight)).Should().Equal(scene.Mother.Id);
        (await ListAsync(scene, AttentionKind.OutOfSight, scene.Curator)).Should().Equal(scene.Mother.Id);
        (await TasksAsync(scene, scene.Curator)).Should().Contain(task => task.Kind == TodayKind.OutOfSight);
        (await ListAsync(scene, AttentionKind.OutOfSight, TestActors.Curator(stranger))).Should().BeEmpty("the chat is another group's");
        (await TasksAsync(scene, TestActors.Curator(stranger))).Should().NotContain(task => task.Kind == TodayKind.OutOfSight);
        await scene.LookAsync(scene.ParentsChat, scene.Mother);
        (await ListAsync(scene, AttentionKind.OutOfSight)).Should().BeEmpty();
        strange.Id.Should().NotBeEmpty();
    }

    [Theory, Databases]
    public async Task Source_ThatFailsOrIsOld_IsHarm_AndAMissingSessionIsNot(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        (await TasksAsync(scene)).Should().NotContain(task => task.Kind == TodayKind.SourceFails || task.Kind == TodayKind.SessionMissing, "not connected is the normal case");
        await ConnectAsync(scene, withSession: false);
        await scene.ReadAsync(ReadingVerdict.Complete);
        (await TasksAsync(scene)).Single(task => task.Kind == TodayKind.SessionMissing).Band.Should().Be(TodayBand.Decision);
        (await TasksAsync(scene, TestActors.Director)).Should().NotContain(task => task.Kind == TodayKind.SessionMissing);
        scene.Database.Time.Advance(TimeSpan.FromHours(37));

        var old = (await TasksAsync(scene)).Single(task => task.Kind == TodayKind.SourceFails);

        old.Should().BeEquivalentTo(new { Band = TodayBand.Harm, Subject = "ЭПОС", Sentence = "— чтение старше 36\u00A0часов", MayClose = true });
        old.Why.Should().StartWith("Нет сеанса");
        var now = scene.Database.Clock.Now;
        scene.Register.Add(new JobRun { Job = JobNames.JournalCheck, Scope = CheckScope.Of(CheckTarget.Everyone, null), StartedAt = now, FinishedAt = now, State = JobRunState.Failed, Note = "ЭПОС не отвечает." });
        await scene.Register.SaveAsync(Ct);
        (await TasksAsync(scene)).Single(task => task.Kind == TodayKind.SourceFails).Should().BeEquivalentTo(new { Sentence = "— последняя проверка не удалась", Why = "ЭПОС не отвечает." });
        (await TasksAsync(scene, TestActors.Director)).Single(task => task.Kind == TodayKind.SourceFails).MayClose.Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Bindings_ThatWait_AreALineOfWhoeverBinds(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await ConnectAsync(scene);
        scene.Register.Add(new JournalRecord { System = RegisterDefaults.JournalCode, IdKind = IdKinds.Group, Value = "2101", Kind = JournalRecordKind.Group, Name = "ИС-21", SeenAt = scene.Database.Clock.Now });
        await scene.Register.SaveAsync(Ct);

        var line = (await TasksAsync(scene)).Single(task => task.Kind == TodayKind.BindingsWait);

        line.Should().BeEquivalentTo(new { Subject = "1\u00A0точное совпадение", Sentence = "с ЭПОС — подтвердить", Band = TodayBand.Decision });
        (await TasksAsync(scene, scene.Curator)).Should().NotContain(task => task.Kind == TodayKind.BindingsWait);
    }

    [Theory, Databases]
    public async Task Offer_OfACheck_SaysWhyNot(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        async Task<CheckOffer> OfAsync(Actor actor) => (await scene.Get<CheckOfferQueries>().OfAsync(actor, CheckTarget.Person, scene.Mother.Id, Ct)).Value;

        (await OfAsync(scene.Curator)).Should().Be(CheckOffer.NotConnected);
        await ConnectAsync(scene, withSession: false);
        (await OfAsync(scene.Curator)).Should().Be(CheckOffer.NoSession);
        await ConnectAsync(scene, withMode: false);
        (await OfAsync(scene.Curator)).Should().Be(CheckOffer.NotBound);
        await BindAsync(scene, scene.Mother);
        (await OfAsync(scene.Curator)).Should().Be(CheckOffer.Ready);
        (await scene.Get<CheckOfferQueries>().OfAsync(scene.Curator, CheckTarget.Group, scene.Group.Id, Ct)).IsOk.Should().BeFalse("a group is the administrator's");
    }

    private static async Task ClaimAsync(MarksScene scene)
    {
        await scene.Get<MarkClaimed>().MarkAsync(scene.Curator, new MarkLinkRequest([scene.Mother.Id]), Ct);
        scene.Database.Time.Advance(TimeSpan.FromDays(2));
    }

    private static async Task ConnectAsync(MarksScene scene, bool withSession = true, bool withMode = true)
    {
        var now = scene.Database.Clock.Now;
        if (withMode)
        {
            scene.Register.Add(new Setting { Key = nameof(SchoolSettings.JournalMode), Value = nameof(JournalReaderMode.Assumed) });
        }

        if (withSession)
        {
            scene.Register.Add(new StoredJournalSession { System = RegisterDefaults.JournalCode, Protected = "…", PastedAt = now, ExpiresAt = now.AddDays(30) });
        }

        await scene.Register.SaveAsync(Ct);
    }

    private static async Task BindAsync(MarksScene scene, Person person)
    {
        scene.Register.Add(new ExternalIdentity
        {
            Subject = IdentitySubject.Person,
            SubjectId = person.Id,
            System = RegisterDefaults.JournalCode,
            IdKind = IdKinds.Person,
            Value = person.Id.ToString(),
            ValidFrom = Register.YearStart,
            RecordedAt = scene.Database.Clock.Now,
        });
        await scene.Register.SaveAsync(Ct);
    }

    private static string RussianShort(Person person) => Core.Common.RussianText.ShortName(person.LastName, person.FirstName, person.Patronymic);

    private static async Task<IReadOnlyList<TodayTask>> TasksAsync(MarksScene scene, Actor? actor = null) =>
        (await scene.Get<TodayQueries>().ReadAsync(actor ?? TestActors.Administrator, Ct)).Value.Tasks;

    private static async Task<List<Guid>> ListAsync(MarksScene scene, AttentionKind kind, Actor? actor = null) =>
        [.. (await scene.Get<PeopleQueries>().PageAsync(actor ?? TestActors.Administrator, new PeopleRequest(new PeopleFilter { Attention = kind }), Ct)).Value.Rows.Select(row => row.Id)];
}
