using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>A reading beside people's looks, and beside another reading.</summary>
public sealed class ScopeConcurrencyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task LookLaterThanTheSnapshot_StaysInTheCell(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var board = await scene.BoardAsync();
        scene.AsOf = scene.Database.Clock.Now.AddHours(-1);
        var look = await LookAsync(scene, VisibilityState.Visible);

        (await scene.WriteAsync(scene.Everybody(scene.Sees(scene.Student)), board: board)).Missing.Should().Be(1);

        (await scene.CellAsync(scene.GroupChat, scene.Student))!.ObservationId.Should().Be(look);
        (await scene.HistoryAsync(scene.GroupChat, scene.Student)).Should().HaveCount(2, "what the journal showed an hour ago is kept as well");
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Verified);
    }

    [Theory, Databases]
    public async Task LookEarlierThanTheSnapshot_GivesWay(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        await LookAsync(scene, VisibilityState.Visible);
        scene.Database.Time.Advance(TimeSpan.FromHours(1));

        await scene.WriteAsync(scene.Everybody(scene.Sees(scene.Student)));

        var cell = (await scene.CellAsync(scene.GroupChat, scene.Student))!;
        (cell.State, cell.Method, cell.ByUserId).Should().Be((VisibilityState.Missing, ObservationMethod.Reading, null));
    }

    /// <summary>The run began yesterday, the look is of today: the status counts both, by today's rules.</summary>
    [Theory, Databases]
    public async Task LookAfterMidnight_OfARunThatPassesIt_Counts(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        scene.AsOf = scene.Database.Clock.Now;
        var board = await scene.BoardAsync();
        scene.Database.Time.Advance(scene.Database.Clock.RangeOf(board.Rules.Day).To - scene.Database.Clock.Now + TimeSpan.FromMinutes(1));
        await LookAsync(scene, VisibilityState.Missing);

        await scene.WriteAsync(scene.Everybody(), board: board);

        (await scene.CellAsync(scene.GroupChat, scene.Student))!.State.Should().Be(VisibilityState.Missing);
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Linked);
        (await scene.LinkAsync(scene.Students[1])).Should().Be(LinkState.Verified);
    }

    [Theory, Databases]
    public async Task Reading_AfterALookInBetween_GoesOnWithItsOwnRow(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        await scene.WriteAsync(scene.Everybody());
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        await LookAsync(scene, VisibilityState.Missing);
        scene.Database.Time.Advance(TimeSpan.FromHours(1));

        (await scene.WriteAsync(scene.Everybody())).Added.Should().Be(0);

        var history = await scene.HistoryAsync(scene.GroupChat, scene.Student);
        history.Select(row => row.Method).Should().Equal(ObservationMethod.Reading, ObservationMethod.Look);
        var cell = (await scene.CellAsync(scene.GroupChat, scene.Student))!;
        (cell.ObservationId, cell.AsOf).Should().Be((history[0].Id, scene.Database.Clock.Now));
    }

    [Theory, Databases]
    public async Task Reading_ThatWasTakenBack_IsNotProlonged(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        await scene.WriteAsync(scene.Everybody());
        var first = (await scene.HistoryAsync(scene.GroupChat, scene.Student)).Single();
        await using (var db = scene.Database.NewContext())
        {
            db.Act(TestActors.Administrator, "retract");
            var now = scene.Database.Clock.Now;
            db.ChatObservations.Add(new ChatObservation
            {
                ChatId = first.ChatId, PersonId = first.PersonId, SourceId = first.SourceId, Method = first.Method, State = first.State,
                FirstAsOf = now, LastAsOf = now, RecordedAt = now, RetractsId = first.Id,
            });
            await db.SaveChangesAsync(Ct);
        }

        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        (await scene.WriteAsync(scene.Everybody())).Added.Should().Be(1);

        (await scene.HistoryAsync(scene.GroupChat, scene.Student)).Single(row => row.Id == first.Id).LastAsOf.Should().Be(first.LastAsOf);
        (await scene.CellAsync(scene.GroupChat, scene.Student))!.ObservationId.Should().NotBe(first.Id);
    }

    /// <summary>The second one finds what the first one wrote, whichever comes first; nobody has a status before.</summary>
    [Theory, Databases]
    public async Task SameScope_WrittenByTwoProcessesAtOnce_GivesOneOfEach(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var board = await scene.BoardAsync();
        var rows = scene.Everybody(scene.Row(scene.Students[1], JournalLinkState.NotLinked));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => scene.WriteAsync(rows, board: board))));

        outcomes.Should().OnlyContain(outcome => outcome.Verdict == ReadingVerdict.Complete);
        outcomes.Sum(outcome => outcome.Added).Should().Be(20);
        await using var db = scene.Database.NewContext();
        (await db.ChatObservations.CountAsync(Ct)).Should().Be(10);
        (await db.LinkFacts.CountAsync(Ct)).Should().Be(10);
        (await db.Readings.CountAsync(Ct)).Should().Be(3);
    }

    /// <summary>A claim is written, not yet committed, while the scope is written: the status counts both.</summary>
    [Theory, Databases]
    public async Task Claim_MadeAtTheSameMoment_IsNotLost(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var board = await scene.BoardAsync();
        await scene.WriteAsync(scene.Everybody(scene.Row(scene.Student, JournalLinkState.Broken)), board: board);
        var now = scene.Database.Clock.Now;
        await using var db = scene.Database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        db.Act(TestActors.Administrator, "arrange");
        db.LinkFacts.Add(new LinkFact { PersonId = scene.Student.Id, PlatformId = scene.Register.Messenger.Id, Kind = LinkFactKind.Claimed, At = now, RecheckAt = now.AddDays(2), RecordedAt = now });
        await db.SaveChangesAsync(Ct);
        await scene.Database.Get<LinkProjection>().RefreshAsync(db, [scene.Student.Id], Ct);

        scene.AsOf = now;
        var writing = Task.Run(() => scene.WriteAsync(scene.Everybody(scene.Row(scene.Student, JournalLinkState.NotLinked)), board: board));
        await WaitForALockAsync(scene, writing);
        await transaction.CommitAsync(Ct);
        await writing;

        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.SelfReported, "«not linked» before the claim's moment says nothing");
    }

    /// <summary>
    /// The look holds its cell and waits for the status, the reading holds the status and waits for the cell: the database
    /// refuses one of them, which begins anew, and both are there.
    /// </summary>
    [Theory, Databases]
    public async Task LookAndReading_ThatWaitForEachOther_AreBothWritten(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var board = await scene.BoardAsync();
        await scene.WriteAsync(scene.Everybody(), board: board);
        scene.Database.Time.Advance(TimeSpan.FromMinutes(1));
        scene.AsOf = scene.Database.Clock.Now.AddSeconds(-1);
        var rows = scene.Everybody();
        Task<ScopeOutcome>? writing = null;

        var look = await WriteConflicts.RetryAsync<bool>(async () =>
        {
            await using var db = scene.Database.NewContext();
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.Act(TestActors.Administrator, "mark-missing");
            var now = scene.Database.Clock.Now;
            var row = new ChatObservation
            {
                ChatId = scene.GroupChat.Id, PersonId = scene.Student.Id, SourceId = scene.Register.Journal.Id, State = VisibilityState.Missing,
                FirstAsOf = now, LastAsOf = now, RecordedAt = now,
            };
            db.ChatObservations.Add(row);
            await VisibilityProjection.ApplyAsync(db, [row], Ct);
            await db.SaveChangesAsync(Ct);
            writing ??= Task.Run(() => scene.WriteAsync(rows, board: board));
            await WaitForALockAsync(scene, writing);
            await scene.Database.Get<LinkProjection>().RefreshAsync(db, [scene.Student.Id], Ct);
            await transaction.CommitAsync(Ct);
            return true;
        });

        look.IsOk.Should().BeTrue();
        (await writing!).Should().BeEquivalentTo(new { Verdict = ReadingVerdict.Complete, Added = 0 });
        (await scene.HistoryAsync(scene.GroupChat, scene.Student)).Select(row => row.LastAsOf).Should().Equal(scene.AsOf.Value, scene.Database.Clock.Now);
        (await scene.CellAsync(scene.GroupChat, scene.Student))!.State.Should().Be(VisibilityState.Missing);
        (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Linked);
    }

    [Theory, Databases]
    public async Task Looks_MadeAtTheSameMoment_AreNotLost(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var board = await scene.BoardAsync();
        for (var round = 0; round < 5; round++)
        {
            scene.Database.Time.Advance(TimeSpan.FromMinutes(1));
            scene.AsOf = scene.Database.Clock.Now.AddSeconds(-1);
            var rows = scene.Everybody();

            await Task.WhenAll(
                Task.Run(() => scene.WriteAsync(rows, board: board)),
                Task.Run(() => LookAsync(scene, VisibilityState.Missing)));

            (await scene.CellAsync(scene.GroupChat, scene.Student))!.State.Should().Be(VisibilityState.Missing, "the look is a second later");
            (await scene.LinkAsync(scene.Student)).Should().Be(LinkState.Linked);
        }

        (await scene.HistoryAsync(scene.GroupChat, scene.Student)).Should().HaveCount(6, "one row of readings and each look");
    }

    private static async Task<Guid> LookAsync(JournalScene scene, VisibilityState state)
    {
        var request = new MarkVisibilityRequest(scene.Group.Id, state, [new MarkCell(scene.GroupChat.Id, scene.Student.Id, null)]);
        var result = await scene.Database.Get<MarkVisibility>().MarkAsync(TestActors.Curator(scene.Curator), request, Ct);
        result.Error.Should().BeNull();
        return result.Value.ObservationIds.Single();
    }

    /// <summary>Until the other transaction waits; on SQLite it waits at its beginning, before it can read anything.</summary>
    private static async Task WaitForALockAsync(JournalScene scene, Task waiting)
    {
        if (scene.Database.Kind == DatabaseKind.PostgreSql)
        {
            await using var db = scene.Database.NewContext();
            while (!waiting.IsCompleted && await db.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted").SingleAsync(Ct) == 0)
            {
                await Task.Yield();
            }
        }
    }
}
