using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.StudyGroups;

public sealed class MarksPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Page_OfAGroup_HasFamiliesLeadersAndTheirCells(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.GroupChat, scene.Student);

        var page = await PageAsync(scene, scene.Curator);

        page.Name.Should().Be("ИС-21");
        page.Chats.Select(chat => chat.Kind).Should().Equal(ChatKind.Group, ChatKind.Parents);
        page.Families.Select(family => family.Head.PersonId).Should().Equal(scene.Student.Id, scene.Other.Id);
        page.Families[0].Representatives.Single().Should().BeEquivalentTo(new { PersonId = scene.Mother.Id, Note = "мать" });
        page.Leaders.Select(row => row.Note).Should().BeEquivalentTo("куратор", "администратор", "администратор");
        page.Chats[0].Counts.Should().Be(new MarkCounts(1, 0, 4, 0));
        page.Chats[1].Counts.Should().Be(new MarkCounts(0, 0, 4, 0));
        page.Extras.Should().BeEmpty();
        var cell = page.Families[0].Head.Cells[0];
        cell.Should().BeEquivalentTo(new { State = VisibilityState.Visible, Demand = Demand.Must, MayMark = true });
        cell.Look!.AsOf.Should().Be(scene.Get<SchoolClock>().Now);
        page.Families[0].Head.Cells[1].Should().BeEquivalentTo(new { Demand = Demand.MustNot, MayMark = false });
        page.MayMark.Should().BeTrue();
    }

    [Theory, Databases]
    public async Task Page_OfABiggerGroup_AsksAsManyQuestions(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.SeeAllAsync();
        var few = await CountAsync(scene, () => PageAsync(scene, scene.Curator));
        for (var i = 0; i < 20; i++)
        {
            scene.Register.Representative(scene.Register.Student(scene.Group));
        }

        await scene.Register.SaveAsync(Ct);
        await scene.SeeAllAsync();

        var many = await CountAsync(scene, () => PageAsync(scene, scene.Curator));

        many.Should().Be(few);
        many.Should().BeLessThanOrEqualTo(42);
    }

    [Theory, Databases]
    public async Task Page_OpenedAgain_AsksOnlyForTheRecordAndAfterAMarkOnlyForWhatMarksChange(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var first = await CountAsync(scene, () => PageAsync(scene, scene.Curator));
        var again = await CountAsync(scene, () => PageAsync(scene, scene.Curator));
        await scene.LookAsync(scene.GroupChat, scene.Student);
        MarksPage? page = null;
        var afterAMark = await CountAsync(scene, async () => page = await PageAsync(scene, scene.Curator));

        again.Should().BeLessThanOrEqualTo(1, "the opening is put on record");
        afterAMark.Should().BeInRange(2, first - 10);
        page!.Families[0].Head.Cells[0].State.Should().Be(VisibilityState.Visible);
    }

    [Theory, Databases]
    public async Task Page_OpenedAgainAfterAChangeOfTheRegister_ShowsIt(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var before = await PageAsync(scene, scene.Curator);
        var added = scene.Register.Student(scene.Group);
        await scene.Register.SaveAsync(Ct);

        var after = await PageAsync(scene, scene.Curator);

        before.Families.Should().HaveCount(2);
        after.Families.Select(family => family.Head.PersonId).Should().HaveCount(3).And.Contain(added.Id);
    }

    [Theory, Databases]
    public async Task Page_OfACuratorWhoIsOneNoMore_IsNotFoundAtOnce(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await PageAsync(scene, scene.Curator);
        await using (var db = scene.Database.NewContext())
        {
            db.Act(TestActors.Administrator, "test");
            (await db.CuratorAssignments.SingleAsync(row => row.PersonId == scene.Curator.PersonId, Ct)).ValidTo = scene.Get<SchoolClock>().Today;
            await db.SaveChangesAsync(Ct);
        }

        (await scene.Get<MarksQueries>().GroupAsync(scene.Curator, scene.Group.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task Page_OfAllStaff_HasARowForEachEmployee(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        var page = (await scene.Get<MarksQueries>().StaffAsync(TestActors.Administrator, Ct)).Value;

        page.Families.Should().HaveCount(3).And.OnlyContain(family => family.Representatives.Count == 0);
        page.Counts.Should().Be(new MarkCounts(0, 0, 3, 0));
        (await scene.Get<MarksQueries>().StaffAsync(scene.Curator, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task Page_OfAGroupWithARefuser_CountsThemBesideAndHidesThemFromTheDirector(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.Get<RecordOptOut>().RecordAsync(scene.Curator, new RecordOptOutRequest([scene.Mother.Id], AlternativeChannel.Paper), Ct);
        await scene.Get<MarkNotApplicable>().MarkAsync(scene.Curator, new MarkNotApplicableRequest([scene.Other.Id], "нет устройства"), Ct);

        var own = await PageAsync(scene, scene.Curator);
        var seen = await PageAsync(scene, TestActors.Director);

        own.Chats[1].Counts.Should().Be(new MarkCounts(0, 0, 3, 1));
        own.Links.Representatives.Should().Be(new LinkTally(1, 0, 0, 1));
        var mother = own.Families[0].Representatives[0];
        mother.Link.State.Should().Be(LinkState.Refused);
        mother.Hint.Should().Be("Отказ с 25.11.2026, связь — на бумаге");
        mother.IsLeft.Should().BeFalse();
        own.Families[1].Head.Hint.Should().Be("нет устройства");

        seen.MayMark.Should().BeFalse();
        seen.Chats[1].Counts.Refused.Should().Be(1, "how many is the director's to know");
        foreach (var row in new[] { seen.Families[0].Representatives[0], seen.Families[1].Head })
        {
            row.Link.Should().Be(new MarksLink(null, null, null, false, null));
            row.Hint.Should().BeNull();
            row.Cells.Should().OnlyContain(cell => !cell.OptedOut && !cell.MayMark);
        }

        seen.Families[0].Representatives[0].Cells.Select(cell => cell.Demand).Should().Equal(
            seen.Families[1].Head.Cells.Reverse().Select(cell => cell.Demand), "a refusal must not be told from «не применимо» by its cell");
    }

    [Theory, Databases]
    public async Task Page_WithAnExpelledStudentWhoStillSees_NamesThemAndWhy(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var gone = scene.Register.Student(scene.Group, "Гилёв", to: new DateOnly(2026, 12, 1));
        await scene.Register.SaveAsync(Ct);
        await scene.LookAsync(scene.GroupChat, gone);
        (await PageAsync(scene, scene.Curator)).Extras.Should().BeEmpty();
        scene.Database.Time.Advance(TimeSpan.FromDays(7));

        var extra = (await PageAsync(scene, scene.Curator)).Extras.Single();

        extra.Should().BeEquivalentTo(new { PersonId = gone.Id, ChatId = scene.GroupChat.Id, Why = "Выбытие из группы 01.12.2026" });
    }

    [Theory, Databases]
    public async Task Page_WithARestrictedGuardianWhoSees_TellsWhyToAllButTheDirector(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var father = scene.Register.Representative(scene.Student, restrictedFrom: new DateOnly(2026, 11, 1));
        await scene.Register.SaveAsync(Ct);
        await scene.LookAsync(scene.ParentsChat, father);

        (await PageAsync(scene, scene.Curator)).Extras.Single().Why.Should().Be("Родительские права ограничены с 01.11.2026");
        (await PageAsync(scene, TestActors.Director)).Extras.Single().Why.Should().NotContain("ограничены");
    }

    [Theory, Databases]
    public async Task Page_OfADayAfterAClaim_SaysWhenTheJournalShowsIt(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.Get<MarkClaimed>().MarkAsync(scene.Curator, new MarkLinkRequest([scene.Mother.Id]), Ct);

        var waiting = (await PageAsync(scene, scene.Curator)).Families[0].Representatives[0];
        scene.Database.Time.Advance(TimeSpan.FromDays(2));
        var due = (await PageAsync(scene, scene.Curator)).Families[0].Representatives[0];

        waiting.Hint.Should().Be($"Заявлено 25.11, ЭПОС покажет чт{RussianText.NoBreakSpace}26.11 после{RussianText.NoBreakSpace}14:00");
        (waiting.Link.Waits, waiting.IsLeft).Should().Be((true, false));
        due.Hint.Should().Be("Заявлено 25.11, ЭПОС уже должен показывать — посмотреть");
        (due.Link.Waits, due.IsLeft).Should().Be((false, true));
    }

    [Theory, Databases]
    public async Task Weeks_OfThePage_ShowTheConfirmedOnesButNotThoseTakenBack(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var id = await ConfirmAsync(scene);
        scene.Database.Time.Advance(TimeSpan.FromDays(7));
        var second = await ConfirmAsync(scene);
        await scene.Get<ConfirmWeek>().RetractAsync(scene.Curator, second, Ct);

        var weeks = (await PageAsync(scene, scene.Curator)).Weeks;

        weeks.Should().HaveCount(6);
        weeks[^1].Should().BeEquivalentTo(new { IsCurrent = true, Confirmation = (MarksConfirmation?)null });
        weeks[^2].Confirmation!.Id.Should().Be(id);
    }

    [Theory, Databases]
    public async Task Page_OfAnotherCuratorsGroup_IsNotFound(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var stranger = scene.Register.Curator(scene.Register.Group("ИС-22"));
        await scene.Register.SaveAsync(Ct);

        (await scene.Get<MarksQueries>().GroupAsync(TestActors.Curator(stranger), scene.Group.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await scene.Get<MarksQueries>().GroupAsync(TestActors.Administrator, Guid.CreateVersion7(), Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task Filters_OfThePage_ShowTheirRows(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.GroupChat, scene.Student);
        await scene.LookAsync(scene.GroupChat, scene.Other, VisibilityState.Missing);
        var adult = scene.Register.Student(scene.Group, "Вотинов", birth: new DateOnly(2008, 10, 4));
        await scene.Register.SaveAsync(Ct);
        await scene.Get<MarkClaimed>().MarkAsync(scene.Curator, new MarkLinkRequest([scene.Mother.Id]), Ct);

        var page = await PageAsync(scene, scene.Curator);
        IEnumerable<Guid> Shown(MarksFilter filter) => page.Rows.Where(row => filter.Shows(row)).Select(row => row.PersonId);

        Shown(MarksFilter.All).Should().HaveCount(7);
        Shown(MarksFilter.Missing).Should().Equal(scene.Other.Id);
        // The adult was enrolled in the portal a moment ago: ЭПОС cannot show it yet.
        Shown(MarksFilter.Waiting).Should().Equal(scene.Mother.Id, adult.Id);
        Shown(MarksFilter.Adults).Should().Equal(adult.Id);
        Shown(MarksFilter.Refused).Should().BeEmpty();
        Shown(MarksFilter.Left).Should().HaveCount(4, "the missing one and three leaders").And.Contain(scene.Other.Id);
    }

    private static async Task<MarksPage> PageAsync(MarksScene scene, Actor actor)
    {
        var page = await scene.Get<MarksQueries>().GroupAsync(actor, scene.Group.Id, Ct);
        page.Error.Should().BeNull();
        return page.Value;
    }

    private static async Task<int> CountAsync(MarksScene scene, Func<Task> act)
    {
        scene.Database.Queries.Reset();
        await act();
        return scene.Database.Queries.Count;
    }

    private static async Task<Guid> ConfirmAsync(MarksScene scene)
    {
        var question = (await scene.Get<ConfirmWeek>().AskAsync(scene.Curator, scene.Group.Id, Ct)).Value;
        return (await scene.Get<ConfirmWeek>().ConfirmAsync(scene.Curator, new ConfirmWeekRequest(scene.Group.Id, question.Week, question.Counts), Ct)).Value;
    }
}
