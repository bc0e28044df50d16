using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>What an answer of the journal becomes in the database.</summary>
public sealed class ScopeWriterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task CompleteAnswer_OfAScope_BecomesReadingObservationsFactsAndProjections(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);

        var outcome = await scene.WriteAsync(scene.Everybody(scene.Sees(scene.Students[1])));

        outcome.Should().BeEquivalentTo(new ScopeOutcome(scene.StudentScope, ReadingVerdict.Complete, 10, 10, 9, 1, 0, null) { Added = 20 });
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Verified);
        (await scene.LinkAsync(scene.Students[1])).Should().Be(LinkState.Linked);
        (await scene.CellAsync(scene.GroupChat, scene.Student))!.State.Should().Be(VisibilityState.Visible);
        (await scene.CellAsync(scene.GroupChat, scene.Students[1]))!.State.Should().Be(VisibilityState.Missing);
        (await scene.FactsAsync(scene.Student)).Should().Equal(LinkFactKind.ObservedLinked);
        await using var db = scene.Database.NewContext();
        var reading = await db.Readings.SingleAsync(Ct);
        (await scene.HistoryAsync(scene.GroupChat, scene.Student)).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Method = ObservationMethod.Reading, FirstReadingId = reading.Id, LastReadingId = reading.Id });
        (await db.AuditEntries.SingleAsync(entry => entry.Action == ScopeWriter.Action, Ct)).Should().BeEquivalentTo(new { Entity = nameof(Reading), EntityId = reading.Id.ToString(), Rows = 20 });
    }

    /// <summary>A good answer, then a worse one of each kind, then a good one with one true change.</summary>
    [Theory]
    [Databases("connector")]
    [Databases("half")]
    [Databases("empty")]
    [Databases("chats gone")]
    [Databases("links gone")]
    [Databases("future")]
    [Databases("failed")]
    public async Task DoubtfulAnswer_BetweenGoodOnes_WorsensNobody(DatabaseKind kind, string fault)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var lost = scene.Students[1];
        await scene.WriteAsync(scene.Everybody());
        var before = await StatusesAsync(scene);
        scene.Database.Time.Advance(TimeSpan.FromDays(1));

        var outcome = fault switch
        {
            "connector" => await scene.WriteAsync(scene.Everybody(scene.Sees(lost)), ReadingVerdict.Partial),
            "half" => await scene.WriteAsync([.. scene.Everybody(scene.Sees(lost)).TakeLast(4)]),
            "empty" => await scene.WriteAsync([]),
            "chats gone" => await scene.WriteAsync([.. scene.Students.Select(student => scene.Sees(student))]),
            "links gone" => await scene.WriteAsync([.. scene.Students.Select(student => scene.Row(student, JournalLinkState.NotLinked))]),
            "future" => await scene.WriteAsync([.. scene.Everybody(scene.Sees(lost)).Select(row => row with { AsOf = row.AsOf.AddHours(1) })]),
            _ => await scene.WriteAsync([], ReadingVerdict.Failed),
        };

        outcome.Verdict.Should().Be(fault == "failed" ? ReadingVerdict.Failed : ReadingVerdict.Partial);
        outcome.Trouble!.Sentence.Should().NotBeEmpty();
        (outcome.Missing, outcome.Added).Should().Be((0, 0));
        (await StatusesAsync(scene)).Should().BeEquivalentTo(before);
        (await scene.CellAsync(scene.GroupChat, lost))!.State.Should().Be(VisibilityState.Visible);
        await using (var db = scene.Database.NewContext())
        {
            var reading = await db.Readings.OrderByDescending(row => row.TakenAt).FirstAsync(Ct);
            (reading.Verdict, reading.Trouble).Should().Be((outcome.Verdict, outcome.Trouble.Sentence));
        }

        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        (await scene.WriteAsync(scene.Everybody(scene.Sees(lost)))).Verdict.Should().Be(ReadingVerdict.Complete);
        (await scene.LinkAsync(lost)).Should().Be(LinkState.Linked);
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Verified);
    }

    [Theory, Databases]
    public async Task PartialAnswer_WithSomethingBetter_TakesIt(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        await scene.WriteAsync(scene.Everybody(scene.Row(scene.Student, JournalLinkState.NotLinked), scene.Sees(scene.Students[1])));
        scene.Database.Time.Advance(TimeSpan.FromDays(1));

        var outcome = await scene.WriteAsync([scene.Sees(scene.Student, scene.GroupChat), scene.Sees(scene.Students[1], scene.GroupChat)], ReadingVerdict.Partial);

        (outcome.Added, outcome.NotRead).Should().Be((3, 8));
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Verified);
        (await scene.LinkAsync(scene.Students[1])).Should().Be(LinkState.Verified);
    }

    [Theory, Databases]
    public async Task Extra_SeenAndThenGone_ClosesByItself(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        await scene.WriteAsync(scene.Everybody(scene.Sees(scene.Student, scene.GroupChat, scene.ParentsChat)));
        (await scene.CellAsync(scene.ParentsChat, scene.Student))!.State.Should().Be(VisibilityState.Visible);
        scene.Database.Time.Advance(TimeSpan.FromDays(1));

        await scene.WriteAsync(scene.Everybody());
        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        var quiet = await scene.WriteAsync(scene.Everybody());

        (await scene.CellAsync(scene.ParentsChat, scene.Student))!.State.Should().Be(VisibilityState.Missing);
        quiet.Missing.Should().Be(0, "nobody has to be where he has left");
        (await scene.HistoryAsync(scene.ParentsChat, scene.Student)).Select(row => row.State).Should().Equal(VisibilityState.Visible, VisibilityState.Missing);
    }

    [Theory, Databases]
    public async Task Refuser_NotShown_IsNotMissing(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        await RefuseAsync(scene);

        (await scene.WriteAsync(scene.Everybody(scene.Sees(scene.Student)))).Missing.Should().Be(0);

        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Refused);
        (await scene.HistoryAsync(scene.GroupChat, scene.Student)).Should().BeEmpty();
    }

    /// <summary>The board is read once per run; what people change in the register meanwhile is not written over.</summary>
    [Theory, Databases]
    public async Task Refusal_RecordedAfterTheBoardWasRead_Stands(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        await scene.WriteAsync(scene.Everybody());
        var board = await scene.BoardAsync();
        await RefuseAsync(scene);

        await scene.WriteAsync(scene.Everybody(), board: board);

        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Refused);
        (await scene.LinkAsync(scene.Students[1])).Should().Be(LinkState.Verified);
    }

    [Theory, Databases]
    public async Task RowsOfUnboundPeopleAndChats_AreDropped(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var stranger = scene.Sees(scene.Student, scene.GroupChat) with { PersonId = "nobody" };

        var outcome = await scene.WriteAsync([.. scene.Everybody(), stranger with { Chats = [new JournalChat("other", ChatKind.Custom, "Кружок", null)] }, stranger]);

        (outcome.People, outcome.Seen, outcome.Linked).Should().Be((10, 10, 10));
        await using var db = scene.Database.NewContext();
        (await db.ChatObservations.CountAsync(Ct)).Should().Be(10);
    }

    [Theory, Databases]
    public async Task PersonOfTwoScopes_ReadTwice_GivesTheSameOnce(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var register = scene.Register;
        var other = register.Group("ИС-22");
        register.Representative(register.Student(other), scene.Mother);
        await register.SaveAsync(Ct);
        var board = await scene.BoardAsync();
        board.ScopesOf(scene.Mother.Id).Should().BeEquivalentTo([scene.MotherScope, ReadingScope.Representatives(other.Id)]);
        var row = scene.Sees(scene.Mother, scene.ParentsChat);

        (await scene.WriteAsync([row], scope: scene.MotherScope, board: board)).Added.Should().Be(2);
        var second = await scene.WriteAsync([row], scope: ReadingScope.Representatives(other.Id), board: board);

        (second.Verdict, second.Added, second.Seen).Should().Be((ReadingVerdict.Complete, 0, 1));
        (await scene.HistoryAsync(scene.ParentsChat, scene.Mother)).Should().ContainSingle();
    }

    [Theory, Databases]
    public async Task PersonOfTwoProfiles_WithOneInTheAnswer_IsNotMissing(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var others = scene.Everybody(scene.Sees(scene.Student)).SkipLast(1).ToList();
        var first = scene.Sees(scene.Student);
        scene.Bind(scene.Student);
        await scene.Register.SaveAsync(Ct);
        var second = scene.Row(scene.Student, JournalLinkState.Broken);

        (await scene.WriteAsync([.. others, first])).Missing.Should().Be(0);
        (await scene.WriteAsync([.. others, first, second])).Missing.Should().Be(1);

        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Linked, "one profile works");
    }

    [Theory, Databases]
    public async Task OnePerson_AskedAlone_IsJudgedAlone(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var scope = ReadingScope.Person(scene.Student.Id);

        var outcome = await scene.WriteAsync([scene.Sees(scene.Student, scene.GroupChat)], scope: scope);

        outcome.Should().BeEquivalentTo(new ScopeOutcome(scope, ReadingVerdict.Complete, 1, 1, 1, 0, 0, null) { Added = 2 });
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Verified);
    }

    private static async Task RefuseAsync(JournalScene scene)
    {
        var request = new RecordOptOutRequest([scene.Student.Id], AlternativeChannel.Paper);
        (await scene.Database.Get<RecordOptOut>().RecordAsync(TestActors.Administrator, request, Ct)).Error.Should().BeNull();
    }

    private static async Task<Dictionary<Guid, LinkState>> StatusesAsync(JournalScene scene)
    {
        await using var db = scene.Database.NewContext();
        return await db.LinkStatuses.ToDictionaryAsync(status => status.PersonId, status => status.State, Ct);
    }
}
