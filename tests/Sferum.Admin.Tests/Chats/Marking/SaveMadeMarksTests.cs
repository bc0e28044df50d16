using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.People;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Chats.Marking;

public sealed class SaveMadeMarksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Save_OfAMarkMadeWithoutConnection_IsALookOfWhenItWasMade(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var mark = Look(scene.GroupChat, scene.Student, hours: 2);

        (await SaveAsync(scene, mark)).Should().Equal(new MadeMarkAnswer(mark.Id, MadeMarkVerdict.Saved));

        (await scene.CellAsync(scene.GroupChat, scene.Student)).Should().BeEquivalentTo(new
        {
            ObservationId = mark.Id,
            State = VisibilityState.Visible,
            Method = ObservationMethod.Look,
            AsOf = scene.Database.Clock.Now.AddHours(-2),
            ByUserId = scene.Curator.UserId,
        });
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Verified);
        await using var db = scene.Database.NewContext();
        (await db.ChatObservations.SingleAsync(Ct)).RecordedAt.Should().Be(scene.Database.Clock.Now);
        (await db.AuditEntries.SingleAsync(entry => entry.Action == "mark-visible", Ct)).UserId.Should().Be(scene.Curator.UserId);
    }

    [Theory, Databases]
    public async Task Save_OfTheSameMarksAgain_WritesNothingMore(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        MadeMark[] marks = [Look(scene.GroupChat, scene.Student, hours: 1), Link(scene.Mother, MadeMarkKind.Claimed, hours: 1)];
        await SaveAsync(scene, marks);
        scene.Database.Time.Advance(TimeSpan.FromMinutes(1));

        var again = await SaveAsync(scene, marks);

        again.Should().OnlyContain(answer => answer.Verdict == MadeMarkVerdict.Saved);
        await using var db = scene.Database.NewContext();
        (await db.ChatObservations.CountAsync(Ct)).Should().Be(1);
        (await db.LinkFacts.CountAsync(Ct)).Should().Be(1);
        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.SelfReported);
    }

    [Theory, Databases]
    public async Task Save_OfTheSameMarkFromTwoNodesAtOnce_IsOneMark(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var mark = Look(scene.GroupChat, scene.Student, hours: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => scene.Get<SaveMadeMarks>().SaveAsync(scene.Curator, Request(scene, mark), Ct), Ct)));

        answers.Should().OnlyContain(answer => answer.IsOk ? answer.Value.Single().Verdict == MadeMarkVerdict.Saved : answer.Error!.Code == Error.ConflictCode);
        answers.Should().Contain(answer => answer.IsOk);
        await using var db = scene.Database.NewContext();
        (await db.ChatObservations.CountAsync(Ct)).Should().Be(1);
    }

    [Theory, Databases]
    public async Task Save_OfACellThatAnotherChangedMeanwhile_IsAConflictUntilSomebodyDecides(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var theirs = await scene.LookAsync(scene.GroupChat, scene.Student, VisibilityState.Missing, TestActors.Administrator);
        var at = scene.Database.Clock.Now;
        scene.Database.Time.Advance(TimeSpan.FromMinutes(30));
        var mark = Look(scene.GroupChat, scene.Student, hours: 1);
        var other = Look(scene.GroupChat, scene.Other, hours: 1);

        var answers = await SaveAsync(scene, mark, other);

        answers[0].Should().BeEquivalentTo(new { Verdict = MadeMarkVerdict.Conflict, Standing = new { ObservationId = theirs, State = VisibilityState.Missing, AsOf = at } });
        answers[1].Verdict.Should().Be(MadeMarkVerdict.Saved, "one that cannot be written keeps no other from being so");
        (await scene.CellAsync(scene.GroupChat, scene.Student))!.ObservationId.Should().Be(theirs);

        // «Оставить мою»: the same mark, made in the knowledge of the other.
        var decided = await SaveAsync(scene, mark with { SeenObservationId = theirs });

        decided.Single().Verdict.Should().Be(MadeMarkVerdict.Saved);
        var cell = (await scene.CellAsync(scene.GroupChat, scene.Student))!;
        (cell.ObservationId, cell.AsOf).Should().Be((mark.Id, at), "never before what another knew of the cell");
    }

    [Theory, Databases]
    public async Task Save_OfALinkThatAnotherChangedMeanwhile_IsAConflict(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.Get<RecordOptOut>().RecordAsync(TestActors.Administrator, new RecordOptOutRequest([scene.Mother.Id], AlternativeChannel.Paper), Ct);

        var answer = (await SaveAsync(scene, Link(scene.Mother, MadeMarkKind.Claimed, hours: 1))).Single();

        answer.Should().BeEquivalentTo(new { Verdict = MadeMarkVerdict.Conflict, Standing = new { Link = LinkState.Refused } });
        await using var db = scene.Database.NewContext();
        (await db.LinkFacts.AnyAsync(Ct)).Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Save_OfAMarkOfTheDayBeforeYesterday_WaitsForADecision(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var mark = Look(scene.GroupChat, scene.Student, hours: 30);

        (await SaveAsync(scene, mark)).Single().Verdict.Should().Be(MadeMarkVerdict.TooOld);
        (await SaveAsync(scene, mark with { Age = TimeSpan.Zero })).Single().Verdict.Should().Be(MadeMarkVerdict.Saved);

        (await scene.CellAsync(scene.GroupChat, scene.Student))!.AsOf.Should().Be(scene.Database.Clock.Now);
    }

    [Theory, Databases]
    public async Task Save_OfMarksOfAnotherAccount_IsRefusedAndWritesNothing(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var mark = Look(scene.GroupChat, scene.Student, hours: 1);

        var result = await scene.Get<SaveMadeMarks>().SaveAsync(TestActors.Administrator, Request(scene, mark), Ct);

        result.Error!.Code.Should().Be(Error.ConflictCode);
        (await scene.CellAsync(scene.GroupChat, scene.Student)).Should().BeNull();
    }

    [Theory, Databases]
    public async Task Save_ByACuratorWhoIsNoLonger_IsNotFound(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var stranger = TestActors.Curator(scene.Register.Curator(scene.Register.Group("ИС-22")));
        await scene.Register.SaveAsync(Ct);

        var result = await scene.Get<SaveMadeMarks>().SaveAsync(
            stranger, new SaveMadeMarksRequest(scene.Group.Id, stranger.UserId!.Value, [Look(scene.GroupChat, scene.Student, hours: 1)]), Ct);

        result.Error!.Code.Should().Be(Error.NotFoundCode);
    }

    [Theory, Databases]
    public async Task Save_OfStrangersAndOfColleagues_RefusesThemAloneWithAWord(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var colleague = scene.Register.Employee("Югов");
        await scene.Register.SaveAsync(Ct);
        var good = Look(scene.GroupChat, scene.Student, hours: 1);

        var answers = await SaveAsync(scene, Look(scene.ParentsChat, scene.Student, hours: 1), Link(colleague, MadeMarkKind.Invited, hours: 1), good);

        answers.Select(answer => answer.Verdict).Should().Equal(MadeMarkVerdict.Refused, MadeMarkVerdict.Refused, MadeMarkVerdict.Saved);
        answers.Take(2).Should().OnlyContain(answer => answer.Why != null);
    }

    [Theory, Databases]
    public async Task Save_OfAMarkTakenBack_DoesNotReviveIt(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var mark = Look(scene.GroupChat, scene.Student, hours: 0);
        await SaveAsync(scene, mark);
        (await scene.Get<RetractMark>().RetractAsync(scene.Curator, new RetractMarkRequest(scene.Group.Id, [mark.Id]), Ct)).Error.Should().BeNull();

        (await SaveAsync(scene, mark)).Single().Verdict.Should().Be(MadeMarkVerdict.Saved);

        (await scene.CellAsync(scene.GroupChat, scene.Student)).Should().BeNull();
    }

    [Theory, Databases]
    public async Task Save_OfMarksThatMakeNoSense_IsInvalid(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);

        foreach (var marks in new MadeMark[][]
        {
            [],
            [Look(scene.GroupChat, scene.Student, hours: 0) with { ChatId = null }],
            [Link(scene.Mother, MadeMarkKind.Invited, hours: 0) with { ChatId = scene.ParentsChat.Id }],
            [Look(scene.GroupChat, scene.Student, hours: 0) with { Id = Guid.Empty }],
        })
        {
            (await scene.Get<SaveMadeMarks>().SaveAsync(scene.Curator, Request(scene, marks), Ct)).Error!.Code.Should().Be(Error.InvalidCode);
        }
    }

    [Theory, Databases]
    public async Task Save_OfMoreMarksThanAGroupHas_WritesEachOfThem(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        var students = Enumerable.Range(0, 160).Select(_ => scene.Register.Student(scene.Group)).ToList();
        await scene.Register.SaveAsync(Ct);

        var answers = await SaveAsync(scene, [.. students.Select(student => Look(scene.GroupChat, student, hours: 1))]);

        answers.Should().HaveCount(160).And.OnlyContain(answer => answer.Verdict == MadeMarkVerdict.Saved);
        await using var db = scene.Database.NewContext();
        (await db.ChatVisibilities.CountAsync(row => row.ChatId == scene.GroupChat.Id && row.State == VisibilityState.Visible, Ct)).Should().Be(160);
    }

    [Theory, Databases]
    public async Task Save_OfAMark_TellsWhomItConcerns(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await SaveAsync(scene, Look(scene.GroupChat, scene.Student, hours: 2));
        var heard = new List<LiveChange>();
        using var hearing = scene.Database.Get<LiveNews>().Subscribe(heard.Add);

        await SaveAsync(scene, Look(scene.GroupChat, scene.Student, hours: 1, MadeMarkKind.Missing));

        // Pages of other people and other groups stay as they are.
        var change = heard.Should().ContainSingle().Which;
        change.Concerns([LiveTopic.Marks], new HashSet<Guid> { scene.Student.Id }).Should().BeTrue();
        change.Concerns([LiveTopic.Marks], new HashSet<Guid> { scene.Other.Id }).Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Save_OfOneMarkOfABiggerGroup_AsksAsManyQuestions(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await CountAsync(scene, Look(scene.GroupChat, scene.Student, hours: 0));
        var few = await CountAsync(scene, Look(scene.GroupChat, scene.Student, hours: 0));
        for (var i = 0; i < 20; i++)
        {
            scene.Register.Representative(scene.Register.Student(scene.Group));
        }

        await scene.Register.SaveAsync(Ct);
        await scene.SeeAllAsync();

        var many = await CountAsync(scene, Look(scene.GroupChat, scene.Other, hours: 0));

        many.Should().Be(few, "who stands on the page was read for the mark before");
        many.Should().BeLessThanOrEqualTo(26);
    }

    private static async Task<int> CountAsync(MarksScene scene, MadeMark mark)
    {
        scene.Database.Queries.Reset();
        await SaveAsync(scene, mark);
        return scene.Database.Queries.Count;
    }

    private static MadeMark Look(Chat chat, Person person, int hours, MadeMarkKind kind = MadeMarkKind.Visible) =>
        new(Guid.CreateVersion7(), kind, person.Id, chat.Id, null, null, TimeSpan.FromHours(hours));

    private static MadeMark Link(Person person, MadeMarkKind kind, int hours) =>
        new(Guid.CreateVersion7(), kind, person.Id, null, null, LinkState.NotInvited, TimeSpan.FromHours(hours));

    private static SaveMadeMarksRequest Request(MarksScene scene, params MadeMark[] marks) => new(scene.Group.Id, scene.Curator.UserId!.Value, marks);

    private static async Task<IReadOnlyList<MadeMarkAnswer>> SaveAsync(MarksScene scene, params MadeMark[] marks)
    {
        var result = await scene.Get<SaveMadeMarks>().SaveAsync(scene.Curator, Request(scene, marks), Ct);
        result.Error.Should().BeNull();
        return result.Value;
    }
}
