using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Journal;

/// <summary>A look is told from a reading wherever a mark or a link is shown, on both databases.</summary>
public sealed class ProvenanceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Mark_OfAReading_HasItsTwoMomentsAndTheLinkRestsOnIt(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var reading = await scene.ReadAsync(ReadingVerdict.Complete);
        await scene.ShowAsync(reading, scene.ParentsChat, scene.Mother);

        var row = await RowAsync(scene, scene.Mother);

        row.Marked.Should().Be(new Provenance(ObservationMethod.Reading, reading.AsOf, reading.TakenAt, null));
        row.Link.State.Should().Be(LinkState.Verified);
        row.Link.Ground.Should().BeEquivalentTo(new { Kind = LinkGroundKind.Observation, From = new { Method = ObservationMethod.Reading, reading.TakenAt } });
    }

    [Theory, Databases]
    public async Task Look_AfterAReading_IsTheOneThatCounts(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.ShowAsync(await scene.ReadAsync(ReadingVerdict.Complete), scene.ParentsChat, scene.Mother);
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await scene.LookAsync(scene.ParentsChat, scene.Mother);

        var row = await RowAsync(scene, scene.Mother);

        row.Marked.Should().BeEquivalentTo(new { Method = ObservationMethod.Look, AsOf = scene.Database.Clock.Now, TakenAt = (DateTime?)null });
        row.Link.Ground!.From!.Method.Should().Be(ObservationMethod.Look);
    }

    [Theory, Databases]
    public async Task Link_ThatIsOnlyClaimed_RestsOnTheClaim_AndABrokenOneOnTheReading(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.Get<MarkClaimed>().MarkAsync(scene.Curator, new MarkLinkRequest([scene.Mother.Id]), Ct);
        (await RowAsync(scene, scene.Mother)).Link.Ground.Should().BeEquivalentTo(new { Kind = LinkGroundKind.Claim, From = (Provenance?)null });
        var reading = await scene.ReadAsync(ReadingVerdict.Complete);
        await scene.ShowAsync(reading, scene.GroupChat, scene.Student, VisibilityState.Visible, LinkFactKind.ObservedBroken);

        var link = (await RowAsync(scene, scene.Student)).Link;

        link.State.Should().Be(LinkState.NeedsRelink);
        link.Ground!.From.Should().BeEquivalentTo(new { Method = ObservationMethod.Reading, reading.AsOf, TakenAt = (DateTime?)reading.TakenAt });
    }

    [Theory, Databases]
    public async Task Card_OfAPersonWhoWasRead_TellsItInChatsLinkAndHistory(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.ParentsChat, scene.Mother);
        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        var reading = await scene.ReadAsync(ReadingVerdict.Complete);
        await scene.ShowAsync(reading, scene.ParentsChat, scene.Mother);

        var card = (await scene.Get<PersonQueries>().CardAsync(TestActors.Administrator, scene.Mother.Id, Ct)).Value;

        card.SourceName.Should().Be("ЭПОС");
        card.Chats.Single(chat => chat.ChatId == scene.ParentsChat.Id).From.Should().Be(new Provenance(ObservationMethod.Reading, reading.AsOf, reading.TakenAt, null));
        card.Link.Ground!.From!.TakenAt.Should().Be(reading.TakenAt);
        card.Link.Marks.Should().ContainSingle().Which.TakenAt.Should().Be(reading.TakenAt);
        card.History.Where(row => row.What.StartsWith('«')).Select(row => (row.What, row.Who, row.Source)).Should().Equal(
            ("«Parents»: видно", "ЭПОС", "чтение"),
            ("«Parents»: видно", "портал", "взгляд"));
    }

    [Theory, Databases]
    public async Task History_OfAMarkTakenBack_SaysSo_AndACuratorReadsOwnChatsOnly(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var other = scene.Register.Group("ИС-22");
        var strange = scene.Register.Chat(ChatKind.Parents, other);
        scene.Register.Representative(scene.Register.Student(other), scene.Mother);
        await scene.Register.SaveAsync(Ct);
        var look = await scene.LookAsync(scene.ParentsChat, scene.Mother);
        await scene.LookAsync(strange, scene.Mother, by: TestActors.Administrator);
        await scene.Get<RetractMark>().RetractAsync(scene.Curator, new RetractMarkRequest(scene.Group.Id, [look]), Ct);

        var curator = await HistoryAsync(scene, scene.Curator);

        curator.Should().ContainSingle(what => what.StartsWith('«')).Which.Should().Be("«Parents»: видно, отметку отменили");
        (await HistoryAsync(scene, TestActors.Administrator)).Count(what => what.StartsWith('«')).Should().Be(2);
    }

    [Theory, Databases]
    public async Task Chat_WhoseLastReadingIsPartial_CountsAtLeast(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.SeeAllAsync();
        (await PageAsync(scene)).Chats.Should().OnlyContain(chat => !chat.IsAtLeast && chat.Trouble == null);
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await scene.ReadAsync(ReadingVerdict.Partial, ReadingScope.Representatives(scene.Group.Id));

        var chats = (await PageAsync(scene)).Chats;

        chats.Single(chat => chat.Kind == ChatKind.Parents).Should().BeEquivalentTo(new { IsAtLeast = true, Trouble = new { Trouble = "ЭПОС ответил не полностью" } });
        chats.Single(chat => chat.Kind == ChatKind.Group).IsAtLeast.Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Lists_OfGroupsAndChatsAndTheFigures_CountAtLeastUntilSomebodyLooks(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.SeeAllAsync();
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        var reading = await scene.ReadAsync(ReadingVerdict.Partial, ReadingScope.Students(scene.Group.Id));
        await scene.ShowAsync(reading, scene.GroupChat, scene.Student);

        (await AtLeastAsync()).Should().Be((true, true, false, true, true));
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await scene.LookAsync(scene.GroupChat, scene.Student);

        (await AtLeastAsync()).Should().Be((false, false, false, false, false));

        async Task<(bool Group, bool GroupChat, bool ParentsChat, bool Row, bool Figure)> AtLeastAsync()
        {
            var groups = (await scene.Get<GroupQueries>().ListAsync(TestActors.Director, new GroupsRequest(), Ct)).Value;
            var chats = (await scene.Get<ChatQueries>().ListAsync(TestActors.Administrator, new ChatsRequest(), Ct)).Value.Rows;
            var figures = (await scene.Get<StatisticsQueries>().ReadAsync(TestActors.Director, new StatisticsRequest(), Ct)).Value;
            groups.Totals.IsAtLeast.Should().Be(groups.Rows[0].IsAtLeast);
            chats.Single(row => row.Kind == ChatKind.Group).Last!.Method.Should().NotBe(ObservationMethod.WeeklyConfirmation);
            return (
                groups.Rows[0].IsAtLeast,
                chats.Single(row => row.Kind == ChatKind.Group).IsAtLeast,
                chats.Single(row => row.Kind == ChatKind.Parents).IsAtLeast,
                figures.Groups.Rows[0].IsReadInPart,
                figures.Figures.Single(figure => figure.Indicator.Code == "K5").IsAtLeast);
        }
    }

    [Theory, Databases]
    public async Task ChatCard_OfAReading_TellsItBesideEachPerson(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var reading = await scene.ReadAsync(ReadingVerdict.Complete);
        await scene.ShowAsync(reading, scene.ParentsChat, scene.Mother);

        var card = (await scene.Get<ChatQueries>().CardAsync(scene.Curator, scene.ParentsChat.Id, Ct)).Value;

        card.SourceName.Should().Be("ЭПОС");
        card.Visible.Should().ContainSingle().Which.From.Should().Be(new Provenance(ObservationMethod.Reading, reading.AsOf, reading.TakenAt, null));
        card.Chat.Last.Should().BeEquivalentTo(new { Method = ObservationMethod.Reading, reading.AsOf });
    }

    private static async Task<List<string>> HistoryAsync(MarksScene scene, Actor actor) =>
        [.. (await scene.Get<PersonQueries>().CardAsync(actor, scene.Mother.Id, Ct)).Value.History.Select(row => row.What)];

    private static async Task<MarksPage> PageAsync(MarksScene scene) => (await scene.Get<MarksQueries>().GroupAsync(scene.Curator, scene.Group.Id, Ct)).Value;

    private static async Task<MarksRow> RowAsync(MarksScene scene, Person person) => (await PageAsync(scene)).Rows.First(row => row.PersonId == person.Id);
}
