using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Tests.Simulator;

/// <summary>The 14:00 rule over HTTP with the virtual clock. Tests play on Friday 20.11.2026, noon.</summary>
public sealed class SimulatorSnapshotTests
{
    [Theory]
    // Made, last moment before it shows, first moment at which it shows, as of.
    [InlineData("2026-11-23T09:00:00+05:00", "2026-11-24T13:59:59+05:00", "2026-11-24T14:00:00+05:00")]
    [InlineData("2026-11-23T18:00:00+05:00", "2026-11-24T13:59:59+05:00", "2026-11-24T14:00:00+05:00")]
    [InlineData("2026-11-20T10:00:00+05:00", "2026-11-23T13:59:59+05:00", "2026-11-23T14:00:00+05:00")]
    [InlineData("2026-11-21T10:00:00+05:00", "2026-11-23T13:59:59+05:00", "2026-11-23T14:00:00+05:00")]
    [InlineData("2026-12-30T10:00:00+05:00", "2027-01-11T13:59:59+05:00", "2027-01-11T14:00:00+05:00")]
    [InlineData("2027-04-30T10:00:00+05:00", "2027-05-04T13:59:59+05:00", "2027-05-04T14:00:00+05:00")]
    public async Task Change_ShowsFromTwoOClockOfTheNextWorkingDay(string made, string before, string shows)
    {
        await using var scene = await SimulatorScene.StartAsync();
        var person = Unlinked(scene);
        await ClockAsync(scene, made);
        await ChangeAsync(scene, person, """{ "linked": { "max": true }, "chats": [9021] }""");

        await ClockAsync(scene, before);
        (await StatusOfAsync(scene, person)).Should().Be("not_linked");

        await ClockAsync(scene, shows);
        (await StatusOfAsync(scene, person)).Should().Be("linked");
        var links = await scene.JsonAsync($"epos/x-assumed/1/persons/{person}/links");
        links.GetProperty("as_of").GetString().Should().Be(shows);
        (await scene.JsonAsync($"epos/x-assumed/1/persons/{person}/chats")).EnumerateArray().Select(c => c.GetProperty("id").GetInt64()).Should().Equal(9021);
    }

    [Fact]
    public async Task Change_Now_ShowsAtOnceAsOfItsOwnMoment()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var person = Unlinked(scene);

        await ChangeAsync(scene, person, """{ "linked": { "max": true }, "now": true }""");

        var links = await scene.JsonAsync($"epos/x-assumed/1/persons/{person}/links");
        links.GetProperty("as_of").GetString().Should().Be("2026-11-20T12:00:00+05:00");
        links.GetProperty("links")[0].GetProperty("status").GetString().Should().Be("linked");
    }

    [Fact]
    public async Task Change_OfNameAndLeaving_ShowsInTheLists()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var student = scene.College.Students.First(s => s.LeftOn is null && s.Person.PersonId is not null && s.Person.Max.State == SimulatedLinkState.Linked);
        await ChangeAsync(scene, student.Person.Id, """{ "name": "Иванов Пётр Ильич", "left": true }""");

        (await scene.JsonAsync($"epos/core/api/student_profiles/{student.Id}")).GetProperty("left_on").GetString().Should().BeNull();
        (await scene.JsonAsync($"epos/x-assumed/1/persons/{student.Person.Id}/chats")).GetArrayLength().Should().BePositive("chats are shown until the next snapshot");

        await ClockAsync(scene, "2026-11-23T14:00:00+05:00");
        var row = await scene.JsonAsync($"epos/core/api/student_profiles/{student.Id}");
        row.GetProperty("left_on").GetString().Should().Be("20.11.2026");
        row.GetProperty("user_name").GetString().Should().Be("Иванов Пётр Ильич");
        (await scene.JsonAsync($"epos/x-assumed/1/persons/{student.Person.Id}/chats")).GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Change_OfSomebodyWhoCameBack_TakesTheDayOfLeavingAway()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var student = scene.College.Students.First(s => s.Person.Id == scene.College.Planted.LeftButListed[0] && s.LeftOn is not null);
        (await scene.JsonAsync($"epos/core/api/student_profiles/{student.Id}")).GetProperty("left_on").GetString().Should().NotBeNull();

        await ChangeAsync(scene, student.Person.Id, """{ "left": false, "now": true }""");

        (await scene.JsonAsync($"epos/core/api/student_profiles/{student.Id}")).GetProperty("left_on").GetString().Should().BeNull();
    }

    [Fact]
    public async Task Claims_OfToday_ComeTrueAtTheirMoment()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var promised = scene.College.Scheduled[0];

        scene.Host.Look(promised.PersonId).Max.State.Should().Be(SimulatedLinkState.NotLinked);
        scene.Host.Clock.Set(new DateTimeOffset(promised.ShowsAt));
        var view = scene.Host.Look(promised.PersonId);

        view.Max.State.Should().Be(SimulatedLinkState.Linked);
        view.Shown.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Members_PutOutInTheMessenger_LoseTheChatByTheClock()
    {
        await using var scene = await SimulatorScene.StartAsync();
        var person = scene.College.People.First(p => p.Max.State == SimulatedLinkState.Linked && p.Chats.Count == 1 && p.PersonId is not null);
        using var answer = await scene.SendAsync(HttpMethod.Post, $"sim/chats/{person.Chats[0]}/members", $$"""{ "remove": ["{{person.Id}}"] }""");

        answer.EnsureSuccessStatusCode();
        scene.Host.Look(person.Id).Shown.Should().HaveCount(1);
        await ClockAsync(scene, "2026-11-23T14:00:00+05:00");
        scene.Host.Look(person.Id).Shown.Should().BeEmpty();
    }

    [Fact]
    public async Task Routes_WithLag_SwitchOneByOneWithinTwentyMinutes()
    {
        await using var scene = await SimulatorScene.StartAsync();
        scene.Host.Faults.Set([new Fault("/epos", FaultKind.Lag)]);

        (await AsOfAsync(scene, "2026-11-20T14:00:00+05:00")).Should().Contain("2026-11-19T14:00:00+05:00");
        (await AsOfAsync(scene, "2026-11-20T14:10:00+05:00")).Should().BeEquivalentTo("2026-11-19T14:00:00+05:00", "2026-11-20T14:00:00+05:00");
        (await AsOfAsync(scene, "2026-11-20T14:20:00+05:00")).Should().Equal("2026-11-20T14:00:00+05:00");
    }

    [Fact]
    public void Latest_OfAWeekend_IsFridays()
    {
        var school = new SchoolClock(TestClock.Create());
        var snapshots = new SnapshotClock(SchoolCalendar.Initial, school);

        snapshots.Latest(school.ToUtc(new DateOnly(2026, 11, 22), new TimeOnly(20, 0))).Should().Be(school.ToUtc(new DateOnly(2026, 11, 20), new TimeOnly(14, 0)));
        snapshots.Latest(school.ToUtc(new DateOnly(2026, 11, 20), new TimeOnly(13, 59))).Should().Be(school.ToUtc(new DateOnly(2026, 11, 19), new TimeOnly(14, 0)));
    }

    private static string Unlinked(SimulatorScene scene) => scene.College.People.First(p => p.Role == SimulatedRole.Parent && p.Max.State == SimulatedLinkState.NotLinked).Id;

    private static async Task ClockAsync(SimulatorScene scene, string now)
    {
        using var answer = await scene.SendAsync(HttpMethod.Post, "sim/clock", $$"""{ "now": "{{now}}" }""");
        answer.EnsureSuccessStatusCode();
        // Days pass between the calls: sign in again, as each run does.
        using var session = await scene.SendAsync(HttpMethod.Post, "epos/lms/api/sessions", """{ "auth_token": "sim-epos-token" }""");
        session.EnsureSuccessStatusCode();
    }

    private static async Task ChangeAsync(SimulatorScene scene, string person, string body)
    {
        using var answer = await scene.SendAsync(HttpMethod.Post, $"sim/people/{person}", body);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string?> StatusOfAsync(SimulatorScene scene, string person) =>
        (await scene.JsonAsync($"epos/x-assumed/1/persons/{person}/links")).GetProperty("links")[0].GetProperty("status").GetString();

    private static async Task<List<string>> AsOfAsync(SimulatorScene scene, string now)
    {
        await ClockAsync(scene, now);
        var moments = new List<string>();
        foreach (var unit in scene.College.ClassUnits)
        {
            using var answer = await scene.GetAsync($"epos/x-assumed/1/class_units/{unit.Id}/persons?page=1&per_page=200");
            moments.AddRange(answer.Headers.GetValues("X-As-Of"));
        }

        return [.. moments.Distinct()];
    }
}
