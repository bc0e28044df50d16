using Microsoft.Extensions.Configuration;
using Sferum.Admin.Connectors;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Simulator.College;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;
using Sferum.Admin.Tests.Simulator;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>Suggestions over the whole invented college, read through the connector, against the truth that only the generator knows.</summary>
public sealed class BindingTruthTests
{
    private static readonly Actor System = Actor.System("tests");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static InventedCollege Register => SimulatorScene.Register;

    [Theory, Databases]
    public async Task Suggestions_OfTheWholeCollege_AreNeverWronglyExactAndFindNearlyEverybody(DatabaseKind kind)
    {
        await using var scene = await SimulatorScene.StartAsync();
        await using var database = await FilledAsync(kind);
        var summary = await ReadListsAsync(database, scene);

        summary.NotRead.Should().BeEmpty();
        var board = await BoardAsync(database);
        var journal = scene.College;
        var exact = board.Suggestions.All.Where(s => s.Verdict == BindingVerdict.Exact).ToList();
        exact.Where(s => TruthOf(journal, s.Record) != s.Candidates[0].SubjectId).Should().BeEmpty("an exact match is never wrong");
        var inForce = SignsOfPeople.InForce(Register);
        var found = exact.Where(s => s.Record.IdKind == IdKinds.Person).Select(s => s.Candidates[0].SubjectId).Where(inForce.Contains).Distinct().Count();
        ((double)found / inForce.Count).Should().BeGreaterThanOrEqualTo(0.95);
        exact.Count(s => s.Record.Kind == JournalRecordKind.Group).Should().Be(Register.Groups.Count);
        exact.Count(s => s.Record.Kind == JournalRecordKind.Chat).Should().Be(board.Material.Records.Count(r => r.Kind == JournalRecordKind.Chat)).And.BePositive();
        ValuesOf(board, BindingVerdict.Doubtful).Should().BeEquivalentTo(journal.Planted.Doubtful.Select(d => d.JournalPersonId));
        ValuesOf(board, BindingVerdict.Conflict).Should().BeEquivalentTo(journal.Planted.Conflicting.SelectMany(c => c.JournalPersonIds));
        ValuesOf(board, BindingVerdict.NotFound).Should().BeEquivalentTo(journal.Planted.Strangers);
    }

    [Theory, Databases]
    public async Task ExactMatches_ConfirmedAndTakenBack_LeaveTheRegisterAsItWas(DatabaseKind kind)
    {
        await using var scene = await SimulatorScene.StartAsync();
        await using var database = await FilledAsync(kind);
        await ReadListsAsync(database, scene);
        var before = (await SummaryAsync(database)).Counts;
        var expected = (await SummaryAsync(database)).Of(BindingState.Exact);

        var confirmed = (await database.Get<ConfirmBindings>().ConfirmExactAsync(System, new ConfirmExactRequest(expected), Ct)).Value;

        confirmed.Count.Should().Be(expected);
        var after = await SummaryAsync(database);
        (after.Of(BindingState.Exact), after.Of(BindingState.Bound)).Should().Be((0, expected));
        foreach (var state in new[] { BindingState.Doubtful, BindingState.Conflict, BindingState.NotInRegister, BindingState.NotInJournal })
        {
            after.Of(state).Should().Be(before.Where(c => c.Key.State == state).Sum(c => c.Value), state.ToString());
        }

        (await database.Get<ConfirmBindings>().UndoAsync(System, confirmed.At, Ct)).Value.Should().Be(expected);
        (await SummaryAsync(database)).Counts.Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task Lists_WhoseChatsAreAllBound_AreNotAskedForThemAgain()
    {
        await using var scene = await SimulatorScene.StartAsync();
        await using var database = await FilledAsync(DatabaseKind.Sqlite);
        await ReadListsAsync(database, scene);
        var expected = (await SummaryAsync(database)).Of(BindingState.Exact);
        await database.Get<ConfirmBindings>().ConfirmExactAsync(System, new ConfirmExactRequest(expected), Ct);
        var known = (await SummaryAsync(database)).Counts;
        var board = await BoardAsync(database);
        var bound = board.Bindings.Select(b => b.SubjectId).ToHashSet();
        var open = board.Material.Register.Groups.Count(g => board.Material.Register.Chats.Any(c => c.StudyGroupId == g.Id && !bound.Contains(c.Id)));
        var sections = scene.Host.Log.Since(0).Count(c => c.Path.Contains("/persons"));

        await ReadListsAsync(database, scene);

        (scene.Host.Log.Since(0).Count(c => c.Path.Contains("/persons")) - sections).Should().Be(open).And.BeLessThan(sections / 2);
        (await SummaryAsync(database)).Counts.Should().BeEquivalentTo(known);
    }

    private static IEnumerable<string> ValuesOf(BindingBoard board, BindingVerdict verdict) => board.Suggestions.All.Where(s => s.Verdict == verdict).Select(s => s.Record.Value);

    private static async Task<BindingSummary> SummaryAsync(TestDatabase database) => (await database.Get<BindingQueries>().SummaryAsync(System, Ct)).Value;

    private static async Task<TestDatabase> FilledAsync(DatabaseKind kind)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Epos:AllowAssumed"] = "true" }).Build();
        var database = await TestDatabase.CreateAsync(kind, Ct, services => services.AddJournalConnector(configuration));
        var writer = new CollegeWriter(database.Contexts, database.Get<IBulkWriter>(), database.Get<LinkProjection>(), database.Time, snils => snils);
        (await writer.FillAsync(System, Register, Ct)).Should().BeTrue();
        return database;
    }

    private static async Task<JournalListsSummary> ReadListsAsync(TestDatabase database, SimulatorScene scene)
    {
        var opened = await database.Get<IJournal>().OpenAsync(
            new JournalConnection(JournalReaderMode.Assumed, scene.Host.JournalAddress), new JournalCredentials(SimulatorHost.Token, SimulatorHost.ProfileId), Ct);
        await using var session = opened.Value!;
        return (await database.Get<RefreshJournalRecords>().ReadAsync(System, session, null, Ct)).Value;
    }

    private static async Task<BindingBoard> BoardAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return (await BindingBoardReader.LoadAsync(db, database.Clock.Today, Ct))!;
    }

    private static Guid? TruthOf(SimulatedCollege journal, JournalRecord record) => record.Kind switch
    {
        JournalRecordKind.Group => journal.GroupOf(record.Value),
        JournalRecordKind.Chat => journal.ChatOf(record.Value),
        _ => journal.PersonOf(record.Value),
    };
}
