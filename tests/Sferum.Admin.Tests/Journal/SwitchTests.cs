using System.Globalization;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Simulator.World;
using Sferum.Admin.Tests.Journal.Support;

namespace Sferum.Admin.Tests.Journal;

/// <summary>
/// The journal's own clock, with connector and simulator together: what is corrected shows at 14:00 of the next working day. Every
/// night before that moment nothing may read as a discrepancy; after it there is exactly one. Cases 20, 24 and 26 of the tricky cases.
/// </summary>
public sealed class SwitchTests
{
    /// <summary>When something was done, and when the journal shows it: a weekend, the New Year holidays, the first of May.</summary>
    private static readonly (string Done, string Shows)[] Moments =
    [
        ("2026-11-27 15:00", "2026-11-30 14:00"),
        ("2026-12-30 18:00", "2027-01-11 14:00"),
        ("2027-04-30 10:00", "2027-05-04 14:00"),
    ];

    public static TheoryData<DatabaseKind, string, string> Cases
    {
        get
        {
            var data = new TheoryData<DatabaseKind, string, string>();
            foreach (var (done, shows) in Moments)
            {
                data.Add(DatabaseKind.Sqlite, done, shows);
                data.Add(new TheoryDataRow<DatabaseKind, string, string>(DatabaseKind.PostgreSql, done, shows) { Skip = TestEnvironment.PostgreSql is null ? "Нет PostgreSQL." : null });
            }

            return data;
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Case 26: a claim made on a Friday afternoon waits over the days off, and is then borne out.</summary>
    [Theory, MemberData(nameof(Cases))]
    public async Task Claim_ThatIsTrue_WaitsForTheSwitchAndIsVerified(DatabaseKind kind, string done, string shows)
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && !TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var scene = await CheckScene.CreateAsync(kind);
        var student = await UnlinkedAsync(scene);
        MoveTo(scene, done);
        await ClaimAsync(scene, student);
        scene.Journal.Change(scene.IdOf(student.Id), new PersonChange { Max = SimulatedLinkState.Linked });

        await EachNightUntilAsync(scene, shows, async () => (await scene.LinkAsync(student)).Should().Be(LinkState.SelfReported));

        (await scene.CheckAsync(CheckTarget.Due)).State.Should().Be(JobRunState.Succeeded);
        (await scene.LinkAsync(student)).Should().Be(LinkState.Verified);
    }

    /// <summary>Case 26: a claim that the journal does not bear out is held against nobody before the switch, and once after it.</summary>
    [Theory, MemberData(nameof(Cases))]
    public async Task Claim_ThatIsNot_IsADiscrepancyOnlyAfterTheSwitch(DatabaseKind kind, string done, string shows)
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && !TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var scene = await CheckScene.CreateAsync(kind);
        var student = await UnlinkedAsync(scene);
        MoveTo(scene, done);
        await scene.CheckAsync();
        await ClaimAsync(scene, student);
        var before = await scene.StatusesAsync();

        await EachNightUntilAsync(scene, shows, async () => (await scene.StatusesAsync()).Should().BeEquivalentTo(before));

        await scene.CheckAsync(CheckTarget.Due);
        (await scene.LinkAsync(student)).Should().Be(LinkState.Invited);
        (await ChangedAsync(scene, before)).Should().Equal(student.Id);
    }

    /// <summary>Case 24: the phone changed, and the journal tells of the broken link by its own clock.</summary>
    [Theory, MemberData(nameof(Cases))]
    public async Task ChangedPhone_BreaksTheLinkOnlyAfterTheSwitch(DatabaseKind kind, string done, string shows)
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && !TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var scene = await CheckScene.CreateAsync(kind);
        var mother = scene.Mothers[scene.Groups[1]][0];
        MoveTo(scene, done);
        await scene.CheckAsync();
        var before = await scene.StatusesAsync();
        scene.Journal.Change(scene.IdOf(mother.Id), new PersonChange { Max = SimulatedLinkState.Broken });

        await EachNightUntilAsync(scene, shows, async () => (await scene.StatusesAsync()).Should().BeEquivalentTo(before));

        await scene.CheckAsync();
        (await scene.LinkAsync(mother)).Should().Be(LinkState.NeedsRelink);
        (await ChangedAsync(scene, before)).Should().Equal(mother.Id);
    }

    /// <summary>
    /// Case 20: a curator is replaced, with one day on which both lead the group. The new one is missed in its chat only once the
    /// journal could have shown it there, the old one never.
    /// </summary>
    [Theory, MemberData(nameof(Cases))]
    public async Task NewCurator_IsMissedInTheChatOnlyAfterTheSwitch(DatabaseKind kind, string done, string shows)
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && !TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        await using var scene = await CheckScene.CreateAsync(kind);
        var (group, old, next) = (scene.Groups[0], scene.Staff[0], scene.Staff[5]);
        MoveTo(scene, done);
        await scene.CheckAsync();
        await ReplaceAsync(scene, old, next);
        // The journal learns of neither: the old one stays in the chat, the new one is not let in.
        var before = await scene.StatusesAsync();
        before[next.Id].Should().StartWith("Verified");

        await EachNightUntilAsync(scene, shows, async () => (await scene.StatusesAsync()).Should().BeEquivalentTo(before));

        await scene.CheckAsync();
        (await scene.CellAsync(scene.GroupChats[group], next)).Should().Be(VisibilityState.Missing);
        (await ChangedAsync(scene, before)).Should().Equal(next.Id);
        // The status is of a day: from the next one on the must counts for it.
        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        await scene.CheckAsync();
        (await scene.LinkAsync(next)).Should().Be(LinkState.Linked);
        (await ChangedAsync(scene, before)).Should().Equal(next.Id);
    }

    /// <summary>A check each night at 05:10 and one a minute before the switch; then the clock stands half an hour after it.</summary>
    private static async Task EachNightUntilAsync(CheckScene scene, string shows, Func<Task> nothingNew)
    {
        var moment = Utc(scene, shows);
        var clock = scene.Database.Clock;
        for (var night = clock.ToUtc(clock.Today.AddDays(1), new TimeOnly(5, 10)); night < moment; night = night.AddDays(1))
        {
            scene.Database.Time.Advance(night - clock.Now);
            (await scene.CheckAsync()).State.Should().Be(JobRunState.Succeeded);
            await nothingNew();
        }

        scene.Database.Time.Advance(moment.AddMinutes(-1) - clock.Now);
        (await scene.CheckAsync()).State.Should().Be(JobRunState.Succeeded);
        (await scene.CheckAsync(CheckTarget.Due)).State.Should().Be(JobRunState.Skipped);
        await nothingNew();
        scene.Database.Time.Advance(TimeSpan.FromMinutes(31));
    }

    /// <summary>A student whom the journal shows without a link.</summary>
    private static async Task<Person> UnlinkedAsync(CheckScene scene)
    {
        var student = scene.Students[scene.Groups[1]][0];
        scene.Journal.Change(scene.IdOf(student.Id), new PersonChange { Max = SimulatedLinkState.NotLinked, Now = true });
        await scene.CheckAsync();
        (await scene.LinkAsync(student)).Should().Be(LinkState.NotInvited);
        return student;
    }

    private static async Task ClaimAsync(CheckScene scene, Person person) =>
        (await scene.Database.Get<MarkClaimed>().MarkAsync(TestActors.Administrator, new MarkLinkRequest([person.Id]), Ct)).Error.Should().BeNull();

    private static async Task ReplaceAsync(CheckScene scene, Person old, Person next)
    {
        var (today, now) = (scene.Database.Clock.Today, scene.Database.Clock.Now);
        await using var db = scene.Database.NewContext();
        db.Act(TestActors.Administrator, "replace");
        var assignment = db.CuratorAssignments.Single(a => a.PersonId == old.Id);
        (assignment.ValidTo, assignment.EndReason) = (today.AddDays(1), Core.Common.ReasonKind.Hand);
        db.CuratorAssignments.Add(new CuratorAssignment { PersonId = next.Id, StudyGroupId = assignment.StudyGroupId, Kind = CuratorKind.Main, ValidFrom = today, RecordedAt = now });
        await db.SaveChangesAsync(Ct);
    }

    private static async Task<IEnumerable<Guid>> ChangedAsync(CheckScene scene, IReadOnlyDictionary<Guid, string> before) =>
        (await scene.StatusesAsync()).Where(s => s.Value != before[s.Key]).Select(s => s.Key);

    private static void MoveTo(CheckScene scene, string wall) => scene.Database.Time.Advance(Utc(scene, wall) - scene.Database.Clock.Now);

    private static DateTime Utc(CheckScene scene, string wall)
    {
        var moment = DateTime.Parse(wall, CultureInfo.InvariantCulture);
        return scene.Database.Clock.ToUtc(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
    }
}
