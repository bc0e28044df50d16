using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
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
}
