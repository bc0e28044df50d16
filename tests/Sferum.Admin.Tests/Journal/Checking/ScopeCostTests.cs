using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Journal.Checking;

/// <summary>
/// What a scope costs, whatever its size: at most two reads and four commands that write (a bulk call is one), and nothing but
/// dates where nothing changed.
/// </summary>
public sealed class ScopeCostTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task AnyRun_OfAScope_TakesTwoReadsAndAtMostFourWrites(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        var board = await scene.BoardAsync();
        // EF Core's count with the bulk writer's; on PostgreSQL also what the driver itself sends.
        using var driver = kind == DatabaseKind.PostgreSql ? new NpgsqlCommands(scene.Database) : null;

        await CheckAsync("first run", 20, scene.Everybody());
        scene.Database.Time.Advance(TimeSpan.FromMinutes(1));
        await CheckAsync("one person changed", 1, scene.Everybody(scene.Sees(scene.Student)));
        scene.Database.Time.Advance(TimeSpan.FromMinutes(1));
        await CheckAsync("nothing changed", 0, scene.Everybody(scene.Sees(scene.Student)));

        async Task CheckAsync(string run, int added, IReadOnlyList<JournalSighting> rows)
        {
            driver?.Reset();
            var outcome = await scene.WriteAsync(rows, board: board);

            outcome.Added.Should().Be(added, run);
            var commands = scene.Database.Queries.Commands;
            commands.Count(IsRead).Should().Be(2, run);
            (commands.Count(command => !IsRead(command)) + scene.Database.Bulk.Calls).Should().BeLessThanOrEqualTo(4, run);
            driver?.Count.Should().Be(5, run);
        }
    }

    [Theory, Databases]
    public async Task UnchangedRun_OfAScope_MovesTheLastMomentsOnly(DatabaseKind kind)
    {
        await using var scene = await JournalScene.CreateAsync(kind);
        await scene.WriteAsync(scene.Everybody());
        var before = await CountsAsync(scene);
        var first = scene.Database.Clock.Now;
        scene.Database.Time.Advance(TimeSpan.FromDays(1));

        await scene.WriteAsync(scene.Everybody());

        (await CountsAsync(scene)).Should().Be(before);
        var row = (await scene.HistoryAsync(scene.GroupChat, scene.Student)).Should().ContainSingle().Subject;
        (row.FirstAsOf, row.LastAsOf).Should().Be((first, first.AddDays(1)));
        row.LastReadingId.Should().NotBeNull();
        row.LastReadingId.Should().NotBe(row.FirstReadingId!.Value);
        (await scene.CellAsync(scene.GroupChat, scene.Student))!.AsOf.Should().Be(first.AddDays(1));
        await using var db = scene.Database.NewContext();
        (await db.LinkStatuses.SingleAsync(status => status.PersonId == scene.Student.Id, Ct)).ValidUntil
            .Should().Be(scene.Database.Clock.Today.AddDays(31), "a look proves for thirty days");
    }

    private static bool IsRead(string command) => command.StartsWith("SELECT", StringComparison.Ordinal);

    private static async Task<(int Facts, int Observations, int Visibilities, int Statuses)> CountsAsync(JournalScene scene)
    {
        await using var db = scene.Database.NewContext();
        return (await db.LinkFacts.CountAsync(Ct), await db.ChatObservations.CountAsync(Ct), await db.ChatVisibilities.CountAsync(Ct), await db.LinkStatuses.CountAsync(Ct));
    }
}
